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
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int KEY_LENGTH = 400;
    private static final int WORD_LENGTH = 60;

    private TextFolding() {}

    public static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** The different words of a text, folded and in their order: what is between characters that are no letters and no digits. */
    public static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : NO_WORD.split(fold(text))) {
            if (!word.isEmpty()) {
                words.add(word.substring(0, Math.min(WORD_LENGTH, word.length())));
            }
        }
        return words;
    }

    /** A key that sorts as people count: {@code 2} before {@code 12}. */
    public static String natural(String text) {
        String key = DIGITS.matcher(fold(text))
                .replaceAll(digits -> "0".repeat(Math.max(0, 8 - digits.group().length())) + digits.group());
        return key.substring(0, Math.min(KEY_LENGTH, key.length()));
    }
}
