package io.hourbook.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.entry.Row;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the closing of a period makes of documents (domain rules on corrections and periods). Today is 31 May 2025. */
class ClosingsTest {

    private static final Books BOOKS = new Books((jdbc, clock) -> items -> items.forEach(item -> jdbc.update(
            "insert into delivery (idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at)"
                    + " values (?, ?, ?, ?, 'waiting', ?, now(3), now(3))",
            item.idempotencyKey(), item.documentId(), item.target(), item.revision(), item.dueOn())));
    private static final String INVOICE = "HB-INV-CUST-1001-USD-2025-03-";
    private static final String CREDIT = "HB-CRN-CUST-1001-USD-2025-03-";
    private static final int HOUR = 3_600;

    @BeforeEach
    void empty() {
        BOOKS.empty();
    }

    @AfterEach
    void everyTotalIsTheSumOfItsLinesAndEveryJournalBalances() {
        assertThat(BOOKS.unsound()).isEmpty();
    }

    @Test
    void aDraftThatTheTargetHasIsFinalOnceItsPeriodIsClosed() {
        BOOKS.take(hour("1", "09:00"));
        delivered(INVOICE + 1);
        close("2025-03-30");
        assertThat(BOOKS.document(INVOICE + 1).path("status").asText()).as("the day before it").isEqualTo("draft");
        close("2025-03-31");
        assertThat(BOOKS.document(INVOICE + 1).path("status").asText()).as("a closed day is closed itself").isEqualTo("final");

        BOOKS.take(Row.timed("W01", "2025-03-04T09:00", 2 * HOUR).id("1"));

        JsonNode credit = BOOKS.document(CREDIT + 1);
        JsonNode anew = BOOKS.document(INVOICE + 2);
        assertThat(credit.path("date").asText()).as("a correction has its own day").isEqualTo("2025-05-31");
        assertThat(credit.path("lines").get(0).path("description").asText()).startsWith("Takes back " + INVOICE + "1 of 2025-03-04");
        assertThat(anew.path("date").asText()).as("the first open period").isEqualTo("2025-04-30");
        assertThat(anew.path("due").asText()).as("net30 from there").isEqualTo("2025-05-30");
        assertThat(anew.path("lines").get(0).path("description").asText()).isEqualTo("Of 2025-03-04: Development, Acme Website");
        assertThat(anew.path("lines").get(0).path("workDate").asText()).isEqualTo("2025-03-04");
        assertThat(anew.path("total").asText()).isEqualTo("280.00");
    }

    @Test
    void aCorrectionOfADayThatIsClosedTooIsDatedOnTheFirstOpenDay() {
        BOOKS.take(hour("1", "09:00"));
        delivered(INVOICE + 1);
        close("2025-06-30");
        BOOKS.take(hour("1", "09:00").notBillable());

        assertThat(BOOKS.document(CREDIT + 1).path("date").asText()).isEqualTo("2025-07-01");
    }

    @Test
    void whatTheTargetNeverTookIsDatedInTheFirstOpenPeriod() {
        BOOKS.take(hour("1", "09:00"), Row.timed("W01", "2025-03-05T09:00", HOUR).on("EMBER-CARE", "DEV").id("2"));
        assertThat(close("2025-04-15")).as("nothing was there to become final").isZero();

        JsonNode invoice = BOOKS.document(INVOICE + 1);
        assertThat(invoice.path("date").asText()).isEqualTo("2025-04-30");
        assertThat(invoice.path("period").asText()).isEqualTo("2025-03");
        assertThat(invoice.path("lines").get(0).path("description").asText()).isEqualTo("Of 2025-03-04: Development, Acme Website");
        assertThat(invoice.path("lines")).hasSize(1);
        assertThat(BOOKS.document("HB-RET-RET-EMBER-USD-2025-03-1").path("date").asText()).isEqualTo("2025-04-30");
        assertThat(BOOKS.references()).filteredOn(reference -> reference.startsWith("HB-PAY-"))
                .allSatisfy(batch -> assertThat(BOOKS.document(batch).path("date").asText()).isEqualTo("2025-04-16"));

        int revision = BOOKS.revision(INVOICE + 1);
        close("2025-04-15");
        assertThat(BOOKS.revision(INVOICE + 1)).as("closing again changes nothing").isEqualTo(revision);
        close("2025-04-30");
        assertThat(BOOKS.document(INVOICE + 1).path("date").asText()).isEqualTo("2025-05-31");
    }

    @Test
    void aChangeThatTheTargetHasNotTakenYetBecomesACorrection() {
        BOOKS.take(hour("1", "09:00"));
        delivered(INVOICE + 1);
        BOOKS.take(Row.timed("W01", "2025-03-04T09:00", 3 * HOUR).id("1"));
        assertThat(close("2025-03-31")).isPositive();

        assertThat(BOOKS.document(INVOICE + 1).path("total").asText()).as("as the target has it").isEqualTo("140.00");
        assertThat(BOOKS.document(CREDIT + 1).path("total").asText()).isEqualTo("140.00");
        assertThat(BOOKS.document(INVOICE + 2).path("total").asText()).isEqualTo("420.00");
        assertThat(waiting(INVOICE + 1)).as("its own update is not sent any more").isZero();
    }

    @Test
    void whatIsInDoubtIsLeftAloneUntilItIsKnown() {
        BOOKS.take(hour("1", "09:00"));
        BOOKS.bench.entries.jdbc.update("update delivery set state = 'in-doubt', doubted = true");
        assertThat(close("2025-03-31")).isZero();
        assertThat(BOOKS.document(INVOICE + 1).path("date").asText()).isEqualTo("2025-03-31");

        delivered(INVOICE + 1);
        assertThat(BOOKS.closePeriods()).isPositive();
        assertThat(BOOKS.document(INVOICE + 1).path("status").asText()).isEqualTo("final");
    }

    @Test
    void lateWorkIsHeldWhereTheCompanyWantsToSeeItFirst() {
        BOOKS.take(hour("1", "09:00"));
        delivered(INVOICE + 1);
        edit("closed_through: 2025-03-31\nlate: hold");
        BOOKS.closePeriods();
        BOOKS.take(hour("2", "11:00"), Row.timed("W01", "2025-03-04T09:00", 2 * HOUR).id("1"), Row.timed("W01", "2025-04-01T09:00", HOUR).id("3"));

        assertThat(BOOKS.bench.reason("2")).isEqualTo("closed-period");
        assertThat(BOOKS.bench.pay("2").get("reason")).as("the pay week of 2 to 8 March is closed, too").isEqualTo("closed-period");
        assertThat(BOOKS.bench.bill("2").get("detail")).asString()
                .isEqualTo("a sales-invoice of 2025-03-31 is closed: the books of sandbox are, through 2025-03-31 (mappings/periods.yaml)");
        assertThat(BOOKS.bench.reason("1")).as("a correction is not late").isNull();
        assertThat(BOOKS.document(CREDIT + 1).path("total").asText()).isEqualTo("140.00");
        assertThat(BOOKS.bench.reason("3")).isNull();
        assertThat(BOOKS.bench.pay("3").get("reason")).isNull();
    }

    @Test
    void ofOneReferenceAtTwoTargetsEachHasItsOwnKeys() {
        Row drawn = Row.timed("W01", "2025-03-05T09:00", HOUR).on("EMBER-CARE", "DEV").id("2");
        BOOKS.take(hour("1", "09:00"), drawn);
        BOOKS.bench.edit("targets.yaml", text -> text.replace("default: sandbox", "default: books").replace("targets:\n  sandbox:", "targets:\n  books:"));
        BOOKS.bench.entries.jdbc.update("insert ignore into work (entry_id) select id from entry");
        BOOKS.bench.entries.jdbc.update("update delivery set state = 'delivered'");
        BOOKS.bench.entries.jdbc.update("update document set delivered_revision = 1, external_id = id");
        BOOKS.take(hour("1", "09:00"), drawn);

        assertThat(BOOKS.bench.entries.jdbc.queryForList(
                "select concat(target, ' ', status) from document where reference like 'HB-RET-%' order by 1", String.class))
                .as("the drawdown stands once").containsExactly("books draft", "sandbox void");
        assertThat(BOOKS.bench.entries.jdbc.queryForList("select distinct target from delivery where state = 'waiting' order by 1", String.class))
                .containsExactly("books", "sandbox");
    }

    @Test
    void aTargetMayBeClosedUpToAnotherDay() {
        BOOKS.take(hour("1", "09:00"));
        delivered(INVOICE + 1);
        edit("closed_through: 2025-03-31\ntargets:\n  sandbox: 2025-02-28");
        assertThat(BOOKS.closePeriods()).isZero();
    }

    private static void edit(String lines) {
        BOOKS.bench.edit("periods.yaml", text -> "zone: America/Los_Angeles\n" + lines + "\n");
    }

    private static int close(String through) {
        edit("closed_through: " + LocalDate.parse(through));
        return BOOKS.closePeriods();
    }

    private static void delivered(String reference) {
        BOOKS.deliver(reference);
        BOOKS.bench.entries.jdbc.update(
                "update delivery set state = 'delivered', doubted = false where document_id = ?", BOOKS.id(reference));
    }

    private static int waiting(String reference) {
        return BOOKS.bench.entries.jdbc.queryForObject(
                "select count(*) from delivery where document_id = ? and state <> 'delivered' and state <> 'superseded'", Integer.class, BOOKS.id(reference));
    }

    private static Row hour(String id, String time) {
        return Row.timed("W01", "2025-03-04T" + time, HOUR).id(id);
    }
}
