package io.hourbook.rounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {

    @ParameterizedTest(name = "{0} at {1} min {2}, at least {3} min, is {4}")
    @CsvSource({
        "7:29, 15, HALF_UP, 0, 0",
        "7:29, 15, HALF_EVEN, 0, 0",
        "7:30, 15, HALF_UP, 0, 15",
        "7:30, 15, HALF_EVEN, 0, 0",
        "22:30, 15, HALF_UP, 0, 30",
        "22:30, 15, HALF_EVEN, 0, 30",
        "0:01, 15, UP, 0, 15",
        "3:00, 6, HALF_UP, 0, 6",
        "3:00, 6, HALF_EVEN, 0, 0",
        "9:00, 6, HALF_UP, 0, 12",
        "9:00, 6, HALF_EVEN, 0, 12",
        "0:01, 6, UP, 0, 6",
        "0:01, 6, UP, 15, 18",
        "17:59, 6, UP, 15, 18",
        "18:01, 6, UP, 15, 24",
        "7:00, 15, HALF_UP, 0, 0",
        "8:00, 15, HALF_UP, 0, 15",
        "14:59, 15, DOWN, 0, 0",
        "15:00, 15, UP, 0, 15",
        "0:00, 15, UP, 15, 0",
        "0:01, 15, HALF_UP, 15, 15",
        "0:01, 15, DOWN, 10, 15",
        "22:31, 15, HALF_EVEN, 0, 30",
        "37:30, 15, HALF_EVEN, 0, 30"
    })
    void a_duration_is_brought_to_the_increment(
            String recorded, int increment, TimeRounding rounding, int minimum, long minutes) {
        TimeRule rule = new TimeRule(increment, rounding, minimum, TimeRule.Scope.ENTRY);

        assertThat(Rounding.round(seconds(recorded), rule)).isEqualTo(minutes * 60);
    }

    @Test
    void what_is_not_rounded_stays_to_the_second_but_has_its_minimum() {
        assertThat(Rounding.round(449, new TimeRule(1, TimeRounding.NONE, 0, TimeRule.Scope.ENTRY))).isEqualTo(449);
        assertThat(Rounding.round(449, new TimeRule(1, TimeRounding.NONE, 15, TimeRule.Scope.ENTRY))).isEqualTo(900);
        assertThat(Rounding.round(901, new TimeRule(1, TimeRounding.NONE, 15, TimeRule.Scope.ENTRY))).isEqualTo(901);
    }

    @Test
    void negative_seconds_never_come_this_far() {
        assertThatThrownBy(() -> Rounding.round(-1, day(15, TimeRounding.UP))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rounding.roundDay(List.of(5L, -1L), day(15, TimeRounding.UP)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_rounding_adds_to_a_day_goes_to_its_last_entry() {
        assertThat(Rounding.roundDay(List.of(300L, 400L), day(15, TimeRounding.UP))).containsExactly(300L, 600L);
        assertThat(Rounding.roundDay(List.of(300L, 400L, 0L), day(15, TimeRounding.UP))).containsExactly(300L, 600L, 0L);
    }

    @Test
    void what_rounding_takes_from_a_day_is_taken_from_its_end() {
        assertThat(Rounding.roundDay(List.of(900L, 100L, 200L), day(15, TimeRounding.HALF_UP)))
                .containsExactly(900L, 0L, 0L);
        assertThat(Rounding.roundDay(List.of(1000L, 200L), day(15, TimeRounding.DOWN))).containsExactly(900L, 0L);
        assertThat(Rounding.roundDay(List.of(100L, 200L), day(15, TimeRounding.DOWN))).containsExactly(0L, 0L);
    }

    @Test
    void a_day_without_recorded_time_stays_empty() {
        assertThat(Rounding.roundDay(List.of(), day(15, TimeRounding.UP))).isEmpty();
        assertThat(Rounding.roundDay(List.of(0L, 0L), new TimeRule(15, TimeRounding.UP, 15, TimeRule.Scope.DAY)))
                .containsExactly(0L, 0L);
    }

    @Test
    void a_rule_reads_as_a_person_would_write_it() {
        assertThat(new TimeRule(15, TimeRounding.UP, 0, TimeRule.Scope.ENTRY).sentence()).isEqualTo("15 min up");
        assertThat(new TimeRule(6, TimeRounding.UP, 15, TimeRule.Scope.DAY).sentence())
                .isEqualTo("6 min up, at least 15 min, per day");
        assertThat(new TimeRule(1, TimeRounding.NONE, 0, TimeRule.Scope.ENTRY).sentence()).isEqualTo("not rounded");
        assertThat(new TimeRule(1, TimeRounding.NONE, 15, TimeRule.Scope.ENTRY).sentence())
                .isEqualTo("not rounded, at least 15 min");
    }

    @Property
    void rounding_again_changes_nothing(@ForAll @LongRange(min = 0, max = 400_000) long seconds, @ForAll("rules") TimeRule rule) {
        long once = Rounding.round(seconds, rule);

        assertThat(Rounding.round(once, rule)).isEqualTo(once);
    }

    @Property
    void rounding_moves_less_than_an_increment_and_in_its_own_direction(
            @ForAll @LongRange(min = 1, max = 400_000) long seconds, @ForAll("rules") TimeRule rule) {
        long rounded = Rounding.round(seconds, rule);
        long increment = rule.incrementMinutes() * 60L;
        if (rule.minimumMinutes() > 0) {
            assertThat(rounded).isGreaterThanOrEqualTo(rule.minimumMinutes() * 60L);
        }
        if (rule.rounding() != TimeRounding.NONE) {
            assertThat(rounded % increment).isZero();
        }
        if (rule.minimumMinutes() == 0) {
            long moved = rounded - seconds;
            switch (rule.rounding()) {
                case UP -> assertThat(moved).isBetween(0L, increment - 1);
                case DOWN -> assertThat(moved).isBetween(1 - increment, 0L);
                case NONE -> assertThat(moved).isZero();
                default -> assertThat(2 * Math.abs(moved)).isLessThanOrEqualTo(increment);
            }
        }
    }

    @Property
    void more_time_is_never_billed_as_less(
            @ForAll @LongRange(min = 0, max = 100_000) long seconds,
            @ForAll @LongRange(min = 0, max = 5_000) long more,
            @ForAll("rules") TimeRule rule) {
        assertThat(Rounding.round(seconds + more, rule)).isGreaterThanOrEqualTo(Rounding.round(seconds, rule));
    }

    @Property
    void the_parts_of_a_day_sum_to_the_rounded_day_and_none_is_negative(
            @ForAll @Size(max = 12) List<@LongRange(min = 0, max = 30_000) Long> day, @ForAll("rules") TimeRule rule) {
        List<Long> parts = Rounding.roundDay(day, rule);

        assertThat(sum(parts)).isEqualTo(Rounding.round(sum(day), rule));
        assertThat(parts).hasSameSizeAs(day).allMatch(part -> part >= 0);
        for (int i = 0; i < day.size(); i++) {
            if (day.get(i) == 0) {
                assertThat(parts.get(i)).isZero();
            }
        }
    }

    @Property
    void the_billed_seconds_of_a_day_do_not_depend_on_the_order_of_its_entries(
            @ForAll @Size(max = 12) List<@LongRange(min = 0, max = 30_000) Long> day, @ForAll("rules") TimeRule rule) {
        List<Long> reversed = new ArrayList<>(day);
        Collections.reverse(reversed);

        assertThat(sum(Rounding.roundDay(reversed, rule))).isEqualTo(sum(Rounding.roundDay(day, rule)));
    }

    @Provide
    Arbitrary<TimeRule> rules() {
        return Combinators.combine(
                        Arbitraries.of(1, 5, 6, 10, 15, 30, 60),
                        Arbitraries.of(TimeRounding.class),
                        Arbitraries.of(0, 1, 15, 20, 60),
                        Arbitraries.of(TimeRule.Scope.class))
                .as(TimeRule::new);
    }

    private static TimeRule day(int increment, TimeRounding rounding) {
        return new TimeRule(increment, rounding, 0, TimeRule.Scope.DAY);
    }

    private static long sum(List<Long> seconds) {
        return seconds.stream().mapToLong(Long::longValue).sum();
    }

    private static long seconds(String clock) {
        String[] parts = clock.split(":");
        return Long.parseLong(parts[0]) * 60 + Long.parseLong(parts[1]);
    }
}
