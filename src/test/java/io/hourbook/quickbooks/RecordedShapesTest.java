package io.hourbook.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Answer;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * QuickBooks bodies match the recorded shapes field for field: each field that we send stands in a call that was recorded from the
 * real thing, with a value of the same kind, and each answer that was recorded is read as what it is.
 */
@EnabledIfEnvironmentVariable(
        named = "HOURBOOK_FIXTURES",
        matches = ".+",
        disabledReason = "set HOURBOOK_FIXTURES to the folder that holds quickbooks-online/recorded-create-invoice.json and the like")
class RecordedShapesTest {

    private static JsonNode recorded(String file) {
        try {
            return FakeQuickBooks.JSON.readTree(Files.readString(Path.of(System.getenv("HOURBOOK_FIXTURES"), "quickbooks-online", file)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode ours(Entity entity, String json) {
        TargetNames names = TargetNames.of(List.of(List.of("counterparty", "C", "1"), List.of("item", "I", "1"), List.of("account", "A", "1"),
                List.of("account", "B", "2"), List.of("tax", "*", "NON"), List.of("worker", "W01", "55"), List.of("item", "REG", "1")));
        Company company = new Company(new Target("books", TargetKind.QUICKBOOKS, "http://x", null, 500, 0, 1, 0, 5, null, Map.of("realm", "1"), names));
        Ids ids = new Ids(company, new Directory());
        if (entity == Entity.TIME_ACTIVITY) {
            return new TimeSheet(company, ids, new Mark("HB-PAY-2025-03-02-1"), Wire.read(json)).activities().values().iterator().next();
        }
        ObjectNode body = new Bodies(company, ids, entity, Wire.read(json)).body(new Mark("HB-INV-CUST-1001-USD-2025-03-1"));
        assertThat(ids.unknown()).isEmpty();
        return body;
    }

    /** Where each value stands and of which kind it is: {@code Line[].Amount number}. */
    private static Set<String> shape(JsonNode node) {
        Set<String> shape = new TreeSet<>();
        walk("", node, shape);
        return shape;
    }

    private static void walk(String path, JsonNode node, Set<String> shape) {
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> walk(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), shape));
        } else if (node.isArray()) {
            node.forEach(each -> walk(path + "[]", each, shape));
        } else {
            shape.add(path + " " + (node.isNumber() ? "number" : node.isBoolean() ? "boolean" : "text"));
        }
    }

    private static Set<String> recordedShape(String file, String entity) {
        JsonNode call = recorded(file).get(0);
        Set<String> shape = shape(call.path("request").path("data"));
        shape.addAll(shape(call.path("response").path(entity)));
        return shape;
    }

    private static Set<String> without(Set<String> ours, Set<String> recorded) {
        Set<String> strange = new TreeSet<>(ours);
        strange.removeAll(recorded);
        return strange;
    }

    private static final String SOLD = """
            {"counterparty":"C","date":"2025-03-31","due":"2025-04-30","currency":"USD","total":"1204.17","baseCurrency":"USD","baseTotal":"1204.17",
            "lines":[{"description":"a","item":"I","account":"A","workDate":"2025-03-04","hours":"7.5000","rate":"155.00","amount":"1162.50",
            "original":{"currency":"USD","amount":"1162.50"}},{"description":"b","item":"I","account":"A","hours":"0.8333","rate":"50.00",
            "amount":"41.67","original":{"currency":"USD","amount":"41.67"}}]}""";

    @Test
    void an_invoice_has_nothing_that_was_not_recorded_and_all_that_a_request_had() {
        Set<String> ours = shape(ours(Entity.INVOICE, SOLD));
        // the memo and the words of a line were recorded on invoices that were read
        Set<String> recorded = recordedShape("recorded-create-invoice.json", "Invoice");
        recorded.addAll(shape(recorded("recorded-get-invoice.json").get(0).path("response").path("Invoice")));

        assertThat(without(ours, recorded)).isEmpty();
        assertThat(ours).containsAll(shape(recorded("recorded-create-invoice.json").get(0).path("request").path("data")));
        assertThat(shape(ours(Entity.CREDIT_MEMO, SOLD))).as("the same, but for a day to pay").isEqualTo(without(ours, Set.of("DueDate text")));
    }

    @Test
    void a_bill_has_nothing_that_was_not_recorded_and_all_that_a_request_had() {
        Set<String> ours = shape(ours(Entity.BILL, SOLD));
        Set<String> strange = without(ours, recordedShape("recorded-create-bill.json", "Bill"));

        assertThat(strange).containsExactlyInAnyOrder("DocNumber text", "PrivateNote text", "Line[].Description text");
        assertThat(recordedShape("recorded-create-journal-entry.json", "JournalEntry")).as("recorded elsewhere").containsAll(strange);
        assertThat(ours).containsAll(shape(recorded("recorded-create-bill.json").get(0).path("request").path("data")));
        assertThat(shape(ours(Entity.VENDOR_CREDIT, SOLD))).isEqualTo(without(ours, Set.of("DueDate text")));
    }

    @Test
    void a_journal_entry_has_nothing_that_was_not_recorded_and_all_that_a_request_had() {
        Set<String> ours = shape(ours(Entity.JOURNAL_ENTRY, """
                {"date":"2025-03-31","currency":"USD","total":"80.00","lines":[{"description":"a","account":"A","debit":"80.00"},
                {"description":"b","account":"B","credit":"80.00"}]}"""));

        assertThat(without(ours, recordedShape("recorded-create-journal-entry.json", "JournalEntry"))).isEmpty();
        Set<String> request = shape(recorded("recorded-create-journal-entry.json").get(0).path("request").path("data"));
        assertThat(without(request, ours)).as("ids of new lines are QuickBooks' own, and names are for people")
                .containsExactly("Line[].Id text", "Line[].JournalEntryLineDetail.AccountRef.name text");
    }

    @Test
    void a_time_activity_has_nothing_that_was_not_published() {
        Set<String> published = new TreeSet<>();
        recorded("timeactivity_samples.json").forEach(sample -> published.addAll(shape(sample)));
        ObjectNode ours = ours(Entity.TIME_ACTIVITY, """
                {"date":"2025-03-08","lines":[{"worker":"W01","week":"2025-03-02","code":"REG","seconds":144060}]}""");

        assertThat(without(shape(ours), published)).isEmpty();
    }

    @Test
    void answers_that_were_recorded_are_read_as_what_they_are() {
        assertThat(standing("recorded-create-invoice.json", Entity.INVOICE).total()).isEqualByComparingTo("100");
        assertThat(standing("recorded-create-bill.json", Entity.BILL).total()).isEqualByComparingTo("150");
        assertThat(standing("recorded-create-journal-entry.json", Entity.JOURNAL_ENTRY).total()).isEqualByComparingTo("100");
        Standing taxed = standing("recorded-get-invoice.json", Entity.INVOICE);
        assertThat(taxed.total()).as("without tax").isEqualByComparingTo(new BigDecimal("335.25"));
        assertThat(taxed.settled()).isNull();
        assertThat(taxed.edited()).as("nobody knows who wrote it").isTrue();
    }

    private static Standing standing(String file, Entity entity) {
        return new Standing(entity, recorded(file).get(0).path("response").path(entity.word()));
    }

    @Test
    void what_was_sent_and_what_came_back_say_the_same() {
        JsonNode call = recorded("recorded-create-journal-entry.json").get(0);
        ObjectNode sent = (ObjectNode) call.path("request").path("data").deepCopy();
        sent.putObject("CurrencyRef").put("value", "USD");

        assertThat(Fingerprint.of(Entity.JOURNAL_ENTRY, sent))
                .isEqualTo(Fingerprint.of(Entity.JOURNAL_ENTRY, call.path("response").path("JournalEntry")));
        JsonNode invoice = recorded("recorded-create-invoice.json").get(0);
        ObjectNode asked = (ObjectNode) invoice.path("request").path("data").deepCopy();
        asked.putObject("CurrencyRef").put("value", "USD");
        asked.put("DueDate", "2024-02-14");
        assertThat(Fingerprint.of(Entity.INVOICE, asked)).isEqualTo(Fingerprint.of(Entity.INVOICE, invoice.path("response").path("Invoice")));
    }

    @Test
    void faults_that_were_published_are_told_apart() {
        JsonNode samples = recorded("fault_samples.json");
        assertThat(Fault.of(samples.path("duplicate_doc_number")).numberTaken()).isTrue();
        assertThat(Fault.of(samples.path("duplicate_doc_number")).words())
                .isEqualTo("6140 Duplicate Document Number Error : You must specify a different number.");
        assertThat(Fault.of(samples.path("invalid_reference")).badReference()).isTrue();
        assertThat(Fault.of(samples.path("stale_object")).stale()).isTrue();
        Heard throttled = Heard.of(new Answer(429, null, samples.path("throttle").path("_text").asText().getBytes(StandardCharsets.UTF_8)));
        assertThat(throttled.later(false, null).notBefore()).hasSeconds(60);
        assertThat(throttled.certainlyNotDone()).isTrue();
    }

    @Test
    void what_was_recorded_is_read_back() {
        Seeing seeing = new Seeing();
        seeing.see("Invoice", recorded("recorded-get-invoice.json").get(0).path("response").path("Invoice"));
        seeing.see("Bill", recorded("recorded-create-bill.json").get(0).path("response").path("Bill"));
        seeing.see("JournalEntry", recorded("recorded-create-journal-entry.json").get(0).path("response").path("JournalEntry"));
        seeing.see("Payment", recorded("recorded-create-payment.json").get(0).path("response").path("Payment"));
        assertThat(seeing.documents()).hasSize(3).allSatisfy(seen -> {
            assertThat(seen.state().counts()).isTrue();
            assertThat(seen.total()).isPositive();
            assertThat(seen.amounts()).isNotEmpty();
            assertThat(seen.reference()).as("none of ours").isNull();
        });
        assertThat(seeing.payments()).as("it settles nothing").hasSize(1);
    }
}
