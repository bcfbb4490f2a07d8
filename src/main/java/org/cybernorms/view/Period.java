package org.cybernorms.view;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.cybernorms.http.ProblemException;
import org.cybernorms.projection.VagueDate;
import org.jspecify.annotations.Nullable;

/** Periods that parameters name. */
final class Period {

    private Period() {}

    static @Nullable VagueDate of(String parameter, @Nullable String date) {
        if (date == null) {
            return null;
        }
        try {
            return VagueDate.parse(date);
        } catch (DateTimeException e) {
            throw ProblemException.invalidParameter(parameter, "`" + date + "` is not a date of the calendar");
        }
    }

    /** From the first day of one date to the last day of another; either may be open. */
    static @Nullable VagueDate between(@Nullable String from, @Nullable String to) {
        VagueDate first = of("from", from);
        VagueDate last = of("to", to);
        if (first == null && last == null) {
            return null;
        }
        LocalDate begin = first == null ? LocalDate.of(0, 1, 1) : first.earliest();
        LocalDate end = last == null ? LocalDate.of(9999, 12, 31) : last.latest();
        if (end.isBefore(begin)) {
            throw ProblemException.invalidParameter("to", "must not be before `from`");
        }
        return new VagueDate(begin, end);
    }
}
