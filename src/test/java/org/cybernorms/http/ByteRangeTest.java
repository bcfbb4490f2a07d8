package org.cybernorms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §14.1.2, §14.2 and §13.1.5 */
class ByteRangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-0                       | 0-0
            bytes=0-9                       | 0-9
            bytes=0-99                      | 0-9
            bytes=3-                        | 3-9
            bytes=9-9                       | 9-9
            bytes=-1                        | 9-9
            bytes=-10                       | 0-9
            bytes=-11                       | 0-9
            Bytes=1-2                       | 1-2
            bytes= 1-2                      | 1-2
            bytes=,1-2 ,                    | 1-2
            bytes=0-99999999999999999999    | 0-9
            bytes=-99999999999999999999     | 0-9
            bytes=10-                       | unsatisfiable
            bytes=10-20                     | unsatisfiable
            bytes=99999999999999999999-     | unsatisfiable
            bytes=-0                        | unsatisfiable
            bytes=2-1                       | whole
            bytes=-                         | whole
            bytes=                          | whole
            bytes                           | whole
            bytes=a-b                       | whole
            bytes=0x0-1                     | whole
            bytes=1--2                      | whole
            bytes=0-1,3-4                   | whole
            bytes=0-1, -1                   | whole
            lines=0-1                       | whole
            0-1                             | whole
            bytes 0-1                       | whole
            """)
    void oneRangeIsAnsweredWithIt(String header, String expected) {
        ByteRange range = ByteRange.of(header, 10);
        String found =
                range == null ? "whole" : range.isSatisfiable(10) ? range.from() + "-" + range.to() : "unsatisfiable";
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "3"                             | true
            W/"3"                           | false
            "3.gzip"                        | false
            "3-gzip"                        | false
            "2"                             | false
            3                               | false
            Sun, 06 Nov 1994 08:49:37 GMT   | true
            Sunday, 06-Nov-94 08:49:37 GMT  | true
            Sun, 06 Nov 1994 08:49:38 GMT   | false
            Sun, 06 Nov 1994 08:49:36 GMT   | false
            never                           | false
            """)
    void aRangeIsOfWhatTheClientKnows(String ifRange, boolean meant) {
        Instant modified = Instant.parse("1994-11-06T08:49:37.5Z");
        assertThat(ByteRange.isMeant(ifRange, "\"3\"", modified)).isEqualTo(meant);
        assertThat(ByteRange.isMeant(Objects.requireNonNull(ifRange), null, null))
                .isFalse();
    }
}
