package io.hourbook.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.entry.Row;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents as they go out, from rows that come in. */
class DocumentStoreTest {

    private static final Books BOOKS = new Books();
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
    void anInvoiceSaysWhatTheContractAsksFor() {
        BOOKS.take(Row.timed("W02", "2025-03-04T09:00", 26_110).on("ACME-APP", "DEV").notes("Login \"page\"").id("77"));

        assertThat(BOOKS.document("HB-INV-CUST-1001-USD-2025-03-1")).hasToString("""
                {"reference":"HB-INV-CUST-1001-USD-2025-03-1","type":"sales-invoice","status":"draft","counterparty":"CUST-1001",\
                "date":"2025-03-31","due":"2025-04-30","period":"2025-03","currency":"USD","total":"1282.50","baseCurrency":"USD",\
                "baseTotal":"1282.50","lines":[{"line":"HB-INV-CUST-1001-USD-2025-03-1/1","entries":["harvest:77"],\
                "description":"Login \\"page\\"","worker":"W02","project":"ACME-APP","job":"JOB-102","service":"DEV","item":"ITEM-DEV",\
                "account":"4020","workDate":"2025-03-04","seconds":27000,"rawSeconds":26110,"hours":"7.5000","rate":"171.00",\
                "amount":"1282.50","baseAmount":"1282.50","original":{"currency":"USD","amount":"1282.50"},"exchange":null,\
                "taxForm":null,"section":"time"}]}""");
    }

    @Test
    void aVendorsBillSaysWhatIsOwed() {
        BOOKS.take(Row.dated("W09", "2025-03-04", 450).on("ACME-WEB", "DEV").id("1"));
        JsonNode bill = BOOKS.document("HB-BIL-V-PETROV-USD-2025-03-1");
        JsonNode line = bill.path("lines").get(0);

        assertThat(bill.path("type").asText()).isEqualTo("vendor-bill");
        assertThat(bill.path("counterparty").asText()).isEqualTo("V-PETROV");
        assertThat(bill.path("due").asText()).isEqualTo("2025-04-15");
        assertThat(bill.path("total").asText()).isEqualTo("10.63");
        assertThat(line.path("account").asText()).isEqualTo("5500");
        assertThat(line.path("taxForm").asText()).isEqualTo("NEC-1");
        assertThat(line.path("seconds").asLong()).isEqualTo(450);
        assertThat(BOOKS.document(INVOICE + 1).path("lines").get(0).path("section").asText()).isEqualTo("subcontractor");
    }

    @Test
    void aChangeIsAnotherRevisionWithAKeyOfItsOwn() {
        BOOKS.take(hour("1", "09:00"), hour("2", "11:00"));
        BOOKS.take(Row.timed("W01", "2025-03-04T11:00", 2 * HOUR).id("2"));

        assertThat(BOOKS.revision(INVOICE + 1)).isEqualTo(2);
        assertThat(BOOKS.document(INVOICE + 1).path("lines")).extracting(line -> line.path("seconds").asLong()).containsExactly(3_600L, 7_200L);
        assertThat(BOOKS.outbox).filteredOn(item -> item.documentId() == BOOKS.id(INVOICE + 1)).extracting(Outbox.Item::revision)
                .containsExactly(1, 2);
        assertThat(BOOKS.outbox).extracting(Outbox.Item::idempotencyKey).doesNotHaveDuplicates().allMatch(key -> key.matches("[!-~]{1,128}"));
    }

    @Test
    void lookingAgainChangesNothing() {
        BOOKS.take(hour("1", "09:00"), Row.dated("W09", "2025-03-04", 450).id("2"), Row.timed("W01", "2025-03-05T09:00", HOUR)
                .on("EMBER-CARE", "DEV").id("3"));
        int before = BOOKS.outbox.size();
        BOOKS.recomputeAll();

        assertThat(BOOKS.outbox).hasSize(before);
    }

    @Test
    void aDraftTheTargetNeverHeardOfIsGoneWithItsLastLine() {
        BOOKS.take(hour("1", "09:00"));
        BOOKS.take(hour("1", "09:00").notBillable());

        assertThat(BOOKS.references()).doesNotContain(INVOICE + 1);
    }

    @Test
    void aDraftTheTargetHasIsVoidWithItsLastLine() {
        BOOKS.take(hour("1", "09:00"));
        BOOKS.deliver(INVOICE + 1);
        BOOKS.take(hour("1", "09:00").notBillable());
        JsonNode document = BOOKS.document(INVOICE + 1);

        assertThat(document.path("status").asText()).isEqualTo("void");
        assertThat(document.path("total").asText()).isEqualTo("0");
        assertThat(document.path("lines")).isEmpty();
        assertThat(BOOKS.revision(INVOICE + 1)).isEqualTo(2);
    }

    @Test
    void whatTheTargetHasIsKnownByTheLinesThatItHadThen() {
        BOOKS.take(hour("1", "09:00"), hour("2", "11:00"));
        assertThat(BOOKS.delivered(INVOICE + 1)).as("it has nothing").isNull();
        BOOKS.deliver(INVOICE + 1);
        BOOKS.take(Row.timed("W01", "2025-03-04T11:00", 2 * HOUR).id("2"));
        assertThat(BOOKS.delivered(INVOICE + 1).path("lines")).extracting(line -> line.path("seconds").asLong()).containsExactly(3_600L, 3_600L);
        BOOKS.take(hour("1", "09:00").notBillable(), hour("2", "11:00").notBillable());
        assertThat(BOOKS.document(INVOICE + 1).path("lines")).isEmpty();
        assertThat(BOOKS.delivered(INVOICE + 1).path("lines")).hasSize(2);
    }

    @Test
    void whatIsFinalIsTakenBackByACreditNoteOfTodayAndSaidAnew() {
        BOOKS.take(hour("1", "09:00").notes("Login"), hour("2", "11:00"));
        BOOKS.deliver(INVOICE + 1);
        BOOKS.finalise(INVOICE + 1);
        BOOKS.take(Row.timed("W01", "2025-03-04T09:00", 2 * HOUR).notes("Login").id("1"));
        JsonNode credit = BOOKS.document(CREDIT + 1);
        JsonNode line = credit.path("lines").get(0);

        assertThat(credit.path("type").asText()).isEqualTo("credit-note");
        assertThat(credit.path("total").asText()).isEqualTo("140.00");
        assertThat(credit.path("date").asText()).isEqualTo("2025-05-31");
        assertThat(line.path("description").asText()).isEqualTo("Takes back " + INVOICE + "1 of 2025-03-04 (amended): Login");
        assertThat(line.path("line").asText()).isEqualTo(CREDIT + "1/1");
        assertThat(line.path("amount").asText()).isEqualTo("140.00");
        assertThat(line.path("entries").get(0).asText()).isEqualTo("harvest:1");
        assertThat(BOOKS.document(INVOICE + 2).path("total").asText()).isEqualTo("280.00");
        assertThat(BOOKS.document(INVOICE + 1).path("status").asText()).isEqualTo("final");
        assertThat(BOOKS.document(INVOICE + 1).path("total").asText()).isEqualTo("280.00");
    }

    @Test
    void aTargetThatSaysFinalKeepsWhatItHadAndGetsTheDifference() {
        BOOKS.take(hour("1", "09:00"));
        BOOKS.deliver(INVOICE + 1);
        BOOKS.take(Row.timed("W01", "2025-03-04T09:00", 2 * HOUR).id("1"), hour("2", "15:00"));
        assertThat(BOOKS.document(INVOICE + 1).path("total").asText()).isEqualTo("420.00");
        BOOKS.finalise(INVOICE + 1);

        assertThat(BOOKS.document(INVOICE + 1).path("status").asText()).isEqualTo("final");
        assertThat(BOOKS.document(INVOICE + 1).path("total").asText()).isEqualTo("140.00");
        assertThat(BOOKS.document(INVOICE + 1).path("lines").get(0).path("seconds").asLong()).isEqualTo(3_600);
        assertThat(BOOKS.document(CREDIT + 1).path("total").asText()).isEqualTo("140.00");
        assertThat(BOOKS.document(INVOICE + 2).path("total").asText()).isEqualTo("420.00");
    }

    @Test
    void aDraftThatWasEmptiedAndIsFinalThereIsCredited() {
        BOOKS.take(hour("1", "09:00"));
        BOOKS.deliver(INVOICE + 1);
        BOOKS.take(hour("1", "09:00").notBillable());
        BOOKS.finalise(INVOICE + 1);

        assertThat(BOOKS.document(INVOICE + 1).path("total").asText()).isEqualTo("140.00");
        assertThat(BOOKS.document(CREDIT + 1).path("total").asText()).isEqualTo("140.00");
    }

    @Test
    void aCreditNoteThatIsFinalThereAlthoughItWasEmptiedHereIsMadeUpForByALineOfTheInvoice() {
        BOOKS.take(hour("1", "09:00").notes("Login"));
        BOOKS.deliver(INVOICE + 1);
        BOOKS.finalise(INVOICE + 1);
        BOOKS.take(hour("1", "09:00").notes("Login").notBillable());
        BOOKS.deliver(CREDIT + 1);
        BOOKS.take(hour("1", "09:00").notes("Login"), Row.timed("Zoe", "2025-03-04T09:00", 1).id("another file"));
        BOOKS.take(hour("1", "09:00").notes("Login").notBillable(), Row.timed("Zoe", "2025-03-04T09:00", 2).id("another file"));
        BOOKS.deliver(CREDIT + 2);
        BOOKS.finalise(CREDIT + 2);
        BOOKS.finalise(CREDIT + 1);
        JsonNode line = BOOKS.document(INVOICE + 2).path("lines").get(0);

        assertThat(line.path("amount").asText()).isEqualTo("140.00");
        assertThat(line.path("description").asText()).startsWith("Takes back " + CREDIT + "1 of 2025-03-04: Takes back " + INVOICE + "1");
        assertThat(BOOKS.document(CREDIT + 1).path("total").asText()).isEqualTo("140.00");
        assertThat(BOOKS.document(CREDIT + 2).path("total").asText()).isEqualTo("140.00");
        BOOKS.recomputeAll();
        assertThat(BOOKS.references()).filteredOn(reference -> reference.startsWith(INVOICE)).containsExactly(INVOICE + 1, INVOICE + 2);
    }

    @Test
    void labourIsDebitedByAccountWithItsOvertimeAndOwedToThePeople() {
        BOOKS.take(Row.timed("W01", "2025-03-04T09:00", 9 * HOUR).on("NOPE", "DEV").id("1"),
                Row.timed("W02", "2025-03-04T09:00", HOUR).on("NOPE", "Archery").id("2"));
        JsonNode journal = BOOKS.document("HB-LAB-USD-2025-03-1");

        assertThat(journal.path("type").asText()).isEqualTo("journal-entry");
        assertThat(journal.has("counterparty")).isFalse();
        assertThat(journal.path("total").asText()).isEqualTo("647.50");
        assertThat(journal.path("lines")).extracting(
                line -> line.path("account").asText() + " " + line.path("debit").asText("-") + " " + line.path("credit").asText("-"))
                .containsExactlyInAnyOrder("5020 589.00 -", "1210 58.50 -", "2100 - 647.50");
    }

    @Test
    void aCorrectedJournalSwapsItsSides() {
        BOOKS.take(Row.timed("W03", "2025-03-04T09:00", HOUR).on("NOPE", "DEV").id("1"));
        BOOKS.deliver("HB-LAB-USD-2025-03-1");
        BOOKS.finalise("HB-LAB-USD-2025-03-1");
        BOOKS.take(Row.timed("W03", "2025-03-04T09:00", 2 * HOUR).on("NOPE", "DEV").id("1"));
        JsonNode journal = BOOKS.document("HB-LAB-USD-2025-03-2");

        assertThat(journal.path("date").asText()).isEqualTo("2025-05-31");
        assertThat(journal.path("lines")).extracting(
                line -> line.path("account").asText() + " " + line.path("debit").asText("-") + " " + line.path("credit").asText("-"))
                .containsExactlyInAnyOrder("5020 110.00 -", "2100 - 110.00", "5020 - 55.00", "2100 55.00 -");
    }

    @Test
    void aPayrollBatchIsOfOneWeekAndItsAdjustmentIsSigned() {
        BOOKS.take(Row.timed("W01", "2025-03-04T09:00", 9 * HOUR).on("NOPE", "DEV").id("1"));
        JsonNode batch = BOOKS.document("HB-PAY-2025-03-02-1");

        assertThat(batch.path("type").asText()).isEqualTo("payroll-batch");
        assertThat(batch.path("period").asText()).isEqualTo("2025-03-02");
        assertThat(batch.path("date").asText()).isEqualTo("2025-03-08");
        assertThat(batch.has("currency")).isFalse();
        assertThat(codes("HB-PAY-2025-03-02-1")).containsExactly("W01 OT15 3600", "W01 REG 28800");

        BOOKS.deliver("HB-PAY-2025-03-02-1");
        BOOKS.finalise("HB-PAY-2025-03-02-1");
        BOOKS.take(Row.timed("W01", "2025-03-04T09:00", 7 * HOUR).on("NOPE", "DEV").id("1"));
        assertThat(codes("HB-PAY-2025-03-02-2")).containsExactlyInAnyOrder("W01 REG -3600", "W01 OT15 -3600");
    }

    @Test
    void payrollAndLabourWaitForTheirPeriodToEnd() {
        BOOKS.take(hour("1", "09:00"));

        assertThat(BOOKS.outbox).filteredOn(item -> item.documentId() == BOOKS.id("HB-PAY-2025-03-02-1"))
                .extracting(item -> item.dueOn().toString()).containsExactly("2025-03-09");
        assertThat(BOOKS.outbox).filteredOn(item -> item.documentId() == BOOKS.id("HB-LAB-USD-2025-03-1"))
                .extracting(item -> item.dueOn().toString()).containsExactly("2025-04-01");
        assertThat(BOOKS.outbox).filteredOn(item -> item.documentId() == BOOKS.id(INVOICE + 1))
                .extracting(item -> item.dueOn().toString()).containsExactly("2025-05-31");
    }

    @Test
    void aRetainersRemainderIsOneThingAtItsAmount() {
        BOOKS.bench.edit("retainers.csv", text -> text.replace("16000.00", "1000.00"));
        BOOKS.take(Row.timed("W01", "2025-03-04T09:00", 8 * HOUR).on("EMBER-CARE", "DEV").notes("Care").id("1"),
                Row.timed("W01", "2025-03-05T09:00", HOUR).on("EMBER-CARE", "SUPPORT").id("2"));
        JsonNode journal = BOOKS.document("HB-RET-RET-EMBER-USD-2025-03-1");
        JsonNode lines = BOOKS.document("HB-INV-CUST-1005-USD-2025-03-1").path("lines");

        assertThat(journal.path("counterparty").asText()).isEqualTo("CUST-1005");
        assertThat(journal.path("lines")).extracting(
                line -> line.path("account").asText() + " " + line.path("debit").asText("-") + " " + line.path("credit").asText("-"))
                .containsExactly("2400 1000.00 -", "4020 - 1000.00");
        assertThat(lines.get(0).path("quantity").asText()).isEqualTo("1");
        assertThat(lines.get(0).has("hours")).isFalse();
        assertThat(lines.get(0).path("amount").asText()).isEqualTo("40.00");
        assertThat(lines.get(0).path("description").asText()).isEqualTo("Care (0.3078 h beyond retainer RET-EMBER, at 130.00 USD)");
        assertThat(lines.get(1).path("hours").asText()).isEqualTo("1.0000");
        assertThat(lines.get(1).has("quantity")).isFalse();
    }

    @Test
    void aDraftLockedToItsDateIsPricedAnewUntilThen() {
        BOOKS.bench.today("2025-03-10");
        BOOKS.take(Row.timed("W07", "2025-03-04T09:00", HOUR).zone("Europe/London").on("CROWN-BRAND", "CONSULT").id("1"));
        String reference = "HB-INV-CUST-1003-GBP-2025-03-1";
        assertThat(BOOKS.document(reference).path("total").asText()).isEqualTo("115.97");
        assertThat(BOOKS.document(reference).path("lines").get(0).path("exchange").path("date").asText()).isEqualTo("2025-03-10");

        BOOKS.bench.today("2025-04-15");
        BOOKS.recomputeAll();
        JsonNode line = BOOKS.document(reference).path("lines").get(0);
        assertThat(line.path("amount").asText()).isEqualTo("115.86");
        assertThat(line.path("exchange").path("date").asText()).isEqualTo("2025-03-31");
        assertThat(line.path("original")).hasToString("{\"currency\":\"USD\",\"amount\":\"150.00\"}");
        assertThat(line.path("baseAmount").asText()).isEqualTo("150.00");
        assertThat(BOOKS.revision(reference)).isEqualTo(2);
    }

    @Test
    void anInvoiceInYenHasNoDecimalsAndItsBaseHas() {
        BOOKS.take(Row.timed("W05", "2025-03-04T09:00", HOUR).zone("Europe/Berlin").on("DAIKO-SHOP", "DEV").id("1"));
        JsonNode invoice = BOOKS.document("HB-INV-CUST-1004-JPY-2025-03-1");

        assertThat(invoice.path("total").asText()).isEqualTo("16500");
        assertThat(invoice.path("baseTotal").asText()).isEqualTo("111.30");
    }

    private static List<String> codes(String reference) {
        return BOOKS.document(reference).path("lines").findParents("code").stream()
                .map(line -> line.path("worker").asText() + " " + line.path("code").asText() + " " + line.path("seconds").asLong())
                .toList();
    }

    private static Row hour(String id, String time) {
        return Row.timed("W01", "2025-03-04T" + time, HOUR).id(id);
    }
}
