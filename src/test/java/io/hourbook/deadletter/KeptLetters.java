package io.hourbook.deadletter;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The real dead letters for tests of those who write them. */
public final class KeptLetters {

    private KeptLetters() {}

    public static DeadLetters in(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new DeadLetterStore(jdbc, transactions, clock);
    }

    public static SettledLetters settled(JdbcTemplate jdbc, Clock clock) {
        return new SettledLetters(jdbc, clock);
    }
}
