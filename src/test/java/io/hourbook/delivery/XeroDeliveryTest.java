package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import io.hourbook.xero.XeroServer;
import io.hourbook.xero.XeroServer.Fault;
import io.hourbook.xero.XeroTarget;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes and an organisation in Xero that does what it likes. */
class XeroDeliveryTest {

    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(2), 20);
    private final XeroServer xero = new XeroServer(bench.clock);

    @BeforeEach
    void nameTheTarget() {
        bench.speaks("xero-target", "xeroTarget", new XeroTarget(bench.clock));
        xero.keeps(List.of("4020", "5500", "5010", "2100", "2400"), List.of("EUR"), List.of("CUST-1", "V-1"));
        target(0, Map.of());
    }

    @AfterEach
    void close() {
        bench.close();
        xero.close();
    }

    private void target(int batch, Map<String, String> more, List<String>... names) {
        Map<String, String> settings = new HashMap<>(Map.of("tenant", XeroServer.tenant()));
        settings.putAll(more);
        bench.targets.put("books", new Target("books", TargetKind.XERO, xero.url(), "secret-token", 500, batch, 3, 0, 5, null,
                Map.copyOf(settings), TargetNames.of(List.of(names))));
    }

    private static String reference(int id) {
        return "HB-INV-CUST-1-USD-2025-03-" + id;
    }

    private void put(int id, String json) {
        bench.put(id, reference(id), json.replaceFirst(".*?\"type\":\"([a-z-]+)\".*", "$1"), json);
    }

    private static String trade(String type, String party, String currency, int id, String status, String total, String... amounts) {
        StringBuilder lines = new StringBuilder();
        for (String amount : amounts) {
            lines.append(lines.isEmpty() ? "" : ",").append("""
                    {"line":"l%d","description":"work of %s","account":"%s","hours":"0.8333","rate":"100.00","amount":"%s","original":{"currency":"%s"}}"""
                    .formatted(lines.length(), amount, type.startsWith("vendor") ? "5500" : "4020", amount, currency));
        }
        return """
                {"reference":"%s","type":"%s","status":"%s","counterparty":"%s","date":"2025-03-31","due":"2025-04-30","period":"2025-03",\
                "currency":"%s","total":"%s","baseCurrency":"USD","baseTotal":"%s","lines":[%s]}"""
                .formatted(reference(id), type, status, party, currency, total, total, lines);
    }

    private void invoice(int id, String amount) {
        put(id, trade("sales-invoice", "CUST-1", "USD", id, "draft", amount, amount));
    }

    private void bill(int id, String amount) {
        put(id, trade("vendor-bill", "V-1", "EUR", id, "draft", amount, amount));
    }

    private void journal(int id, String amount) {
        put(id, """
                {"reference":"%s","type":"journal-entry","status":"draft","date":"2025-03-31","period":"2025-03","currency":"USD","total":"%s",\
                "baseCurrency":"USD","baseTotal":"%s","lines":[{"line":"1","description":"Labour","account":"5010","debit":"%s","baseAmount":"%s"},\
                {"line":"2","description":"Owed","account":"2100","credit":"%s","baseAmount":"%s"}]}"""
                .formatted(reference(id), amount, amount, amount, amount, amount, amount));
    }

    private JsonNode there(int id) {
        return xero.document(reference(id));
    }

    private List<String> numbers() {
        return xero.standing().stream()
                .map(one -> Stream.of("InvoiceNumber", "CreditNoteNumber", "Narration").map(field -> one.path(field).asText()).filter(text -> !text.isEmpty())
                        .findFirst().orElseThrow().replaceFirst(" .*", ""))
                .toList();
    }

    private String finding() {
        return bench.deadLetters.open.get(bench.deadLetters.open.size() - 1).finding().text();
    }

    @Test
    void each_type_stands_once_with_its_amount_and_a_second_pass_calls_nobody() {
        invoice(1, "83.33");
        bill(2, "166.67");
        put(3, trade("credit-note", "CUST-1", "USD", 3, "draft", "20.00", "20.00"));
        put(4, trade("vendor-credit", "V-1", "EUR", 4, "draft", "7.50", "7.50"));
        journal(5, "912.34");
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(5, 0, 0, 0, 0));

        assertThat(there(1).path("Type").asText()).isEqualTo("ACCREC");
        assertThat(there(1).path("LineItems").path(0).path("Quantity").decimalValue()).isEqualByComparingTo("0.8333");
        assertThat(there(2).path("LineItems").path(0).path("Description").asText()).isEqualTo("work of 166.67 (0.8333 h at 100.00 EUR)");
        assertThat(Stream.of(2, 3, 4).map(id -> there(id).path("Type").asText())).containsExactly("ACCPAY", "ACCRECCREDIT", "ACCPAYCREDIT");
        assertThat(Stream.of(1, 2, 3, 4).map(id -> there(id).path("SubTotal").decimalValue().toPlainString()))
                .containsExactly("83.33", "166.67", "20.00", "7.50");
        assertThat(there(5).path("JournalLines").path(1).path("LineAmount").decimalValue()).isEqualByComparingTo("-912.34");
        assertThat(xero.calls()).as("what the organisation is, two contacts, five documents; the three lanes may ask at once").hasSizeBetween(8, 14);
        xero.forgetCalls();
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(0, 0, 0, 0, 0));
        assertThat(xero.calls()).isEmpty();
    }

    @Test
    void a_batch_is_one_call_for_each_resource_and_a_part_that_is_refused_takes_nothing_with_it() {
        target(50, Map.of());
        IntStream.rangeClosed(1, 20).forEach(id -> invoice(id, id + ".00"));
        IntStream.rangeClosed(21, 30).forEach(id -> journal(id, id + ".00"));
        put(31, trade("sales-invoice", "CUST-1", "GBP", 31, "draft", "5.00", "5.00"));

        assertThat(bench.pass()).isEqualTo(new DeliverySummary(30, 0, 1, 0, 0));
        assertThat(numbers()).hasSize(30).doesNotHaveDuplicates();
        assertThat(xero.calls()).as("organisation, contact, invoices, journals").hasSize(4);
        assertThat(finding()).contains("DEL-408", "Organisation is not subscribed to currency GBP");
    }

    @Test
    void a_change_of_a_draft_keeps_the_ids_of_its_lines_and_a_void_deletes_it() {
        put(1, trade("sales-invoice", "CUST-1", "USD", 1, "draft", "30.00", "10.00", "20.00"));
        bench.pass();
        String second = there(1).path("LineItems").path(1).path("LineItemID").asText();
        put(1, trade("sales-invoice", "CUST-1", "USD", 1, "draft", "65.00", "45.00", "20.00"));
        bench.pass();
        assertThat(there(1).path("LineItems").path(1).path("LineItemID").asText()).isEqualTo(second);
        assertThat(there(1).path("SubTotal").decimalValue()).isEqualByComparingTo("65.00");

        put(1, trade("sales-invoice", "CUST-1", "USD", 1, "void", "0"));
        assertThat(bench.pass().updated()).isEqualTo(1);
        assertThat(there(1).path("Status").asText()).isEqualTo("DELETED");
        invoice(1, "9.00");
        assertThat(bench.pass().pending()).isZero();
        assertThat(numbers()).containsExactly(reference(1));
    }

    @Test
    void what_people_changed_on_a_draft_is_left_alone_and_told_until_somebody_hands_it_back() {
        put(1, trade("sales-invoice", "CUST-1", "USD", 1, "draft", "30.00", "10.00", "20.00"));
        bench.pass();
        ((ObjectNode) there(1).path("LineItems").path(0)).put("Quantity", 1).put("UnitAmount", 9).put("LineAmount", new BigDecimal("9.00"));
        put(1, trade("sales-invoice", "CUST-1", "USD", 1, "draft", "65.00", "45.00", "20.00"));
        xero.forgetCalls();

        assertThat(bench.pass().failed()).isEqualTo(1);
        assertThat(xero.written()).isEmpty();
        assertThat(finding()).contains("DEL-416", "line \"work of 10.00", "LineAmount 9.0 in the place of 10.00", "2 lines of 65.00", "[overwrite]", "discard");
        assertThat(there(1).path("LineItems").path(0).path("LineAmount").decimalValue()).isEqualByComparingTo("9.00");
        bench.deliveries.tryAgain(1);
        assertThat(bench.pass().failed()).as("a replay alone overwrites nothing").isEqualTo(1);

        ObjectNode line = (ObjectNode) there(1).path("LineItems").path(0);
        line.put("Description", line.path("Description").asText() + " [overwrite]");
        bench.deliveries.tryAgain(1);
        assertThat(bench.pass().updated()).isEqualTo(1);
        assertThat(there(1).path("LineItems").findValuesAsText("Description")).noneMatch(words -> words.contains("[overwrite]"));
        put(1, trade("sales-invoice", "CUST-1", "USD", 1, "draft", "66.00", "46.00", "20.00"));
        assertThat(bench.pass().updated()).as("from then on it is ours again").isEqualTo(1);
    }

    @Test
    void a_draft_or_a_journal_that_people_changed_is_not_taken_away_when_its_last_line_goes_nor_is_a_narration_written_over() {
        invoice(1, "10.00");
        journal(2, "20.00");
        bench.pass();
        xero.document(reference(1)).put("DueDate", "2025-05-31");
        xero.document(reference(2)).put("Narration", reference(2) + " for 2025-03, checked by Ann");
        put(1, trade("sales-invoice", "CUST-1", "USD", 1, "void", "0"));
        journal(2, "21.00");
        assertThat(bench.pass().failed()).isEqualTo(2);
        assertThat(bench.deadLetters.open.stream().map(letter -> letter.finding().text())).anySatisfy(text -> assertThat(text)
                .contains("DEL-416", "DueDate 2025-05-31 in the place of 2025-04-30", "its last line was taken back")).anySatisfy(text -> assertThat(text)
                .contains("DEL-416", "checked by Ann in the place of " + reference(2) + " for 2025-03"));
        assertThat(numbers()).hasSize(2);
    }

    @Test
    void what_people_set_beside_our_words_stays_and_is_no_edit() {
        bill(1, "10.00");
        put(2, trade("vendor-bill", "V-1", "EUR", 2, "draft", "10.00", "10.00").replace("\"baseTotal\":\"10.00\"", "\"baseTotal\":\"10.82\""));
        bench.pass();
        ((ObjectNode) there(1).path("LineItems").path(0)).put("TaxType", "INPUT2").putArray("Tracking").addObject().put("Name", "Region").put("Option", "North");
        xero.document(reference(2)).put("CurrencyRate", new BigDecimal("0.95"));
        bill(1, "10.00");
        put(2, trade("vendor-bill", "V-1", "EUR", 2, "draft", "11.00", "11.00").replace("\"baseTotal\":\"11.00\"", "\"baseTotal\":\"11.90\""));
        assertThat(bench.pass().updated()).isEqualTo(2);
        assertThat(there(1).path("LineItems").path(0).path("TaxType").asText()).isEqualTo("INPUT2");
        assertThat(there(1).path("LineItems").path(0).path("Tracking").path(0).path("Option").asText()).isEqualTo("North");
        assertThat(there(2).path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.95");
    }

    @Test
    void our_own_words_are_known_again_after_a_crash_and_under_other_names() {
        invoice(1, "10.00");
        bench.pass();
        xero.forgetCalls();
        xero.fail(call -> call == 1 ? Fault.NONE : call == 2 ? Fault.CUT_AFTER_WORK : Fault.EXPIRED);
        invoice(1, "11.00");
        bench.pass();
        assertThat(xero.written()).hasSize(1);
        // the process is gone: nobody heard the answer, and the names are others by now
        invoice(1, "12.00");
        xero.keeps(List.of("200"), List.of(), List.of());
        target(0, Map.of(), List.of("account", "4020", "200"));
        xero.fail(call -> Fault.NONE);
        bench.clock.advance(Duration.ofMinutes(7));
        bench.pass();
        assertThat(bench.deadLetters.open).isEmpty();
        assertThat(there(1).path("SubTotal").decimalValue()).isEqualByComparingTo("12.00");
        assertThat(bench.jdbc.queryForObject("select count(*) from sent_body where document_id = 1", Integer.class)).as("what stands there, and nothing else").isOne();
    }

    @Test
    void after_a_restore_what_nobody_here_wrote_is_told_and_not_overwritten() {
        invoice(1, "10.00");
        bench.pass();
        bench.jdbc.update("insert into document_group (id, target, stem, type, counterparty, currency, period) values (1, 'books', 's', 'sales-invoice', 'CUST-1', 'USD', '2025-03')");
        bench.jdbc.update("insert into restored (archived_at, restored_at) values ('2025-04-02', '2025-04-02')");
        invoice(1, "11.00");
        assertThat(bench.pass().updated()).as("the archive knows what stands there").isEqualTo(1);

        bench.jdbc.update("delete from sent_body");
        invoice(1, "12.00");
        assertThat(bench.pass().failed()).isEqualTo(1);
        assertThat(finding()).contains("DEL-416", "or the Hourbook before the restore");
        assertThat(there(1).path("SubTotal").decimalValue()).isEqualByComparingTo("11.00");
    }

    @Test
    void what_somebody_approved_there_is_final_and_left_as_it_is() {
        invoice(1, "10.00");
        bench.pass();
        xero.document(reference(1)).put("Status", "AUTHORISED");
        invoice(1, "11.00");
        bench.pass();
        assertThat(bench.documents.finals).containsEntry(1, 1);
        assertThat(there(1).path("SubTotal").decimalValue()).isEqualByComparingTo("10.00");
    }

    @Test
    void what_somebody_voided_there_is_told_and_not_made_again() {
        invoice(1, "10.00");
        bench.pass();
        xero.document(reference(1)).put("Status", "VOIDED");
        invoice(1, "11.00");
        assertThat(bench.pass().failed()).isEqualTo(1);
        assertThat(finding()).contains("DEL-410");
        assertThat(numbers()).isEmpty();
    }

    @Test
    void a_draft_that_somebody_deleted_there_is_made_again() {
        invoice(1, "10.00");
        bench.pass();
        xero.document(reference(1)).put("Status", "DELETED");
        invoice(1, "11.00");
        bench.pass();
        assertThat(numbers()).containsExactly(reference(1));
        assertThat(there(1).path("SubTotal").decimalValue()).isEqualByComparingTo("11.00");
    }

    @Test
    void an_answer_that_was_lost_is_looked_up_and_nothing_is_made_twice() {
        xero.fail(call -> call > 2 && call % 2 == 1 ? Fault.CUT_AFTER_WORK : Fault.NONE);
        IntStream.rangeClosed(1, 4).forEach(id -> invoice(id, id + ".00"));
        IntStream.rangeClosed(5, 8).forEach(id -> bill(id, id + ".00"));
        IntStream.rangeClosed(9, 12).forEach(id -> journal(id, id + ".00"));
        bench.pass();
        xero.fail(call -> Fault.NONE);
        bench.pass();
        assertThat(numbers()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void a_number_that_is_taken_by_another_document_is_told_and_one_of_ours_is_taken_over() {
        invoice(1, "10.00");
        bench.pass();
        bench.jdbc.update("update document set external_id = null, delivered_revision = 0 where id = 1");
        invoice(1, "12.00");
        bench.pass();
        assertThat(numbers()).containsExactly(reference(1));
        assertThat(there(1).path("SubTotal").decimalValue()).isEqualByComparingTo("12.00");

        bench.jdbc.update("update document set external_id = null, delivered_revision = 0 where id = 1");
        xero.document(reference(1)).put("Status", "PAID");
        invoice(1, "13.00");
        assertThat(bench.pass().failed()).isEqualTo(1);
        assertThat(finding()).contains("DEL-403");
    }

    @Test
    void a_locked_period_is_told_with_its_day_and_a_replay_is_no_repetition_of_the_old_answer() {
        xero.lockedUntil("2025-03-31");
        journal(1, "10.00");
        assertThat(bench.pass().failed()).isEqualTo(1);
        assertThat(finding()).contains("DEL-402", "currently set at 2025-03-31", "locked for all but advisers until 2025-03-31", "mappings/periods.yaml");

        xero.lockedUntil("2025-02-28");
        bench.clock.advance(Duration.ofSeconds(2));
        assertThat(bench.deliveries.tryAgain(1)).isTrue();
        assertThat(bench.pass().pending()).isZero();
        assertThat(numbers()).containsExactly(reference(1));
    }

    @Test
    void into_a_locked_year_nothing_that_counts_is_sent_and_a_bind_of_the_period_costs_one_call_a_pass() {
        xero.yearLockedUntil("2025-03-31");
        target(50, Map.of("status", "authorised", "journal_status", "posted"));
        IntStream.rangeClosed(1, 6).forEach(id -> invoice(id, id + ".00"));
        IntStream.rangeClosed(7, 9).forEach(id -> journal(id, id + ".00"));
        assertThat(bench.pass().failed()).isEqualTo(9);
        assertThat(xero.written()).isEmpty();
        assertThat(finding()).contains("DEL-402", "a document of 2025-03-31, which was not sent", "for everybody until 2025-03-31", "mappings/periods.yaml");

        // somebody opens the year, and closes the period: only Xero knows whether that binds this login
        xero.yearLockedUntil(null);
        xero.lockedUntil("2025-03-31");
        IntStream.rangeClosed(1, 9).forEach(id -> bench.deliveries.tryAgain(id));
        xero.forgetCalls();
        assertThat(bench.pass().failed()).isEqualTo(9);
        assertThat(xero.written()).as("three lanes may have been told at once").hasSizeBetween(1, 3);
        assertThat(finding()).contains("DEL-402", "locked for all but advisers until 2025-03-31");
        xero.lockedUntil(null);
        IntStream.rangeClosed(1, 9).forEach(id -> bench.deliveries.tryAgain(id));
        bench.clock.advance(Duration.ofMinutes(7));
        assertThat(bench.pass().created()).isEqualTo(9);
        assertThat(numbers()).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void a_counterparty_without_a_contact_is_told_with_the_row_to_add() {
        put(1, trade("sales-invoice", "CUST-9", "USD", 1, "draft", "5.00", "5.00"));
        assertThat(bench.pass().failed()).isEqualTo(1);
        assertThat(finding()).contains("DEL-404", "CUST-9", "mappings/target-names.csv");

        target(0, Map.of(), List.of("counterparty", "CUST-9", "Name of CUST-1"));
        bench.deliveries.tryAgain(1);
        bench.pass();
        assertThat(numbers()).containsExactly(reference(1));
    }

    @Test
    void another_total_than_ours_is_told_and_put_right_by_a_replay() {
        xero.discount("0.50");
        invoice(1, "10.00");
        assertThat(bench.pass().failed()).isEqualTo(1);
        assertThat(finding()).contains("DEL-405", "9.50", "10.00");
        xero.discount("0.00");
        bench.deliveries.tryAgain(1);
        bench.pass();
        assertThat(bench.states(1)).containsExactly("delivered");
        assertThat(there(1).path("SubTotal").decimalValue()).isEqualByComparingTo("10.00");
        assertThat(numbers()).hasSize(1);
    }

    @Test
    void two_that_stand_under_one_reference_are_told_and_so_is_a_look_up_that_is_refused() {
        bill(1, "10.00");
        xero.fail(call -> call > 2 ? Fault.CUT_AFTER_WORK : Fault.NONE);
        bench.pass();
        xero.copy(reference(1));
        xero.fail(call -> Fault.NONE);
        bench.pass();
        assertThat(finding()).contains("DEL-413", "2 documents");
        xero.fail(call -> Fault.GONE);
        bench.deliveries.tryAgain(1);
        bench.pass();
        assertThat(finding()).contains("DEL-414");
        assertThat(xero.standing()).hasSize(2);
    }

    @Test
    void an_organisation_with_other_books_gets_nothing() {
        xero.baseCurrency("NZD");
        invoice(1, "10.00");
        assertThat(bench.pass().failed()).isEqualTo(1);
        assertThat(finding()).contains("DEL-411", "NZD");
        assertThat(xero.written()).isEmpty();
    }

    @Test
    void whatever_goes_wrong_on_the_way_each_document_stands_exactly_once() {
        Random random = new Random(402);
        Fault[] kinds = {Fault.NONE, Fault.THROTTLED, Fault.UNAVAILABLE, Fault.SERVER_ERROR, Fault.CUT_BEFORE_WORK, Fault.CUT_AFTER_WORK, Fault.HTML, Fault.EXPIRED};
        xero.fail(call -> random.nextInt(3) == 0 ? kinds[1 + random.nextInt(kinds.length - 1)] : Fault.NONE);
        IntStream.rangeClosed(1, 20).forEach(id -> invoice(id, id + ".00"));
        IntStream.rangeClosed(21, 30).forEach(id -> bill(id, id + ".00"));
        IntStream.rangeClosed(31, 40).forEach(id -> journal(id, id + ".00"));
        target(10, Map.of());
        bench.pass();
        IntStream.rangeClosed(1, 5).forEach(id -> invoice(id, id + ".50"));
        for (int pass = 0; pass < 4; pass++) {
            bench.clock.advance(Duration.ofMinutes(7));
            bench.pass();
        }
        xero.fail(call -> Fault.NONE);
        for (int pass = 0; pass < 2; pass++) {
            bench.clock.advance(Duration.ofMinutes(7));
            bench.pass();
        }
        assertThat(bench.deadLetters.open).isEmpty();
        assertThat(bench.jdbc.queryForObject("select count(*) from delivery where state not in ('delivered', 'superseded')", Integer.class)).isZero();
        assertThat(numbers()).hasSize(40).doesNotHaveDuplicates();
        IntStream.rangeClosed(1, 30).forEach(id -> assertThat(there(id).path("SubTotal").decimalValue())
                .as(reference(id)).isEqualByComparingTo(id <= 5 ? id + ".50" : id + ".00"));
    }
}
