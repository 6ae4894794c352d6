package io.hourbook.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.Driver;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections as Hourbook wants them, whatever the server's own settings: strict SQL, UTC, utf8mb4 with binary collation,
 * packets up to 64 MiB.
 *
 * <p>Time: {@code LocalDateTime} and {@code LocalDate} are stored and read back as they stand, whatever the zone of the JVM or
 * the server; an {@code Instant} or {@code Timestamp} is stored as its UTC wall time and read back as the same instant. Read
 * them by those classes: {@code getString} of a datetime, and the wall time of a {@code Timestamp}, are in the JVM's zone.
 */
final class Pool {

    static final int MAX_CONNECTIONS = 8;
    private static final String SESSION = "sql_mode='STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,"
            + "ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE',collation_connection=utf8mb4_bin,"
            // what a machine that went away without a word has locked is free after as long as its pass lock is
            + "idle_transaction_timeout=120";
    private static final Map<String, String> OPTIONS = options();

    private Pool() {}

    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connectionTimeZone", "UTC");
        options.put("forceConnectionTimeZoneToSession", "true");
        options.put("preserveInstants", "true");
        options.put("sessionVariables", SESSION);
        options.put("maxAllowedPacket", "67108864");
        options.put("connectTimeout", "5000");
        // longer than any one statement; a server that does not answer at all is noticed by the pulse, long before
        options.put("socketTimeout", "600000");
        options.put("tcpKeepAlive", "true");
        // the rows of a batch in one packet behind one prepared statement; how many each of them changed is not told
        options.put("useBulkStmts", "true");
        options.put("allowLocalInfile", "false");
        return options;
    }

    /**
     * @param login asked again for every new connection, so that a pool heals when its server moves to another port
     * @param made  told of each
     */
    static HikariDataSource open(Supplier<Login> login, Consumer<Connection> made) {
        // a connection that was just given back may be dead as well: the server may have been killed a moment ago
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        HikariConfig config = new HikariConfig();
        config.setPoolName("hourbook");
        config.setDataSource(new Connections(login, made));
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setAutoCommit(true);
        config.setConnectionTimeout(10_000);
        config.setValidationTimeout(5_000);
        config.setIdleTimeout(60_000);
        config.setKeepaliveTime(120_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** One connection outside the pool, which the caller closes. */
    static org.mariadb.jdbc.Connection connect(Login login) throws SQLException {
        return connect(login, Map.of());
    }

    /** @param options instead of those that all connections have, unless the user's own URL says otherwise */
    static org.mariadb.jdbc.Connection connect(Login login, Map<String, String> options) throws SQLException {
        Properties properties = new Properties();
        Map<String, String> all = new LinkedHashMap<>(OPTIONS);
        all.putAll(options);
        all.forEach((option, value) -> {
            if (!login.url().contains(option + "=")) {
                properties.setProperty(option, value);
            }
        });
        if (login.user() != null) {
            properties.setProperty("user", login.user());
        }
        if (login.password() != null) {
            properties.setProperty("password", login.password());
        }
        if (login.localPort() > 0) {
            properties.setProperty("sslMode", "disable");
        }
        Configuration configuration = Configuration.parse(login.url(), properties);
        if (configuration == null) {
            throw DatabaseProblem.notAMariaDbUrl(login.address());
        }
        UtcTimes.use(configuration);
        return Driver.connect(configuration);
    }

    private static final class Connections extends AbstractDataSource {
        private final Supplier<Login> login;
        private final Consumer<Connection> made;

        Connections(Supplier<Login> login, Consumer<Connection> made) {
            this.login = login;
            this.made = made;
        }

        @Override
        public Connection getConnection() throws SQLException {
            org.mariadb.jdbc.Connection connection = connect(login.get());
            made.accept(connection);
            return QuietModes.of(connection);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        /** How long the pool waits, when it closes, for connections that are just being made. */
        @Override
        public int getLoginTimeout() {
            return 5;
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // connectTimeout says it
        }
    }
}
