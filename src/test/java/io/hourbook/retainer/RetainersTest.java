package io.hourbook.retainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.allocation.AllocationBench;
import io.hourbook.entry.Row;
import io.hourbook.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A retainer of 1,000 dollars, drawn at 130 an hour: in order of time, to the cent, and last once something is final. */
class RetainersTest {

    private static final AllocationBench BENCH = new AllocationBench();
    private static final int HOUR = 3_600;

    private Retainers retainers;

    @BeforeEach
    void aThousandDollars() {
        BENCH.empty();
        prepaid("1000.00", "invoice");
        retainers = new Retainers(BENCH.entries.jdbc, BENCH.entries.transaction, BENCH.groups());
    }

    @Test
    void workIsDrawnInOrderOfTimeHoweverItComesIn() {
        take(work("2", "2025-03-05", 4));
        take(work("1", "2025-03-04", 4));

        assertThat(drawn("1")).isEqualTo("520.00 / 0.00");
        assertThat(drawn("2")).isEqualTo("480.00 / 40.00");
    }

    @Test
    void theEntryThatCrossesZeroIsSplitToTheCentAndInProportion() {
        take(work("1", "2025-03-04", 4), work("2", "2025-03-05", 4), work("3", "2025-03-06", 1));

        assertThat(drawn("2")).isEqualTo("480.00 / 40.00");
        assertThat(seconds("2")).isEqualTo("13292 / 1108");
        assertThat(drawn("3")).isEqualTo("0.00 / 130.00");
        assertThat(sum()).isEqualTo("1000.00");
    }

    @Test
    void whatIsDrawnStandsOnAJournalAndTheRestOnAnInvoice() {
        take(work("1", "2025-03-04", 7), work("2", "2025-04-05", 4));

        assertThat(stem("group_id", "1")).isEqualTo("HB-RET-RET-EMBER-USD-2025-03");
        assertThat(stem("rest_group_id", "1")).isNull();
        assertThat(stem("group_id", "2")).isEqualTo("HB-RET-RET-EMBER-USD-2025-04");
        assertThat(stem("rest_group_id", "2")).isEqualTo("HB-INV-CUST-1005-USD-2025-04");
        assertThat(stems()).containsExactly(
                "HB-INV-CUST-1005-USD-2025-04", "HB-RET-RET-EMBER-USD-2025-03", "HB-RET-RET-EMBER-USD-2025-04");
    }

    @Test
    void whereNothingStandsNothingIsTakenAwayButMarks() {
        BENCH.take("a", work("1", "2025-03-04", 4), work("2", "2025-03-05", 4));
        long before = deletes();
        draw();

        assertThat(deletes() - before).as("statements that take something away").isEqualTo(1);
        assertThat(BENCH.entries.count("drawing")).isEqualTo(2);
    }

    private static long deletes() {
        return BENCH.entries.jdbc.queryForObject("show session status like 'Com_delete'", (row, n) -> row.getLong(2));
    }

    @Test
    void aRetainerThatComesToTheSameLeavesItsDocumentsAlone() {
        take(work("1", "2025-03-04", 4));
        BENCH.entries.forgetMarks();
        take(work("1", "2025-03-04", 4).notes("with notes"));

        assertThat(stems()).isEmpty();
        assertThat(BENCH.entries.marks("retainer")).isEmpty();
    }

    @Test
    void aLateEntryDrawsInOrderWhileEverythingIsADraft() {
        take(work("1", "2025-03-05", 4), work("2", "2025-03-06", 4));
        take(work("3", "2025-03-04", 1));

        assertThat(drawn("3")).isEqualTo("130.00 / 0.00");
        assertThat(drawn("1")).isEqualTo("520.00 / 0.00");
        assertThat(drawn("2")).isEqualTo("350.00 / 170.00");
    }

    @Test
    void aLateEntryDrawsLastOnceADocumentIsFinal() {
        take(work("1", "2025-03-05", 4), work("2", "2025-03-06", 2));
        document("HB-RET-RET-EMBER-USD-2025-03", "final");
        take(work("3", "2025-03-04", 4));

        assertThat(drawn("1")).isEqualTo("520.00 / 0.00");
        assertThat(drawn("2")).isEqualTo("260.00 / 0.00");
        assertThat(drawn("3")).isEqualTo("220.00 / 300.00");
        assertThat(sum()).isEqualTo("1000.00");
    }

    @Test
    void anEntryThatChangesOnceADocumentIsFinalDrawsLastToo() {
        take(work("1", "2025-03-05", 4), work("2", "2025-03-06", 3));
        document("HB-RET-RET-EMBER-USD-2025-03", "final");
        take(work("1", "2025-03-05", 5));

        assertThat(drawn("2")).isEqualTo("390.00 / 0.00");
        assertThat(drawn("1")).isEqualTo("610.00 / 40.00");
    }

    @Test
    void anEntryThatIsGoneGivesBackWhatItDrew() {
        take(work("1", "2025-03-04", 7), work("2", "2025-03-05", 2));
        take(work("1", "2025-03-04", 7).notBillable());

        assertThat(BENCH.entries.count("drawing")).isEqualTo(1);
        assertThat(drawn("2")).isEqualTo("260.00 / 0.00");
        assertThat(stems()).contains("HB-RET-RET-EMBER-USD-2025-03", "HB-INV-CUST-1005-USD-2025-03");
    }

    @Test
    void workFromBeforeTheRetainerIsInvoiced() {
        take(work("1", "2025-02-28", 1));

        assertThat(drawn("1")).isEqualTo("0.00 / 130.00");
        assertThat(stem("rest_group_id", "1")).isEqualTo("HB-INV-CUST-1005-USD-2025-02");
    }

    @Test
    void whereTheOverageIsHeldItStandsOnNoInvoice() {
        prepaid("1000.00", "hold");
        take(work("1", "2025-03-04", 8));

        assertThat(drawn("1")).isEqualTo("1000.00 / 40.00");
        assertThat(held("1")).isTrue();
        assertThat(stem("rest_group_id", "1")).isNull();
    }

    @Test
    void aRetainerThatIsToppedUpReleasesWhatWasHeld() {
        prepaid("1000.00", "hold");
        take(work("1", "2025-03-04", 8), work("2", "2025-03-05", 1));
        prepaid("1100.00", "hold");
        drawAgain();

        assertThat(drawn("1")).isEqualTo("1040.00 / 0.00");
        assertThat(drawn("2")).isEqualTo("60.00 / 70.00");
        assertThat(held("1")).isFalse();
        assertThat(held("2")).isTrue();
    }

    @Test
    void itReleasesThemOnceADocumentIsFinalToo() {
        prepaid("1000.00", "hold");
        take(work("1", "2025-03-04", 8), work("2", "2025-03-05", 1));
        document("HB-RET-RET-EMBER-USD-2025-03", "final");
        prepaid("1100.00", "hold");
        drawAgain();

        assertThat(drawn("1")).isEqualTo("1040.00 / 0.00");
        assertThat(seconds("1")).isEqualTo("28800 / 0");
        assertThat(drawn("2")).isEqualTo("60.00 / 70.00");
        assertThat(sum()).isEqualTo("1100.00");
    }

    @Test
    void aLateEntryNeverTakesWhatAFinalDocumentDrewForAnEntryThatIsPartlyHeld() {
        prepaid("1000.00", "hold");
        take(work("1", "2025-03-05", 8));
        document("HB-RET-RET-EMBER-USD-2025-03", "final");
        take(work("2", "2025-03-04", 1));

        assertThat(drawn("1")).isEqualTo("1000.00 / 40.00");
        assertThat(drawn("2")).isEqualTo("0.00 / 130.00");
    }

    @Test
    void twoRetainersDoNotTouchOneAnother() {
        take(work("1", "2025-03-04", 1), Row.timed("W05", "2025-03-04T09:00", HOUR).zone("Europe/Berlin").on("FJORD-OPS", "DEV").id("2"));

        assertThat(drawn("1")).isEqualTo("130.00 / 0.00");
        assertThat(drawn("2")).isEqualTo("112.00 / 0.00");
        assertThat(stem("group_id", "2")).isEqualTo("HB-RET-RET-FJORD-EUR-2025-03");
    }

    @Test
    void aRetainerThatIsGoneAndWasDrawnFromHasToComeBack() {
        take(work("1", "2025-03-04", 4));
        // no project stands on it any more, or the mappings themselves would be refused
        BENCH.edit(Map.of(
                "retainers.csv", text -> text.replace("RET-EMBER,EMBER,", "RET-OTHER,EMBER,"),
                "projects.csv", text -> text.replace(",RET-EMBER,", ",RET-OTHER,")));

        assertThatThrownBy(this::drawAgain).isInstanceOf(Problem.class).hasMessage("""
                mappings/retainers.csv: RUN-203 work was drawn from retainer RET-EMBER, which is no longer there
                  saw   RET-EMBER
                  want  its row, as long as entries are drawn from it
                  do    put the row back and save: the run goes on by itself""");

        prepaid("1000.00", "invoice");
        drawAgain();
        assertThat(drawn("1")).as("nothing was lost").isEqualTo("520.00 / 0.00");
    }

    private static void prepaid(String amount, String overage) {
        BENCH.edit("retainers.csv", text -> text.replaceFirst("RET-EMBER,EMBER,USD,16000.00,invoice", "RET-EMBER,EMBER,USD," + amount + "," + overage));
    }

    private static Row work(String id, String date, int hours) {
        return Row.timed("W01", date + "T09:00", (long) hours * HOUR).on("EMBER-CARE", "DEV").id(id);
    }

    private void take(Object... rows) {
        BENCH.take("a", rows);
        draw();
    }

    private void drawAgain() {
        BENCH.entries.jdbc.update("insert ignore into mark (kind, group_key) select distinct 'retainer', retainer from drawing");
        draw();
    }

    private void draw() {
        DrawingStep drawing = new DrawingStep();
        for (List<RetainerState> next = retainers.next(BENCH.pass()); !next.isEmpty(); next = retainers.next(BENCH.pass())) {
            retainers.store(BENCH.pass(), next.stream().map(drawing::draw).toList());
        }
    }

    /** A document of the group as the target has it. */
    private static void document(String stem, String status) {
        BENCH.entries.jdbc.update(
                """
                insert into document (group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash,
                    created_run_id, changed_run_id)
                select id, target, concat(stem, '-1'), 'journal-entry', 1, ?, '2025-03-31', 0, 0, 1, unhex(repeat('00', 16)), 1, 1
                from document_group where stem = ?""",
                status, stem);
    }

    private static String drawn(String id) {
        return value("concat(cast(drawn_amount as decimal(19,2)), ' / ', cast(rest_amount as decimal(19,2)))", id);
    }

    private static String seconds(String id) {
        return value("concat(drawn_seconds, ' / ', rest_seconds)", id);
    }

    private static boolean held(String id) {
        return "1".equals(value("rest_held", id));
    }

    private static String stem(String column, String id) {
        return value("(select stem from document_group g where g.id = d." + column + ")", id);
    }

    private static String value(String sql, String id) {
        return BENCH.entries.jdbc.queryForObject(
                "select " + sql + " from drawing d join entry e on e.id = d.entry_id where e.source_key = ?", String.class, id);
    }

    private static String sum() {
        return BENCH.entries.jdbc.queryForObject("select cast(sum(drawn_amount) as decimal(19,2)) from drawing", String.class);
    }

    private static List<String> stems() {
        return BENCH.entries.jdbc.queryForList(
                "select g.stem from mark m join document_group g on g.id = m.group_key where m.kind = 'document' order by g.stem", String.class);
    }
}
