package io.hourbook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool, which says at once that the database is away instead of letting everybody wait for it. */
final class ReachableSource extends DelegatingDataSource {

    /** A server that is started again is back within this time: until then it is worth waiting. */
    private static final Duration RESTART = Duration.ofSeconds(5);

    private final Pulse pulse;
    private final Supplier<String> address;

    ReachableSource(DataSource pool, Pulse pulse, Supplier<String> address) {
        super(pool);
        this.pulse = pulse;
        this.address = address;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Presence presence = pulse.presence();
        if (!presence.there() && Duration.between(presence.since(), Instant.now()).compareTo(RESTART) > 0) {
            throw new SQLTransientConnectionException("the database " + address.get() + " has not answered since " + presence.since(), "08001");
        }
        return super.getConnection();
    }
}
