package io.hourbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stored chunk leaves behind: both sides of every entry, and a mark on every group that it enters or leaves. */
class AllocationStoreTest {

    private static final AllocationBench BENCH = new AllocationBench();

    @BeforeEach
    void empty() {
        BENCH.empty();
    }

    @Test
    void bothSidesOfAnEntryAreStoredAndItsWorkIsDone() {
        BENCH.take("a", hour());

        assertThat(BENCH.pay("1"))
                .containsEntry("state", "allocated").containsEntry("flow", "payroll").containsEntry("account", "5020")
                .containsEntry("raw_seconds", 3_600L).containsEntry("mapping_version_id", 1L);
        assertThat(BENCH.bill("1"))
                .containsEntry("state", "allocated").containsEntry("flow", "billable").containsEntry("account", "4020")
                .containsEntry("time_rule", "15 min up").containsEntry("rate_at", "mappings/rates.csv:3").containsEntry("fx_lock", "transaction");
        assertThat(BENCH.entries.count("work")).isZero();
    }

    @Test
    void anEntryMarksItsInvoiceAndItsPayWeek() {
        BENCH.take("a", hour());

        assertThat(BENCH.entries.marks("pay-week")).containsExactly("W01|2025-03-02");
        assertThat(stems()).containsExactly("HB-INV-CUST-1001-USD-2025-03");
        assertThat(BENCH.entries.marks("retainer")).isEmpty();
        assertThat(BENCH.entries.marks("rounding-day")).isEmpty();
    }

    @Test
    void aContractorsEntryMarksTheVendorsBillAndNoPayWeek() {
        BENCH.take("harvest", Row.dated("W09", "2025-03-04", 3_600).id("1"));

        assertThat(BENCH.entries.marks("pay-week")).isEmpty();
        assertThat(stems()).containsExactlyInAnyOrder("HB-BIL-V-PETROV-USD-2025-03", "HB-INV-CUST-1001-USD-2025-03");
    }

    @Test
    void workOnARetainerMarksTheRetainer() {
        BENCH.take("a", hour().on("EMBER-CARE", "DEV"));

        assertThat(BENCH.entries.marks("retainer")).containsExactly("RET-EMBER");
        assertThat(stems()).isEmpty();
        assertThat(BENCH.bill("1")).containsEntry("retainer", "RET-EMBER").containsEntry("group_id", null);
    }

    @Test
    void anEntryOverTheEndOfAWorkweekMarksBoth() {
        BENCH.take("a", Row.timed("W01", "2025-03-08T23:00", 7_200).id("1"));

        assertThat(BENCH.entries.marks("pay-week")).containsExactly("W01|2025-03-02", "W01|2025-03-09");
    }

    @Test
    void workOnAWeeksLastDayMarksTheNextForTheRestBeforeIt() {
        BENCH.take("a", Row.timed("W01", "2025-03-08T09:00", 3_600).id("1"));

        assertThat(BENCH.entries.marks("pay-week")).containsExactly("W01|2025-03-02", "W01|2025-03-09");
    }

    @Test
    void oneThatEndsAtMidnightIsNoWorkOfTheDayThatBegins() {
        BENCH.take("a", Row.timed("W01", "2025-03-07T23:00", 3_600).id("1"));

        assertThat(BENCH.entries.marks("pay-week")).containsExactly("W01|2025-03-02");
    }

    @Test
    void aWorkweekThatStartsOnMondayIsMarkedByItsMonday() {
        BENCH.take("a", Row.timed("W05", "2025-03-08T09:00", 3_600).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id("1"));

        assertThat(BENCH.entries.marks("pay-week")).containsExactly("W05|2025-03-03");
    }

    @Test
    void anAmendedEntryMarksWhatItLeavesAndWhatItEnters() {
        BENCH.take("a", hour());
        BENCH.entries.forgetMarks();
        BENCH.take("a", Row.timed("W01", "2025-04-08T09:00", 3_600).on("BLAU-ERP", "DEV").id("1"));

        assertThat(stems()).containsExactlyInAnyOrder("HB-INV-CUST-1001-USD-2025-03", "HB-INV-CUST-1002-EUR-2025-04");
        assertThat(BENCH.entries.marks("pay-week")).contains("W01|2025-04-06");
    }

    @Test
    void aChargeThatWasAgreedStaysWhereTheRoundingOfNowWouldLeaveNothingOfIt() {
        Row tie = Row.timed("W05", "2025-03-04T09:00", 180).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id("1");
        BENCH.take("a", tie, Row.timed("W05", "2025-03-04T10:00", 179).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id("2"));
        Map<String, Object> agreed = BENCH.bill("1");
        assertThat(agreed).containsEntry("seconds", 360L).containsEntry("time_rule", "6 min half-up");
        assertThat(BENCH.reason("2")).isEqualTo("zero");

        BENCH.edit("clients.csv", text -> text.replace("transaction,6,half-up,", "transaction,6,half-even,"));
        again();
        assertThat(BENCH.bill("1")).as("as it was agreed").isEqualTo(agreed);
        assertThat(BENCH.reason("2")).isEqualTo("zero");

        BENCH.take("a", Row.timed("W05", "2025-03-04T09:00", 170).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id("1"));
        assertThat(BENCH.reason("1")).as("other work is rounded anew").isEqualTo("zero");
        BENCH.empty();
        BENCH.take("a", tie);
        BENCH.edit(Map.of("clients.csv", text -> text.replace("CUST-1002,EUR,net14,transaction,6,half-up,", "CUST-1002,USD,net14,transaction,6,half-even,")));
        again();
        assertThat(BENCH.reason("1")).as("another charge").isEqualTo("zero");
    }

    @Test
    void whatWasRoundedToNothingStaysSoWhereTheRoundingOfNowWouldChargeIt() {
        BENCH.edit("clients.csv", text -> text.replace("transaction,6,half-up,", "transaction,6,half-even,"));
        BENCH.take("a", Row.timed("W05", "2025-03-04T09:00", 180).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id("1"));
        Map<String, Object> agreed = BENCH.bill("1");
        assertThat(agreed).containsEntry("reason", "zero").containsEntry("detail", "rounded to nothing: 6 min half-even");

        BENCH.edit("clients.csv", text -> text);
        again();
        assertThat(BENCH.bill("1")).as("as it was agreed").isEqualTo(agreed);

        BENCH.take("a", Row.timed("W05", "2025-03-04T09:00", 240).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id("1"));
        assertThat(BENCH.bill("1")).as("other work is rounded anew").containsEntry("state", "allocated").containsEntry("seconds", 360L);
    }

    /** All of it is allocated again, although nobody changed it. */
    private static void again() {
        BENCH.entries.jdbc.update("insert ignore into work (entry_id) select id from entry");
        BENCH.allocate();
    }

    @Test
    void anEntryThatIsHeldNowMarksTheInvoiceItLeaves() {
        BENCH.take("a", hour());
        BENCH.entries.forgetMarks();
        BENCH.take("a", hour().on("NOPE", "DEV"));

        assertThat(BENCH.reason("1")).isEqualTo("unmapped-project");
        assertThat(stems()).containsExactly("HB-INV-CUST-1001-USD-2025-03");
    }

    @Test
    void anEntryThatLeavesARetainerMarksIt() {
        BENCH.take("a", hour().on("EMBER-CARE", "DEV"));
        BENCH.entries.forgetMarks();
        BENCH.take("a", hour().on("EMBER-CARE", "DEV").notBillable());

        assertThat(BENCH.entries.marks("retainer")).containsExactly("RET-EMBER");
        assertThat(BENCH.reason("1")).isEqualTo("non-billable");
    }

    @Test
    void aHeldSideSaysWhyInWords() {
        BENCH.take("a", hour().on("ACME-WEB", "Archery"));

        assertThat(BENCH.bill("1"))
                .containsEntry("reason", "unmapped-service")
                .containsEntry("detail", "no service named \"Archery\"; the nearest name is \"Admin\" (mappings/services.csv:7)");
        assertThat(BENCH.pay("1")).containsEntry("state", "allocated").containsEntry("account", "1210");
    }

    @Test
    void whatIsNotAmongTheOutcomesKeepsItsWork() {
        BENCH.entries.take("a", hour(), Row.timed("W02", "2025-03-04T09:00", 60).id("2"));
        List<Outcome> chunk = BENCH.allocations().next(BENCH.pass());
        BENCH.allocations().store(chunk.subList(0, 1).stream().map(AllocationBench::flow).toList());

        assertThat(BENCH.entries.count("work")).isEqualTo(1);
        assertThat(BENCH.allocations().next(BENCH.pass())).as("it does not come again in this pass").isEmpty();
        BENCH.entries.work().rewind();
        assertThat(BENCH.allocations().next(BENCH.pass())).extracting(outcome -> outcome.entry().key()).containsExactly("2");
    }

    @Test
    void groupsKeepTheirNumbersThroughARestart() {
        BENCH.take("a", hour());
        BENCH.begin();
        BENCH.take("a", Row.timed("W02", "2025-03-05T09:00", 60).id("2"));

        assertThat(BENCH.entries.count("document_group")).isEqualTo(1);
        assertThat(BENCH.bill("2").get("group_id")).isEqualTo(BENCH.bill("1").get("group_id"));
    }

    @Test
    void workFromBeforeTheSourcesStartIsLeftOut() {
        BENCH.edit("sources.csv", text -> text.replace("harvest,harvest,,,", "harvest,harvest,,,2025-03-05"));
        BENCH.take("harvest", Row.dated("W09", "2025-03-04", 3_600).id("1"), Row.dated("W09", "2025-03-05", 3_600).id("2"));

        assertThat(BENCH.bill("1")).containsEntry("state", "excluded").containsEntry("reason", "before-start");
        assertThat(BENCH.pay("1")).containsEntry("state", "excluded").containsEntry("reason", "before-start");
        assertThat(BENCH.reason("2")).isNull();
    }

    @Test
    void aSourceWhoseSilenceIsNoApprovalWaits() {
        BENCH.edit("approval.yaml", text -> text.replace("unsaid: approved", "unsaid: unapproved"));
        BENCH.take("clockify-los-angeles", hour());

        assertThat(BENCH.reason("1")).isEqualTo("unapproved");
    }

    @Test
    void aCompanyThatBillsWhatItsTrackerMarksInvoicedSaysSo() {
        BENCH.take("a", hour().invoiced());
        assertThat(BENCH.reason("1")).isEqualTo("already-invoiced");

        BENCH.edit("holds.yaml", text -> text.replace("already_invoiced: exclude", "already_invoiced: bill"));
        BENCH.entries.jdbc.update("insert into work (entry_id) select id from entry");
        BENCH.allocate();
        assertThat(BENCH.reason("1")).isNull();
    }

    private static Row hour() {
        return Row.timed("W01", "2025-03-04T09:00", 3_600).id("1");
    }

    /** The marked document groups by their references. */
    private static List<String> stems() {
        return BENCH.entries.jdbc.queryForList(
                "select g.stem from mark m join document_group g on g.id = m.group_key where m.kind = 'document' order by g.stem", String.class);
    }
}
