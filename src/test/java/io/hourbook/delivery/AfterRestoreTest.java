package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an archived Hourbook made after its archive was written is found by the restored one, and not made again. */
class AfterRestoreTest {

    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(1), 10);
    private final AccountingServer server = new AccountingServer();

    @BeforeEach
    void target() {
        bench.target("books", server.url(), 10, 2);
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    private void ofPeriod(int document, String period) {
        bench.jdbc.update(
                "insert into document_group (id, target, stem, type, period) values (?, 'books', ?, 'sales-invoice', ?)", document, "S" + document, period);
        bench.jdbc.update(
                """
                insert into document (id, group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash,
                  created_run_id, changed_run_id)
                values (?, ?, 'books', ?, 'sales-invoice', 1, 'draft', '2025-03-31', 1, 1, 1, unhex(md5('x')), 1, 1)""",
                document, document, "S" + document + "-1");
    }

    private void restored(String at) {
        bench.jdbc.update("insert into restored (archived_at, restored_at) values (?, ?)", at, at);
    }

    @Test
    void a_document_with_another_content_is_found_and_brought_up_to_date() {
        bench.put(1, "1.00");
        bench.pass();
        bench.jdbc.update("delete from delivery");
        bench.documents.forget(1);
        ofPeriod(1, "2025-03");
        restored("2025-03-20 12:00:00");

        bench.put(1, "2.00");
        assertThat(bench.pass().delivered()).isEqualTo(1);

        assertThat(server.references()).hasSize(1);
        assertThat(server.documents.values()).extracting(document -> document.path("total").asText()).containsExactly("2.00");
    }

    @Test
    void periods_long_after_the_restore_are_nobody_elses() {
        ofPeriod(1, "2025-04");
        ofPeriod(2, "2025-05");
        ofPeriod(3, "2025-03-31");
        bench.put(1, "1.00");
        bench.put(2, "2.00");
        bench.put(3, "3.00");
        restored("2025-03-20 12:00:00");

        assertThat(bench.pass().created()).isEqualTo(3);

        assertThat(server.calls).as("the other two are looked up").filteredOn(call -> call.startsWith("GET")).hasSize(2);
    }
}
