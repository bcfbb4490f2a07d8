package org.cybernorms.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VagueDateTest {

    @ParameterizedTest
    @CsvSource({
        "2017-04-11,         2017-04-11, 2017-04-11",
        "2017-04,            2017-04-01, 2017-04-30",
        "2016-02,            2016-02-01, 2016-02-29",
        "2017,               2017-01-01, 2017-12-31",
        "2017~,              2017-01-01, 2017-12-31",
        "2017-04~,           2017-04-01, 2017-04-30",
        "2017-04-11~,        2017-04-11, 2017-04-11",
        "2021/2024,          2021-01-01, 2024-12-31",
        "2021-03/2021-03-15, 2021-03-01, 2021-03-15",
        "2021~/2024-02~,     2021-01-01, 2024-02-29",
        "2021/2021,          2021-01-01, 2021-12-31",
        "2000-02,            2000-02-01, 2000-02-29",
        "1900-02,            1900-02-01, 1900-02-28",
        "2016-02-29~,        2016-02-29, 2016-02-29",
        "0000,               0000-01-01, 0000-12-31",
        "9999-12,            9999-12-01, 9999-12-31",
        "2015~/2015,         2015-01-01, 2015-12-31"
    })
    void lastsAsLongAsWhatIsWritten(String text, LocalDate earliest, LocalDate latest) {
        assertThat(VagueDate.parse(text)).isEqualTo(new VagueDate(earliest, latest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2017-02-29",
                "1900-02-29",
                "2017-13",
                "2017-00",
                "2017-04-31",
                "2017-04-00",
                "2024/2021",
                "2017-04-11/2017-04-10"
            })
    void isOfTheCalendarAndRunsForward(String text) {
        assertThatThrownBy(() -> VagueDate.parse(text)).isInstanceOf(DateTimeException.class);
    }

    /** What EDTF has beside the subset. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2015-22",
                "2015?",
                "2015%",
                "~2015",
                "2015~~",
                "201X",
                "2015-XX",
                "..",
                "2015/..",
                "../2015",
                "2015/",
                "/2015",
                "/",
                "",
                "2015/2016/2017",
                "Y17000",
                "-0044",
                "12015",
                "2015-4",
                "2015-04-1",
                "2015-04-11T10:00",
                "2015-W10",
                "2015-100",
                "２０１５",
                "2015~-04"
            })
    void isOfTheSubset(String text) {
        assertThatThrownBy(() -> VagueDate.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
