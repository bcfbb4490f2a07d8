package org.cybernorms.projection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Brings text of any script into the form in which it is compared, for lists, sort keys and the search alike: Unicode
 * Technical Report 30 (case, accents, width, ligatures, digits, vowel points, ignorable characters) by ICU, Latin letters
 * as in ASCII, katakana as hiragana.
 */
public final class TextFolding {

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int KEY_LENGTH = 400;
    private static final int WORD_LENGTH = 60;
    /** The first letters of scripts without spaces between words are those of Thai. */
    private static final int THAI = 0x0e00;

    private static final int KATAKANA = 0x30a1;
    private static final int KATAKANA_END = 0x30f6;
    private static final int TO_HIRAGANA = 0x60;
    private static final int ZERO_WIDTH_SPACE = 0x200b;

    private TextFolding() {}

    public static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        char[] folded = ICUFoldingFilter.NORMALIZER.normalize(text).toCharArray();
        char[] letters = new char[folded.length * 4]; // no character becomes more than four
        int length = ASCIIFoldingFilter.foldToASCII(folded, 0, letters, 0, folded.length);
        for (int i = 0; i < length; i++) {
            if (letters[i] >= KATAKANA && letters[i] <= KATAKANA_END) {
                letters[i] -= TO_HIRAGANA;
            }
        }
        return new String(letters, 0, length);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /**
     * The different words of a text, folded and in their order: what is between characters that are no letters and no
     * digits. Of Chinese, Japanese and Korean these are all characters and all pairs, of Thai and its neighbours the words
     * of a dictionary.
     */
    public static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        split(text, Segments.WRITTEN, words::add);
        return words;
    }

    /** The words that a question has, repeated ones as well: of Chinese, Japanese and Korean only the pairs. */
    public static List<String> questionWords(String text) {
        List<String> words = new ArrayList<>();
        split(text, Segments.ASKED, words::add);
        return words;
    }

    private static void split(String text, Analyzer segments, Consumer<String> words) {
        if (hasSpaces(text)) {
            betweenOthers(fold(text), words);
            return;
        }
        try (TokenStream tokens = segments.tokenStream("", text)) {
            CharTermAttribute token = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                betweenOthers(token.toString(), words);
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether words have spaces between them: no letter is of a script that writes none. */
    public static boolean hasSpaces(String text) {
        return text.codePoints()
                .noneMatch(character -> character == ZERO_WIDTH_SPACE
                        || character >= THAI
                                && Character.isLetter(character)
                                && !Character.UnicodeScript.of(character).equals(Character.UnicodeScript.LATIN));
    }

    private static void betweenOthers(String folded, Consumer<String> words) {
        int begin = -1;
        for (int i = 0; i <= folded.length(); ) {
            int character = i < folded.length() ? folded.codePointAt(i) : ' ';
            if (isOfWord(character)) {
                begin = begin < 0 ? i : begin;
            } else if (begin >= 0) {
                words.accept(folded.substring(begin, Math.min(begin + WORD_LENGTH, i)));
                begin = -1;
            }
            i += Character.charCount(character);
        }
    }

    /** Whether a character is a letter, a mark on one or a number of any kind, as in {@code [\\p{L}\\p{M}\\p{N}]}. */
    private static boolean isOfWord(int character) {
        return Character.isLetterOrDigit(character)
                || switch (Character.getType(character)) {
                    case Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER,
                            Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    /** A key that sorts as people count: {@code 2} before {@code 12}. */
    public static String natural(String text) {
        String folded = fold(text);
        String key = folded.chars().noneMatch(TextFolding::isDigit)
                ? folded
                : DIGITS.matcher(folded)
                        .replaceAll(digits ->
                                "0".repeat(Math.max(0, 8 - digits.group().length())) + digits.group());
        return key.substring(0, Math.min(KEY_LENGTH, key.length()));
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
