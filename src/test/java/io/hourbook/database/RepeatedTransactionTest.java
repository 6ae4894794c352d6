package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of a transaction that loses a lock to another lane. */
class RepeatedTransactionTest {

    private static Database database;
    private static JdbcTemplate jdbc;
    private static PassGuard.Transactions manager;

    private final RepeatedTransaction transaction = new RepeatedTransaction(manager);
    private final AtomicInteger times = new AtomicInteger();

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        jdbc = new JdbcTemplate(database.dataSource());
        manager = new PassGuard.Transactions(database.dataSource());
        jdbc.execute("create table contested (id int primary key, n int not null)");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void clean() {
        jdbc.update("delete from contested");
        jdbc.update("insert into contested values (1, 0), (2, 0)");
    }

    @Test
    void twoThatWaitForEachOtherBothGoThrough() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService lanes = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = lanes.submit(() -> add(both, 1, 2));
            Future<?> other = lanes.submit(() -> add(both, 2, 1));
            one.get(60, TimeUnit.SECONDS);
            other.get(60, TimeUnit.SECONDS);
        } finally {
            lanes.shutdownNow();
        }

        assertThat(times.get()).as("one of the two was carried out twice").isEqualTo(3);
        assertThat(jdbc.queryForList("select n from contested order by id", Integer.class)).containsExactly(2, 2);
    }

    private void add(CountDownLatch both, int first, int second) {
        transaction.executeWithoutResult(status -> {
            times.incrementAndGet();
            jdbc.update("update contested set n = n + 1 where id = ?", first);
            both.countDown();
            awaited(both);
            jdbc.update("update contested set n = n + 1 where id = ?", second);
        });
    }

    private static void awaited(CountDownLatch both) {
        try {
            assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Test
    void whatNeverGoesThroughFailsAsItIsAfterAFewTimes() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            times.incrementAndGet();
            throw failure("Lock wait timeout exceeded", 1205);
        })).isInstanceOf(UncategorizedSQLException.class).hasMessageContaining("Lock wait");

        assertThat(times.get()).isEqualTo(5);
    }

    @Test
    void anyOtherFailureIsOneAtOnce() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            times.incrementAndGet();
            jdbc.update("insert into contested values (3, 0)");
            throw failure("Duplicate entry", 1062);
        })).hasMessageContaining("Duplicate");

        assertThat(times.get()).isEqualTo(1);
        assertThat(jdbc.queryForObject("select count(*) from contested", Integer.class)).isEqualTo(2);
    }

    @Test
    void withinAnotherTransactionTheWholeOfThatIsCarriedOutAgain() {
        AtomicInteger outer = new AtomicInteger();

        transaction.executeWithoutResult(status -> {
            outer.incrementAndGet();
            jdbc.update("update contested set n = n + 1 where id = 1");
            transaction.executeWithoutResult(inner -> {
                if (times.incrementAndGet() < 3) {
                    throw failure("Deadlock found", 1213);
                }
            });
        });

        assertThat(outer.get()).isEqualTo(3);
        assertThat(jdbc.queryForObject("select n from contested where id = 1", Integer.class)).isEqualTo(1);
    }

    @Test
    void aPassThatMayNotGoOnDoesNotTryAgain() {
        try (PassGuard pass = PassGuard.enter(1, () -> {
            if (times.get() > 0) {
                throw new IllegalStateException("stopped");
            }
        }, () -> true)) {
            jdbc.update("insert into run (id, trigger_word, state, started_at) values (1, 'sync', 'running', utc_timestamp())");
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                times.incrementAndGet();
                throw failure("Deadlock found", 1213);
            })).hasMessage("stopped");
        }

        assertThat(times.get()).isEqualTo(1);
    }

    @Test
    void aLaneOfAPassThatAnotherProcessTookOverWritesNothing() throws Exception {
        jdbc.update("insert into run (id, trigger_word, state, started_at) values (2, 'sync', 'failed', utc_timestamp())");
        ExecutorService lanes = LaneThreads.fenced("pass-lane");
        try (PassGuard pass = PassGuard.enter(2, () -> {}, () -> false)) {
            Future<?> lane = lanes.submit(() -> transaction.executeWithoutResult(
                    status -> jdbc.update("insert into contested values (3, 0)")));
            assertThatThrownBy(() -> lane.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(PassEnded.class).hasMessageContaining("RUN-004");
        } finally {
            lanes.shutdownNow();
        }

        assertThat(jdbc.queryForObject("select count(*) from contested", Integer.class)).isEqualTo(2);
    }

    private static UncategorizedSQLException failure(String message, int code) {
        return new UncategorizedSQLException("store", "update", new SQLException(message, "40001", code));
    }
}
