package io.hourbook.payroll;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.allocation.AllocationBench;
import io.hourbook.entry.Row;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pay weeks in the database: their parts, and the flags that stand beside them. */
class PayFlagsTest {

    private static final AllocationBench BENCH = new AllocationBench();

    private final OvertimeStep overtime = new OvertimeStep();
    private PayWeeks weeks;

    @BeforeEach
    void nothingIsThere() {
        BENCH.empty();
        weeks = new PayWeeks(BENCH.entries.jdbc, BENCH.entries.transaction, BENCH.groups());
    }

    @Test
    void aLongDayIsFlaggedAndPaidToTheSecond() {
        take(berlin("1", "2025-03-04T08:00", 5 * 3600), berlin("2", "2025-03-04T14:00", 5 * 3600 + 60));

        assertThat(flags()).containsExactly("2025-03-03 W05 2025-03-04 daily-hours");
        assertThat(BENCH.entries.jdbc.queryForObject("select detail from pay_flag", String.class))
                .isEqualTo("10:01 h worked on one day, over 10 h (Directive 2003/88/EC articles 3 to 6; Arbeitszeitgesetz §§3 to 5)");
        assertThat(BENCH.entries.jdbc.queryForObject("select sum(seconds) from pay_part where code = 'REG'", Long.class)).isEqualTo(36_060);
    }

    @Test
    void aFlagGoesWithWhatItWasAbout() {
        take(berlin("1", "2025-03-04T08:00", 7 * 3600), berlin("2", "2025-03-05T08:00", 7 * 3600));
        assertThat(flags()).containsExactly("2025-03-03 W05 2025-03-04 break", "2025-03-03 W05 2025-03-05 break");

        take(berlin("1", "2025-03-04T08:00", 6 * 3600));
        assertThat(flags()).containsExactly("2025-03-03 W05 2025-03-05 break");
    }

    @Test
    void whatWasRecordedIsFlaggedWhateverIsPaid() {
        BENCH.edit("rounding.yaml", text -> text.replace("pay_time: exact", "pay_time: nearest-15"));
        take(berlin("1", "2025-03-04T08:00", 5 * 3600), berlin("2", "2025-03-04T14:00", 5 * 3600 + 300));

        assertThat(parts()).containsExactly("2025-03-03 2025-03-04 18000", "2025-03-03 2025-03-04 18000");
        assertThat(flags()).containsExactly("2025-03-03 W05 2025-03-04 daily-hours");
    }

    @Test
    void flagsAloneNeverTouchADocument() {
        take(berlin("1", "2025-03-04T08:00", 4 * 3600), berlin("2", "2025-03-04T12:00", 3 * 3600));
        assertThat(flags()).containsExactly("2025-03-03 W05 2025-03-04 break");
        BENCH.entries.jdbc.update("delete from mark where kind = 'document'");

        BENCH.edit("overtime.yaml", text -> text.replace("flag_no_break_over_hours: 6", "flag_no_break_over_hours: 8"));
        BENCH.entries.jdbc.update("insert into mark (kind, group_key) values ('pay-week', 'W05|2025-03-03')");
        recompute();

        assertThat(flags()).isEmpty();
        assertThat(BENCH.entries.marks("document")).isEmpty();
        assertThat(BENCH.entries.marks("pay-week")).isEmpty();
    }

    @Test
    void theWorkOfSundayCountsForTheRestBeforeMonday() {
        take(berlin("1", "2025-03-10T08:00", 4 * 3600));
        assertThat(flags()).isEmpty();

        take(berlin("2", "2025-03-09T19:00", 3 * 3600));
        assertThat(flags()).containsExactly("2025-03-10 W05 2025-03-10 daily-rest");
        assertThat(parts()).containsExactly("2025-03-03 2025-03-09 10800", "2025-03-10 2025-03-10 14400");

        take(berlin("2", "2025-03-09T15:00", 3 * 3600));
        assertThat(flags()).as("a corrected Sunday is a rest that was long enough").isEmpty();
    }

    @Test
    void workThatLeavesTheSundayTakesItsFlagFromMonday() {
        take(berlin("1", "2025-03-10T08:00", 4 * 3600), berlin("2", "2025-03-09T19:00", 3 * 3600));
        assertThat(flags()).hasSize(1);

        take(berlin("2", "2025-03-05T19:00", 3 * 3600));
        assertThat(flags()).isEmpty();
    }

    private void take(Row... rows) {
        BENCH.take("toggl-berlin", (Object[]) rows);
        recompute();
    }

    /** What routes/process/recompute-pay-weeks does. */
    private void recompute() {
        for (List<PayWeek> next = weeks.next(BENCH.pass()); !next.isEmpty(); next = weeks.next(BENCH.pass())) {
            weeks.store(BENCH.pass(), next.stream().map(week -> overtime.flag(overtime.split(week))).toList());
        }
    }

    private static Row berlin(String id, String start, long seconds) {
        return Row.timed("W05", start, seconds).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id(id);
    }

    private static List<String> flags() {
        return BENCH.entries.jdbc.queryForList(
                "select concat(week_from, ' ', worker, ' ', work_date, ' ', flag) from pay_flag order by 1", String.class);
    }

    private static List<String> parts() {
        return BENCH.entries.jdbc.queryForList(
                "select concat(week_from, ' ', work_date, ' ', seconds) from pay_part order by 1", String.class);
    }
}
