package io.hourbook.tryton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.TryLater;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import io.hourbook.problem.Problem;
import io.hourbook.readback.Look;
import io.hourbook.readback.Page;
import io.hourbook.readback.SeenDocument;
import io.hourbook.readback.SeenDocument.Says;
import io.hourbook.readback.SeenDocument.State;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A page of what changed, answer by answer, with answers as a Tryton 6.0 gave them. */
class TrytonReadingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPANY = "[{\"id\":1,\"currency.\":{\"id\":1,\"code\":\"USD\"}}]";
    private static final Instant BEGAN = Instant.parse("2025-05-01T10:00:00Z");

    private final Access access = new Access(finding -> {});
    private final List<JsonNode> asked = new ArrayList<>();
    private final Target target = new Target("books", TargetKind.TRYTON, "http://books.example/hourbook", "pass-word", 500, 0, 4, 0, 30, null,
            Map.of("user", "hourbook"), TargetNames.NONE);

    private TrytonReading reading(String cursor, Look.Known... known) {
        return new TrytonReading(new Look(target, cursor, LocalDate.of(2025, 3, 1), BEGAN, List.of(known)), access);
    }

    /** Answers each method with the next of its answers. */
    private Page read(TrytonReading reading, Map<String, List<String>> answers) {
        Map<String, List<String>> left = new LinkedHashMap<>();
        answers.forEach((method, all) -> left.put(method, new ArrayList<>(all)));
        while (reading.asks()) {
            JsonNode body = body(reading);
            String method = body.path("method").asText().replaceFirst("^model\\.", "");
            String answer = method.equals("common.db.login") ? "[2,\"s3ss10n\"]" : method.equals("company.company.search_read") ? COMPANY
                    : left.getOrDefault(method, new ArrayList<>(List.of("[]"))).remove(0);
            reading.hear(answer(200, "{\"id\":" + body.path("id").asInt() + ",\"result\":" + answer + "}"));
        }
        return reading.page();
    }

    private JsonNode body(TrytonReading reading) {
        try {
            JsonNode body = JSON.readTree(reading.request().body());
            asked.add(body);
            return body;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String decimal(String value) {
        return "{\"__class__\":\"Decimal\",\"decimal\":\"" + value + "\"}";
    }

    private static String day(int month, int day) {
        return "{\"__class__\":\"date\",\"year\":2025,\"month\":" + month + ",\"day\":" + day + "}";
    }

    private static String invoice(int id, String state, String untaxed, String total, int writer, String more) {
        return "{\"id\":" + id + ",\"reference\":\"HB-INV-" + id + "\",\"state\":\"" + state + "\",\"untaxed_amount\":" + decimal(untaxed) + ",\"total_amount\":"
                + decimal(total) + ",\"currency\":9,\"currency.\":{\"id\":9,\"code\":\"EUR\"},\"invoice_date\":" + day(3, 31) + ",\"payment_term_date\":" + day(4, 30)
                + ",\"create_uid\":2,\"write_uid\":" + writer + ",\"write_uid.\":{\"id\":" + writer + ",\"name\":\"Ann Lee\"},\"_timestamp\":\"1743422400.5\","
                + "\"lines.\":[{\"id\":5,\"type\":\"line\",\"amount\":" + decimal(untaxed) + ",\"create_uid\":2,\"write_uid\":null},{\"id\":6,\"type\":\"comment\","
                + "\"amount\":null,\"create_uid\":2}]" + more + "}";
    }

    private static String paid(int line, String debit, String credit, String foreign, int day, String origin) {
        return "{\"id\":" + line + ",\"debit\":" + decimal(debit) + ",\"credit\":" + decimal(credit) + ",\"second_currency\":" + (foreign == null ? "null" : "9")
                + ",\"amount_second_currency\":" + (foreign == null ? "null" : decimal(foreign)) + ",\"date\":" + day(4, day) + ",\"move.\":{\"id\":1,\"origin\":"
                + (origin == null ? "null" : "\"" + origin + "\"") + "}}";
    }

    @Test
    void a_first_sweep_reads_invoices_then_moves_and_the_next_begins_a_little_before_it() {
        Page invoices = read(reading(null), Map.of("account.invoice.search_read", List.of("[" + invoice(17, "draft", "100.00", "120.00", 2, "") + "]")));

        JsonNode conditions = asked.get(2).path("params").path(0);
        assertThat(conditions.toString()).contains("[\"company\",\"=\",1]", "[\"id\",\">\",0]", "[\"write_date\",\">=\"", "\"month\":2,\"day\":28")
                .doesNotContain("origin");
        assertThat(invoices.more()).isTrue();
        SeenDocument seen = invoices.documents().get(0);
        assertThat(seen.id()).isEqualTo("account.invoice,17");
        assertThat(seen.state()).isEqualTo(State.DRAFT);
        assertThat(seen.says()).as("nobody else wrote").isEqualTo(Says.OURS);
        assertThat(seen.total()).isEqualByComparingTo("100.00");
        assertThat(seen.payable()).isEqualByComparingTo("120.00");
        assertThat(seen.due()).isEqualTo("2025-04-30");
        assertThat(seen.amounts()).containsExactly(new BigDecimal("100.00"));

        Page moves = read(reading(invoices.cursor()), Map.of("account.move.search_read", List.of("[{\"id\":4,\"description\":\"HB-RET-1\",\"state\":\"posted\",\"date\":"
                + day(3, 31) + ",\"create_uid\":2,\"write_uid\":3,\"lines.\":[{\"debit\":" + decimal("108.15") + ",\"credit\":" + decimal("0")
                + ",\"amount_second_currency\":" + decimal("100.00") + ",\"create_uid\":2},{\"debit\":" + decimal("0") + ",\"credit\":" + decimal("108.15")
                + ",\"amount_second_currency\":" + decimal("-100.00") + ",\"create_uid\":2}]}]")));

        assertThat(moves.more()).isFalse();
        assertThat(moves.cursor()).isEqualTo("2025-05-01T09:50:00Z");
        SeenDocument move = moves.documents().get(0);
        assertThat(tuple(move.id(), move.reference(), move.state(), move.says())).isEqualTo(tuple("account.move,4", "HB-RET-1", State.FINAL, Says.UNKNOWN));
        assertThat(move.total()).isEqualByComparingTo("100.00");
        assertThat(move.amounts()).containsExactly(new BigDecimal("100.00"), new BigDecimal("100.00"));
        assertThat(asked.get(asked.size() - 1).path("params").path(0).toString()).contains("[\"origin\",\"=\",null]");
    }

    @Test
    void a_page_that_is_full_is_followed_by_another_behind_its_last_record() {
        String forty = String.join(",", IntStream.rangeClosed(1, 40).mapToObj(id -> invoice(id, "posted", "1.00", "1.00", 2, "")).toList());
        Page page = read(reading("2025-05-01T08:00:00Z"), Map.of("account.invoice.search_read", List.of("[" + forty + "]")));
        assertThat(page.more()).isTrue();
        assertThat(page.cursor()).isEqualTo("2025-05-01T08:00:00Z 2025-05-01T10:00:00Z invoices 40");
        read(reading(page.cursor(), new Look.Known("account.invoice,2", "HB", "sales-invoice")), Map.of());
        assertThat(asked.get(asked.size() - 1).path("params").path(0).toString()).as("and what is known is asked for once a sweep").contains("[\"id\",\">\",40]");
    }

    @Test
    void what_was_deleted_is_told_of_those_that_are_known() {
        Page page = read(reading(null, new Look.Known("account.invoice,17", "A", "sales-invoice"), new Look.Known("account.invoice,18", "B", "vendor-bill"),
                new Look.Known("account.move,4", "C", "journal-entry"), new Look.Known("SB-9", "D", "sales-invoice")),
                Map.of("account.invoice.search_read", List.of("[" + invoice(17, "cancelled", "100.00", "100.00", 3, "") + "]", "[]"), "account.move.search_read", List.of("[]")));
        assertThat(page.documents()).extracting(SeenDocument::id, SeenDocument::state).containsExactlyInAnyOrder(
                tuple("account.invoice,17", State.VOID), tuple("account.invoice,18", State.GONE), tuple("account.move,4", State.GONE));
        SeenDocument cancelled = page.documents().stream().filter(seen -> seen.state() == State.VOID).findFirst().orElseThrow();
        assertThat(cancelled.says()).isEqualTo(Says.UNKNOWN);
        assertThat(cancelled.by()).startsWith("Ann Lee on 2025-03-31 12:00 UTC");
    }

    @Test
    void payments_and_credits_are_told_with_what_they_settle() {
        String ids = ",\"payment_lines\":[31],\"reconciliation_lines\":[31,32,33]";
        String lines = "[" + paid(31, "0", "54.10", "-50.00", 12, null) + "," + paid(32, "0", "21.60", "-20.00", 13, "account.invoice,23") + ","
                + paid(33, "0", "110.00", "-100.00", 14, null) + "]";
        Page page = read(reading(null), Map.of("account.invoice.search_read", List.of("[" + invoice(17, "paid", "100.00", "120.00", 3, ids) + ","
                + invoice(18, "posted", "10.00", "10.00", 2, ",\"payment_lines\":[],\"reconciliation_lines\":null") + "]"), "account.move.line.search_read", List.of(lines)));
        assertThat(asked.get(asked.size() - 1).path("params").path(0).toString()).isEqualTo("[[\"id\",\"in\",[31,32,33]]]");
        assertThat(page.documents().get(1).payments()).isEmpty();
        SeenDocument seen = page.documents().get(0);
        assertThat(seen.state()).isEqualTo(State.FINAL);
        assertThat(seen.payments()).extracting(one -> one.id() + " " + one.date() + " " + one.amount() + " " + one.currency() + " " + one.baseAmount())
                .as("of the last one no more than was left").containsExactly(
                        "account.move.line,31 2025-04-12 50.00 EUR 54.10", "account.move.line,33 2025-04-14 50.00 EUR null");
        assertThat(seen.credits()).extracting(one -> one.id() + " " + one.documentId() + " " + one.amount()).containsExactly("account.invoice,23 account.invoice,17 20.00");
    }

    @Test
    void what_it_does_not_tell_is_a_persons_and_a_broken_answer_is_read_again() {
        TrytonReading refused = reading(null);
        body(refused);
        refused.hear(answer(200, "{\"id\":1,\"result\":[2,\"s3ss10n\"]}"));
        body(refused);
        assertThatThrownBy(() -> refused.hear(answer(200, "{\"id\":2,\"error\":[\"UserError\",[\"You are not allowed to access\",\"\"]]}")))
                .isInstanceOf(Problem.class).hasMessageContaining("DEL-612");
        TrytonReading html = reading(null);
        body(html);
        assertThatThrownBy(() -> html.hear(answer(200, "<html>proxy</html>"))).isInstanceOf(TryLater.class);
        TrytonReading none = reading(null);
        JsonNode body = body(none);
        assertThatThrownBy(() -> none.hear(answer(200, "{\"id\":" + body.path("id").asInt() + ",\"result\":[]}"))).isInstanceOf(Problem.class);
    }
}
