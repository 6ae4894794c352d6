package io.hourbook.tryton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Final;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.TryLater;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The course of one document, answer by answer, with answers as a Tryton 6.0 gave them. */
class TrytonConversationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REFERENCE = "HB-INV-CUST-1-EUR-2025-03-1";
    private static final String INVOICE = """
            {"reference":"%s","type":"sales-invoice","status":"draft","counterparty":"CUST-1","date":"2025-03-31","due":"2025-04-30",
            "period":"2025-03","currency":"%s","total":"100.00","baseCurrency":"USD","baseTotal":"%s","lines":[{"line":"1",
            "description":"Design","account":"4010","hours":"2.0000","rate":"50.00","amount":"100.00","baseAmount":"%s"}]}""";
    private static final String POSTED = "[{\"id\":17,\"state\":\"posted\",\"lines\":[5]}]";
    private static final String DRAFT = draft(2, "was", 1);

    /** As a person or ourselves, user 2, left it. */
    private static String draft(int user, String description, int quantity) {
        return """
                [{"id":17,"state":"draft","party":7,"invoice_address":8,"currency":9,"journal":1,"account":12,
                "invoice_date":{"__class__":"date","year":2025,"month":3,"day":31},"payment_term":null,"comment":null,
                "payment_term_date":{"__class__":"date","year":2025,"month":4,"day":30},"description":"2025-03","lines":[5],
                "create_uid":2,"write_uid":%1$d,"write_uid.":{"id":%1$d,"name":"User %1$d"},"_timestamp":"1795416279.171586","lines.":[
                {"id":5,"type":"line","account":40,"quantity":%3$d.0,"unit_price":{"__class__":"Decimal","decimal":"50.0000"},
                "description":"%2$s ","taxes":[],"create_uid":2,"write_uid":null,"_timestamp":"1795416279.171586"}]}]"""
                .formatted(user, description, quantity);
    }

    private final Access access = new Access(finding -> {});
    /** What is answered to each method; the rest is what a company with all its records says. */
    private final Map<String, String> answers = new LinkedHashMap<>(Map.of(
            "common.db.login", "[2,\"s3ss10n\"]",
            "company.company.search_read", "[{\"id\":1,\"currency.\":{\"id\":1,\"code\":\"USD\"}}]",
            "currency.currency.search_read", "[{\"id\":9,\"code\":\"EUR\"},{\"id\":1,\"code\":\"USD\"}]",
            "account.journal.search_read", "[{\"id\":1,\"code\":\"REV\"}]",
            "account.account.search_read", "[{\"id\":40,\"code\":\"4010\",\"party_required\":0}]",
            "party.party.search_read", "[{\"id\":7,\"code\":\"CUST-1\",\"addresses\":[8]}]",
            "account.configuration.read", "[{\"id\":1,\"default_account_receivable\":12}]",
            "account.period.search_read", "[{\"id\":3}]",
            "account.invoice.search_read", "[]",
            "account.invoice.create", "[17]"));
    private final List<String> said = new ArrayList<>();
    private final List<JsonNode> bodies = new ArrayList<>();
    private String post = "posted";
    private List<String> written = List.of();

    TrytonConversationTest() {
        answers.put("account.invoice.read", "[{\"id\":17,\"state\":\"posted\",\"untaxed_amount\":{\"decimal\":\"100.00\"}}]");
        answers.put("account.move.create", "[31]");
        answers.put("account.move.search_read", "[]");
        answers.put("account.invoice.line.search_read",
                "[{\"id\":5,\"account\":40,\"amount\":{\"decimal\":\"100.00\"},\"description\":\"Design\"}]");
    }

    private Target target() {
        return new Target("books", TargetKind.TRYTON, "http://books.example/hourbook", "pass-word", 500, 0, 4, 0, 30, null,
                Map.of("user", "hourbook", "post", post), TargetNames.NONE);
    }

    private Due due(int revision, int attempts, boolean doubted, int doubtedEarlier) {
        return new Due(9, "key", 1, revision, attempts, doubted, doubtedEarlier, false, false, "pass", target());
    }

    private TrytonConversation talk(Due due, String currency, int revision, String externalId, int delivered) {
        String base = currency.equals("USD") ? "100.00" : "108.15";
        Outgoing document = new Outgoing(1, REFERENCE, "sales-invoice", revision, externalId, delivered,
                INVOICE.formatted(REFERENCE, currency, base, base));
        return new TrytonConversation(due, document, new Wording(read(document.json()), due.target()), access, written);
    }

    private TrytonConversation first(String currency) {
        return talk(due(1, 0, false, 0), currency, 1, null, 0);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Says the next call and keeps it. @return its method, without the word model */
    private String call(TrytonConversation talk) {
        Request request = talk.request();
        assertThat(request.method() + request.path()).isEqualTo("POST/");
        JsonNode body = read(request.body());
        String method = body.path("method").asText().replaceFirst("^model\\.", "");
        assertThat(request.headers().get("Authorization")).isEqualTo(
                method.equals("common.db.login") ? "" : "Session aG91cmJvb2s6MjpzM3NzMTBu");
        bodies.add(body);
        said.add(method);
        return method;
    }

    private static String result(int id, String result) {
        return "{\"id\":" + id + ",\"result\":" + result + "}";
    }

    /** Answers until the method is asked, which is left open. */
    private TrytonConversation upTo(String method, TrytonConversation talk) {
        while (!call(talk).equals(method)) {
            talk.hear(answer(200, result(id(), answers.getOrDefault(said.get(said.size() - 1), "null"))));
            assertThat(talk.asks()).as("asks for %s, after %s", method, said).isTrue();
        }
        return talk;
    }

    private int id() {
        return bodies.get(bodies.size() - 1).path("id").asInt();
    }

    private Outcome through(TrytonConversation talk) {
        while (talk.asks()) {
            String method = call(talk);
            talk.hear(answer(200, result(id(), answers.getOrDefault(method, "null"))));
        }
        return outcome(talk);
    }

    private static Outcome outcome(TrytonConversation talk) {
        return talk.outcomes().values().iterator().next();
    }

    private Outcome fault(TrytonConversation talk, String error) {
        catchThrowable(() -> talk.hear(answer(200, "{\"id\":" + id() + ",\"error\":" + error + "}")));
        return talk.asks() ? null : outcome(talk);
    }

    private static String code(Outcome outcome) {
        return ((Refused) outcome).finding().code();
    }

    @Test
    void an_invoice_in_the_companys_currency_is_made_compared_posted_and_read_back() {
        assertThat(through(first("USD"))).isEqualTo(new Delivered(1, "account.invoice,17", true, 200));
        assertThat(said).containsExactly("common.db.login", "company.company.search_read", "account.invoice.search_read",
                "currency.currency.search_read", "account.journal.search_read", "account.account.search_read", "party.party.search_read",
                "account.configuration.read", "account.invoice.create", "account.invoice.read", "account.invoice.post", "account.invoice.read");
        JsonNode line = bodies.get(8).path("params").path(0).path(0).path("lines").path(0).path(1).path(0);
        assertThat(line.path("quantity").asText() + " at " + line.path("unit_price").path("decimal").asText()).isEqualTo("2 at 50.00");
        said.clear();
        assertThat(through(first("USD"))).isInstanceOf(Delivered.class);
        assertThat(said).as("the session and the ids are known by now").containsExactly("account.invoice.search_read", "account.invoice.create",
                "account.invoice.read", "account.invoice.post", "account.invoice.read");
    }

    @Test
    void an_invoice_in_another_currency_is_worth_what_the_books_say() {
        assertThat(through(first("EUR"))).isInstanceOf(Delivered.class);
        assertThat(said).containsSubsequence("account.invoice.create", "account.invoice.read", "account.move.create", "account.invoice.write",
                "account.invoice.post");
        JsonNode move = bodies.get(said.indexOf("account.move.create")).path("params").path(0).path(0);
        assertThat(move.path("origin").asText()).isEqualTo("account.invoice,17");
        List<String> lines = new ArrayList<>();
        move.path("lines").path(0).path(1).forEach(line -> lines.add(line.path("account").asText() + " " + line.path("debit").path("decimal").asText()
                + " " + line.path("credit").path("decimal").asText() + " " + line.path("amount_second_currency").path("decimal").asText()));
        assertThat(lines).containsExactly("40 0 108.15 -100.00", "12 108.15 0 100.00");
    }

    @Test
    void a_draft_is_written_anew_with_its_old_lines_taken_out() {
        post = "draft";
        answers.put("account.invoice.search_read", DRAFT);
        assertThat(through(talk(due(2, 0, false, 0), "EUR", 2, "account.invoice,17", 1)))
                .isEqualTo(new Delivered(2, "account.invoice,17", false, 200));
        assertThat(said).endsWith("account.invoice.write", "account.invoice.read").doesNotContain("account.invoice.create", "account.invoice.post");
        JsonNode commands = bodies.get(said.indexOf("account.invoice.write")).path("params").path(1).path("lines");
        assertThat(commands.path(0).toString()).isEqualTo("[\"delete\",[5]]");
        assertThat(commands.path(1).path(0).asText()).isEqualTo("create");
    }

    @Test
    void a_move_that_an_earlier_try_left_is_taken_away_first() {
        answers.put("account.invoice.search_read", DRAFT);
        answers.put("account.move.search_read", "[{\"id\":30}]");
        assertThat(through(talk(due(1, 1, true, 0), "EUR", 1, null, 0))).isInstanceOf(Delivered.class);
        assertThat(said).containsSubsequence("account.invoice.write", "account.move.search_read", "account.move.delete", "account.move.create",
                "account.invoice.write", "account.invoice.post");
    }

    @Test
    void a_draft_that_says_it_already_is_not_written_again() {
        post = "draft";
        answers.put("account.invoice.search_read", draft(3, "Design", 2));
        TrytonConversation talk = talk(due(2, 0, false, 0), "EUR", 2, "account.invoice,17", 1);
        assertThat(through(talk)).isEqualTo(new Delivered(2, "account.invoice,17", false, 200));
        assertThat(said).endsWith("account.configuration.read", "account.invoice.search_read", "account.invoice.read");
        assertThat(talk.wrote()).as("what stands there is ours from now on").hasSize(1);
    }

    /** The next update, of what we wrote ourselves. @return the content that we wrote */
    private String firstWrite() {
        post = "draft";
        TrytonConversation talk = upTo("account.invoice.create", first("EUR"));
        String content = talk.wrote().values().iterator().next();
        answers.put("account.invoice.search_read", "[]");
        return content;
    }

    @Test
    void what_we_wrote_is_known_again_and_what_people_made_of_it_is_left_alone() {
        written = List.of(firstWrite());
        // the same words, another amount by now: ours, whoever wrote the record last
        answers.put("account.invoice.search_read", draft(2, "Design", 2));
        said.clear();
        TrytonConversation ours = talk(due(2, 0, false, 0), "USD", 2, "account.invoice,17", 1);
        assertThat(through(ours)).isInstanceOf(Delivered.class);
        assertThat(said).contains("account.invoice.write");
        JsonNode stamps = bodies.get(bodies.size() - 2).path("params").path(2).path("_timestamp");
        assertThat(stamps.path("account.invoice,17").asText()).isEqualTo("1795416279.171586");
        assertThat(stamps.path("account.invoice.line,5").asText()).isEqualTo("1795416279.171586");
        said.clear();
        for (int user : List.of(2, 3)) {
            answers.put("account.invoice.search_read", draft(user, "Design", 3));
            TrytonConversation edited = talk(due(2, 0, false, 0), "USD", 2, "account.invoice,17", 1);
            Refused refused = (Refused) through(edited);
            assertThat(refused.finding().text()).contains("DEL-611", "by User " + user + " on 2026-11-23 06:44 UTC", "a line that we did not write: \"Design\", quantity 3",
                    "without our line \"Design\", quantity 2, unit price 50", "want  1 lines of 100.00 USD", "[overwrite]", "discard");
            assertThat(refused.foundId()).isEqualTo("account.invoice,17");
            assertThat(refused.doubt()).isFalse();
            assertThat(edited.wrote()).isEmpty();
        }
        assertThat(said).doesNotContain("account.invoice.write");
    }

    @Test
    void a_person_may_hand_it_back_and_the_word_goes_with_the_next_write() {
        written = List.of(firstWrite());
        answers.put("account.invoice.search_read", draft(3, "Design", 3).replace("\"comment\":null", "\"comment\":\"[overwrite] thanks\""));
        assertThat(through(talk(due(2, 0, false, 0), "USD", 2, "account.invoice,17", 1))).isInstanceOf(Delivered.class);
        JsonNode values = bodies.get(bodies.size() - 2).path("params").path(1);
        assertThat(values.path("comment").asText()).isEqualTo("thanks");
    }

    @Test
    void where_nobody_here_knows_what_was_written_the_one_who_wrote_last_decides() {
        post = "draft";
        answers.put("account.invoice.search_read", draft(3, "Design", 3));
        assertThat(code(through(talk(due(2, 0, false, 0), "USD", 2, "account.invoice,17", 1)))).as("a person").isEqualTo("DEL-611");
        answers.put("account.invoice.search_read", draft(2, "Design", 3));
        assertThat(through(talk(due(2, 0, false, 0), "USD", 2, "account.invoice,17", 1))).as("ourselves").isInstanceOf(Delivered.class);
    }

    @Test
    void who_is_faster_than_our_write_is_seen_before_it() {
        written = List.of(firstWrite());
        answers.put("account.invoice.search_read", draft(2, "Design", 2));
        TrytonConversation talk = upTo("account.invoice.write", talk(due(2, 0, false, 0), "USD", 2, "account.invoice,17", 1));
        assertThat(fault(talk, "[\"ConcurrencyException\",\"Records were modified in the meanwhile\"]")).isNull();
        answers.put("account.invoice.search_read", draft(3, "Design", 3));
        assertThat(code(through(talk))).isEqualTo("DEL-611");
    }

    @Test
    void a_draft_that_somebody_deleted_is_made_again() {
        assertThat(through(talk(due(2, 0, false, 0), "USD", 2, "account.invoice,16", 1)))
                .isEqualTo(new Delivered(2, "account.invoice,17", false, 200));
    }

    @Test
    void what_is_posted_stands_and_is_corrected_unless_it_says_the_same() {
        answers.put("account.invoice.search_read", POSTED);
        assertThat(through(talk(due(1, 1, true, 0), "USD", 1, null, 0))).isEqualTo(new Delivered(1, "account.invoice,17", true, 200));
        answers.put("account.invoice.line.search_read", "[{\"account\":40,\"amount\":{\"decimal\":\"90.00\"},\"description\":\"Design\"}]");
        assertThat(through(talk(due(2, 0, false, 0), "USD", 2, "account.invoice,17", 1))).isEqualTo(new Final(1, 200, "account.invoice,17"));
        assertThat(through(talk(due(2, 0, false, 1), "USD", 2, null, 0))).isEqualTo(new Final(1, 200, "account.invoice,17"));
        assertThat(code(through(first("USD")))).as("never sent by us").isEqualTo("DEL-610");
        assertThat(said).doesNotContain("account.invoice.create", "account.invoice.write", "account.invoice.post");
    }

    @Test
    void a_newer_revision_takes_its_place_and_a_doubt_is_looked_up_first() {
        assertThat(outcome(talk(due(1, 0, false, 0), "USD", 2, null, 0))).isEqualTo(new Overtaken(null, null));
        answers.put("account.invoice.search_read", DRAFT);
        assertThat(through(talk(due(1, 1, true, 0), "USD", 2, null, 0))).isEqualTo(new Overtaken("account.invoice,17", 200));
    }

    @Test
    void a_lost_answer_leaves_a_doubt_only_where_something_was_to_change() {
        for (String method : List.of("account.invoice.create", "account.invoice.post")) {
            TrytonConversation talk = upTo(method, first("USD"));
            talk.broken(new SocketTimeoutException("Read timed out"));
            assertThat(((Later) outcome(talk)).doubt()).as(method).isTrue();
            TrytonConversation refused = upTo(method, first("USD"));
            refused.broken(new ConnectException("refused"));
            assertThat(((Later) outcome(refused)).doubt()).as(method + ", not connected").isFalse();
        }
        TrytonConversation lookUp = upTo("account.invoice.search_read", first("USD"));
        lookUp.broken(new SocketTimeoutException("Read timed out"));
        assertThat(((Later) outcome(lookUp)).doubt()).isFalse();
        TrytonConversation again = upTo("account.invoice.search_read", talk(due(1, 1, true, 0), "USD", 1, null, 0));
        again.broken(new SocketTimeoutException("Read timed out"));
        assertThat(((Later) outcome(again)).doubt()).as("what was in doubt stays so").isTrue();
        TrytonConversation html = upTo("account.invoice.create", first("USD"));
        catchThrowable(() -> html.hear(answer(200, "<html>proxy</html>")));
        assertThat(((Later) outcome(html)).doubt()).isTrue();
    }

    @Test
    void a_lock_that_others_hold_is_asked_for_again_and_then_later() {
        String locked = "[\"could not obtain lock on row in relation \\\"ir_sequence_strict\\\"\\n\",\"\"]";
        TrytonConversation talk = upTo("account.invoice.post", first("USD"));
        for (int times = 0; times < 3; times++) {
            assertThat(fault(talk, locked)).isNull();
            assertThat(call(talk)).isEqualTo("account.invoice.post");
        }
        Later later = (Later) fault(talk, locked);
        assertThat(later.doubt()).as("its transaction was taken back").isFalse();
        assertThat(later.foundId()).isEqualTo("account.invoice,17");
        assertThat(Fault.read(read("[\"could not serialize access due to concurrent update\\n\",\"\"]")).locked()).isTrue();
        assertThat(Fault.read(read("[\"UserError\",[\"You can create only one journal per period.\",\"\",null]]")).locked()).isTrue();
    }

    @Test
    void a_warning_that_the_due_day_has_passed_is_answered_with_yes() {
        TrytonConversation talk = upTo("account.invoice.post", first("USD"));
        fault(talk, "[\"UserWarning\",[\"invoice_payment_term_17\",\"The invoice generates a payment date in the past.\",\"\"]]");
        assertThat(call(talk)).isEqualTo("res.user.warning.create");
        assertThat(bodies.get(bodies.size() - 1).path("params").path(0).toString()).isEqualTo("[{\"user\":2,\"name\":\"invoice_payment_term_17\"}]");
        talk.hear(answer(200, result(id(), "[1]")));
        assertThat(call(talk)).isEqualTo("account.invoice.post");
        assertThat(code(fault(talk, "[\"UserWarning\",[\"other_1\",\"Are you sure?\",\"\"]]"))).isEqualTo("DEL-601");
    }

    @Test
    void what_its_rules_refuse_is_told_in_its_own_words_with_the_cure() {
        Map<String, String> rules = Map.of(
                "The value for field \\\"Account\\\" is not valid according to its domain.", "DEL-601",
                "To continue, you must create a period for the date \\\"03/31/2025\\\".", "DEL-603",
                "To number the invoice \\\"[X]\\\", you must set an accounting date after \\\"04/30/2025\\\" because", "DEL-604");
        rules.forEach((words, code) -> {
            Refused refused = (Refused) fault(upTo("account.invoice.post", first("USD")), "[\"UserError\",[\"" + words + "\",\"\",null]]");
            assertThat(refused.finding().code()).isEqualTo(code);
            assertThat(refused.finding().saw()).isEqualTo(words.replace("\\\"", "\""));
            assertThat(refused.doubt()).isFalse();
        });
    }

    @Test
    void what_is_missing_there_or_twice_is_named() {
        answers.put("account.account.search_read", "[]");
        assertThat(through(first("USD")).words()).isEqualTo("0 records");
        assertThat(((Refused) through(first("USD"))).finding().text()).contains("DEL-605", "account 4010", "books,account,ours,theirs");
        answers.put("account.account.search_read", "[{\"id\":40,\"code\":\"4010\"}]");
        answers.put("party.party.search_read", "[{\"id\":7,\"code\":\"CUST-1\",\"addresses\":[]}]");
        assertThat(((Refused) through(first("USD"))).finding().text()).contains("DEL-605", "without an address");
        answers.put("account.period.search_read", "[]");
        answers.put("party.party.search_read", "[{\"id\":7,\"code\":\"CUST-1\",\"addresses\":[8]}]");
        assertThat(code(through(first("EUR")))).as("no open period").isEqualTo("DEL-603");
        answers.put("account.invoice.search_read", POSTED);
        assertThat(through(first("EUR"))).as("posted before it was closed").isInstanceOf(Delivered.class);
        answers.put("account.invoice.search_read", "[{\"id\":17,\"state\":\"draft\"},{\"id\":18,\"state\":\"draft\"}]");
        assertThat(code(through(first("USD")))).isEqualTo("DEL-609");
        answers.put("account.invoice.search_read", "[{\"id\":17,\"state\":\"cancelled\"}]");
        assertThat(code(through(first("USD")))).isEqualTo("DEL-608");
        answers.put("company.company.search_read", "[{\"id\":1,\"currency.\":{\"code\":\"CHF\"}}]");
        assertThat(code(through(first("USD")))).isEqualTo("DEL-607");
    }

    @Test
    void another_amount_there_is_never_posted() {
        answers.put("account.invoice.read", "[{\"id\":17,\"untaxed_amount\":{\"decimal\":\"100.01\"}}]");
        Refused refused = (Refused) through(first("USD"));
        assertThat(refused.finding().text()).contains("DEL-606", "100.01", "100.00");
        assertThat(said).doesNotContain("account.invoice.post");
    }

    @Test
    void a_session_that_ended_is_renewed_once() {
        TrytonConversation talk = upTo("account.invoice.search_read", first("USD"));
        talk.hear(answer(401, ""));
        assertThat(call(talk)).isEqualTo("common.db.login");
        talk.hear(answer(200, result(id(), "[2,\"s3ss10n\"]")));
        assertThat(call(talk)).isEqualTo("account.invoice.search_read");
        Throwable thrown = catchThrowable(() -> talk.hear(answer(401, "")));
        assertThat(thrown).isInstanceOf(TryLater.class);
        assertThat(((Later) outcome(talk)).pausesTarget()).isTrue();
    }

    @Test
    void a_refused_password_is_shown_once_and_never_again() {
        TrytonConversation talk = upTo("common.db.login", first("USD"));
        assertThat(catchThrowable(() -> talk.hear(answer(401, "<html>Unauthorized</html>")))).isInstanceOf(TryLater.class);
        Later later = (Later) outcome(talk);
        assertThat(later.pausesTarget()).isTrue();
        assertThat(later.notBefore()).isEqualTo(Duration.ofMinutes(5));
        TrytonConversation next = first("USD");
        assertThat(catchThrowable(next::request)).isInstanceOf(TryLater.class);
        assertThat(((Later) outcome(next)).counts()).as("nothing was sent").isFalse();
        assertThat(said).containsExactly("common.db.login");
        assertThat(Refusals.login(new Settings(target()), REFERENCE, "401").text()).contains("DEL-602").doesNotContain("pass-word");
    }

    @Test
    void a_login_that_is_locked_is_left_alone_and_the_next_may_try() {
        TrytonConversation talk = upTo("common.db.login", first("USD"));
        assertThat(catchThrowable(() -> talk.hear(answer(429, "<html>Too Many Requests</html>")))).isInstanceOf(TryLater.class);
        assertThat(((Later) outcome(talk)).pausesTarget()).isTrue();
        assertThat(call(first("USD"))).isEqualTo("common.db.login");
    }

    @Test
    void what_its_program_stumbles_over_is_tried_some_times_and_then_told() {
        assertThat(fault(upTo("account.invoice.create", first("USD")), "[\"'nonsense'\",\"\"]")).isInstanceOf(Later.class);
        assertThat(code(fault(upTo("account.invoice.create", talk(due(1, 5, false, 0), "USD", 1, null, 0)), "[\"'nonsense'\",\"\"]")))
                .isEqualTo("DEL-601");
    }
}
