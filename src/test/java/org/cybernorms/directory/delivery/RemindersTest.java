package org.cybernorms.directory.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RemindersTest {

    private static final LocalDate DUE = LocalDate.of(2026, 3, 1);

    @Test
    void comeBeforeOnTheDayAndThenWeekly() {
        List<Long> days = LongStream.rangeClosed(-60, 22)
                .filter(day -> Reminders.isTime(DUE, DUE.plusDays(day)))
                .boxed()
                .toList();
        assertThat(days).containsExactly(-30L, -7L, -1L, 0L, 7L, 14L, 21L);
    }

    @Test
    void areNotForWhatIsNeverDue() {
        assertThat(Reminders.isTime(null, DUE)).isFalse();
    }
}
