package org.cybernorms.log;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings text into the form in which it is compared: without case and accents. */
public final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int KEY_LENGTH = 400;

    private Folding() {}

    public static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** A key that sorts as people count: {@code 2} before {@code 12}. */
    public static String natural(String text) {
        String key = DIGITS.matcher(fold(text))
                .replaceAll(digits -> "0".repeat(Math.max(0, 8 - digits.group().length())) + digits.group());
        return key.substring(0, Math.min(KEY_LENGTH, key.length()));
    }
}
