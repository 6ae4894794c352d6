package io.hourbook.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said and what its answers mean, without a network. */
class DocumentTalkTest {

    private static final String BILL = """
            {"reference":"HB-BIL-1","counterparty":"V","date":"2025-03-31","currency":"USD","total":"%s","lines":[{"description":"x","account":"A",
            "amount":"%s"}]}""";
    private static final String MADE = """
            {"Bill":{"Id":"191","SyncToken":"0","TotalAmt":1}}""";

    private static Target target(String realm) {
        return new Target("books", TargetKind.QUICKBOOKS, "http://x", null, 500, 0, 1, 0, 5, null, Map.of("realm", realm),
                TargetNames.of(List.of(List.of("counterparty", "V", "56"), List.of("account", "A", "69"))));
    }

    private static DocumentTalk talk(boolean doubted, boolean restored, String knownAs, int revision, int newest) {
        return talk("1", doubted, restored, knownAs, revision, newest);
    }

    private static DocumentTalk talk(String realm, boolean doubted, boolean restored, String knownAs, int revision, int newest) {
        Target target = target(realm);
        Due due = new Due(1, "k" + revision, 1, revision, 0, doubted, 0, restored, false, "pass", target);
        return new DocumentTalk(new Company(target), new Directory(), due,
                new Outgoing(1, "HB-BIL-1", "vendor-bill", newest, knownAs, knownAs == null ? 0 : revision - 1, BILL.formatted("1.00", "1.00")));
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String fault(String code, String message) {
        return "{\"Fault\":{\"Error\":[{\"Message\":\"" + message + "\",\"code\":\"" + code + "\"}],\"type\":\"ValidationFault\"}}";
    }

    /** What a body of ours becomes there, with more fields of theirs. */
    private static String standing(String more, String note) {
        return """
                {"Id":"191","SyncToken":"2","DocNumber":"HB-BIL-1","PrivateNote":"%s","VendorRef":{"value":"56"},"TxnDate":"2025-03-31",
                "DueDate":"2025-03-31","CurrencyRef":{"value":"USD"},"Line":[{"Id":"1","Amount":5,"Description":"x","DetailType":
                "AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"69"}}}]%s}""".formatted(note, more);
    }

    /** The same as we wrote it: nobody has changed it since. */
    private static String untouched(String more) {
        return standing(more, "Hourbook HB-BIL-1 [" + Fingerprint.of(Entity.BILL, Wire.read(standing(more, ""))) + "]");
    }

    private static String found(String... documents) {
        return "{\"QueryResponse\":{\"Bill\":[" + String.join(",", documents) + "]}}";
    }

    private static Outcome after(DocumentTalk talk, Answer... answers) {
        for (Answer answer : answers) {
            talk.request();
            try {
                talk.hear(answer);
            } catch (TryLater later) {
                assertThat(talk.asks()).isFalse();
            }
        }
        assertThat(talk.asks()).isFalse();
        return talk.outcomes().values().iterator().next();
    }

    private static String code(Outcome outcome) {
        return ((Refused) outcome).finding().code();
    }

    @Test
    void the_request_id_is_the_same_for_the_same_delivery_and_no_other() {
        Request first = talk(false, false, null, 1, 1).request();
        assertThat(talk(false, false, null, 1, 1).request().query()).isEqualTo(first.query());
        assertThat(talk(false, false, null, 2, 2).request().query()).isNotEqualTo(first.query());
        assertThat(first.query()).matches("minorversion=75&requestid=[0-9a-f]{32}");
    }

    @Test
    void what_quickbooks_refuses_is_told_in_its_own_words() {
        Outcome refused = after(talk(false, false, null, 1, 1), answer(400, fault("2010", "Request has invalid or unsupported property")));
        assertThat(code(refused)).isEqualTo("DEL-501");
        assertThat(refused.words()).isEqualTo("400 2010 Request has invalid or unsupported property");
        assertThat(code(after(talk(false, false, null, 1, 1), answer(200, fault("6200", "Account Period Closed"))))).as("within a 200").isEqualTo("DEL-503");
    }

    @Test
    void another_sum_than_ours_is_a_finding() {
        Outcome refused = after(talk(false, false, null, 1, 1), answer(200, MADE.replace(":1}", ":1.01}")));
        assertThat(code(refused)).isEqualTo("DEL-507");
        assertThat(((Refused) refused).foundId()).isEqualTo("191");
        assertThat(after(talk(false, false, null, 1, 1), answer(200, MADE.replace(":1}", ":1.08,\"TxnTaxDetail\":{\"TotalTax\":0.08}}"))))
                .as("tax is theirs").isInstanceOf(Delivered.class);
    }

    @Test
    void a_company_without_a_number_is_not_called() {
        assertThat(code(after(talk("my company", false, false, null, 1, 1)))).isEqualTo("DEL-509");
    }

    @Test
    void two_documents_with_one_reference_are_for_a_person() {
        assertThat(code(after(talk(true, false, null, 1, 1), answer(200, found(untouched(""), untouched(""))))))
                .isEqualTo("DEL-510");
    }

    @Test
    void after_a_restore_one_that_is_settled_there_with_another_content_is_for_a_person() {
        assertThat(code(after(talk(false, true, null, 1, 1), answer(200, found(untouched(",\"TotalAmt\":5,\"Balance\":0")))))).isEqualTo("DEL-511");
    }

    @Test
    void what_is_settled_there_is_final_and_of_the_revision_that_was_delivered() {
        Outcome last = after(talk(false, false, "191", 3, 3), answer(200, "{\"Bill\":" + untouched(",\"TotalAmt\":5,\"Balance\":2") + "}"));
        assertThat(last).isInstanceOf(Final.class);
        assertThat(((Final) last).standingRevision()).isEqualTo(2);
    }

    @Test
    void a_memo_without_our_mark_is_taken_for_a_change() {
        assertThat(code(after(talk(false, false, "191", 2, 2), answer(200, "{\"Bill\":" + standing(",\"TotalAmt\":5", "rewritten") + "}"))))
                .isEqualTo("DEL-506");
    }

    @Test
    void a_document_that_goes_on_being_changed_is_left_for_later() {
        DocumentTalk talk = talk(false, false, "191", 2, 2);
        String read = "{\"Bill\":" + untouched(",\"TotalAmt\":5,\"Balance\":5") + "}";
        Answer stale = answer(400, fault("5010", "Stale Object Error"));
        Outcome later = after(talk, answer(200, read), stale, answer(200, read), stale, answer(200, read), stale, answer(200, read), stale,
                answer(200, read), stale);
        assertThat(later).isInstanceOf(Later.class);
        assertThat(((Later) later).doubt()).isFalse();
    }

    @Test
    void a_newer_revision_goes_instead_and_a_doubt_is_looked_up_before() {
        assertThat(after(talk(false, false, null, 1, 2))).isEqualTo(new Overtaken(null, null));
        DocumentTalk doubted = talk(true, false, null, 1, 2);
        assertThat(after(doubted, answer(200, found(untouched(""))))).isEqualTo(new Overtaken("191", 200));
    }

    @Test
    void an_answer_that_does_not_come_or_says_nothing_leaves_a_doubt_only_where_something_was_written() {
        DocumentTalk creating = talk(false, false, null, 1, 1);
        creating.request();
        creating.broken(new SocketTimeoutException("Read timed out"));
        assertThat(((Later) creating.outcomes().values().iterator().next()).doubt()).isTrue();
        DocumentTalk reading = talk(false, false, "191", 2, 2);
        reading.request();
        reading.broken(new SocketTimeoutException("Read timed out"));
        assertThat(((Later) reading.outcomes().values().iterator().next()).doubt()).isFalse();
        for (String body : List.of("<html>maintenance</html>", "{}", "{\"Bill\":{}}")) {
            assertThat(((Later) after(talk(false, false, null, 1, 1), answer(200, body))).doubt()).as(body).isTrue();
        }
        assertThat(((Later) after(talk(false, false, null, 1, 1), answer(404, "<html>no such page</html>"))).doubt()).isFalse();
    }

    @Test
    void a_target_that_answers_in_circles_is_asked_again_later() {
        DocumentTalk talk = talk(true, false, null, 1, 1);
        String page = found("{\"Id\":\"1\"}" + ",{\"Id\":\"1\"}".repeat(999));
        assertThatThrownBy(() -> {
            for (int call = 0; call < 100; call++) {
                talk.request();
                talk.hear(answer(200, page));
            }
        }).isInstanceOf(TryLater.class);
        assertThat(((Later) talk.outcomes().values().iterator().next()).doubt()).isTrue();
    }
}
