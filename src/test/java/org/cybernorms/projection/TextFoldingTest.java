package org.cybernorms.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of all scripts is folded and split as the definitions say. */
class TextFoldingTest {

    private static final Random RANDOM = new Random(7);

    @ParameterizedTest
    @CsvSource({
        "Zêbrelle protégée, zebrelle protegee",
        "STRASSE, straße",
        "łódź, LODZ",
        "İstanbul, istanbul",
        "ｆｕｌｌ　ｗｉｄｔｈ, full width",
        "ﬁne œuvre Æon, fine oeuvre aeon",
        "so\u00adft hy\u200dph\u200cen, soft hyphen",
        "مُحَمَّد, محمد",
        "أحمد, احمد",
        "שָׁלוֹם, שלום",
        "ΣΊΣΥΦΟΣ, σισυφος",
        "Ёлка, елка",
        "ｻｲﾊﾞｰ, サイバー",
        "サイバー, さいばー",
        "٣ ۳ ３, 3 3 3",
        "l’été, l'ete",
        "한국, 한국"
    })
    void whatIsTheSameToReadersIsFoldedAlike(String one, String other) {
        assertThat(TextFolding.fold(one)).isEqualTo(TextFolding.fold(other));
        for (Normalizer.Form form : Normalizer.Form.values()) {
            assertThat(TextFolding.fold(Normalizer.normalize(one, form)))
                    .as("%s as %s", one, form)
                    .isEqualTo(TextFolding.fold(other));
        }
    }

    @ParameterizedTest
    @CsvSource({"норма, форма", "中国, 美国", "محمد, محمود", "ja, ya", "กา, ขา"})
    void whatIsNotTheSameIsNot(String one, String other) {
        assertThat(TextFolding.fold(one)).isNotEqualTo(TextFolding.fold(other));
    }

    @Test
    void foldingTwiceChangesNothingAndCanonicalFormsAreAlike() {
        for (int i = 0; i < 20_000; i++) {
            String text = text();
            String folded = TextFolding.fold(text);
            assertEquals(TextFolding.fold(Normalizer.normalize(text, Normalizer.Form.NFD)), folded, text);
            assertEquals(folded, TextFolding.fold(folded), text);
        }
    }

    /** What a question of two characters must find in a text without spaces. */
    @ParameterizedTest
    @CsvSource({
        "国家网络安全战略, 网络",
        "国家网络安全战略, 安",
        "サイバーセキュリティ戦略, キュ",
        "ｻｲﾊﾞｰｾｷｭﾘﾃｨ, サイバー",
        "사이버안보전략, 안보",
        "การรักษาความมั่นคงปลอดภัยไซเบอร์, ปลอดภัย",
        "Norms of 网络空间 (2015), 空间",
        "Zêbrelle protégée, ZEBRELLE",
        "l’été, ete",
        "example.org, org",
        "हिन्दी भाषा, हिन्दी"
    })
    void everyWordOfAQuestionIsAWordOfTheText(String text, String question) {
        for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
            Set<String> words = TextFolding.words(Normalizer.normalize(text, form));
            assertThat(TextFolding.questionWords(question)).isNotEmpty().allMatch(words::contains);
        }
    }

    @Test
    void aQuestionIsNotFoundInATextThatOnlyHasItsCharactersApart() {
        assertThat(TextFolding.words("网民的联络")).doesNotContainAnyElementsOf(TextFolding.questionWords("网络"));
    }

    @Test
    void longWordsAreCut() {
        assertEquals(Set.of("a".repeat(60), "b"), TextFolding.words("a".repeat(61) + ", b"));
    }

    @Test
    void numbersSortAsPeopleCount() {
        assertEquals("norm 00000002 b", TextFolding.natural("Norm 2 b"));
        assertEquals("no digits: a", TextFolding.natural("No digits: À"));
        assertEquals("00000003 00000012", TextFolding.natural("٣ 12"));
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
