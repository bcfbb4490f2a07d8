package org.cybernorms.directory.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.cybernorms.api.model.ContactChannel;
import org.cybernorms.api.model.DutyHours;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.api.model.Weekday;
import org.junit.jupiter.api.Test;

class DutyTimesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DutyHours WORKDAYS = new DutyHours()
            .days(Set.of(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY))
            .from("09:00")
            .to("18:00");

    private static DutyTimes times(DutyHours... hours) {
        return new DutyTimes(List.of(hours), PARIS);
    }

    private static DutyHours on(Weekday day, String from, String to) {
        return new DutyHours().days(Set.of(day)).from(from).to(to);
    }

    /** A moment by the clock of Paris. */
    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(PARIS).toInstant();
    }

    @Test
    void beginsWithTheFirstMomentAndEndsBeforeTheLast() {
        DutyTimes times = times(WORKDAYS);
        assertThat(times.until(at("2026-03-02T08:59:59"))).isEmpty();
        assertThat(times.until(at("2026-03-02T09:00"))).contains(at("2026-03-02T18:00"));
        assertThat(times.until(at("2026-03-02T17:59:59"))).contains(at("2026-03-02T18:00"));
        assertThat(times.until(at("2026-03-02T18:00"))).isEmpty();
    }

    @Test
    void beginsAgainAfterTheWeekend() {
        DutyTimes times = times(WORKDAYS);
        assertThat(times.next(at("2026-03-06T18:00"))).contains(at("2026-03-09T09:00"));
        assertThat(times.next(at("2026-03-09T09:00"))).contains(at("2026-03-10T09:00"));
    }

    @Test
    void aShiftThatEndsBeforeItBeginsEndsOnTheNextDay() {
        DutyTimes times = times(on(Weekday.SATURDAY, "22:00", "06:00"));
        assertThat(times.until(at("2026-03-08T05:59"))).contains(at("2026-03-08T06:00"));
        assertThat(times.until(at("2026-03-08T06:00"))).isEmpty();
        assertThat(times.until(at("2026-03-07T05:00"))).isEmpty();
    }

    @Test
    void shiftsThatMeetAreOne() {
        DutyTimes times = times(on(Weekday.MONDAY, "09:00", "18:00"), on(Weekday.MONDAY, "18:00", "09:00"));
        assertThat(times.until(at("2026-03-02T10:00"))).contains(at("2026-03-03T09:00"));
    }

    @Test
    void equalTimesAreADay() {
        assertThat(times(on(Weekday.MONDAY, "00:00", "00:00")).until(at("2026-03-02T00:00")))
                .contains(at("2026-03-03T00:00"));
    }

    @Test
    void anHourThatTheClockSkipsIsNoShift() {
        DutyTimes times = times(on(Weekday.SUNDAY, "02:00", "03:00"));
        assertThat(times.until(at("2026-03-29T03:00"))).isEmpty();
        assertThat(times.next(at("2026-03-28T12:00"))).contains(at("2026-04-05T02:00"));
    }

    @Test
    void anHourThatTheClockRepeatsCountsTwice() {
        DutyTimes times = times(on(Weekday.SUNDAY, "02:00", "02:30"));
        Instant begin = Instant.parse("2026-10-25T00:00:00Z");
        assertThat(times.until(begin)).contains(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void aChannelHasItsOwnHoursOrThoseOfTheOffice() {
        PointOfContact contact = new PointOfContact().timeZone("Europe/Paris").dutyHours(List.of(WORKDAYS));
        ContactChannel office = new ContactChannel();
        ContactChannel own = new ContactChannel().hours(List.of(on(Weekday.SUNDAY, "10:00", "11:00")));
        ContactChannel always = new ContactChannel().always(true);
        Instant sunday = at("2026-03-08T10:30");
        assertThat(DutyTimes.isReached(contact, office, sunday)).isFalse();
        assertThat(DutyTimes.isReached(contact, own, sunday)).isTrue();
        assertThat(DutyTimes.isReached(contact, own, at("2026-03-02T10:30"))).isFalse();
        assertThat(DutyTimes.isReached(contact, always, sunday)).isTrue();
        assertThat(DutyTimes.isReached(contact.channels(List.of(office, own)), sunday))
                .isTrue();
    }

    @Test
    void whoStatesNoHoursIsNotReachedAndWhoStatesNoZoneKeepsThoseOfGreenwich() {
        PointOfContact contact = new PointOfContact();
        assertThat(DutyTimes.isReached(contact, new ContactChannel(), at("2026-03-02T10:00")))
                .isFalse();
        contact.dutyHours(List.of(WORKDAYS));
        assertThat(DutyTimes.of(contact, new ContactChannel()).until(Instant.parse("2026-03-02T09:00:00Z")))
                .contains(Instant.parse("2026-03-02T18:00:00Z"));
    }
}
