package io.hourbook.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * The database's time, so that machines whose own clocks differ agree on what is due and which day it is: this machine's
 * clock, and how far the database's is from it. While the database is away the distance last measured holds.
 *
 * <p>Files carry the time of the machine that wrote them; what is compared with those is told by the machine's own clock.
 */
public final class DatabaseClock extends Clock {

    private static final int PATIENCE_SECONDS = 5;

    private final DataSource database;
    private final Clock machine;
    private volatile Duration ahead = Duration.ZERO;

    public DatabaseClock(DataSource database) {
        this(database, Clock.systemUTC());
    }

    /** @param machine the clock of this machine, right or wrong */
    public DatabaseClock(DataSource database, Clock machine) {
        this.database = database;
        this.machine = machine;
    }

    /** Measures this clock's distance anew where it is one; any other is left as it is. */
    public static void refresh(Clock clock) {
        if (clock instanceof DatabaseClock shared) {
            shared.refresh();
        }
    }

    /**
     * Measures the distance anew. What a measurement cannot tell from the one that holds changes nothing: an answer may have
     * come at any moment of its round trip.
     *
     * @return whether the database told its time
     */
    public boolean refresh() {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            Instant asked = machine.instant();
            long began = System.nanoTime();
            try (ResultSet answer = statement.executeQuery("select utc_timestamp(6)")) {
                Duration half = Duration.ofNanos(System.nanoTime() - began).dividedBy(2);
                answer.next();
                Instant told = answer.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                Duration measured = Duration.between(asked.plus(half), told);
                if (measured.minus(ahead).abs().compareTo(half) > 0) {
                    ahead = measured;
                }
            }
            return true;
        } catch (SQLException away) {
            return false;
        }
    }

    /** How far the database's clock is ahead of this machine's; negative where it is behind. */
    public Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new Clock() {
            @Override
            public Instant instant() {
                return DatabaseClock.this.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return DatabaseClock.this.withZone(other);
            }
        };
    }
}
