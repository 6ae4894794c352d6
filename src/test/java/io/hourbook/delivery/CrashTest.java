package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.mapping.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pass that dies between any two of its steps leaves nothing lost and nothing doubled for the next. */
class CrashTest {

    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(1), 10);
    private final AccountingServer server = new AccountingServer();

    @BeforeEach
    void oneDocument() {
        bench.target("books", server.url(), 0, 2);
        bench.put(1, "1.00");
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    private Due claimed() {
        return claim(bench.targets.get("books")).get(0);
    }

    private List<Due> claim(Target target) {
        Instant now = bench.clock.instant();
        return bench.store.claim(
                target, "dead pass", LocalDate.of(2100, 1, 1), now, now, now.plus(Duration.ofMinutes(10)), 10);
    }

    private void post(Due due) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/documents"))
                .header("Idempotency-Key", due.key())
                .POST(HttpRequest.BodyPublishers.ofString(bench.documents.outgoing(1).json()))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void isThereOnce(int created) {
        assertThat(bench.pass().created()).isEqualTo(created);
        assertThat(server.references()).hasSize(1);
        assertThat(bench.states(1)).containsOnly("delivered");
    }

    @Test
    void after_it_was_taken() {
        claimed();
        isThereOnce(1);
        assertThat(server.calls).as("nothing was in doubt").containsExactly("POST /api/documents");
    }

    @Test
    void after_it_was_marked_and_before_it_was_sent() {
        Due due = claimed();
        bench.store.sending(List.of(due), bench.clock.instant().plusSeconds(60));
        isThereOnce(1);
        assertThat(server.calls).containsExactly("GET /api/documents", "POST /api/documents");
    }

    @Test
    void after_it_was_sent_and_before_the_answer_was_written() throws Exception {
        Due due = claimed();
        bench.store.sending(List.of(due), bench.clock.instant().plusSeconds(60));
        post(due);
        isThereOnce(1);
        assertThat(server.calls).containsExactly("POST /api/documents", "GET /api/documents");
    }

    @Test
    void after_the_answer_was_written() {
        bench.pass();
        isThereOnce(0);
        assertThat(server.calls).containsExactly("POST /api/documents");
    }

    @Test
    void an_answer_that_could_not_be_written_is_looked_up_by_the_same_pass() {
        answersAreLost("new.attempts < 2");
        DeliverySummary summary = bench.pass();

        assertThat(summary.delivered()).isEqualTo(1);
        assertThat(summary.pending()).isZero();
        assertThat(bench.states(1)).containsExactly("delivered");
        assertThat(server.calls).containsExactly("POST /api/documents", "GET /api/documents");
        assertThat(server.references()).hasSize(1);
    }

    @Test
    void answers_that_can_never_be_written_are_left_to_the_next_pass() {
        answersAreLost("true");
        assertThat(bench.pass().pending()).isEqualTo(1);
        bench.jdbc.execute("drop trigger answers_are_lost");

        assertThat(bench.states(1)).containsExactly("in-doubt");
        assertThat(bench.deliveries.retriesAreDue()).isTrue();
        isThereOnce(1);
        assertThat(server.calls.stream().filter(call -> call.startsWith("POST"))).hasSize(1);
    }

    private void answersAreLost(String when) {
        bench.jdbc.execute(
                """
                create trigger answers_are_lost before update on delivery for each row
                if new.state = 'delivered' and %s then signal sqlstate '45000' set message_text = 'no answer is written'; end if
                """
                        .formatted(when));
    }

    @Test
    void and_a_newer_revision_arrived_meanwhile() throws Exception {
        Due due = claimed();
        bench.store.sending(List.of(due), bench.clock.instant().plusSeconds(60));
        post(due);
        bench.put(1, "2.00");
        assertThat(bench.states(1)).as("what is on its way is resolved first").containsExactly("sending", "waiting");
        DeliverySummary summary = bench.pass();
        assertThat(summary.delivered()).isEqualTo(1);
        assertThat(bench.states(1)).containsExactly("superseded", "delivered");
        assertThat(server.documents.values()).extracting(d -> d.path("total").asText()).containsExactly("2.00");
        assertThat(server.calls)
                .containsExactly("POST /api/documents", "GET /api/documents", "PUT /api/documents/D1");
    }

    @Test
    void an_answer_that_comes_after_another_pass_took_over_changes_nothing() {
        Due due = claimed();
        bench.store.sending(List.of(due), bench.clock.instant().plusSeconds(60));
        DeliveryPass dead = new DeliveryPass(
                1, DeliveryBench.LONG_AGO, bench.clock.instant(), List.of(), bench.store, bench.clock, () -> false);
        bench.store.takeOver(bench.clock.instant());
        bench.settlement.settle(dead, Map.of(due, new Outcome.Delivered(1, "D1", true, 201)), new Said());
        assertThat(bench.jdbc.queryForObject("select max(delivered_revision) from document", Integer.class)).as("known to be at the target").isZero();
        assertThat(bench.states(1)).containsExactly("in-doubt");
    }

    @Test
    void an_answer_ends_its_own_delivery_and_is_noted_at_its_own_document() {
        Due due = claimed();
        bench.store.sending(List.of(due), bench.clock.instant().plusSeconds(60));
        bench.put(1, "2.00");
        bench.put(2, "5.00");
        DeliveryPass pass = new DeliveryPass(
                1, DeliveryBench.LONG_AGO, bench.clock.instant(), List.of(), bench.store, bench.clock, () -> false);
        bench.settlement.settle(pass, Map.of(due, new Outcome.Delivered(1, "D1", true, 201)), new Said());

        assertThat(bench.states(1)).containsExactly("delivered", "waiting");
        assertThat(bench.states(2)).containsExactly("waiting");
        assertThat(bench.jdbc.queryForList("select concat_ws(' ', id, delivered_revision, external_id) from document order by id", String.class))
                .containsExactly("1 1 D1", "2 0");
        bench.settlement.settle(pass, Map.of(due, new Outcome.Delivered(1, "D7", true, 201)), new Said());
        assertThat(bench.jdbc.queryForObject("select external_id from document where id = 1", String.class)).as("told once").isEqualTo("D1");
        assertThat(pass.summary(bench.store).created()).isEqualTo(1);
    }

    @Test
    void two_passes_never_take_the_same_delivery() {
        Target target = bench.targets.get("books");
        assertThat(claim(target)).hasSize(1);
        assertThat(claim(target)).isEmpty();
        bench.clock.advance(Duration.ofMinutes(11));
        assertThat(claim(target)).as("a lease ends").hasSize(1);
    }

    @Test
    void only_the_oldest_open_revision_of_a_document_is_taken() {
        Due due = claimed();
        bench.store.sending(List.of(due), bench.clock.instant().plusSeconds(60));
        bench.store.takeOver(bench.clock.instant());
        bench.put(1, "2.00");
        assertThat(claim(bench.targets.get("books"))).extracting(Due::revision).containsExactly(1);
    }

    @Test
    void a_revision_that_was_never_sent_is_overtaken_by_the_next() {
        bench.put(1, "2.00");
        bench.put(1, "3.00");
        assertThat(bench.states(1)).containsExactly("superseded", "superseded", "waiting");
        isThereWith("3.00");
    }

    private void isThereWith(String total) {
        bench.pass();
        assertThat(server.documents.values()).extracting(d -> d.path("total").asText()).containsExactly(total);
    }
}
