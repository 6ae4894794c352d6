package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Final;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol, answer by answer. */
class DocumentConversationTest {

    private static final String REFERENCE = "HB-INV-CUST-1-USD-2025-03-1";
    private static final Target TARGET = new Target("books", null, null, 500, 0, 1, 0, 30);

    private static Outgoing document(int revision, String externalId, int delivered) {
        return new Outgoing(
                1, REFERENCE, "sales-invoice", revision, externalId, delivered, FakeDocuments.invoice(REFERENCE, "5.00"));
    }

    private static Due due(int revision, int attempts, boolean doubted, int doubtedEarlier) {
        return new Due(9, "key-" + revision, 1, revision, attempts, doubted, doubtedEarlier, false, false, "pass", TARGET);
    }

    /** Of a Hourbook that was restored, for a document that it never sent. */
    private static Due afterRestore(int revision) {
        return new Due(9, "key-" + revision, 1, revision, 0, false, 0, true, false, "pass", TARGET);
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer found(String... ids) {
        StringBuilder documents = new StringBuilder();
        for (String id : ids) {
            documents.append(documents.isEmpty() ? "" : ",")
                    .append("{\"id\":\"" + id + "\",\"reference\":\"" + REFERENCE + "\"}");
        }
        return answer(200, "{\"documents\":[" + documents + "]}");
    }

    private static String call(Dialogue dialogue) {
        Request request = dialogue.request();
        return request.method() + " " + request.path() + (request.query() == null ? "" : "?" + request.query());
    }

    private static Outcome outcome(Dialogue dialogue) {
        assertThat(dialogue.asks()).isFalse();
        return dialogue.outcomes().values().iterator().next();
    }

    private static Later later(Dialogue dialogue, Answer answer) {
        TryLater thrown = catchThrowableOfType(TryLater.class, () -> dialogue.hear(answer));
        assertThat(thrown).isNotNull();
        assertThat(outcome(dialogue)).isEqualTo(thrown.outcome());
        return thrown.outcome();
    }

    @Test
    void a_new_document_is_posted_under_its_key() {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        Request request = talk.request();
        assertThat(request.method() + request.path()).isEqualTo("POST/documents");
        assertThat(request.headers().get("Idempotency-Key")).isEqualTo("key-1");
        talk.hear(answer(201, "{\"id\":17}"));
        assertThat(outcome(talk)).isEqualTo(new Delivered(1, "17", true, 201));
    }

    @Test
    void a_known_document_is_put_under_its_encoded_id() {
        Dialogue talk = new DocumentConversation(due(2, 0, false, 0), document(2, "a/b ü?", 1));
        assertThat(call(talk)).isEqualTo("PUT /documents/a%2Fb%20%C3%BC%3F");
        talk.hear(answer(200, ""));
        assertThat(outcome(talk)).isEqualTo(new Delivered(2, "a/b ü?", false, 200));
    }

    @Test
    void a_doubt_is_looked_up_before_anything_else_and_a_hit_is_the_delivery() {
        Dialogue talk = new DocumentConversation(due(1, 1, true, 0), document(1, null, 0));
        assertThat(call(talk)).isEqualTo("GET /documents?reference=" + REFERENCE);
        talk.hear(found("D4"));
        assertThat(outcome(talk)).isEqualTo(new Delivered(1, "D4", true, 200));
    }

    @Test
    void after_a_restore_a_new_document_is_looked_up_and_a_hit_gets_what_stands_here() {
        Dialogue talk = new DocumentConversation(afterRestore(1), document(1, null, 0));
        assertThat(call(talk)).startsWith("GET");
        talk.hear(found("D4"));
        assertThat(call(talk)).isEqualTo("PUT /documents/D4");
        talk.hear(answer(200, ""));
        assertThat(outcome(talk)).isEqualTo(new Delivered(1, "D4", true, 200));
        Dialogue miss = new DocumentConversation(afterRestore(1), document(1, null, 0));
        miss.request();
        miss.hear(found());
        assertThat(call(miss)).startsWith("POST");
        assertThat(afterRestore(1).fitsBatch()).isFalse();
        assertThat(call(new DocumentConversation(afterRestore(2), document(2, "D4", 1)))).as("what is known is known").startsWith("PUT");
    }

    @Test
    void what_is_final_with_an_unknown_content_is_nobodys_to_correct() {
        Dialogue talk = new DocumentConversation(afterRestore(1), document(1, null, 0));
        talk.request();
        talk.hear(found("D4"));
        talk.request();
        talk.hear(answer(423, ""));
        assertThat(call(talk)).startsWith("GET");
        talk.hear(found("D4"));
        assertThat(outcome(talk)).isInstanceOfSatisfying(Refused.class, refused -> says(refused, "DEL-107", "compare the two. Drop"
                + " the exports that were taken after the archive, and a document that becomes the same goes through; otherwise set the target's right"
                + " by hand and replay this letter"));
    }

    @Test
    void a_doubt_that_is_not_found_is_posted_again_under_the_same_key() {
        Dialogue talk = new DocumentConversation(due(1, 1, true, 0), document(1, null, 0));
        talk.request();
        talk.hear(found());
        assertThat(talk.request()).satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.headers().get("Idempotency-Key")).isEqualTo("key-1");
        });
    }

    @Test
    void a_doubt_of_an_overtaken_revision_is_only_resolved() {
        Dialogue hit = new DocumentConversation(due(1, 1, true, 0), document(2, null, 0));
        hit.request();
        hit.hear(found("D4"));
        assertThat(outcome(hit)).isEqualTo(new Overtaken("D4", 200));

        Dialogue miss = new DocumentConversation(due(1, 1, true, 0), document(2, null, 0));
        miss.request();
        miss.hear(found());
        assertThat(outcome(miss)).isEqualTo(new Overtaken(null, 200));
    }

    @Test
    void an_earlier_doubt_that_turns_up_late_is_updated() {
        Dialogue talk = new DocumentConversation(due(2, 0, false, 1), document(2, null, 0));
        assertThat(call(talk)).startsWith("GET");
        talk.hear(found("D4"));
        assertThat(call(talk)).isEqualTo("PUT /documents/D4");
        talk.hear(answer(200, "{}"));
        assertThat(outcome(talk)).isEqualTo(new Delivered(2, "D4", true, 200));
    }

    @Test
    void a_target_that_ignores_the_reference_is_not_believed() {
        Dialogue talk = new DocumentConversation(due(1, 1, true, 0), document(1, null, 0));
        talk.request();
        talk.hear(answer(200, "{\"documents\":[{\"id\":\"X\",\"reference\":\"another\"},{\"id\":\"Y\"}]}"));
        assertThat(call(talk)).isEqualTo("POST /documents");
    }

    @Test
    void a_reference_that_is_there_twice_needs_a_person() {
        Dialogue talk = new DocumentConversation(due(1, 1, true, 0), document(1, null, 0));
        talk.request();
        talk.hear(found("D4", "D5"));
        assertThat(outcome(talk)).isInstanceOfSatisfying(
                Refused.class, refused -> says(refused, "DEL-103", "delete the wrong ones at the target, then replay this letter"));
    }

    @Test
    void a_taken_key_is_looked_up_and_the_document_updated() {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        talk.request();
        talk.hear(answer(409, "{}"));
        assertThat(call(talk)).startsWith("GET");
        talk.hear(found("D4"));
        assertThat(call(talk)).isEqualTo("PUT /documents/D4");
    }

    @Test
    void a_taken_key_whose_look_up_fails_stays_in_doubt() {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        talk.request();
        talk.hear(answer(409, "{}"));
        talk.request();
        assertThat(later(talk, answer(500, "{}")).doubt()).as("it may be there: it is not created again before that is known").isTrue();
    }

    @Test
    void a_taken_key_without_its_document_needs_a_person() {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        talk.request();
        talk.hear(answer(409, "{\"errors\":[{\"message\":\"used\"}]}"));
        talk.request();
        talk.hear(found());
        assertThat(outcome(talk)).isInstanceOfSatisfying(Refused.class, refused -> {
            says(refused, "DEL-102", "look at the target for a document that should have this reference and give it, or delete it there;"
                    + " then replay this letter");
            assertThat(refused.finding().saw()).isEqualTo("409 used");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 413, 422})
    void what_is_wrong_with_the_document_is_refused_for_good(int status) {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        talk.request();
        talk.hear(answer(status, "{\"errors\":[{\"message\":\"no such customer\"},{\"message\":\"closed\"}]}"));
        assertThat(outcome(talk)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.words()).isEqualTo(status + " no such customer; closed");
            assertThat(refused.doubt()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403})
    void what_is_wrong_with_the_target_is_tried_again_slowly_and_stops_its_lanes(int status) {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        talk.request();
        Later later = later(talk, answer(status, ""));
        assertThat(later.doubt()).isFalse();
        assertThat(later.pausesTarget()).isTrue();
        assertThat(later.notBefore()).isEqualTo(Lines.SLOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void a_server_error_after_a_post_is_in_doubt(int status) {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        talk.request();
        assertThat(later(talk, answer(status, "<html>")).doubt()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void a_time_to_come_back_says_that_nothing_was_done(int status) {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        talk.request();
        Later later = later(talk, new Answer(status, Duration.ofSeconds(7), new byte[0]));
        assertThat(later.doubt()).isFalse();
        assertThat(later.told()).isTrue();
        assertThat(later.notBefore()).isEqualTo(Duration.ofSeconds(7));
        assertThat(later.pausesTarget()).isEqualTo(status == 429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fine", "{}", "{\"id\":\"\"}", "{\"id\":{}}", "[1]"})
    void a_success_that_cannot_be_read_is_in_doubt(String body) {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        talk.request();
        assertThat(later(talk, answer(201, body)).doubt()).isTrue();
    }

    @Test
    void a_cut_line_after_a_post_is_in_doubt_and_a_refused_connection_is_not() {
        Dialogue cut = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        cut.request();
        cut.broken(new SocketTimeoutException("Read timed out"));
        assertThat(((Later) outcome(cut)).doubt()).isTrue();

        Dialogue refused = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        refused.request();
        refused.broken(new IllegalStateException(new ConnectException("Connection refused")));
        assertThat(((Later) outcome(refused)).doubt()).isFalse();
    }

    @Test
    void a_look_up_that_fails_leaves_the_doubt() {
        Dialogue talk = new DocumentConversation(due(1, 1, true, 0), document(1, null, 0));
        talk.request();
        talk.broken(new ConnectException("Connection refused"));
        assertThat(((Later) outcome(talk)).doubt()).isTrue();

        Dialogue busy = new DocumentConversation(due(1, 1, true, 0), document(1, null, 0));
        busy.request();
        assertThat(later(busy, new Answer(503, Duration.ofSeconds(1), new byte[0])).doubt()).isTrue();
    }

    @Test
    void a_target_that_cannot_look_up_needs_a_person_and_stays_in_doubt() {
        Dialogue talk = new DocumentConversation(due(1, 1, true, 0), document(1, null, 0));
        talk.request();
        talk.hear(answer(405, ""));
        assertThat(outcome(talk)).isInstanceOfSatisfying(Refused.class, refused -> {
            says(refused, "DEL-104", "look for the reference at the target and tell its keepers that look-ups fail; then replay this letter");
            assertThat(refused.doubt()).isTrue();
        });
    }

    @Test
    void a_draft_that_is_gone_is_found_under_its_new_id_or_made_again() {
        Dialogue moved = new DocumentConversation(due(2, 0, false, 0), document(2, "D1", 1));
        moved.request();
        moved.hear(answer(404, "{}"));
        assertThat(call(moved)).startsWith("GET");
        moved.hear(found("D9"));
        assertThat(call(moved)).isEqualTo("PUT /documents/D9");

        Dialogue deleted = new DocumentConversation(due(2, 0, false, 0), document(2, "D1", 1));
        deleted.request();
        deleted.hear(answer(404, "{}"));
        deleted.request();
        deleted.hear(found());
        assertThat(call(deleted)).isEqualTo("POST /documents");
    }

    @Test
    void a_target_that_lists_what_it_does_not_find_needs_a_person() {
        Dialogue talk = new DocumentConversation(due(2, 0, false, 0), document(2, "D1", 1));
        talk.request();
        talk.hear(answer(404, "{}"));
        talk.request();
        talk.hear(found("D1"));
        talk.request();
        talk.hear(answer(404, "{}"));
        assertThat(outcome(talk)).isInstanceOfSatisfying(
                Refused.class, refused -> says(refused, "DEL-105", "tell the target's keepers; then replay this letter"));
    }

    private static void says(Refused refused, String code, String fix) {
        assertThat(refused.finding().code()).isEqualTo(code);
        assertThat(refused.finding().where()).isEqualTo(REFERENCE);
        assertThat(refused.finding().fix()).isEqualTo(fix);
    }

    @Test
    void a_document_that_is_final_there_stands_as_it_was_delivered() {
        Dialogue talk = new DocumentConversation(due(3, 0, false, 0), document(3, "D1", 2));
        talk.request();
        talk.hear(answer(423, "{}"));
        assertThat(outcome(talk)).isEqualTo(new Final(2, 423, null));
    }

    @Test
    void a_final_document_is_looked_at_where_an_earlier_update_may_have_arrived() {
        Dialogue arrived = new DocumentConversation(due(3, 1, true, 0), document(3, "D1", 2));
        arrived.request();
        arrived.hear(answer(423, "{}"));
        assertThat(call(arrived)).startsWith("GET");
        String there = FakeDocuments.invoice(REFERENCE, "5.00").replace("\"draft\"", "\"final\",\"id\":\"D1\"");
        arrived.hear(answer(200, "{\"documents\":[" + there + "]}"));
        assertThat(outcome(arrived)).isEqualTo(new Delivered(3, "D1", false, 200));

        Dialogue lost = new DocumentConversation(due(3, 1, true, 0), document(3, "D1", 2));
        lost.request();
        lost.hear(answer(423, "{}"));
        lost.request();
        lost.hear(answer(200, "{\"documents\":[" + there.replace("5.00", "4.00") + "]}"));
        assertThat(outcome(lost)).isEqualTo(new Final(2, 423, "D1"));
    }

    @Test
    void a_target_that_answers_in_circles_is_asked_again_later() {
        Dialogue talk = new DocumentConversation(due(1, 0, false, 0), document(1, null, 0));
        talk.request();
        talk.hear(answer(409, "{}"));
        talk.request();
        talk.hear(found("D1"));
        talk.request();
        talk.hear(answer(404, "{}"));
        talk.request();
        talk.hear(found());
        talk.request();
        assertThat(talk.asks()).isTrue();
        talk.hear(answer(409, "{}"));
        talk.request();
        talk.hear(found("D1"));
        assertThat(catchThrowableOfType(TryLater.class, talk::request)).isNotNull();
        assertThat(talk.asks()).isFalse();
    }
}
