package io.hourbook.payroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.allocation.AllocationBench;
import io.hourbook.entry.Row;
import io.hourbook.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker's week, recomputed whole: cut at midnight, split into pay codes, and left alone where nothing changed. */
class PayWeeksTest {

    private static final AllocationBench BENCH = new AllocationBench();
    private static final int HOUR = 3_600;

    private PayWeeks weeks;

    @BeforeEach
    void empty() {
        BENCH.empty();
        weeks = new PayWeeks(BENCH.entries.jdbc, BENCH.entries.transaction, BENCH.groups());
    }

    @Test
    void aWeekThatBeginsOnAnotherDayThanTheWorkersWeeksIsLeftEmpty() {
        take(Row.timed("W01", "2025-03-05T09:00", HOUR).id("1"));
        BENCH.entries.jdbc.update("insert into mark (kind, group_key) values ('pay-week', 'W01|2025-03-03')");
        take(Row.timed("W01", "2025-03-06T09:00", HOUR).id("2"));

        assertThat(parts()).containsExactly("2025-03-02 W01 2025-03-05 REG 3600", "2025-03-02 W01 2025-03-06 REG 3600");
    }

    @Test
    void anEntryOverMidnightAtTheEndOfAWeekIsPaidInBothWeeks() {
        take(Row.timed("W01", "2025-03-08T22:00", 3 * HOUR).id("1"));

        assertThat(parts()).containsExactly("2025-03-02 W01 2025-03-08 REG 7200", "2025-03-09 W01 2025-03-09 REG 3600");
    }

    @Test
    void clocksThatJumpDoNotMakeOrLoseAnHour() {
        take(Row.timed("W03", "2025-03-08T23:00", 5 * HOUR).zone("America/New_York").id("1"));

        assertThat(parts()).containsExactly("2025-03-02 W03 2025-03-08 REG 3600", "2025-03-09 W03 2025-03-09 REG 14400");
    }

    @Test
    void aWeekThatStartsOnMondayEndsOnSunday() {
        take(Row.timed("W05", "2025-03-09T23:00", 2 * HOUR).zone("Europe/Berlin").id("1"));

        assertThat(parts()).containsExactly("2025-03-03 W05 2025-03-09 REG 3600", "2025-03-10 W05 2025-03-10 REG 3600");
    }

    @Test
    void aWeekThatStartsOnSundayEndsOnSaturday() {
        take(Row.timed("W03", "2025-03-08T09:00", HOUR).id("1"), Row.timed("W03", "2025-03-09T09:00", HOUR).id("2"));

        assertThat(parts()).containsExactly("2025-03-02 W03 2025-03-08 REG 3600", "2025-03-09 W03 2025-03-09 REG 3600");
    }

    @Test
    void nineHoursInCaliforniaAreAnHourOver() {
        take(Row.timed("W01", "2025-03-04T09:00", 9 * HOUR).id("1"));

        assertThat(parts()).containsExactly("2025-03-02 W01 2025-03-04 OT15 3600", "2025-03-02 W01 2025-03-04 REG 28800");
    }

    @Test
    void nineHoursInNewYorkAreNot() {
        take(Row.timed("W03", "2025-03-04T09:00", 9 * HOUR).id("1"));

        assertThat(parts()).containsExactly("2025-03-02 W03 2025-03-04 REG 32400");
    }

    @Test
    void aLateEntryRecomputesItsWeek() {
        take(Row.dated("W03", "2025-03-03", 10 * HOUR).id("1"), Row.dated("W03", "2025-03-05", 14 * HOUR).id("2"),
                Row.dated("W03", "2025-03-06", 16 * HOUR).id("3"));
        assertThat(parts()).noneMatch(part -> part.contains("OT15"));

        take(Row.dated("W03", "2025-03-04", 2 * HOUR).id("4"));

        assertThat(parts()).containsExactly(
                "2025-03-02 W03 2025-03-03 REG 36000", "2025-03-02 W03 2025-03-04 REG 7200", "2025-03-02 W03 2025-03-05 REG 50400",
                "2025-03-02 W03 2025-03-06 OT15 7200", "2025-03-02 W03 2025-03-06 REG 50400");
    }

    @Test
    void aChangedWeekMarksItsBatchAndTheJournalsOfItsMonths() {
        take(Row.timed("W05", "2025-03-31T23:00", 2 * HOUR).zone("Europe/Berlin").on("NOPE", "DEV").id("1"));

        assertThat(stems()).containsExactly("HB-LAB-EUR-2025-03", "HB-LAB-EUR-2025-04", "HB-PAY-2025-03-31");
    }

    @Test
    void aWeekThatComesToTheSameLeavesItsDocumentsAlone() {
        take(Row.timed("W01", "2025-03-04T09:00", HOUR).on("NOPE", "DEV").id("1"));
        BENCH.entries.forgetMarks();
        take(Row.timed("W01", "2025-03-04T09:00", HOUR).on("NOPE", "DEV").id("1").notes("with notes"));

        assertThat(stems()).isEmpty();
        assertThat(BENCH.entries.marks("pay-week")).isEmpty();
    }

    @Test
    void labourThatMovesToAnotherServiceIsAChange() {
        take(Row.timed("W01", "2025-03-04T09:00", HOUR).on("NOPE", "DEV").id("1"));
        BENCH.entries.forgetMarks();
        take(Row.timed("W01", "2025-03-04T09:00", HOUR).on("NOPE", "DESIGN").id("1"));

        assertThat(stems()).containsExactly("HB-LAB-USD-2025-03", "HB-PAY-2025-03-02");
        assertThat(BENCH.entries.jdbc.queryForList("select account from pay_part", String.class)).containsExactly("5010");
    }

    @Test
    void anEntryThatGoesToAnotherWorkerLeavesTheFirstOnesWeek() {
        take(Row.timed("W01", "2025-03-04T09:00", HOUR).id("1"));
        take(Row.timed("W02", "2025-03-04T09:00", HOUR).id("1"));

        assertThat(parts()).containsExactly("2025-03-02 W02 2025-03-04 REG 3600");
    }

    @Test
    void anEntryThatIsHeldNowLeavesItsWeeks() {
        take(Row.timed("W01", "2025-03-08T23:00", 2 * HOUR).id("1"));
        take(Row.timed("W01", "2025-03-08T23:00", 17 * HOUR).id("1"));

        assertThat(BENCH.pay("1")).containsEntry("reason", "suspicious");
        assertThat(parts()).isEmpty();
    }

    @Test
    void paidTimeThatIsRoundedNeutrallyIsPaidAsRounded() {
        BENCH.edit("rounding.yaml", text -> text.replace("pay_time: exact", "pay_time: nearest-15"));
        take(Row.timed("W03", "2025-03-04T09:00", 480).id("1"), Row.timed("W03", "2025-03-05T09:00", 420).id("2"),
                Row.timed("W01", "2025-03-04T09:00", 480).id("3"));

        assertThat(parts()).as("eight minutes, seven minutes, and California")
                .containsExactly("2025-03-02 W01 2025-03-04 REG 480", "2025-03-02 W03 2025-03-04 REG 900");
    }

    @Test
    void timeThatRoundingCarriesOverTheEndOfTheWeekIsPaidInTheNext() {
        BENCH.edit("rounding.yaml", text -> text.replace("pay_time: exact", "pay_time: nearest-15"));
        take(Row.timed("W03", "2025-03-08T22:20", 5_880).zone("America/New_York").id("1"));

        assertThat(parts()).containsExactly("2025-03-02 W03 2025-03-08 REG 6000", "2025-03-09 W03 2025-03-09 REG 300");
    }

    @Test
    void allThatIsPaidHasAPayCode() {
        take(Row.dated("W01", "2025-03-02", 13 * HOUR).id("1"), Row.dated("W01", "2025-03-03", 9 * HOUR + 1).id("2"),
                Row.timed("W05", "2025-03-02T23:30", HOUR + 7).zone("Europe/Berlin").id("3"), Row.dated("W09", "2025-03-03", 60).id("4"));

        assertThat(BENCH.entries.jdbc.queryForObject("select sum(seconds) from pay_part", Long.class)).isEqualTo(
                BENCH.entries.jdbc.queryForObject("select sum(raw_seconds) from pay_allocation where flow = 'payroll'", Long.class));
    }

    @Test
    void aWorkerWhoIsGoneAndHasPaidWorkHasToComeBack() {
        String row = "W99,Zoe Lind,zoe.lind@harbourlane.example,employee,clockify,America/Los_Angeles,US-CA,sunday,50.00,USD,,,,";
        BENCH.edit("workers.csv", text -> text + row + "\n");
        BENCH.take("a", Row.timed("W99", "2025-03-04T09:00", HOUR).id("1"));
        BENCH.edit("workers.csv", text -> text);

        assertThatThrownBy(() -> weeks.next(BENCH.pass())).isInstanceOf(Problem.class).hasMessage("""
                mappings/workers.csv: RUN-202 worker W99 has paid work and is no longer there
                  saw   W99
                  want  its row, with the first day no longer in force under until
                  do    put the row back and save: the run goes on by itself""");

        BENCH.edit("workers.csv", text -> text + row + "2025-04-01\n");
        assertThat(weeks.next(BENCH.pass())).as("nothing was lost").singleElement()
                .satisfies(week -> assertThat(week.worker().worker()).isEqualTo("W99"));
    }

    private void take(Object... rows) {
        BENCH.take("a", rows);
        OvertimeStep overtime = new OvertimeStep();
        for (List<PayWeek> next = weeks.next(BENCH.pass()); !next.isEmpty(); next = weeks.next(BENCH.pass())) {
            weeks.store(BENCH.pass(), next.stream().map(overtime::split).toList());
        }
    }

    private static List<String> parts() {
        return BENCH.entries.jdbc.queryForList(
                "select concat_ws(' ', week_from, worker, work_date, code, seconds) from pay_part order by week_from, worker, work_date, code",
                String.class);
    }

    private static List<String> stems() {
        return BENCH.entries.jdbc.queryForList(
                "select g.stem from mark m join document_group g on g.id = m.group_key where m.kind = 'document' order by g.stem", String.class);
    }
}
