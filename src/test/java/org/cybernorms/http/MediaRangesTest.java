package org.cybernorms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9110 §12.5.1 */
class MediaRangesTest {

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";
    private static final String LINKED = "application/ld+json";
    private static final String CARD = "text/vcard";
    private static final String NONE = "none";
    private static final List<String> OFFERED = List.of(JSON, CSV, LINKED, CARD);

    static Stream<Arguments> headers() {
        return Stream.of(
                // nothing in particular
                arguments("*/*", JSON),
                arguments("", JSON),
                arguments(",, ,", JSON),
                arguments("*", JSON),
                arguments("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", JSON),
                // wildcards and specificity
                arguments("application/*", JSON),
                arguments("text/*", CSV),
                arguments("text/*;q=0.5, application/json;q=0.4", CSV),
                arguments("text/html, application/json;q=0.9", JSON),
                arguments("text/html, */*;q=0.1", JSON),
                arguments("*/*;q=0.1, application/ld+json", LINKED),
                arguments("application/json;q=0.1, application/*;q=0.5", LINKED),
                arguments("application/json, application/ld+json", JSON),
                arguments("application/ld+json, application/json", JSON),
                arguments("application/ld+json, application/json;q=0.9", LINKED),
                arguments("APPLICATION/LD+JSON", LINKED),
                arguments("application/ld+json;Q=1", LINKED),
                arguments("application/ld+json ; q=1.000", LINKED),
                // refusals
                arguments("application/json;q=0, */*", CSV),
                arguments("*/*, application/json;q=0.0", CSV),
                arguments("application/json;q=0.000", NONE),
                arguments("*/*;q=0", NONE),
                arguments("*/*;q=0, text/csv", CSV),
                arguments("text/*;q=0, */*", JSON),
                arguments("application/xml", NONE),
                arguments("image/*", NONE),
                arguments("application/*+json", NONE),
                // parameters
                arguments("application/json;charset=utf-8", JSON),
                arguments("application/json; charset=\"UTF-8\"", JSON),
                arguments("application/json;charset=iso-8859-1", NONE),
                arguments("text/csv;header=present", CSV),
                arguments("text/csv;header=absent, application/json;q=0.1", JSON),
                arguments("text/vcard;version=4.0", CARD),
                arguments("text/vcard;version=3.0", NONE),
                arguments("text/vcard;version=3.0, text/vcard;q=0.5", CARD),
                arguments("text/vcard;version=4.0;q=0, text/vcard, application/json;q=0.1", JSON),
                arguments("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\"", LINKED),
                arguments("text/csv;q=0.5;level=1", CSV),
                arguments("text/csv;;", CSV),
                arguments("image/png;x=\"a,text/csv\", application/ld+json", LINKED),
                // malformed elements are left out
                arguments("text/csv;q=abc, application/ld+json;q=0.5", LINKED),
                arguments("text/csv;q=1.5, application/ld+json;q=0.5", LINKED),
                arguments("text/csv;q=-1, application/ld+json;q=0.5", LINKED),
                arguments("text/csv;q=, application/ld+json;q=0.5", LINKED),
                arguments("text/csv;q=1.0.0, application/ld+json;q=0.5", LINKED),
                arguments("text/csv;charset, application/ld+json;q=0.5", LINKED),
                arguments("text /csv, application/ld+json", LINKED),
                arguments("*/csv, application/ld+json", LINKED),
                arguments("text/, /csv, /, ;q=1, =, application/ld+json", LINKED),
                arguments("text/csv;x=\"open, application/ld+json", LINKED),
                arguments("text/csv;x=\"\\\", application/ld+json", LINKED),
                arguments("a/b/c, application/ld+json", LINKED),
                arguments("é/ü, application/ld+json", LINKED),
                arguments(";;;", JSON),
                arguments("foo, bar", JSON));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void theFormWithTheGreatestWeightIsChosen(String accept, String chosen) {
        assertThat(MediaRanges.of(accept).best(OFFERED).orElse(NONE)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void whatIsChosenIsTaken(String accept, String chosen) {
        MediaRanges ranges = MediaRanges.of(accept);
        assertThat(OFFERED.stream().filter(ranges::take).toList())
                .isEqualTo(OFFERED.stream()
                        .filter(type -> ranges.best(List.of(type)).isPresent())
                        .toList());
        assertThat(OFFERED.stream().anyMatch(ranges::take)).isEqualTo(!chosen.equals(NONE));
    }

    @Test
    void theWorkIsLinearInTheHeader() {
        for (String part : List.of("a/b,", "\"", "\\\"", ";", ",", "text/csv;q=1,", "text/csv;x=\"\\\"")) {
            long begin = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                MediaRanges.of(part.repeat(16_000 / part.length())).best(OFFERED);
            }
            assertThat((System.nanoTime() - begin) / 20).as(part).isLessThan(100_000_000);
        }
    }
}
