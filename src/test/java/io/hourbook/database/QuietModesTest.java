package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.home.Home;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What transactions cost beside their own statements, and that they are as whole as ever. */
class QuietModesTest {

    private static Database database;
    private static JdbcTemplate jdbc;
    private static JdbcTemplate elsewhere;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void open() {
        TestDatabase.Fresh fresh = TestDatabase.freshForProcesses();
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

    @Test
    void anErrorInTheFirstStatementLeavesNoLockBehind() {
        jdbc.update("insert into noted values (1)");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> jdbc.update("insert into noted values (1)")))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
        elsewhere.execute("set statement innodb_lock_wait_timeout = 1 for delete from noted where id = 1");
        assertThat(stored(1)).isFalse();
    }
}
