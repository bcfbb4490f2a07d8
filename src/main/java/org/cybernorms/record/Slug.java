package org.cybernorms.record;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes ids of titles in any script: Latin letters (ICU), lower case, words joined by hyphens. */
final class Slug {

    private static final int LENGTH = 80;
    private static final int LETTERS = 26;
    private static final String UNNAMED = "record";

    /** What reads like the number of a norm, a paragraph or a year: {@code 13c}, {@code 2015-13-c}, {@code 7}. */
    private static final Pattern NUMBER = Pattern.compile("([a-z]|\\d+[a-z]?)(-([a-z]|\\d+[a-z]?))*");

    private Slug() {}

    /** Loaded with the first title that is not ASCII: ICU takes a second to prepare its rules. */
    private static final class Latin {
        static final Transliterator OF_ANY = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    }

    /** The slug of a text: 2 to 80 characters, and {@code record} where the text has no letter and no digit. */
    static String of(String text) {
        String latin = text.chars().allMatch(character -> character < 128) ? text : Latin.OF_ANY.transliterate(text);
        String slug = cut(
                latin.toLowerCase(Locale.ROOT)
                        .replaceAll("['\u2019\u02b9\u02bc`]", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+", ""),
                LENGTH);
        if (slug.isEmpty()) {
            return UNNAMED;
        }
        return NUMBER.matcher(slug).matches() ? UNNAMED + "-" + slug : slug;
    }

    /**
     * The slug with a mark behind it that tells it from others: {@code -xa}, {@code -xb} … {@code -xz}, {@code -xaa} and so on.
     * Letters and not a number, which would read like that of a norm or a paragraph.
     *
     * @param number from 1
     */
    static String numbered(String slug, long number) {
        StringBuilder letters = new StringBuilder();
        for (long rest = number; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('a' + (rest - 1) % LETTERS));
        }
        String end = "-x" + letters;
        return cut(slug, LENGTH - end.length()) + end;
    }

    private static String cut(String slug, int length) {
        return slug.substring(0, Math.min(length, slug.length())).replaceAll("-+$", "");
    }
}
