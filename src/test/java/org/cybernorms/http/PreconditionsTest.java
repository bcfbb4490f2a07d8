package org.cybernorms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §8.8.3 and §13 */
class PreconditionsTest {

    private static final String ETAG = "\"3.en\"";
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.5Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"3\"",
                "*",
                " * ",
                "\"2\", \"3\"",
                "\"2\",\"3\"",
                ", \"2\",, \"3\" ,",
                "\"3.fr.csv\"",
                "\"3.gzip\"",
                "\"3.csv.gzip\"",
                "\"3-gzip\"",
                "\"3--gzip\"",
                "\"3;gzip\"",
                "\"3-br\"",
                "\"3.csv-gzip\"",
                "W/\"3\", \"3\""
            })
    void aChangeGoesOnWhereTheVersionIsNamed(String ifMatch) {
        assertThat(EntityTags.nameVersion(ifMatch, EntityTags.of(3))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"4\"",
                "W/\"3\"",
                "W/\"3.gzip\"",
                "\"33\"",
                "\"\"",
                "",
                "3",
                "\"4.3\"",
                "\"*\"",
                "\"2-gzip\"",
                "\"gzip\"",
                "\"3-other\""
            })
    void aChangeStopsWhereAnotherVersionIsNamedOrATagIsWeak(String ifMatch) {
        assertThat(EntityTags.nameVersion(ifMatch, EntityTags.of(3))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "3"                 | true
            W/"3"               | true
            W/"3.csv.gzip"      | true
            "1", W/"3--gzip"    | true
            *                   | true
            "4"                 | false
            3                   | false
            """)
    void aChangeStopsWhereTheVersionIsExcluded(String ifNoneMatch, boolean excluded) {
        assertThat(EntityTags.excludeVersion(ifNoneMatch, EntityTags.of(3))).isEqualTo(excluded);
    }

    /** The tag of what the client has: without a coding, and where the answer would be in gzip. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            "3.en"                      | "3.en" | "3.en"
            W/"3.en"                    | "3.en" | "3.en"
            "1", W/"3.en"               | "3.en" | "3.en"
            ,, "3.en" ,                 | "3.en" | "3.en"
            "3.en-gzip"                 | "3.en" | "3.en"
            "3.en--gzip"                | "3.en" | "3.en"
            "3.en;gzip"                 | "3.en" | "3.en"
            W/"3.en-gzip"               | "3.en" | "3.en"
            "3.en.gzip"                 | none   | "3.en.gzip"
            W/"3.en.gzip"               | none   | "3.en.gzip"
            "3.en.gzip-gzip"            | none   | "3.en.gzip"
            "3.en", "3.en.gzip"         | "3.en" | "3.en.gzip"
            *                           | "3.en" | "3.en.gzip"
            "3"                         | none   | none
            "3.fr"                      | none   | none
            W/"2.en"                    | none   | none
            "3.en-x"                    | none   | none
            3.en                        | none   | none
            ''                          | none   | none
            """)
    void aClientHasWhatItNamesEvenByATagThatAProxyHasChanged(String ifNoneMatch, String plain, String gzip) {
        assertThat(EntityTags.known(ifNoneMatch, ETAG, false)).isEqualTo(plain);
        assertThat(EntityTags.known(ifNoneMatch, ETAG, true)).isEqualTo(gzip);
    }

    /** The order of §13.2.2: what comes first decides. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                                                                              | SEND
            If-Match: "3.en"                                                                  | SEND
            If-Match: "3.en.gzip"                                                             | SEND
            If-Match: *                                                                       | SEND
            If-Match: "999"                                                                   | FAILED
            If-Match: "3"                                                                     | FAILED
            If-Match: W/"3.en"                                                                | FAILED
            If-Match: nonsense                                                                | FAILED
            If-Match: "999" & If-None-Match: "3.en"                                           | FAILED
            If-Match: "3.en" & If-None-Match: "3.en"                                          | NOT_MODIFIED
            If-Match: "3.en" & If-Unmodified-Since: Sat, 05 Nov 1994 08:49:37 GMT             | SEND
            If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT                                | SEND
            If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT                                | FAILED
            If-Unmodified-Since: Sunday, 06-Nov-94 08:49:36 GMT                               | FAILED
            If-Unmodified-Since: Sun Nov  6 08:49:36 1994                                     | FAILED
            If-Unmodified-Since: yesterday                                                    | SEND
            If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT & If-None-Match: *             | FAILED
            If-None-Match: *                                                                  | NOT_MODIFIED
            If-None-Match: "3.en"                                                             | NOT_MODIFIED
            If-None-Match: "1"                                                                | SEND
            If-None-Match: "1" & If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT             | SEND
            If-None-Match: "3.en" & If-Modified-Since: Sat, 05 Nov 1994 08:49:37 GMT          | NOT_MODIFIED
            If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT                                  | NOT_MODIFIED
            If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT                                 | NOT_MODIFIED
            If-Modified-Since: Sun Nov  6 08:49:37 1994                                       | NOT_MODIFIED
            If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT                                  | SEND
            If-Modified-Since: 1994                                                           | SEND
            """)
    void conditionsOfAReadAreEvaluatedInTheirOrder(String headers, Preconditions.Verdict verdict) {
        assertThat(decide(headers, new Preconditions.Selected(ETAG, false, MODIFIED))
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            If-Match: *                                         | SEND
            If-Match: "1"                                       | FAILED
            If-None-Match: *                                    | NOT_MODIFIED
            If-None-Match: "1"                                  | SEND
            If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT  | SEND
            If-Modified-Since: Sun, 06 Nov 2094 08:49:36 GMT    | SEND
            """)
    void whatHasNoTagAndNoTimeIsNamedByTheStarAlone(String headers, Preconditions.Verdict verdict) {
        assertThat(decide(headers, new Preconditions.Selected(null, false, null))
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void theTagNamesTheCodingThatIsSent() {
        assertThat(decide(null, new Preconditions.Selected(ETAG, true, null)).etag())
                .isEqualTo("\"3.en.gzip\"");
        assertThat(decide(null, new Preconditions.Selected(ETAG, false, null)).etag())
                .isEqualTo(ETAG);
    }

    private static Preconditions.Decision decide(String headers, Preconditions.Selected selected) {
        Map<String, String> given = headers == null
                ? Map.of()
                : Arrays.stream(headers.split(" & "))
                        .map(header -> header.split(": ", 2))
                        .collect(Collectors.toMap(
                                parts -> parts[0],
                                parts -> parts[1],
                                (a, b) -> b,
                                () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
        return Preconditions.decide(given::get, selected);
    }
}
