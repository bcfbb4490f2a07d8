package org.cybernorms.directory.contact;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cybernorms.api.model.ContactChannel;
import org.cybernorms.api.model.DutyHours;
import org.cybernorms.api.model.PointOfContact;

/** Duty hours in a time zone, with its changes of the clock. */
public record DutyTimes(List<DutyHours> hours, ZoneId zone) {

    private static final int DAYS = 8;

    private record Shift(Instant from, Instant to) {
        boolean has(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** When a channel of a contact is answered: in its own hours, or else in those of the office. */
    public static DutyTimes of(PointOfContact contact, ContactChannel channel) {
        List<DutyHours> own = channel.getHours() == null ? contact.getDutyHours() : channel.getHours();
        return new DutyTimes(
                own == null ? List.of() : own,
                contact.getTimeZone() == null ? ZoneOffset.UTC : ZoneId.of(contact.getTimeZone()));
    }

    /** Whether any channel of a contact is answered. */
    public static boolean isReached(PointOfContact contact, Instant at) {
        return contact.getChannels() != null
                && contact.getChannels().stream().anyMatch(channel -> isReached(contact, channel, at));
    }

    public static boolean isReached(PointOfContact contact, ContactChannel channel, Instant at) {
        return Boolean.TRUE.equals(channel.getAlways())
                || of(contact, channel).until(at).isPresent();
    }

    /** Until when the office is on duty without a break, if it is. */
    public Optional<Instant> until(Instant at) {
        List<Shift> shifts = shifts(at);
        Instant end = at;
        boolean extended = true;
        while (extended) {
            Instant now = end;
            Optional<Instant> later = shifts.stream()
                    .filter(shift -> shift.has(now))
                    .map(Shift::to)
                    .max(Comparator.naturalOrder());
            extended = later.isPresent();
            end = later.orElse(end);
        }
        return end.equals(at) ? Optional.empty() : Optional.of(end);
    }

    /** When it is on duty next. */
    public Optional<Instant> next(Instant at) {
        return shifts(at).stream().map(Shift::from).filter(at::isBefore).min(Comparator.naturalOrder());
    }

    /** The shifts from the day before to a week later; one that ends before it begins ends on the next day. */
    private List<Shift> shifts(Instant at) {
        LocalDate today = at.atZone(zone).toLocalDate();
        List<Shift> shifts = new ArrayList<>();
        for (int i = -1; i <= DAYS; i++) {
            LocalDate day = today.plusDays(i);
            for (DutyHours duty : hours) {
                boolean begins = duty.getDays().stream()
                        .anyMatch(name ->
                                DayOfWeek.valueOf(name.toString().toUpperCase(Locale.ROOT)) == day.getDayOfWeek());
                if (begins) {
                    LocalTime from = LocalTime.parse(duty.getFrom());
                    LocalTime to = LocalTime.parse(duty.getTo());
                    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
                    shifts.add(new Shift(
                            ZonedDateTime.of(day, from, zone).toInstant(),
                            ZonedDateTime.of(last, to, zone)
                                    .withLaterOffsetAtOverlap()
                                    .toInstant()));
                }
            }
        }
        shifts.removeIf(shift -> !shift.from().isBefore(shift.to())); // swallowed when the clock goes forward
        return shifts;
    }
}
