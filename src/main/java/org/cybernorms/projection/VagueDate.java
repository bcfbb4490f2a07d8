package org.cybernorms.projection;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as exactly as it is known, in a subset of EDTF (ISO 8601-2:2019): calendar dates and closed intervals of level 0,
 * and of level 1 the qualifier {@code ~} ("about") for a whole date.
 */
public record VagueDate(LocalDate earliest, LocalDate latest) {

    private static final Pattern DATE = Pattern.compile("(\\d{4}(?:-\\d{2}(?:-\\d{2})?)?)~?");

    /**
     * Reads {@code 2017}, {@code 2017-04}, {@code 2017-04-11}, one of these with a trailing {@code ~}, or two with
     * {@code /} between them.
     *
     * @throws java.time.DateTimeException where it is written otherwise, or the calendar has no such day
     */
    public static VagueDate parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return one(text);
        }
        VagueDate from = one(text.substring(0, slash));
        VagueDate to = one(text.substring(slash + 1));
        if (to.latest.isBefore(from.earliest)) {
            throw new DateTimeException("the range ends before it begins");
        }
        return new VagueDate(from.earliest, to.latest);
    }

    private static VagueDate one(String text) {
        Matcher written = DATE.matcher(text);
        if (!written.matches()) {
            throw new DateTimeException(
                    "must be written like 2017, 2017-04 or 2017-04-11, with or without a trailing ~");
        }
        String exact = written.group(1);
        return switch (exact.length()) {
            case 4 -> {
                Year year = Year.parse(exact);
                yield new VagueDate(year.atDay(1), year.atMonth(12).atEndOfMonth());
            }
            case 7 -> {
                YearMonth month = YearMonth.parse(exact);
                yield new VagueDate(month.atDay(1), month.atEndOfMonth());
            }
            default -> {
                LocalDate day = LocalDate.parse(exact);
                yield new VagueDate(day, day);
            }
        };
    }
}
