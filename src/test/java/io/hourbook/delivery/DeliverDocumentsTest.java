package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hourbook.database.PassGuard;
import io.hourbook.deadletter.DeadLetter;
import io.hourbook.delivery.AccountingServer.Fault;
import io.hourbook.timetable.PassScope;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The routes over a real socket, with an endpoint that does what it likes. */
class DeliverDocumentsTest {

    private static final int PACE = 10;
    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(2), PACE);
    private final AccountingServer server = new AccountingServer();

    @BeforeEach
    void nameTheTarget() {
        bench.target("books", server.url(), 0, 4);
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    private void put(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(id -> bench.put(id, id + ".00"));
    }

    private List<String> allStates() {
        return bench.jdbc.queryForList("select distinct state from delivery order by state", String.class);
    }

    @Test
    void every_document_is_created_once_and_a_second_pass_calls_nobody() {
        put(1, 20);
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(20, 0, 0, 0, 0));
        assertThat(server.references()).hasSize(20).doesNotHaveDuplicates();
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(0, 0, 0, 0, 0));
        assertThat(server.calls).hasSize(20);
    }

    @Test
    void a_document_costs_one_statement_before_its_call_and_one_after_it_and_no_transaction() {
        put(1, 20);
        bench.statements.clear();
        assertThat(bench.pass().created()).isEqualTo(20);

        assertThat(bench.statements.count("update delivery set state = 'sending'")).isEqualTo(20);
        assertThat(bench.statements.count("update delivery y join document d")).isEqualTo(20);
        assertThat(bench.statements.count("update ")).as("what is left of an earlier pass is freed, what is due is taken").isLessThanOrEqualTo(20 + 20 + 5);
        assertThat(bench.statements.count("commit")).as("what is left, and each look for what is due").isLessThan(10);
        assertThat(bench.jdbc.queryForObject("select count(*) from document where delivered_revision = 1 and external_id is not null", Integer.class)).isEqualTo(20);
    }

    @Test
    void a_target_that_fails_every_fourth_call_and_cuts_every_third_has_each_document_once() {
        server.fail(call -> call % 4 == 0 ? Fault.UNAVAILABLE : call % 3 == 0 ? Fault.CUT_AFTER_WORK : Fault.NONE);
        put(1, 60);
        for (int pass = 0; pass < 3; pass++) {
            bench.pass();
        }
        assertThat(server.references()).hasSize(60).doesNotHaveDuplicates();
        assertThat(allStates()).containsExactly("delivered");
    }

    @Test
    void a_lane_that_found_nothing_while_another_has_fetched_more_since_asks_again_at_once() {
        put(1, 3);
        TargetQueue queue = new TargetQueue(
                bench.targets.get("books"), "this pass", LocalDate.of(2100, 1, 1), bench.clock.instant().plusSeconds(60), bench.store, bench.clock,
                PassScope.ALL, PassGuard.here());
        assertThat(queue.take()).as("the others are left to other lanes").hasSize(1);
        assertThat(queue.next()).hasValueSatisfying(at ->
                assertThat(Duration.between(queue.now(), at).toMillis()).as("how long a lane pauses").isBetween(-60_000L, 0L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_250_304L})
    void whatever_goes_wrong_at_random_each_document_ends_up_there_once_and_as_it_should_stand(long seed) {
        Random random = new Random(seed);
        Fault[] faults = Fault.values();
        server.fail(call -> call <= 300 && random.nextInt(100) < 55 ? faults[random.nextInt(faults.length)] : Fault.NONE);
        for (int round = 0; round < 4; round++) {
            for (int id = 1; id <= 25; id++) {
                if (round == 0 || random.nextInt(3) == 0) {
                    bench.put(id, (round * 100 + id) + ".00");
                }
            }
            bench.pass();
        }
        for (int pass = 0; pass < 5 && !allStates().equals(List.of("delivered", "superseded")); pass++) {
            bench.clock.advance(Duration.ofMinutes(10));
            bench.pass();
        }
        assertThat(server.references()).hasSize(25).doesNotHaveDuplicates();
        assertThat(bench.deadLetters.open).isEmpty();
        server.documents.values().forEach(there -> {
            int id = Integer.parseInt(there.path("counterparty").asText().isEmpty()
                    ? "0"
                    : there.path("reference").asText().split("-")[3]);
            assertThat(there.path("total").asText())
                    .isEqualTo(total(bench.documents.outgoing(id).json()));
            assertThat(bench.documents.outgoing(id).deliveredRevision())
                    .isEqualTo(bench.documents.outgoing(id).revision());
        });
    }

    private static String total(String json) {
        return json.replaceAll(".*\"total\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void batches_carry_first_deliveries_and_a_lost_answer_puts_all_of_them_in_doubt() {
        bench.target("books", server.url(), 8, 1);
        server.fail(call -> call == 1 ? Fault.CUT_AFTER_WORK : Fault.NONE);
        put(1, 20);
        bench.put(21, "666.00");
        DeliverySummary summary = bench.pass();
        assertThat(server.references()).hasSize(20).doesNotHaveDuplicates();
        assertThat(server.calls.stream().filter(call -> call.endsWith("/batch"))).hasSizeGreaterThanOrEqualTo(3);
        assertThat(server.calls.stream().filter(call -> call.startsWith("GET"))).hasSize(8);
        assertThat(summary.created()).isEqualTo(20);
        assertThat(summary.failed()).isEqualTo(1);
    }

    @Test
    void a_changed_document_is_updated_in_place() {
        put(1, 3);
        bench.pass();
        bench.put(2, "99.00");
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(0, 1, 0, 0, 0));
        assertThat(server.documents.values()).extracting(d -> d.path("total").asText())
                .containsExactlyInAnyOrder("1.00", "99.00", "3.00");
        assertThat(bench.states(2)).containsExactly("delivered", "delivered");
    }

    @Test
    void a_refusal_for_good_is_a_dead_letter_in_the_targets_words_and_waits_for_a_person_or_a_change() {
        bench.put(1, "666.00");
        assertThat(bench.pass().failed()).isEqualTo(1);
        DeadLetter letter = bench.deadLetters.open.get(0);
        assertThat(letter.finding().code()).isEqualTo("DEL-101");
        assertThat(letter.finding().where()).isEqualTo("HB-INV-CUST-1-USD-2025-03-1");
        assertThat(letter.finding().fix()).startsWith("put right what the target names, in the mappings or at the target: ");
        assertThat(letter.finding().saw()).contains("the customer is blocked");
        assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.DOCUMENT);

        assertThat(bench.pass()).as("it is not tried again by itself").isEqualTo(new DeliverySummary(0, 0, 0, 0, 0));
        assertThat(bench.deliveries.tryAgain(1)).isTrue();
        assertThat(bench.pass().failed()).as("a replay tries it once").isEqualTo(1);

        bench.put(1, "10.00");
        assertThat(bench.pass().created()).isEqualTo(1);
        assertThat(bench.deadLetters.open).as("delivered after all").isEmpty();
        assertThat(bench.states(1)).containsExactly("superseded", "delivered");
    }

    @Test
    void what_is_not_due_yet_stays() {
        LocalDate tomorrow = LocalDate.ofInstant(bench.clock.instant(), ZoneOffset.UTC).plusDays(1);
        bench.outbox.put(List.of(DeliveryBench.item(bench.documents.write(1, "1.00"), tomorrow)));
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(0, 0, 0, 0, 0));
        bench.clock.advance(Duration.ofDays(1));
        assertThat(bench.pass().created()).isEqualTo(1);
    }

    @Test
    void a_target_that_is_down_is_left_alone_and_what_it_should_have_had_is_pending() {
        bench.target("books", "http://127.0.0.1:1", 0, 4);
        put(1, 60);
        DeliverySummary summary = bench.pass();
        assertThat(summary.pending()).isEqualTo(60);
        assertThat(bench.jdbc.queryForList("select state from delivery where doubted", String.class))
                .as("nothing was sent, so nothing is in doubt")
                .isEmpty();
        assertThat(bench.jdbc.queryForList(
                        "select id from delivery where answer like 'left alone%' or attempts < 3", Integer.class))
                .as("the breaker held some back without counting an attempt")
                .isNotEmpty();
    }

    @Test
    void documents_for_a_target_that_is_not_named_any_more_wait_for_it() {
        put(1, 1);
        bench.targets.clear();
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(Deliveries.class);
        said.start();
        log.addAppender(said);
        try {
            assertThat(bench.pass().pending()).isEqualTo(1);
        } finally {
            log.detachAppender(said);
        }
        assertThat(said.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("""
                mappings/targets.yaml: DEL-106 documents wait for a target that is not there
                  saw   books
                  want  a target of this name
                  do    name the target again; what waits goes out by itself""");
        nameTheTarget();
        assertThat(bench.pass().created()).isEqualTo(1);
    }

    @Test
    void a_document_that_cannot_be_made_ready_holds_nobody_up() {
        put(1, 5);
        bench.documents.breakReading(3);
        DeliverySummary summary = bench.pass();
        assertThat(summary.created()).isEqualTo(4);
        assertThat(summary.pending()).isEqualTo(1);
        bench.documents.breakReading(0);
        assertThat(bench.pass().created()).isEqualTo(1);
    }

    @Test
    void a_database_that_goes_away_in_the_middle_fails_the_pass_and_the_next_one_doubles_nothing() {
        put(1, 8);
        server.fail(call -> {
            if (call == 3) {
                bench.jdbc.execute("rename table delivery to delivery_away");
            }
            return Fault.NONE;
        });
        assertThatThrownBy(bench::pass).isInstanceOf(CamelExecutionException.class);
        bench.jdbc.execute("rename table delivery_away to delivery");
        bench.pass();
        assertThat(server.references()).hasSize(8).doesNotHaveDuplicates();
        assertThat(allStates()).containsExactly("delivered");
    }
}
