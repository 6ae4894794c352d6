package io.hourbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.Row;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a look at a worker's other entries, or at the clock, can tell. */
class WorkerDaysTest {

    private static final AllocationBench BENCH = new AllocationBench();

    @BeforeEach
    void empty() {
        BENCH.empty();
    }

    @Test
    void entriesThatOverlapAreBothHeldOnBothSides() {
        BENCH.take("a", Row.timed("W01", "2025-03-04T09:00", 3_600).id("1"), Row.timed("W01", "2025-03-04T09:59", 3_600).id("2"));

        assertThat(BENCH.reason("1")).isEqualTo("suspicious");
        assertThat(BENCH.reason("2")).isEqualTo("suspicious");
        assertThat(BENCH.pay("1")).containsEntry("state", "held").containsEntry("detail", "overlaps another timed entry of the same worker");
    }

    @Test
    void bothAreReleasedWhenOneIsShortened() {
        BENCH.take("a", Row.timed("W01", "2025-03-04T09:00", 3_600).id("1"), Row.timed("W01", "2025-03-04T09:59", 3_600).id("2"));
        BENCH.take("a", Row.timed("W01", "2025-03-04T09:00", 3_540).id("1"));

        assertThat(BENCH.bill("1")).containsEntry("state", "allocated").containsEntry("raw_seconds", 3_540L);
        assertThat(BENCH.bill("2")).containsEntry("state", "allocated");
        assertThat(BENCH.pay("2")).containsEntry("state", "allocated");
    }

    @Test
    void anEntryThatWasAllocatedIsHeldOnceAnotherOverlapsIt() {
        BENCH.take("a", Row.timed("W01", "2025-03-04T09:00", 3_600).id("1"));
        assertThat(BENCH.reason("1")).isNull();
        BENCH.take("other", Row.timed("W01", "2025-03-04T18:30", 600).zone("Europe/Berlin").id("2"));

        assertThat(BENCH.reason("1")).isEqualTo("suspicious");
        assertThat(BENCH.entries.marks("document")).as("the invoice it leaves is looked at again").isNotEmpty();
    }

    @Test
    void aLongEntryOverlapsWhatStartsDaysLater() {
        BENCH.take("a", Row.timed("W01", "2025-03-04T09:00", 3 * 86_400).id("1"), Row.timed("W01", "2025-03-05T09:00", 60).id("2"),
                Row.timed("W01", "2025-03-06T09:00", 60).id("3"), Row.timed("W01", "2025-03-07T09:00", 60).id("4"));

        assertThat(BENCH.reason("2")).isEqualTo("suspicious");
        assertThat(BENCH.reason("3")).isEqualTo("suspicious");
        assertThat(BENCH.reason("4")).as("it starts where the long one ends").isNull();
    }

    @Test
    void entriesThatTouchAndEntriesOfOthersDoNotOverlap() {
        BENCH.take("a", Row.timed("W01", "2025-03-04T09:00", 3_600).id("1"), Row.timed("W01", "2025-03-04T10:00", 3_600).id("2"),
                Row.timed("W02", "2025-03-04T09:30", 3_600).id("3"));

        assertThat(BENCH.entries.jdbc.queryForList("select distinct state from bill_allocation", String.class)).containsExactly("allocated");
    }

    @Test
    void whatHasNoTimeOrNoLengthDoesNotOverlap() {
        BENCH.take("a", Row.timed("W01", "2025-03-04T09:00", 3_600).id("1"), Row.timed("W01", "2025-03-04T09:30", 0).id("2"),
                Row.dated("W01", "2025-03-04", 36_000).id("3"));

        assertThat(BENCH.reason("1")).isNull();
        assertThat(BENCH.reason("2")).isEqualTo("zero");
        assertThat(BENCH.reason("3")).isNull();
    }

    @Test
    void aDayOfMoreThanTwentyFourHoursIsHeldWhole() {
        BENCH.take("a", Row.dated("W01", "2025-03-04", 43_200).id("1"), Row.dated("W01", "2025-03-04", 43_200).id("2"),
                Row.dated("W01", "2025-03-05", 3_600).id("3"));
        assertThat(BENCH.reason("1")).as("twenty-four hours").isNull();

        BENCH.take("a", Row.dated("W01", "2025-03-04", 1).id("4"));
        assertThat(BENCH.reason("1")).isEqualTo("suspicious");
        assertThat(BENCH.reason("4")).isEqualTo("suspicious");
        assertThat(BENCH.reason("3")).as("another day").isNull();
    }

    @Test
    void anEntryOfMoreThanSixteenHoursIsHeld() {
        BENCH.take("a", Row.timed("W01", "2025-03-04T01:00", 57_600).id("1"), Row.timed("W02", "2025-03-04T01:00", 57_601).id("2"));

        assertThat(BENCH.reason("1")).isNull();
        assertThat(BENCH.reason("2")).isEqualTo("suspicious");
    }

    @Test
    void anEntryThatStartsInTheFutureIsHeldUntilItHasStarted() {
        BENCH.entries.clock.set("2025-03-04T12:00:00Z");
        BENCH.take("a", Row.timed("W01", "2025-03-04T09:00", 3_600).id("1"));
        assertThat(BENCH.bill("1")).containsEntry("reason", "suspicious").containsEntry("detail", "starts in the future");

        BENCH.checkDays();
        BENCH.allocate();
        assertThat(BENCH.reason("1")).as("five hours early").isEqualTo("suspicious");

        BENCH.entries.clock.set("2025-03-04T17:00:00Z");
        BENCH.checkDays();
        BENCH.allocate();
        assertThat(BENCH.reason("1")).isNull();
    }

    @Test
    void workOfAComingMonthWakesInItsOwnTime() {
        BENCH.entries.clock.set("2025-03-04T12:00:00Z");
        BENCH.take("a", Row.timed("W01", "2025-04-10T23:30", 600).id("1"), Row.timed("W01", "2025-05-10T09:00", 600).id("2"));
        BENCH.entries.clock.set("2025-04-12T12:00:00Z");
        BENCH.checkDays();
        BENCH.allocate();

        assertThat(BENCH.reason("1")).isNull();
        assertThat(BENCH.reason("2")).isEqualTo("suspicious");
        BENCH.entries.clock.set("2025-05-12T12:00:00Z");
        BENCH.checkDays();
        BENCH.allocate();
        assertThat(BENCH.reason("2")).isNull();
        assertThat(BENCH.entries.marks("future-day")).isEmpty();
    }

    @Test
    void whatTheRowItselfSaidStaysSaid() {
        BENCH.take("a", Row.timed("W01", "2025-03-04T09:00", 3_600).id("1").suspicious(io.hourbook.entry.Suspicion.DURATION_DISAGREES),
                Row.timed("W01", "2025-03-04T09:30", 3_600).id("2"));
        BENCH.take("a", Row.timed("W01", "2025-03-04T12:30", 3_600).id("2"));

        assertThat(BENCH.bill("1")).containsEntry("detail", "its duration and its end minus start disagree by more than a minute");
        assertThat(BENCH.reason("2")).isNull();
    }

    @Test
    void manyWorkersAreReadAtOnceAndEachIsJudgedByItsOwnEntries() {
        Object[] rows = IntStream.range(0, 400).mapToObj(i -> Row.timed(
                "W%02d".formatted(i % 7 + 1), LocalDate.of(2025, 3, 3).plusDays(i / 7 % 20) + "T%02d:00".formatted(8 + i / 140), 3_600).id("e" + i)).toArray();
        BENCH.entries.take("a", rows);
        BENCH.entries.take("b", Row.timed("W03", "2025-03-03T08:30", 600).id("x"));
        int marked = BENCH.entries.marks("worker-day").size();
        long before = selects();

        BENCH.checkDays();

        assertThat(selects() - before).as("marks of two kinds, twice those of days, and all workers in one; for %s days", marked).isLessThan(10);
        assertThat(BENCH.entries.jdbc.queryForList("select source_key from entry where suspicion <> 0 order by source_key", String.class))
                .containsExactly("e2", "x");
    }

    private static long selects() {
        return BENCH.entries.jdbc.queryForObject(
                "select variable_value from information_schema.session_status where variable_name = 'COM_SELECT'", Long.class);
    }
}
