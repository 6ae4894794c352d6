package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.deadletter.DeadLetterReplay;
import io.hourbook.deadletter.DeadLetters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** A refused document is sent again under the key that it had: a target that took it after all makes no second one. */
class ReplayKeepsTheKeyTest {

    private static final String REFUSED = "666.00";

    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(2), 10);
    private final AccountingServer server = new AccountingServer();
    private final AnnotationConfigApplicationContext letters = new AnnotationConfigApplicationContext();

    @BeforeEach
    void start() {
        letters.registerBean(JdbcTemplate.class, () -> bench.jdbc);
        letters.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(bench.source));
        letters.registerBean(Clock.class, () -> bench.clock);
        letters.scan("io.hourbook.deadletter");
        letters.refresh();
    }

    @AfterEach
    void close() {
        letters.close();
        bench.close();
        server.close();
    }

    @Test
    void twelve_refused_documents_of_one_cause_go_out_again_under_their_keys() {
        bench.target("books", server.url(), 0, 4);
        IntStream.rangeClosed(1, 12).forEach(id -> bench.put(id, REFUSED));
        assertThat(bench.pass().failed()).isEqualTo(12);
        Map<Integer, String> keys = bench.deadLetters.open.stream().collect(Collectors.toMap(DeadLetter::documentId, ReplayKeepsTheKeyTest::key));
        assertThat(keys.values()).doesNotContainNull().doesNotHaveDuplicates().hasSize(12);
        letters.getBean(DeadLetters.class).keep(7, bench.deadLetters.open);

        List<DeadLetterDesk.Cause> causes = letters.getBean(DeadLetterDesk.class).causes(State.OPEN);
        assertThat(causes).extracting(DeadLetterDesk.Cause::letters).containsExactly(12L);
        server.unblock();
        assertThat(letters.getBean(DeadLetterReplay.class).replayCause(causes.get(0).fingerprint(), "ann", "unblocked").replayed()).isEqualTo(12);

        assertThat(bench.pass().created()).isEqualTo(12);
        assertThat(server.keys()).containsExactlyInAnyOrderElementsOf(keys.values());
        assertThat(server.references()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void the_same_holds_for_documents_that_share_a_call() {
        bench.target("books", server.url(), 5, 2);
        IntStream.rangeClosed(1, 5).forEach(id -> bench.put(id, REFUSED));
        assertThat(bench.pass().failed()).isEqualTo(5);
        letters.getBean(DeadLetters.class).keep(7, bench.deadLetters.open);
        List<String> keys = bench.jdbc.queryForList("select convert(idempotency_key using utf8mb4) from delivery", String.class);
        assertThat(bench.deadLetters.open).allSatisfy(letter -> assertThat(letter.exchanged().request().body()).contains(letter.finding().where()));

        server.unblock();
        assertThat(letters.getBean(DeadLetterReplay.class).replayAll("ann", null).replayed()).isEqualTo(5);

        assertThat(bench.pass().created()).isEqualTo(5);
        assertThat(server.keys()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void what_was_said_and_answered_stands_with_the_letter_and_no_token() {
        bench.target("books", server.url(), 0, 4);
        bench.put(1, REFUSED);
        bench.pass();

        DeadLetter letter = bench.deadLetters.open.get(0);
        assertThat(letter.exchanged().request().method()).isEqualTo("POST");
        assertThat(letter.exchanged().request().address()).isEqualTo(server.url() + "/documents");
        assertThat(letter.exchanged().request().body()).isEqualTo(FakeDocuments.invoice("HB-INV-CUST-1-USD-2025-03-1", REFUSED));
        assertThat(letter.exchanged().response().status()).isEqualTo(422);
        assertThat(letter.exchanged().response().body()).isEqualTo("{\"errors\":[{\"message\":\"the customer is blocked\"}]}");
        assertThat(letter.exchanged().response().headers().keySet()).as("what came back, not what was sent").doesNotContain("Idempotency-Key", "Authorization");
        assertThat(letter.exchanged().request().text() + letter.exchanged().response().text()).doesNotContain("secret-token").contains("Authorization: •••");
    }

    private static String key(DeadLetter letter) {
        return letter.exchanged().request().headers().get("Idempotency-Key");
    }
}
