package io.hourbook.delivery;

import io.hourbook.document.Outbox;
import io.hourbook.database.BulkInsert;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The outbox in the table {@code delivery}; writes within whatever transaction the caller has open. */
@Component
final class JdbcOutbox implements Outbox {

    private static final int SLICE = 1_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    JdbcOutbox(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void put(List<Item> items) {
        for (int from = 0; from < items.size(); from += SLICE) {
            putSlice(items.subList(from, Math.min(items.size(), from + SLICE)));
        }
    }

    private void putSlice(List<Item> items) {
        Object now = DeliveryStore.utc(clock.instant());
        List<Object[]> rows = new ArrayList<>(items.size());
        for (Item item : items) {
            byte[] key = item.idempotencyKey().getBytes(StandardCharsets.US_ASCII);
            rows.add(new Object[] {
                key, item.documentId(), item.target(), item.revision(), "waiting", item.dueOn(), now, now
            });
        }
        new BulkInsert(
                        jdbc,
                        """
                        insert into delivery
                          (idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at) values""",
                        8,
                        "")
                .insert(rows);
        // a new document has nothing that could be superseded, and looking for it would lock the place of other documents' deliveries
        List<Item> changed = items.stream().filter(item -> item.revision() > 1).toList();
        if (!changed.isEmpty()) {
            supersede(changed);
        }
    }

    /**
     * What nothing is in doubt about needs no delivery of its own any more. What is on its way or in doubt has to be
     * resolved first and stays.
     */
    private void supersede(List<Item> items) {
        String documents = String.join(",", java.util.Collections.nCopies(items.size(), "?"));
        jdbc.update(
                """
                update delivery d
                join (select document_id, max(revision) as newest from delivery where document_id in (%s) group by document_id) n
                  on n.document_id = d.document_id and d.revision < n.newest
                set d.state = 'superseded', d.owner = null, d.lease_until = null
                where d.state in ('waiting', 'failed')
                """
                        .formatted(documents),
                items.stream().map(item -> (Object) item.documentId()).toArray());
    }
}
