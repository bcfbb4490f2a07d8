package org.cybernorms.projection;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Brings text into the form in which it is compared: without case and accents. */
public final class TextFolding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int KEY_LENGTH = 400;
    private static final int WORD_LENGTH = 60;

    private TextFolding() {}

    public static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** The different words of a text, folded and in their order: what is between characters that are no letters and no digits. */
    public static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        String folded = fold(text);
        int begin = -1;
        for (int i = 0; i <= folded.length(); ) {
            int character = i < folded.length() ? folded.codePointAt(i) : ' ';
            if (isOfWord(character)) {
                begin = begin < 0 ? i : begin;
            } else if (begin >= 0) {
                words.add(folded.substring(begin, Math.min(begin + WORD_LENGTH, i)));
                begin = -1;
            }
            i += Character.charCount(character);
        }
        return words;
    }

    /** Whether a character is a letter or a number of any kind, as in {@code [\\p{L}\\p{N}]}. */
    private static boolean isOfWord(int character) {
        return Character.isLetterOrDigit(character)
                || Character.getType(character) == Character.LETTER_NUMBER
                || Character.getType(character) == Character.OTHER_NUMBER;
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
