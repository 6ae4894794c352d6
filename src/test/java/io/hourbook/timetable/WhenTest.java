package io.hourbook.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something is due, above all on days when the clock is changed. */
class WhenTest {

    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final List<String> ZONES = List.of(
            "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Pacific/Apia", "Asia/Kathmandu", "UTC");

    @ParameterizedTest(name = "{0} {1} on {2}: {3}")
    @CsvSource({
        // the clock goes from 02:00 to 03:00: right after the gap
        "02:30, America/New_York, 2025-03-09, 2025-03-09T07:00:00Z",
        "02:30, Europe/Berlin, 2025-03-30, 2025-03-30T01:00:00Z",
        // by half an hour, from 02:00 to 02:30
        "02:15, Australia/Lord_Howe, 2025-10-05, 2025-10-04T15:30:00Z",
        "02:30, Australia/Lord_Howe, 2025-10-05, 2025-10-04T15:30:00Z",
        // at midnight, from 00:00 to 01:00
        "00:00, America/Havana, 2025-03-09, 2025-03-09T05:00:00Z",
        // the clock goes from 02:00 back to 01:00: the first of the two
        "01:30, America/New_York, 2025-11-02, 2025-11-02T05:30:00Z",
        "02:30, Europe/Berlin, 2025-10-26, 2025-10-26T00:30:00Z",
        "01:45, Australia/Lord_Howe, 2025-04-06, 2025-04-05T14:45:00Z",
        // beside the change nothing is special
        "03:00, America/New_York, 2025-03-09, 2025-03-09T07:00:00Z",
        "06:30, Europe/Berlin, 2025-03-30, 2025-03-30T04:30:00Z",
        "06:30, Europe/Berlin, 2025-10-26, 2025-10-26T05:30:00Z",
    })
    void aTimeOfDayIsDueOnceOnADayWhenTheClockIsChanged(LocalTime time, ZoneId zone, LocalDate day, Instant due) {
        Instant from = day.atStartOfDay(zone).toInstant().minusSeconds(1);

        List<Instant> all = all(When.daily(time, zone), from, day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1));

        assertThat(all).containsExactly(due);
    }

    @Test
    void aDayThatTheClockSkipsWholeIsDueWhenTheNextBegins() {
        // Samoa had no 30 December 2011
        List<Instant> all = all(When.daily(LocalTime.of(6, 30), ZoneId.of("Pacific/Apia")),
                Instant.parse("2011-12-29T16:30:00Z"), Instant.parse("2012-01-01T00:00:00Z"));

        assertThat(all).containsExactly(Instant.parse("2011-12-30T10:00:00Z"), Instant.parse("2011-12-30T16:30:00Z"), Instant.parse("2011-12-31T16:30:00Z"));
    }

    @Test
    void hoursAreUtcsOwnAndEachComesOnce() {
        List<Instant> all = all(When.hourly(15, ZoneId.of("Europe/Berlin")),
                Instant.parse("2025-10-25T22:15:00Z"), Instant.parse("2025-10-26T03:20:00Z"));

        assertThat(all).extracting(Instant::toString).containsExactly(
                "2025-10-25T23:15:00Z", "2025-10-26T00:15:00Z", "2025-10-26T01:15:00Z", "2025-10-26T02:15:00Z", "2025-10-26T03:15:00Z");
    }

    @Test
    void weeksAndMonthsComeOnTheirDays() {
        ZoneId zone = ZoneId.of("America/Los_Angeles");
        Instant from = ZonedDateTime.of(2024, 2, 1, 3, 0, 0, 0, zone).toInstant();
        Instant until = from.plus(Duration.ofDays(60));

        assertThat(days(When.weekly(DayOfWeek.MONDAY, LocalTime.of(6, 30), zone), from, until, zone))
                .startsWith(LocalDate.of(2024, 2, 5), LocalDate.of(2024, 2, 12)).allMatch(day -> day.getDayOfWeek() == DayOfWeek.MONDAY);
        assertThat(days(When.monthly(1, LocalTime.of(3, 0), zone), from, until, zone)).containsExactly(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 4, 1));
        assertThat(days(When.monthly(31, LocalTime.of(22, 0), zone), from, until, zone))
                .containsExactly(LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 31));
    }

    @Test
    void aCronForAnHourIsDueOnceAndOneForEveryHourGoesOn() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant before = Instant.parse("2025-10-25T23:50:00Z");
        Instant after = Instant.parse("2025-10-26T02:10:00Z");

        assertThat(all(When.cron(Cron.of("0 0/30 2 * * ?"), zone), before, after)).extracting(Instant::toString)
                .containsExactly("2025-10-26T00:00:00Z", "2025-10-26T00:30:00Z");
        assertThat(all(When.cron(Cron.of("0 0/30 * * * ?"), zone), before, after)).extracting(Instant::toString).containsExactly(
                "2025-10-26T00:00:00Z", "2025-10-26T00:30:00Z", "2025-10-26T01:00:00Z", "2025-10-26T01:30:00Z", "2025-10-26T02:00:00Z");
        // in spring 02:00 and 02:30 are skipped: once for the hour, nothing between for every hour
        assertThat(all(When.cron(Cron.of("0 0/30 2 * * ?"), zone), Instant.parse("2025-03-30T00:00:00Z"), Instant.parse("2025-03-30T12:00:00Z")))
                .extracting(Instant::toString).containsExactly("2025-03-30T01:00:00Z");
        assertThat(all(When.cron(Cron.of("0 0/30 * * * ?"), zone), Instant.parse("2025-03-30T00:20:00Z"), Instant.parse("2025-03-30T01:40:00Z")))
                .extracting(Instant::toString).containsExactly("2025-03-30T00:30:00Z", "2025-03-30T01:00:00Z", "2025-03-30T01:30:00Z");
    }

    @Test
    void aCronOfALeapDayIsDueEveryFourYears() {
        assertThat(When.cron(Cron.of("0 0 12 29 2 ?"), UTC).next(Instant.parse("2025-03-01T00:00:00Z"))).contains(Instant.parse("2028-02-29T12:00:00Z"));
    }

    @Test
    void whatOnlyAPersonStartsIsNeverDue() {
        assertThat(When.manual(UTC).next(Instant.EPOCH)).isEmpty();
        assertThat(When.immediate(UTC).next(Instant.EPOCH)).isEmpty();
        assertThat(When.manual(UTC).atOnce(Instant.EPOCH)).isFalse();
        assertThat(When.immediate(UTC).atOnce(Instant.EPOCH)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "20:00, 06:00, 2025-01-01T20:00:00Z, true", "20:00, 06:00, 2025-01-01T19:59:59Z, false",
        "20:00, 06:00, 2025-01-01T05:59:59Z, true", "20:00, 06:00, 2025-01-01T06:00:00Z, false",
        "01:00, 04:00, 2025-01-01T03:00:00Z, true", "01:00, 04:00, 2025-01-01T00:59:00Z, false",
    })
    void offPeakHoursMayGoPastMidnight(LocalTime from, LocalTime to, Instant at, boolean within) {
        assertThat(When.offPeak(new OffPeak(from, to), UTC).atOnce(at)).isEqualTo(within);
    }

    @Test
    void anHourThatComesTwiceInterruptsNoOffPeakHours() {
        ZoneId zone = ZoneId.of("America/New_York");
        When when = When.offPeak(new OffPeak(LocalTime.of(1, 30), LocalTime.of(5, 0)), zone);

        // 01:10 for the second time
        assertThat(when.atOnce(Instant.parse("2025-11-02T06:10:00Z"))).isTrue();
        assertThat(all(when, Instant.parse("2025-11-02T04:00:00Z"), Instant.parse("2025-11-03T04:00:00Z")))
                .containsExactly(Instant.parse("2025-11-02T05:30:00Z"));
    }

    /** Whatever the zone and the year: exactly one a day, in order, none at a moment when the clock shows less than it names. */
    @Property(tries = 300)
    void everyDayHasItsTimeOnce(@ForAll @IntRange(min = 0, max = 6) int zone, @ForAll @IntRange(min = 1990, max = 2030) int year,
            @ForAll @IntRange(min = 0, max = 1439) int minute) {
        ZoneId there = ZoneId.of(ZONES.get(zone));
        // a day that was never there has a test of its own
        Assume.that(year != 2011 || !there.equals(ZoneId.of("Pacific/Apia")));
        LocalTime time = LocalTime.ofSecondOfDay(60L * minute);
        Instant from = LocalDate.of(year, 1, 1).atStartOfDay(there).toInstant().minusSeconds(1);
        Instant until = LocalDate.of(year + 1, 1, 1).atStartOfDay(there).toInstant().minusSeconds(1);

        List<Instant> all = all(When.daily(time, there), from, until);

        assertThat(all).hasSize(LocalDate.of(year, 1, 1).lengthOfYear()).isSorted().doesNotHaveDuplicates();
        assertThat(all.stream().filter(due -> due.atZone(there).toLocalTime().isBefore(time)).collect(Collectors.toSet()))
                .isSubsetOf(gapsAtMidnight(there, year));
    }

    /** After a gap that swallows midnight or a whole day, the clock shows the morning of the day after. */
    private static Set<Instant> gapsAtMidnight(ZoneId zone, int year) {
        List<Instant> gaps = new ArrayList<>();
        for (var change = zone.getRules().nextTransition(Instant.parse((year - 1) + "-12-01T00:00:00Z"));
                change != null && change.getDateTimeBefore().getYear() <= year;
                change = zone.getRules().nextTransition(change.getInstant())) {
            if (change.isGap() && !change.getDateTimeBefore().toLocalDate().equals(change.getDateTimeAfter().toLocalDate())) {
                gaps.add(change.getInstant());
            }
        }
        return Set.copyOf(gaps);
    }

    /** A due time is found from wherever one looks before it. */
    @Property(tries = 300)
    void theNextTimeIsTheSameFromEverywhereBeforeIt(@ForAll @IntRange(min = 0, max = 6) int zone, @ForAll @IntRange(min = 0, max = 527_040) int minute,
            @ForAll @IntRange(min = 0, max = 3) int kind, @ForAll @IntRange(min = 1, max = 1440) int later) {
        ZoneId there = ZoneId.of(ZONES.get(zone));
        When when = switch (kind) {
            case 0 -> When.daily(LocalTime.of(2, 30), there);
            case 1 -> When.weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 30), there);
            case 2 -> When.cron(Cron.of("0 0/10 * * * ?"), there);
            default -> When.cron(Cron.of("0 0/10 1-3 ? * SUN"), there);
        };
        Instant from = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(60L * minute);
        Instant due = when.next(from).orElseThrow();
        Instant between = from.plusSeconds(60L * later);

        assertThat(due).isAfter(from);
        if (between.isBefore(due)) {
            assertThat(when.next(between)).contains(due);
        } else {
            assertThat(when.next(between).orElseThrow()).isAfter(between).isAfter(due);
        }
    }

    private static List<LocalDate> days(When when, Instant from, Instant until, ZoneId zone) {
        return all(when, from, until).stream().map(due -> due.atZone(zone).toLocalDate()).toList();
    }

    /** After the first, up to and with the last. */
    private static List<Instant> all(When when, Instant from, Instant until) {
        List<Instant> all = new ArrayList<>();
        for (Instant due = when.next(from).orElseThrow(); !due.isAfter(until); due = when.next(due).orElseThrow()) {
            all.add(due);
        }
        return all;
    }
}
