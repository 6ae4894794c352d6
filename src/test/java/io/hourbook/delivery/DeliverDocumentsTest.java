package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.delivery.AccountingServer.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes over a real socket, with an endpoint that does what it likes. */
class DeliverDocumentsTest {

    private final DeliveryBench bench = new DeliveryBench(Duration.ofSeconds(60));
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

    @Test
    void every_document_is_created_once_and_a_second_pass_calls_nobody() {
        for (int id = 1; id <= 20; id++) {
            bench.put(id, id + ".00");
        }
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(20, 0, 0, 0, 0));
        assertThat(server.references()).hasSize(20).doesNotHaveDuplicates();
        int calls = server.calls.size();
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(0, 0, 0, 0, 0));
        assertThat(server.calls).hasSize(calls).hasSize(20);
    }

    @Test
    void a_target_that_fails_every_fourth_call_and_cuts_every_third_has_each_document_once() {
        server.fail(call -> call % 4 == 0 ? Fault.UNAVAILABLE : call % 3 == 0 ? Fault.CUT_AFTER_WORK : Fault.NONE);
        for (int round = 0; round < 3; round++) {
            for (int id = round * 20 + 1; id <= round * 20 + 20; id++) {
                bench.put(id, id + ".00");
            }
            bench.pass();
            bench.clock.advance(Duration.ofHours(1));
        }
        assertThat(server.references()).hasSize(60).doesNotHaveDuplicates();
        assertThat(bench.jdbc.queryForList("select distinct state from delivery", String.class))
                .isEqualTo(List.of("delivered"));
    }
}
