package io.hourbook.overtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkFlagTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.of(2025, 3, 3);

    @Test
    void a_day_over_ten_hours_is_flagged_and_one_of_ten_is_not() {
        assertThat(flags(work("03-03T06:00", 5), work("03-03T12:00", 5.5)))
                .containsExactly(new WorkFlag(
                        MONDAY, WorkFlag.DAILY_HOURS, "10:30 h worked on one day, over 10 h (ArbZG §§3-5, 2003/88/EC)"));
        assertThat(flags(work("03-03T06:00", 5), work("03-03T12:00", 5))).isEmpty();
    }

    @Test
    void hours_of_a_date_only_entry_count_for_the_day_and_not_for_rest_or_breaks() {
        Worked dateOnly = new Worked(1, MONDAY.atStartOfDay(BERLIN).toInstant(), BERLIN, hours(11), false, MONDAY);

        assertThat(names(dateOnly)).containsExactly("2025-03-03 daily-hours");
    }

    @Test
    void a_rest_under_eleven_hours_is_flagged_on_the_day_that_began_too_early() {
        assertThat(flags(work("03-03T17:00", 5), work("03-04T08:30", 4)))
                .containsExactly(new WorkFlag(
                        MONDAY.plusDays(1),
                        WorkFlag.DAILY_REST,
                        "10:30 h of rest before this day's work, under 11 h (ArbZG §§3-5, 2003/88/EC)"));
        assertThat(flags(work("03-03T17:00", 5), work("03-04T09:00", 4))).isEmpty();
    }

    @Test
    void the_work_of_the_day_before_the_week_counts_for_the_rest_only() {
        assertThat(names(work("03-02T10:00", 5), work("03-02T16:00", 6), work("03-03T08:00", 4)))
                .containsExactly("2025-03-03 daily-rest");
    }

    @Test
    void a_night_shift_with_a_break_is_one_shift() {
        assertThat(names(work("03-03T20:00", 4), work("03-04T00:30", 4), work("03-04T20:00", 4))).isEmpty();
        assertThat(names(work("03-03T20:00", 4), work("03-04T00:30", 4), work("03-04T10:00", 4)))
                .containsExactly("2025-03-04 daily-rest");
    }

    @Test
    void more_than_six_hours_at_a_stretch_are_flagged() {
        assertThat(flags(work("03-03T08:00", 6.5)))
                .containsExactly(
                        new WorkFlag(MONDAY, WorkFlag.BREAK, "6:30 h without a break, over 6 h (ArbZG §§3-5, 2003/88/EC)"));
        assertThat(names(work("03-03T08:00", 4), work("03-03T12:00", 3))).containsExactly("2025-03-03 break");
        assertThat(names(work("03-03T08:00", 4), work("03-03T12:10", 3))).containsExactly("2025-03-03 break");
        assertThat(names(work("03-03T08:00", 4), work("03-03T12:15", 3))).isEmpty();
        assertThat(names(work("03-03T08:00", 6))).isEmpty();
    }

    @Test
    void a_week_over_forty_eight_hours_is_flagged_on_its_first_day() {
        List<Worked> week = new ArrayList<>();
        for (int day = 3; day <= 8; day++) {
            week.add(work("03-0" + day + "T08:00", 4));
            week.add(work("03-0" + day + "T13:00", day == 3 ? 4.25 : 4));
        }

        assertThat(Overtime.flags(week, MONDAY, Rules.GERMANY))
                .containsExactly(new WorkFlag(
                        MONDAY,
                        WorkFlag.WEEKLY_HOURS,
                        "48:15 h worked in one week, over an average of 48 h (ArbZG §§3-5, 2003/88/EC)"));
    }

    @Test
    void a_week_without_a_day_off_is_flagged_unless_a_pause_was_long_enough_all_the_same() {
        List<Worked> week = new ArrayList<>();
        for (int day = 3; day <= 8; day++) {
            week.add(work("03-0" + day + "T08:00", 4));
        }
        assertThat(names(week.toArray(Worked[]::new))).isEmpty();

        week.add(work("03-09T22:00", 1));
        assertThat(names(week.toArray(Worked[]::new))).containsExactly("2025-03-03 weekly-rest");

        week.set(6, work("03-09T23:30", 0.25));
        assertThat(names(week.toArray(Worked[]::new))).isEmpty();
    }

    @Test
    void the_order_in_which_work_is_given_never_matters() {
        List<Worked> week = new ArrayList<>(
                List.of(work("03-03T08:00", 6.5), work("03-03T15:00", 8), work("03-04T08:00", 4), work("03-05T08:00", 11)));
        List<WorkFlag> flags = Overtime.flags(week, MONDAY, Rules.GERMANY);
        Collections.reverse(week);

        assertThat(flags).hasSize(5);
        assertThat(Overtime.flags(week, MONDAY, Rules.GERMANY)).isEqualTo(flags);
    }

    @Test
    void a_rule_without_flags_flags_nothing() {
        assertThat(Overtime.flags(List.of(work("03-03T08:00", 16), work("03-04T01:00", 16)), MONDAY, Rules.CALIFORNIA))
                .isEmpty();
    }

    @Test
    void a_sentence_fits_its_column_however_long_the_citation_is() {
        OvertimeRule wordy = new OvertimeRule(
                "X", "law ".repeat(100), null, null, null, false, Duration.ofHours(1), null, null, null);

        assertThat(Overtime.flags(List.of(work("03-03T08:00", 2)), MONDAY, wordy).get(0).sentence()).hasSize(255);
    }

    private static List<String> names(Worked... work) {
        return flags(work).stream().map(flag -> flag.date() + " " + flag.flag()).toList();
    }

    private static List<WorkFlag> flags(Worked... work) {
        return Overtime.flags(List.of(work), MONDAY, Rules.GERMANY);
    }

    private static Worked work(String start, double hours) {
        LocalDateTime wall = LocalDateTime.parse("2025-" + start);
        return new Worked(1, wall.atZone(BERLIN).toInstant(), BERLIN, hours(hours), true, wall.toLocalDate());
    }

    private static long hours(double hours) {
        return Math.round(hours * 3600);
    }
}
