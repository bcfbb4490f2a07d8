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
        "2021/2021,          2021-01-01, 2021-12-31"
    })
    void lastsAsLongAsWhatIsWritten(String text, LocalDate earliest, LocalDate latest) {
        assertThat(VagueDate.parse(text)).isEqualTo(new VagueDate(earliest, latest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2017-02-29", "2017-13", "2017-04-31", "2024/2021", "2017-04-11/2017-04-10"})
    void isOfTheCalendarAndRunsForward(String text) {
        assertThatThrownBy(() -> VagueDate.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
