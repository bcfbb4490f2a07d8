package org.cybernorms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §5.6.7 */
class HttpDatesTest {

    private static final Instant INSTANT = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                " Sun, 06 Nov 1994 08:49:37 GMT "
            })
    void allFormsThatThereWereAreRead(String date) {
        assertThat(HttpDates.parse(date)).isEqualTo(INSTANT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "yesterday",
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 +0200",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 32 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "Sun Nov 06 1994",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT"
            })
    void anythingElseIsIgnored(String date) {
        assertThat(HttpDates.parse(date)).isNull();
    }

    @Test
    void twoDigitsAreAYearThatIsAtMostFiftyYearsAhead() {
        assertThat(HttpDates.parse("Tuesday, 01-Jan-30 00:00:00 GMT")).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(HttpDates.parse("Friday, 01-Jan-99 00:00:00 GMT")).isEqualTo(Instant.parse("1999-01-01T00:00:00Z"));
    }

    @Test
    void whatIsWrittenCanBeRead() {
        assertThat(HttpDates.format(INSTANT)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(HttpDates.parse(null)).isNull();
    }
}
