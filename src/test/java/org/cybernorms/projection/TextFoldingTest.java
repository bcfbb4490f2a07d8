package org.cybernorms.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Text of all kinds of characters is folded and split as the definitions say. */
class TextFoldingTest {

    private static final Random RANDOM = new Random(7);

    @Test
    void wordsAreWhatIsBetweenCharactersThatAreNoLettersAndNoNumbers() {
        for (int i = 0; i < 20_000; i++) {
            String text = text();
            String folded = Normalizer.normalize(text, Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}+", "")
                    .toLowerCase(Locale.ROOT);
            assertEquals(folded, TextFolding.fold(text));
            Set<String> words = new LinkedHashSet<>(List.of(folded.split("[^\\p{L}\\p{N}]+")));
            words.remove("");
            assertEquals(words, TextFolding.words(text), text);
        }
    }

    @Test
    void longWordsAreCut() {
        assertEquals(Set.of("a".repeat(60), "b"), TextFolding.words("a".repeat(61) + ", b"));
    }

    @Test
    void numbersSortAsPeopleCount() {
        assertEquals("norm 00000002 b", TextFolding.natural("Norm 2 b"));
        assertEquals("no digits: à".replace("à", "a"), TextFolding.natural("No digits: À"));
        assertEquals("٣ 00000012", TextFolding.natural("٣ 12"));
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        boolean ascii = RANDOM.nextBoolean();
        for (int i = RANDOM.nextInt(30); i > 0; i--) {
            int character = RANDOM.nextInt(ascii ? 0x80 : RANDOM.nextBoolean() ? 0x300 : 0x20000);
            text.appendCodePoint(RANDOM.nextInt(5) == 0 ? ' ' : character);
        }
        return text.toString();
    }
}
