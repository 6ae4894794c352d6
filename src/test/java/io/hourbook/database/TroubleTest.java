package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.CannotCreateTransactionException;

/** What an exception says about the database. */
class TroubleTest {

    @Test
    void aPoolThatWasClosedAsTheProgramEndedIsADatabaseThatIsAway() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hourbook");
        config.setInitializationFailTimeout(-1);
        config.setMinimumIdle(0);
        config.setDataSource(new SimpleDriverDataSource());
        HikariDataSource pool = new HikariDataSource(config);
        pool.close();

        Throwable refused = catchThrowable(pool::getConnection);

        assertThat(refused).isInstanceOf(SQLException.class);
        assertThat(Trouble.away(new CannotCreateTransactionException("no connection", refused))).isTrue();
    }

    @Test
    void aStatementThatIsWrongIsNoOutage() {
        assertThat(Trouble.away(new SQLException("Table 'hourbook.nothing' doesn't exist", "42S02", 1146))).isFalse();
        assertThat(Trouble.away(new SQLTransientConnectionException("no connection in time"))).isTrue();
    }
}
