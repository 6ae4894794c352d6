package io.hourbook.overtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OvertimeTest {

    private static final LocalDate SUNDAY = LocalDate.of(2025, 3, 2);

    @ParameterizedTest(name = "{0}: California {1}, federal {2}")
    @CsvSource({
        "9 9 9 9 9 9 9, 40/22/1, 40/23/0",
        "10 10 10 10, 32/8/0, 40/0/0",
        "13 8 8 8 8, 40/4/1, 40/5/0",
        "4 4 4 4 4 4 10, 24/8/2, 34/0/0",
        "10 10 10 10 8, 40/8/0, 40/8/0",
        "8 8 8 8 8 8, 40/8/0, 40/8/0",
        "0 8 8 8 8 8 8, 40/8/0, 40/8/0",
        "14, 8/4/2, 14/0/0",
        "8 8 8 8 8 0 8, 40/8/0, 40/8/0"
    })
    void a_week_is_paid_by_its_jurisdiction(String hoursByDay, String california, String federal) {
        List<WorkSlice> week = week(hoursByDay);

        assertThat(hours(Overtime.split(week, SUNDAY, Rules.CALIFORNIA))).isEqualTo(california);
        assertThat(hours(Overtime.split(week, SUNDAY, Rules.FLSA))).isEqualTo(federal);
    }

    @Test
    void without_thresholds_all_hours_are_straight_time() {
        assertThat(hours(Overtime.split(week("16 16 16 16 16 16 16"), SUNDAY, Rules.GERMANY))).isEqualTo("112/0/0");
    }

    @Test
    void overtime_falls_on_the_hours_that_are_over_in_order() {
        List<WorkSlice> day = List.of(
                new WorkSlice(1, SUNDAY, 5 * 3600), new WorkSlice(2, SUNDAY, 5 * 3600), new WorkSlice(3, SUNDAY, 4 * 3600));

        assertThat(Overtime.split(day, SUNDAY, Rules.CALIFORNIA))
                .containsExactly(
                        new PayPart(1, SUNDAY, PayCode.REG, 5 * 3600),
                        new PayPart(2, SUNDAY, PayCode.REG, 3 * 3600),
                        new PayPart(2, SUNDAY, PayCode.OT15, 2 * 3600),
                        new PayPart(3, SUNDAY, PayCode.OT15, 2 * 3600),
                        new PayPart(3, SUNDAY, PayCode.OT20, 2 * 3600));
    }

    @Test
    void weekly_overtime_falls_on_the_entry_in_which_the_fortieth_hour_ends() {
        List<WorkSlice> week = week("8 8 8 8 7 3");

        assertThat(Overtime.split(week, SUNDAY, Rules.CALIFORNIA).subList(5, 7))
                .containsExactly(
                        new PayPart(6, SUNDAY.plusDays(5), PayCode.REG, 3600),
                        new PayPart(6, SUNDAY.plusDays(5), PayCode.OT15, 2 * 3600));
    }

    @Test
    void dates_need_not_ascend_where_a_worker_records_in_several_zones() {
        LocalDate monday = SUNDAY.plusDays(1);
        List<WorkSlice> mixed = List.of(
                new WorkSlice(1, monday, 6 * 3600), new WorkSlice(2, SUNDAY, 6 * 3600), new WorkSlice(3, monday, 3 * 3600));

        assertThat(Overtime.split(mixed, SUNDAY, Rules.CALIFORNIA))
                .containsExactly(
                        new PayPart(1, monday, PayCode.REG, 6 * 3600),
                        new PayPart(2, SUNDAY, PayCode.REG, 6 * 3600),
                        new PayPart(3, monday, PayCode.REG, 2 * 3600),
                        new PayPart(3, monday, PayCode.OT15, 3600));
    }

    @Test
    void a_slice_of_another_week_is_refused() {
        List<WorkSlice> late = List.of(new WorkSlice(1, SUNDAY.plusDays(7), 3600));

        assertThatThrownBy(() -> Overtime.split(late, SUNDAY, Rules.FLSA)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_workweek_starts_on_its_configured_day() {
        LocalDate wednesday = LocalDate.of(2025, 3, 5);

        assertThat(Overtime.weekOf(wednesday, DayOfWeek.SUNDAY)).isEqualTo("2025-03-02");
        assertThat(Overtime.weekOf(wednesday, DayOfWeek.MONDAY)).isEqualTo("2025-03-03");
        assertThat(Overtime.weekOf(wednesday, DayOfWeek.WEDNESDAY)).isEqualTo(wednesday);
        assertThat(Overtime.weekOf(wednesday, DayOfWeek.THURSDAY)).isEqualTo("2025-02-27");
    }

    @Property
    void the_parts_of_a_slice_sum_to_it_and_no_hour_is_paid_twice(
            @ForAll @Size(max = 30) List<@LongRange(min = 1, max = 60_000) Long> seconds,
            @ForAll @Size(value = 30) List<@IntRange(min = 0, max = 6) Integer> days) {
        List<WorkSlice> week = inOrder(seconds, days);
        for (OvertimeRule rule : List.of(Rules.CALIFORNIA, Rules.FLSA, Rules.GERMANY)) {
            List<PayPart> parts = Overtime.split(week, SUNDAY, rule);

            assertThat(parts).allMatch(part -> part.seconds() > 0);
            assertThat(parts).doesNotHaveDuplicates();
            assertThat(parts.stream().map(part -> part.entryId() + "/" + part.code())).doesNotHaveDuplicates();
            Map<Long, Long> paid = parts.stream()
                    .collect(Collectors.groupingBy(PayPart::entryId, Collectors.summingLong(PayPart::seconds)));
            for (WorkSlice slice : week) {
                assertThat(paid.get(slice.entryId())).isEqualTo(slice.seconds());
            }
        }
    }

    /** The same law, hour by hour over days, written another way: totals of each day first, then the week. */
    @Property
    void california_totals_are_those_of_the_law_read_day_by_day(
            @ForAll @Size(value = 7) List<@LongRange(min = 0, max = 80_000) Long> secondsByDay) {
        List<WorkSlice> week = new ArrayList<>();
        long regular = 0;
        long half = 0;
        long doubled = 0;
        boolean all = secondsByDay.stream().allMatch(seconds -> seconds > 0);
        for (int day = 0; day < 7; day++) {
            long seconds = secondsByDay.get(day);
            if (seconds > 0) {
                week.add(new WorkSlice(day, SUNDAY.plusDays(day), seconds));
            }
            if (day == 6 && all) {
                half += Math.min(seconds, 8 * 3600);
                doubled += Math.max(0, seconds - 8 * 3600);
            } else {
                regular += Math.min(seconds, 8 * 3600);
                half += Math.min(Math.max(0, seconds - 8 * 3600), 4 * 3600);
                doubled += Math.max(0, seconds - 12 * 3600);
            }
        }
        long beyondForty = Math.max(0, regular - 40 * 3600);

        List<PayPart> parts = Overtime.split(week, SUNDAY, Rules.CALIFORNIA);
        assertThat(seconds(parts, PayCode.REG)).isEqualTo(regular - beyondForty);
        assertThat(seconds(parts, PayCode.OT15)).isEqualTo(half + beyondForty);
        assertThat(seconds(parts, PayCode.OT20)).isEqualTo(doubled);
    }

    @Property
    void the_totals_of_a_week_do_not_depend_on_how_its_days_are_cut_into_entries(
            @ForAll @Size(max = 30) List<@LongRange(min = 1, max = 30_000) Long> seconds,
            @ForAll @Size(value = 30) List<@IntRange(min = 0, max = 6) Integer> days) {
        List<WorkSlice> cut = inOrder(seconds, days);
        List<WorkSlice> whole = cut.stream()
                .collect(Collectors.groupingBy(WorkSlice::date, Collectors.summingLong(WorkSlice::seconds)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(day -> new WorkSlice(day.getKey().toEpochDay(), day.getKey(), day.getValue()))
                .toList();
        for (OvertimeRule rule : List.of(Rules.CALIFORNIA, Rules.FLSA)) {
            for (PayCode code : PayCode.values()) {
                assertThat(seconds(Overtime.split(cut, SUNDAY, rule), code))
                        .isEqualTo(seconds(Overtime.split(whole, SUNDAY, rule), code));
            }
        }
    }

    @Test
    void a_threshold_can_be_any_length() {
        OvertimeRule halfHours = new OvertimeRule(
                "X", "a test", Duration.ofMinutes(450), null, Duration.ofMinutes(2250), false, null, null, null, null);

        assertThat(seconds(Overtime.split(week("8 8 8 8 8"), SUNDAY, halfHours), PayCode.OT15)).isEqualTo(5 * 1800);
    }

    private static List<WorkSlice> inOrder(List<Long> seconds, List<Integer> days) {
        List<WorkSlice> slices = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            slices.add(new WorkSlice(i, SUNDAY.plusDays(days.get(i)), seconds.get(i)));
        }
        slices.sort(Comparator.comparing(WorkSlice::date));
        return slices;
    }

    private static List<WorkSlice> week(String hoursByDay) {
        List<Long> hours = Arrays.stream(hoursByDay.split(" ")).map(Long::valueOf).toList();
        List<WorkSlice> week = new ArrayList<>();
        for (int day = 0; day < hours.size(); day++) {
            if (hours.get(day) > 0) {
                week.add(new WorkSlice(day + 1, SUNDAY.plusDays(day), hours.get(day) * 3600));
            }
        }
        return week;
    }

    private static String hours(List<PayPart> parts) {
        return Arrays.stream(PayCode.values())
                .map(code -> String.valueOf(seconds(parts, code) / 3600))
                .collect(Collectors.joining("/"));
    }

    private static long seconds(List<PayPart> parts, PayCode code) {
        return parts.stream().filter(part -> part.code() == code).mapToLong(PayPart::seconds).sum();
    }
}
