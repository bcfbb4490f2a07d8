package org.cybernorms.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §12.5.3 */
class ContentCodingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip                                | true
            GZIP                                | true
            x-gzip                              | true
            gzip, deflate, br, zstd             | true
            gzip;q=0.1                          | true
            gzip;q=0.5, deflate                 | true
            br;q=1.0, gzip;q=0.8, *;q=0.1       | true
            *                                   | true
            *;q=0.1                             | true
            identity;q=0, gzip                  | true
            identity;q=0.5, gzip;q=1.0          | true
            identity, gzip                      | true
            identity;q=0, *                     | true
            gzip;q=, gzip;q=0.5                 | true
            -, gzip                             | true
            ''                                  | false
            identity                            | false
            deflate                             | false
            br                                  | false
            gzipped                             | false
            gzip;q=0                            | false
            gzip;q=0.000, *                     | false
            *;q=0                               | false
            identity;q=0                        | false
            identity, gzip;q=0.5                | false
            identity;q=0.8, *;q=0.5             | false
            gzip;q=2                            | false
            ;;,                                 | false
            """)
    void gzipIsSentToThoseWhoPreferIt(String header, boolean gzip) {
        assertThat(ContentCodings.prefersGzip(header)).isEqualTo(gzip);
    }
}
