package org.cybernorms.projection;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/** A date as exactly as it is known: a day, a month or a year, {@code ~} for "about", or a range of two (ISO 8601-2, EDTF level 1). */
public record VagueDate(LocalDate earliest, LocalDate latest) {

    /**
     * Reads {@code 2017}, {@code 2017-04}, {@code 2017-04-11}, one of these with a trailing {@code ~}, or two with
     * {@code /} between them.
     *
     * @throws java.time.DateTimeException where the calendar has no such day
     */
    public static VagueDate parse(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            VagueDate from = parse(text.substring(0, slash));
            VagueDate to = parse(text.substring(slash + 1));
            if (to.latest.isBefore(from.earliest)) {
                throw new DateTimeException("the range ends before it begins");
            }
            return new VagueDate(from.earliest, to.latest);
        }
        String exact = text.endsWith("~") ? text.substring(0, text.length() - 1) : text;
        if (exact.length() == 4) {
            LocalDate first = LocalDate.of(Integer.parseInt(exact), 1, 1);
            return new VagueDate(first, first.withMonth(12).withDayOfMonth(31));
        }
        if (exact.length() == 7) {
            YearMonth month = YearMonth.parse(exact);
            return new VagueDate(month.atDay(1), month.atEndOfMonth());
        }
        LocalDate day = LocalDate.parse(exact);
        return new VagueDate(day, day);
    }
}
