package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.home.Home;
import io.hourbook.problem.Said;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What transactions cost beside their own statements, and that they are as whole as ever. */
class QuietModesTest {

    private static TestDatabase.Fresh fresh;
    private static Database database;
    private static JdbcTemplate jdbc;
    private static JdbcTemplate elsewhere;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void open() {
        fresh = TestDatabase.freshForProcesses();
        elsewhere = new JdbcTemplate(fresh.source());
        database = TestDatabase.of(new Home(Path.of("")), fresh.settings());
        jdbc = new JdbcTemplate(database.dataSource());
        transaction = new TransactionTemplate(new PassGuard.Transactions(database.dataSource()));
        jdbc.execute("create table noted (id int primary key)");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void clean() {
        jdbc.update("delete from noted");
    }

    @Test
    void onlyWhatHasALogWorthReadingSaysThatItIsReady() {
        Map<String, String> there = fresh.settings();
        assertThat(Said.whileDoing("io.hourbook.database", () -> Database.open(new Home(Path.of("")), "explain", there).close())).isEmpty();
        assertThat(Said.whileDoing("io.hourbook.database", () -> Database.open(new Home(Path.of("")), "sync", there).close()))
                .contains("(named by HOURBOOK_DB_URL) ready in ");
    }

    /** Of this connection, the question itself included. */
    private static long statements() {
        return Long.parseLong(jdbc.queryForMap("show session status like 'Questions'").get("Value").toString());
    }

    private static long connectionId() {
        return jdbc.queryForObject("select connection_id()", Long.class);
    }

    private static long[] stored(int id, long connection) {
        jdbc.update("insert into noted values (?)", id);
        return new long[] {statements(), connection};
    }

    private static boolean stored(int id) {
        return elsewhere.queryForObject("select count(*) from noted where id = ?", Integer.class, id) == 1;
    }

    @Test
    void oneTransactionAfterAnotherCostsItsStatementsAndOneThatCommits() {
        long[] before = transaction.execute(status -> stored(1, connectionId()));
        for (int i = 2; i < 12; i++) {
            int id = i;
            transaction.executeWithoutResult(status -> jdbc.update("insert into noted values (?)", id));
        }
        long[] after = transaction.execute(status -> stored(12, connectionId()));

        assertThat(after[1]).as("the same connection").isEqualTo(before[1]);
        assertThat(after[0] - before[0]).as("eleven rows, eleven ends of transactions, and two questions").isEqualTo(11 + 11 + 2);
        assertThat(stored(11)).isTrue();
    }

    @Test
    void whatFollowsATransactionOnItsConnectionIsCommittedByItself() {
        transaction.executeWithoutResult(status -> jdbc.update("insert into noted values (1)"));
        jdbc.update("insert into noted values (2)");
        assertThat(stored(1)).isTrue();
        assertThat(stored(2)).isTrue();
    }

    @Test
    void aTransactionThatFailsLeavesNothingAndTheNextOneIsItsOwn() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                jdbc.update("insert into noted values (1)");
                assertThat(stored(1)).as("before it is committed").isFalse();
                throw new IllegalStateException("for the test");
            })).hasMessage("for the test");
        }
        assertThat(stored(1)).isFalse();
        transaction.executeWithoutResult(status -> jdbc.update("insert into noted values (1)"));
        assertThat(stored(1)).isTrue();
    }

    @Test
    void aConnectionSaysOfItselfWhatItWasToldAndKeepsWhatIsNotCommitted() throws SQLException {
        try (Connection connection = database.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            assertThat(connection.getAutoCommit()).isTrue();
            connection.setAutoCommit(false);
            assertThat(connection.getAutoCommit()).isFalse();
            statement.execute("insert into noted values (7)");
            assertThat(stored(7)).isFalse();
            // by the contract of JDBC this commits what is open
            connection.setAutoCommit(true);
            assertThat(stored(7)).isTrue();
            connection.setAutoCommit(false);
            statement.execute("insert into noted values (8)");
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(stored(8)).isFalse();
    }

    /** By the contract of JDBC, whoever did it: what is open when a connection is to commit by itself is committed. */
    @Test
    void whatAStatementKeptFromBeforeDidIsCommittedAndNotLeftToWhoeverComesNext() throws SQLException {
        try (Connection connection = database.dataSource().getConnection(); Statement kept = connection.createStatement()) {
            connection.setAutoCommit(false);
            kept.execute("insert into noted values (1)");
            connection.commit();
            kept.execute("insert into noted values (2)");
            connection.setAutoCommit(true);
            assertThat(stored(2)).as("done between the commit and the end of it").isTrue();

            connection.setAutoCommit(false);
            kept.execute("insert into noted values (3)");
            connection.commit();
            connection.setAutoCommit(true);
            kept.execute("insert into noted values (4)");
            connection.setAutoCommit(false);
            kept.execute("insert into noted values (5)");
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(stored(4)).as("done by itself").isTrue();
        assertThat(stored(5)).as("rolled back").isFalse();
    }

    @Test
    void manyRowsAsTheFirstStatementOfATransactionAreAllOrNothing() {
        jdbc.update("insert into noted values (1), (2), (9)");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> jdbc.batchUpdate(
                "update noted set id = ? where id = ?", java.util.List.of(new Object[] {11, 1}, new Object[] {9, 2}))))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> jdbc.batchUpdate(
                "insert into noted values (?)", java.util.List.of(new Object[] {12}, new Object[] {9}))))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);

        assertThat(stored(1)).isTrue();
        assertThat(stored(11)).isFalse();
        assertThat(stored(12)).isFalse();
    }

    /** The server ended the connection in the middle: nothing of it is there, and the next transaction has one of its own. */
    @Test
    void aConnectionThatIsKilledWithinATransactionTakesNothingAlong() {
        transaction.executeWithoutResult(status -> jdbc.update("insert into noted values (1)"));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            jdbc.update("insert into noted values (2)");
            elsewhere.execute("kill " + connectionId());
            jdbc.update("insert into noted values (3)");
        })).isInstanceOf(RuntimeException.class);
        assertThat(stored(2)).isFalse();

        transaction.executeWithoutResult(status -> jdbc.update("insert into noted values (4)"));
        jdbc.update("insert into noted values (5)");
        assertThat(stored(3)).isFalse();
        assertThat(stored(4)).isTrue();
        assertThat(stored(5)).isTrue();
    }

    @Test
    void aSavepointIsGoneBackToAndTheRestIsCommitted() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("insert into noted values (1)");
            Object here = status.createSavepoint();
            jdbc.update("insert into noted values (2)");
            status.rollbackToSavepoint(here);
            jdbc.update("insert into noted values (3)");
            assertThat(stored(3)).as("before it is committed").isFalse();
        });
        assertThat(stored(1)).isTrue();
        assertThat(stored(2)).isFalse();
        assertThat(stored(3)).isTrue();
    }

    @Test
    void whatASessionIsToldForOneTransactionIsTakenBackWithoutHarmToItsMode() {
        TransactionTemplate looking = new TransactionTemplate(transaction.getTransactionManager());
        looking.setIsolationLevel(org.springframework.transaction.TransactionDefinition.ISOLATION_READ_COMMITTED);
        looking.setReadOnly(true);
        for (int i = 0; i < 2; i++) {
            int id = i;
            String isolation = looking.execute(status -> jdbc.queryForObject("select @@session.tx_isolation", String.class));
            assertThat(isolation).isEqualTo("READ-COMMITTED");
            transaction.executeWithoutResult(status -> {
                assertThat(jdbc.queryForObject("select @@session.tx_isolation", String.class)).isEqualTo("REPEATABLE-READ");
                jdbc.update("insert into noted values (?)", id);
            });
            assertThat(jdbc.queryForObject("select @@session.autocommit", Integer.class)).as("outside of transactions").isEqualTo(1);
            assertThat(stored(id)).isTrue();
        }
    }

    @Test
    void anErrorInTheFirstStatementLeavesNoLockBehind() {
        jdbc.update("insert into noted values (1)");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> jdbc.update("insert into noted values (1)")))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
        elsewhere.execute("set statement innodb_lock_wait_timeout = 1 for delete from noted where id = 1");
        assertThat(stored(1)).isFalse();
    }
}
