package io.hourbook.overtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SlicesTest {

    private static final long ENTRY = 7;

    @Test
    void eleven_at_night_for_three_hours_over_the_change_to_summer_time_ends_at_three_by_the_wall() {
        ZoneId zone = ZoneId.of("America/New_York");
        Instant start = at("2025-03-08T23:00", zone);

        assertThat(LocalDateTime.ofInstant(start.plusSeconds(hours(3)), zone)).isEqualTo("2025-03-09T03:00");
        assertThat(slices(start, zone, hours(3))).containsExactly(slice("2025-03-08", 1), slice("2025-03-09", 2));
    }

    @Test
    void half_past_one_for_an_hour_over_the_change_in_berlin_ends_at_half_past_three_of_the_same_day() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant start = at("2025-03-30T01:30", zone);

        assertThat(LocalDateTime.ofInstant(start.plusSeconds(hours(1)), zone)).isEqualTo("2025-03-30T03:30");
        assertThat(slices(start, zone, hours(1))).containsExactly(slice("2025-03-30", 1));
    }

    @Test
    void days_on_which_clocks_change_have_23_or_25_hours() {
        ZoneId zone = ZoneId.of("America/Los_Angeles");

        assertThat(slices(at("2025-03-08T12:00", zone), zone, hours(48)))
                .containsExactly(slice("2025-03-08", 12), slice("2025-03-09", 23), slice("2025-03-10", 13));
        assertThat(slices(at("2025-11-01T12:00", zone), zone, hours(48)))
                .containsExactly(slice("2025-11-01", 12), slice("2025-11-02", 25), slice("2025-11-03", 11));
    }

    @Test
    void a_day_can_begin_later_than_midnight_or_be_missing() {
        ZoneId cairo = ZoneId.of("Africa/Cairo");
        assertThat(slices(at("2025-04-24T23:00", cairo), cairo, hours(2)))
                .containsExactly(slice("2025-04-24", 1), slice("2025-04-25", 1));

        ZoneId apia = ZoneId.of("Pacific/Apia");
        assertThat(slices(at("2011-12-29T23:00", apia), apia, hours(2)))
                .containsExactly(slice("2011-12-29", 1), slice("2011-12-31", 1));
    }

    @Test
    void an_entry_that_ends_at_midnight_lies_on_one_date() {
        ZoneId zone = ZoneId.of("Europe/London");

        assertThat(slices(at("2025-03-04T22:00", zone), zone, hours(2))).containsExactly(slice("2025-03-04", 2));
        assertThat(slices(at("2025-03-04T00:00", zone), zone, hours(24))).containsExactly(slice("2025-03-04", 24));
    }

    @Test
    void a_date_only_entry_lies_wholly_on_its_date() {
        ZoneId zone = ZoneId.of("Europe/London");
        LocalDate date = LocalDate.of(2025, 3, 30);

        assertThat(Overtime.slices(ENTRY, at("2025-03-30T00:00", zone), zone, hours(25), false, date))
                .containsExactly(new WorkSlice(ENTRY, date, hours(25)));
    }

    @Test
    void an_entry_of_no_length_has_no_slices() {
        ZoneId zone = ZoneId.of("Europe/London");
        LocalDate date = LocalDate.of(2025, 3, 30);

        assertThat(slices(at("2025-03-30T12:00", zone), zone, 0)).isEmpty();
        assertThat(Overtime.slices(ENTRY, at("2025-03-30T00:00", zone), zone, 0, false, date)).isEmpty();
    }

    @Property
    void slices_sum_to_the_entry_and_each_lies_on_the_date_of_its_first_second(
            @ForAll @LongRange(min = 0, max = 1_900_000_000) long start,
            @ForAll @LongRange(min = 0, max = 300_000) long seconds,
            @ForAll @LongRange(min = 0, max = 5) long place) {
        ZoneId zone = ZoneId.of(List.of(
                        "America/New_York", "Europe/Berlin", "Asia/Tokyo", "Africa/Cairo", "America/St_Johns", "Atlantic/Azores")
                .get((int) place));
        List<WorkSlice> slices = slices(Instant.ofEpochSecond(start), zone, seconds);

        long at = start;
        for (WorkSlice slice : slices) {
            assertThat(slice.seconds()).isPositive();
            assertThat(slice.date()).isEqualTo(LocalDate.ofInstant(Instant.ofEpochSecond(at), zone));
            at += slice.seconds();
        }
        assertThat(at).isEqualTo(start + seconds);
    }

    @Test
    void clocks_that_go_back_over_midnight_lose_nothing() {
        ZoneId zone = ZoneId.of("America/St_Johns");
        Instant secondTime = LocalDateTime.parse("2008-11-01T23:30").atZone(zone).withLaterOffsetAtOverlap().toInstant();

        assertThat(slices(secondTime, zone, hours(1)))
                .containsExactly(
                        new WorkSlice(ENTRY, LocalDate.of(2008, 11, 1), 1800), new WorkSlice(ENTRY, LocalDate.of(2008, 11, 2), 1800));
    }

    private static List<WorkSlice> slices(Instant start, ZoneId zone, long seconds) {
        return Overtime.slices(ENTRY, start, zone, seconds, true, LocalDate.ofInstant(start, zone));
    }

    private static WorkSlice slice(String date, long hours) {
        return new WorkSlice(ENTRY, LocalDate.parse(date), hours(hours));
    }

    private static Instant at(String wall, ZoneId zone) {
        return LocalDateTime.parse(wall).atZone(zone).toInstant();
    }

    private static long hours(long hours) {
        return hours * 3600;
    }
}
