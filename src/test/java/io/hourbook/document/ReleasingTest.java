package io.hourbook.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hourbook.database.TestDatabase;
import io.hourbook.document.Releases.Seen;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A release beside a pass that changes the same documents. */
class ReleasingTest {

    private static final String FIRST = "HB-INV-CUST-1001-USD-2025-03-1";
    private static final String SECOND = "HB-INV-CUST-1002-USD-2025-03-1";
    private static final DataSource SOURCE = TestDatabase.fresh();

    private final JdbcTemplate jdbc = new JdbcTemplate(SOURCE);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(SOURCE));
    private final Releases releases =
            new Releases(jdbc, transaction, () -> ZoneOffset.UTC, Clock.fixed(Instant.parse("2025-05-09T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void aChangeThatIsUnderWayWhileSeveralAreReleasedRefusesThemAll() {
        stands(FIRST, "CUST-1001");
        int second = stands(SECOND, "CUST-1002");
        CompletableFuture<List<Finding>> refused = new CompletableFuture<>();

        transaction.executeWithoutResult(change -> {
            jdbc.update("update document set revision = 2 where id = ?", second);
            refused.completeAsync(() -> catchThrowableOfType(
                    Problem.class, () -> releases.release(List.of(new Seen(null, FIRST, 1), new Seen(null, SECOND, 1)), false, "ada", null)).findings());
            await().until(() -> refused.isDone() || waitsForALock());
        });

        assertThat(refused.orTimeout(60, TimeUnit.SECONDS).join()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("DEL-202");
            assertThat(finding.where()).isEqualTo(SECOND);
        });
        assertThat(releases.newest()).isZero();
    }

    private boolean waitsForALock() {
        return jdbc.queryForObject("select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'"
                + " and trx_mysql_thread_id in (select id from information_schema.processlist where db = database())", Integer.class) > 0;
    }

    /** Waits for a person. @return its number */
    private int stands(String reference, String customer) {
        jdbc.update(
                """
                insert into document_group (target, stem, type, counterparty, currency, period, subject)
                values ('books', ?, 'SALES_INVOICE', ?, 'USD', '2025-03', 'ACME')""",
                reference.substring(0, reference.length() - 2), customer);
        jdbc.update(
                """
                insert into document (group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash,
                    created_run_id, changed_run_id)
                select max(id), 'books', ?, 'sales-invoice', 1, 'draft', '2025-03-31', 0, 0, 1, unhex(repeat('00', 16)), 7, 7 from document_group""",
                reference);
        jdbc.update(
                """
                insert into delivery (idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at)
                select ?, max(id), 'books', 1, 'waiting', null, utc_timestamp(), utc_timestamp() from document""",
                reference);
        return jdbc.queryForObject("select max(id) from document", Integer.class);
    }
}
