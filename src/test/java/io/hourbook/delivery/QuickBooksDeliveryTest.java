package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import io.hourbook.quickbooks.FakeQuickBooks;
import io.hourbook.quickbooks.FakeQuickBooks.Trouble;
import io.hourbook.quickbooks.QuickBooks;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes and a company of QuickBooks Online that does what it likes. */
class QuickBooksDeliveryTest {

    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(4), 20);
    private final FakeQuickBooks company = new FakeQuickBooks();

    @BeforeEach
    void nameTheTarget() {
        bench.speaks("quickbooks-target", "quickBooks", new QuickBooks());
        company.has("Customer", "DisplayName", "CUST-1");
        company.has("Vendor", "DisplayName", "VEND-1");
        company.has("Item", "Sku", "ITEM-DEV");
        List.of("5500", "5010", "2100").forEach(account -> company.has("Account", "AcctNum", account));
        target(0, Map.of());
    }

    @AfterEach
    void close() {
        bench.close();
        company.close();
    }

    private void target(int batch, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("realm", "9341457"));
        settings.putAll(more);
        bench.targets.put("books", new Target("books", TargetKind.QUICKBOOKS, company.url(), "secret-token", 500, batch, 3, 0, 5, null,
                Map.copyOf(settings), TargetNames.NONE));
    }

    private void invoice(int id, String amount) {
        bench.put(id, reference(id), "sales-invoice", invoiceJson(id, "31", amount));
    }

    private static String reference(int id) {
        return "HB-INV-CUST-1-USD-2025-03-" + id;
    }

    private static String invoiceJson(int id, String day, String amount) {
        return """
                {"reference":"%s","type":"sales-invoice","status":"draft","counterparty":"CUST-1","date":"2025-03-%s","due":"2025-04-30",\
                "period":"2025-03","currency":"USD","total":"%s","baseCurrency":"USD","baseTotal":"%s","lines":[{"line":"l1",\
                "description":"work","item":"ITEM-DEV","account":"4020","workDate":"2025-03-04","seconds":3000,"hours":"0.8333",\
                "rate":"100.00","amount":"%s","original":{"currency":"USD","amount":"%s"}}]}"""
                .formatted(reference(id), day, amount, amount, amount, amount);
    }

    private static String empty(int id) {
        return """
                {"reference":"%s","type":"sales-invoice","status":"void","counterparty":"CUST-1","date":"2025-03-31","due":"2025-04-30",\
                "currency":"USD","total":"0","lines":[]}"""
                .formatted(reference(id));
    }

    private static String bill(String amount) {
        return """
                {"reference":"HB-BIL-VEND-1-USD-2025-03-1","type":"vendor-bill","status":"draft","counterparty":"VEND-1","date":"2025-03-31",\
                "due":"2025-04-30","currency":"USD","total":"%s","lines":[{"line":"l1","description":"work","account":"5500","amount":"%s"}]}"""
                .formatted(amount, amount);
    }

    private static String journal() {
        return """
                {"reference":"HB-LAB-USD-2025-03-1","type":"journal-entry","status":"draft","date":"2025-03-31","currency":"USD","total":"80.00",\
                "lines":[{"line":"a","description":"Labour","account":"5010","debit":"80.00"},\
                {"line":"b","description":"owed","account":"2100","credit":"80.00"}]}""";
    }

    private static String payroll(int workers, long seconds) {
        StringBuilder lines = new StringBuilder();
        for (int worker = 1; worker <= workers; worker++) {
            lines.append(worker == 1 ? "" : ",").append("""
                    {"line":"%d","worker":"W%02d","week":"2025-03-02","code":"REG","seconds":%d}""".formatted(worker, worker, seconds));
        }
        return """
                {"reference":"HB-PAY-2025-03-02-1","type":"payroll-batch","status":"draft","date":"2025-03-08","period":"2025-03-02",\
                "total":"0","lines":[%s]}""".formatted(lines);
    }

    private List<String> allStates() {
        return bench.jdbc.queryForList("select distinct state from delivery order by state", String.class);
    }

    private List<String> letters() {
        return bench.deadLetters.open.stream().map(letter -> letter.finding().code()).toList();
    }

    private long calls(String like) {
        return company.calls.stream().filter(call -> call.matches(like)).count();
    }

    private ObjectNode only(String entity) {
        assertThat(company.list(entity)).hasSize(1);
        return company.list(entity).get(0);
    }

    private static BigDecimal total(JsonNode document) {
        return document.path("TotalAmt").decimalValue();
    }

    @Test
    void each_document_is_created_once_ids_are_looked_up_once_and_a_second_pass_calls_nobody() {
        IntStream.rangeClosed(1, 6).forEach(id -> invoice(id, "83.33"));
        bench.put(7, "HB-BIL-VEND-1-USD-2025-03-1", "vendor-bill", bill("150.00"));
        bench.put(8, "HB-LAB-USD-2025-03-1", "journal-entry", journal());
        assertThat(bench.pass().created()).isEqualTo(8);

        assertThat(company.list("Invoice")).hasSize(6).allSatisfy(there -> {
            assertThat(total(there)).isEqualByComparingTo("83.33");
            assertThat(there.path("DocNumber").asText()).hasSizeLessThanOrEqualTo(21);
            assertThat(there.path("PrivateNote").asText()).contains("HB-INV-CUST-1-USD-2025-03-");
        });
        assertThat(total(only("Bill"))).isEqualByComparingTo("150.00");
        only("JournalEntry");
        assertThat(company.numbers()).doesNotHaveDuplicates();
        int before = company.calls.size();
        assertThat(bench.pass().created()).isZero();
        assertThat(company.calls).hasSize(before);
        assertThat(bench.deadLetters.open).isEmpty();
    }

    @Test
    void an_answer_that_never_came_is_looked_up_before_anything_is_sent_again() {
        invoice(1, "83.33");
        company.fail(call -> call == 3 ? Trouble.CUT_AFTER_WORK : Trouble.NONE);
        assertThat(bench.pass().created()).isEqualTo(1);

        only("Invoice");
        assertThat(calls("POST /invoice")).isEqualTo(1);
        assertThat(allStates()).containsExactly("delivered");
    }

    @Test
    void one_that_never_arrived_is_looked_up_by_number_and_day_and_sent_again() {
        invoice(1, "83.33");
        company.fail(call -> call == 3 ? Trouble.CUT_BEFORE_WORK : Trouble.NONE);
        assertThat(bench.pass().created()).isEqualTo(1);

        only("Invoice");
        assertThat(company.calls).containsExactly("GET /query", "GET /query", "POST /invoice", "GET /query", "GET /query", "POST /invoice");
    }

    @Test
    void a_document_that_people_gave_another_number_is_found_by_its_memo() {
        invoice(1, "83.33");
        company.fail(call -> {
            if (call == 4) {
                company.edit("Invoice", company.list("Invoice").get(0).path("Id").asText(), there -> there.put("DocNumber", "1042"));
            }
            return call == 3 ? Trouble.CUT_AFTER_WORK : Trouble.NONE;
        });
        assertThat(bench.pass().created()).isEqualTo(1);
        assertThat(only("Invoice").path("DocNumber").asText()).isEqualTo("1042");
    }

    @Test
    void a_changed_document_is_read_and_updated_in_place_and_what_people_set_beside_it_stays() {
        invoice(1, "83.33");
        bench.pass();
        String id = only("Invoice").path("Id").asText();
        company.edit("Invoice", id, there -> {
            there.put("PrivateNote", there.path("PrivateNote").asText() + " checked by Ann");
            there.putObject("CustomerMemo").put("value", "Thank you");
        });
        invoice(1, "90.00");
        bench.pass();

        ObjectNode there = only("Invoice");
        assertThat(total(there)).isEqualByComparingTo("90.00");
        assertThat(there.path("PrivateNote").asText()).endsWith("checked by Ann");
        assertThat(there.path("CustomerMemo").path("value").asText()).isEqualTo("Thank you");
        assertThat(there.path("Id").asText()).isEqualTo(id);
        invoice(1, "91.00");
        bench.pass();
        assertThat(total(only("Invoice"))).as("known as ours still").isEqualByComparingTo("91.00");
    }

    @Test
    void what_people_changed_there_is_never_overwritten_until_they_say_so() {
        invoice(1, "83.33");
        bench.pass();
        String id = only("Invoice").path("Id").asText();
        company.edit("Invoice", id, there -> ((ObjectNode) there.path("Line").get(0)).put("Description", "as agreed with Bob"));
        invoice(1, "90.00");
        bench.pass();
        assertThat(letters()).containsExactly("DEL-506");
        assertThat(total(only("Invoice"))).isEqualByComparingTo("83.33");

        company.edit("Invoice", id, there -> there.put("PrivateNote", there.path("PrivateNote").asText() + " [overwrite]"));
        bench.deliveries.tryAgain(1);
        bench.pass();
        assertThat(total(only("Invoice"))).isEqualByComparingTo("90.00");
        assertThat(only("Invoice").path("PrivateNote").asText()).doesNotContain("overwrite");
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_stale_object_is_read_again_and_only_then_changed() {
        invoice(1, "83.33");
        bench.pass();
        String id = only("Invoice").path("Id").asText();
        invoice(1, "90.00");
        int update = company.calls.size() + 2;
        company.fail(call -> {
            if (call == update) {
                company.edit("Invoice", id, there -> there.put("EmailStatus", "NeedToSend"));
            }
            return Trouble.NONE;
        });
        bench.pass();
        assertThat(total(only("Invoice"))).isEqualByComparingTo("90.00");
        assertThat(only("Invoice").path("EmailStatus").asText()).isEqualTo("NeedToSend");
        assertThat(calls("GET /invoice/.*")).isEqualTo(2);
    }

    @Test
    void one_that_is_paid_is_final() {
        invoice(1, "83.33");
        bench.pass();
        company.edit("Invoice", only("Invoice").path("Id").asText(), there -> there.put("Balance", BigDecimal.ZERO));
        invoice(1, "90.00");
        bench.pass();
        assertThat(bench.documents.finals).containsExactly(Map.entry(1, 1));
        assertThat(total(only("Invoice"))).isEqualByComparingTo("83.33");
    }

    @Test
    void a_closed_period_refuses_what_is_new_and_makes_final_what_stands() {
        invoice(1, "83.33");
        bench.pass();
        company.close(LocalDate.of(2025, 3, 31));
        invoice(1, "90.00");
        invoice(2, "83.33");
        bench.pass();
        assertThat(letters()).containsExactly("DEL-503");
        assertThat(bench.documents.finals).containsOnlyKeys(1);
        only("Invoice");
    }

    @Test
    void a_company_is_asked_until_when_it_is_closed_and_nothing_of_a_closed_month_is_sent() {
        company.close(LocalDate.of(2025, 3, 31));
        target(30, Map.of());
        IntStream.rangeClosed(1, 6).forEach(id -> invoice(id, "83.33"));
        bench.pass();
        assertThat(letters()).hasSize(6).containsOnly("DEL-503");
        assertThat(bench.deadLetters.open.get(5).finding().saw()).isEqualTo("the books are closed until 2025-03-31, and nothing of 2025-03-31 was sent");
        assertThat(company.preferences).as("the lanes may ask at once").isBetween(1, 3);

        // somebody opens them: what is known is of an earlier pass, and asked again
        company.close(LocalDate.of(2025, 2, 28));
        target(0, Map.of());
        IntStream.rangeClosed(1, 6).forEach(id -> bench.deliveries.tryAgain(id));
        int asked = company.preferences;
        bench.pass();
        assertThat(company.preferences).isBetween(asked + 1, asked + 3);
        assertThat(company.list("Invoice")).hasSize(6);
        asked = company.preferences;
        invoice(1, "84.00");
        bench.pass();
        assertThat(company.preferences).as("what is open is not asked about again").isEqualTo(asked);
    }

    @Test
    void a_number_that_another_document_has_is_no_reason_to_touch_that_one() {
        invoice(1, "83.33");
        bench.pass();
        ObjectNode there = only("Invoice");
        company.edit("Invoice", there.path("Id").asText(), one -> one.put("PrivateNote", "somebody else's"));
        bench.jdbc.update("update document set external_id = null, delivered_revision = 0");
        invoice(1, "90.00");
        bench.pass();
        assertThat(letters()).containsExactly("DEL-502");
        assertThat(only("Invoice").path("PrivateNote").asText()).isEqualTo("somebody else's");
    }

    @Test
    void one_without_lines_is_deleted_and_made_again_when_it_has_some() {
        invoice(1, "83.33");
        bench.pass();
        bench.put(1, reference(1), "sales-invoice", empty(1));
        bench.pass();
        assertThat(company.list("Invoice")).isEmpty();
        invoice(1, "12.00");
        bench.pass();
        assertThat(total(only("Invoice"))).isEqualByComparingTo("12.00");
        bench.put(2, reference(2), "sales-invoice", empty(2));
        int before = company.calls.size();
        bench.pass();
        assertThat(company.calls).as("nothing to take back").hasSize(before);
        assertThat(allStates()).containsExactly("delivered");
    }

    @Test
    void what_nobody_there_goes_by_is_refused_with_the_row_to_add_and_found_once_it_is_there() {
        bench.put(1, "HB-BIL-VEND-1-USD-2025-03-1", "vendor-bill", bill("150.00").replace("VEND-1\"", "VEND-9\""));
        bench.pass();
        assertThat(letters()).containsExactly("DEL-505");
        assertThat(bench.deadLetters.open.get(0).finding().fix()).contains("books,counterparty,VEND-9,<its id there>");
        company.has("Vendor", "DisplayName", "VEND-9");
        bench.deliveries.tryAgain(1);
        assertThat(bench.pass().created()).isEqualTo(1);
    }

    @Test
    void an_item_that_is_no_longer_active_is_told_and_looked_up_anew() {
        invoice(1, "83.33");
        bench.pass();
        String item = company.list("Item").get(0).path("Id").asText();
        company.deactivate("Item", item);
        invoice(2, "83.33");
        bench.pass();
        assertThat(letters()).containsExactly("DEL-504");
        company.has("Item", "Sku", "ITEM-DEV");
        bench.deliveries.tryAgain(2);
        bench.pass();
        assertThat(company.list("Invoice")).hasSize(2);
        assertThat(letters()).isEmpty();
    }

    @Test
    void credentials_that_are_refused_and_too_many_calls_let_the_target_rest() {
        company.wants("another");
        IntStream.rangeClosed(1, 40).forEach(id -> invoice(id, "83.33"));
        assertThat(bench.pass().pending()).isEqualTo(40);
        assertThat(company.calls).hasSizeLessThan(20);
        assertThat(bench.deadLetters.open).isEmpty();
        company.wants("secret-token");
        bench.clock.advance(Duration.ofMinutes(10));
        int before = company.calls.size();
        company.fail(call -> call == before + 3 ? Trouble.THROTTLED : Trouble.NONE);
        assertThat(bench.pass().created()).isEqualTo(40);
        assertThat(company.list("Invoice")).hasSize(40);
    }

    @Test
    void a_batch_carries_thirty_and_settles_each_by_its_own_name() {
        target(30, Map.of());
        IntStream.rangeClosed(1, 40).forEach(id -> invoice(id, "83.33"));
        bench.put(41, reference(41), "sales-invoice", invoiceJson(41, "31", "83.33").replace("ITEM-DEV", "ITEM-GONE"));
        DeliverySummary summary = bench.pass();
        assertThat(summary.created()).isEqualTo(40);
        assertThat(company.list("Invoice")).hasSize(40);
        assertThat(letters()).containsExactly("DEL-505");
        assertThat(calls("POST /batch")).isGreaterThanOrEqualTo(1);
        assertThat(company.numbers()).doesNotHaveDuplicates();
        company.list("Invoice").forEach(there -> {
            String reference = there.path("PrivateNote").asText().split(" ")[1];
            assertThat(bench.jdbc.queryForObject("select external_id from document where reference = ?", String.class, reference))
                    .as("the id of the document itself, though the answers came in another order").isEqualTo(there.path("Id").asText());
        });
    }

    @Test
    void a_batch_whose_answer_is_lost_is_looked_up_document_by_document() {
        target(30, Map.of());
        IntStream.rangeClosed(1, 12).forEach(id -> invoice(id, "83.33"));
        company.fail(call -> call == 3 ? Trouble.PAGE_AFTER_WORK : Trouble.NONE);
        assertThat(bench.pass().created()).isEqualTo(12);
        assertThat(company.list("Invoice")).hasSize(12);
        assertThat(calls("POST /invoice")).isZero();
    }

    @Test
    void a_part_of_a_batch_that_is_refused_keeps_nothing_else_back() {
        target(30, Map.of());
        IntStream.rangeClosed(1, 5).forEach(id -> invoice(id, "83.33"));
        company.close(LocalDate.of(2025, 2, 28));
        bench.put(6, reference(6), "sales-invoice", invoiceJson(6, "31", "83.33").replace("2025-03-31", "2025-02-28"));
        bench.pass();
        assertThat(company.list("Invoice")).hasSize(5);
        assertThat(letters()).containsExactly("DEL-503");
    }

    @Test
    void a_payroll_batch_is_a_time_activity_for_each_worker_and_changes_go_to_those_that_differ() {
        IntStream.rangeClosed(1, 35).forEach(worker -> company.has("Employee", "DisplayName", "W%02d".formatted(worker)));
        bench.put(1, "HB-PAY-2025-03-02-1", "payroll-batch", payroll(35, 144_060));
        company.fail(call -> call == 3 || call == 4 ? Trouble.CUT_AFTER_WORK : Trouble.NONE);
        bench.pass();
        assertThat(company.list("TimeActivity")).hasSize(35).allSatisfy(there -> {
            assertThat(there.path("Hours").asInt()).isEqualTo(40);
            assertThat(there.path("Minutes").asInt()).isEqualTo(1);
            assertThat(there.path("Description").asText()).contains(" 144060 s ");
        });
        assertThat(allStates()).containsExactly("delivered");

        int posts = company.bodies.size();
        bench.put(1, "HB-PAY-2025-03-02-1", "payroll-batch", payroll(34, 144_060).replaceFirst("144060", "3600"));
        bench.pass();
        assertThat(company.list("TimeActivity")).hasSize(34);
        assertThat(company.list("TimeActivity").get(0).path("Hours").asInt()).isEqualTo(1);
        assertThat(company.bodies).hasSize(posts + 1);
        assertThat(company.bodies.get(posts).path("BatchItemRequest")).as("one changed, one gone").hasSize(2);
    }

    @Test
    void time_with_seconds_is_refused_unless_the_started_minute_is_wanted_and_its_seconds_stay_readable() {
        company.has("Employee", "DisplayName", "W01");
        bench.put(1, "HB-PAY-2025-03-02-1", "payroll-batch", payroll(1, 144_017));
        bench.pass();
        assertThat(letters()).containsExactly("DEL-508");
        assertThat(company.calls).isEmpty();
        target(0, Map.of("payroll_seconds", "started-minute"));
        bench.deliveries.tryAgain(1);
        bench.pass();
        assertThat(only("TimeActivity").path("Minutes").asInt()).isEqualTo(1);
        assertThat(only("TimeActivity").path("Description").asText()).contains(" 144017 s ");
    }

    @Test
    void time_that_people_changed_there_is_not_overwritten() {
        company.has("Employee", "DisplayName", "W01");
        bench.put(1, "HB-PAY-2025-03-02-1", "payroll-batch", payroll(1, 144_060));
        bench.pass();
        company.edit("TimeActivity", only("TimeActivity").path("Id").asText(), there -> there.put("Hours", 12));
        bench.put(1, "HB-PAY-2025-03-02-1", "payroll-batch", payroll(1, 144_120));
        bench.pass();
        assertThat(letters()).containsExactly("DEL-506");
        assertThat(only("TimeActivity").path("Hours").asInt()).isEqualTo(12);
    }

    @Test
    void whatever_goes_wrong_at_random_each_document_stands_there_once_and_as_it_should() {
        target(10, Map.of());
        Random random = new Random(20_250_331);
        List<Trouble> troubles = Arrays.stream(Trouble.values()).filter(trouble -> trouble != Trouble.THROTTLED).toList();
        company.fail(call -> call <= 120 && random.nextInt(100) < 40 ? troubles.get(random.nextInt(troubles.size())) : Trouble.NONE);
        for (int round = 0; round < 2; round++) {
            for (int id = 1; id <= 15; id++) {
                if (round == 0 || random.nextInt(3) == 0) {
                    invoice(id, (round * 100 + id) + ".00");
                }
            }
            bench.pass();
        }
        for (int pass = 0; pass < 12 && allStates().stream().anyMatch(state -> !List.of("delivered", "superseded").contains(state)); pass++) {
            bench.clock.advance(Duration.ofMinutes(10));
            bench.pass();
        }
        assertThat(bench.deadLetters.open).isEmpty();
        assertThat(allStates()).isSubsetOf("delivered", "superseded");
        assertThat(company.list("Invoice")).hasSize(15);
        company.list("Invoice").forEach(there -> {
            String note = there.path("PrivateNote").asText().split(" ")[1];
            int id = Integer.parseInt(note.substring(note.lastIndexOf('-') + 1));
            assertThat(bench.documents.outgoing(id).json()).contains("\"total\":\"" + total(there).setScale(2) + "\"");
        });
    }
}
