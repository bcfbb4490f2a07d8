package org.cybernorms.citation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * A registered content as places and words: the lines of a text, the pages of a PDF.
 *
 * @param unit what the parts are: {@code line} or {@code page}
 */
record RegisteredText(String unit, List<String> parts) {

    private static final Pattern LINES = Pattern.compile("L(\\d{1,9})(?:-L?(\\d{1,9}))?");
    private static final Pattern PAGES = Pattern.compile("pp?\\. ?(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final Pattern BLANK = Pattern.compile("[\\s\\u00a0]+");

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

    /** Reads the words of each page. */
    static RegisteredText ofPdf(byte[] bytes) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            List<String> pages = new ArrayList<>();
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(pdf));
            }
            return new RegisteredText("page", pages);
        }
    }

    /** The place that a locator names: a line or page, or a line that is the heading itself; none for other sorts. */
    Optional<Place> place(String locator) {
        Matcher matcher = (unit.equals("line") ? LINES : PAGES).matcher(locator);
        if (!matcher.matches()) {
            return IntStream.range(0, parts.size())
                    .filter(i -> parts.get(i).strip().equals(locator))
                    .mapToObj(i -> new Place(i + 1, i + 1))
                    .findFirst();
        }
        int from = Integer.parseInt(matcher.group(1));
        return Optional.of(new Place(from, matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2))));
    }

    /** Whether the place is in the text and something stands there. */
    boolean has(Place place) {
        return place.from() >= 1
                && place.from() <= place.to()
                && place.to() <= parts.size()
                && !parts.get(place.from() - 1).isBlank()
                && !parts.get(place.to() - 1).isBlank();
    }

    boolean says(Place place, String words) {
        return has(place)
                && plain(String.join("\n", parts.subList(place.from() - 1, place.to())))
                        .contains(plain(words));
    }

    boolean says(String words) {
        return plain(String.join("\n", parts)).contains(plain(words));
    }

    /** Blanks, line ends, case and the shape of quotation marks do not matter. */
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
