package org.cybernorms.citation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A registered content as places and words: the lines of a text, the pages of a PDF.
 *
 * @param unit what the parts are: {@code line} or {@code page}
 * @param plain the parts as they are compared: blanks, line ends, case and the shape of quotation marks do not matter
 */
record RegisteredText(String unit, List<String> parts, List<String> plain) {

    private static final Pattern LINES = Pattern.compile("L(\\d{1,9})(?:-L?(\\d{1,9}))?");
    private static final Pattern PAGES = Pattern.compile("pp?\\. ?(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final Pattern BLANK = Pattern.compile("[\\s\\u00a0]+");

    RegisteredText(String unit, List<String> parts) {
        this(unit, parts, parts.stream().map(RegisteredText::plain).toList());
    }

    /** Parts of the text, counted from 1, both included. */
    record Place(int from, int to) {}

    static RegisteredText ofText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\\r\\n|\\n|\\r", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1); // what follows the last line end is no line
        }
        return new RegisteredText("line", lines);
    }

    static RegisteredText ofPages(List<String> pages) {
        return new RegisteredText("page", pages);
    }

    /** In characters. */
    int size() {
        return parts.stream().mapToInt(String::length).sum();
    }

    /** The place that a locator names: a line, a page, or the lines below a heading; empty for other locators. */
    Optional<Place> place(String locator) {
        Matcher matcher = (unit.equals("line") ? LINES : PAGES).matcher(locator);
        if (!matcher.matches()) {
            return IntStream.range(0, parts.size())
                    .filter(i -> parts.get(i).strip().equals(locator))
                    .mapToObj(i -> new Place(i + 1, block(i)))
                    .findFirst();
        }
        int from = Integer.parseInt(matcher.group(1));
        return Optional.of(new Place(from, matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2))));
    }

    /** Whether the place exists in the text and is not empty. */
    boolean has(Place place) {
        return place.from() >= 1
                && place.from() <= place.to()
                && place.to() <= parts.size()
                && !parts.get(place.from() - 1).isBlank()
                && !parts.get(place.to() - 1).isBlank();
    }

    /** The last line before the next blank line, the end of the lines below a heading. */
    private int block(int heading) {
        int end = heading + 1;
        while (end < parts.size() && !parts.get(end).isBlank()) {
            end++;
        }
        return end;
    }

    boolean says(Place place, String words) {
        return has(place) && says(String.join(" ", plain.subList(place.from() - 1, place.to())), plain(words));
    }

    boolean says(String words) {
        return says(String.join(" ", plain), plain(words));
    }

    /** Whole words only. */
    private static boolean says(String text, String words) {
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            int end = at + words.length();
            if ((at == 0 || !inWord(text, at)) && (end == text.length() || !inWord(text, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean inWord(String text, int at) {
        return Character.isLetterOrDigit(text.charAt(at - 1)) && Character.isLetterOrDigit(text.charAt(at));
    }

    private static String plain(String text) {
        return BLANK.matcher(text.replace('’', '\'')
                        .replace('‘', '\'')
                        .replace('“', '"')
                        .replace('”', '"'))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
