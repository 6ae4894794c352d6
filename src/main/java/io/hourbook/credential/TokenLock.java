package io.hourbook.credential;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** One renewal at a time of one target's token, on all nodes of a database. A node that dies lets go with its connection. */
final class TokenLock {

    private static final int PATIENCE_SECONDS = 60;

    private final JdbcTemplate jdbc;

    TokenLock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws CredentialTrouble where others renew it for longer than anybody waits */
    <T> T alone(String target, Supplier<T> work) {
        return jdbc.execute((ConnectionCallback<T>) connection -> {
            if (!says(connection, "select get_lock(left(sha2(concat('hourbook-token-', database(), '-', ?), 256), 60), " + PATIENCE_SECONDS + ")", target)) {
                throw CredentialTrouble.passing("somebody else is renewing the token", java.time.Duration.ofSeconds(5));
            }
            try {
                return work.get();
            } finally {
                says(connection, "select release_lock(left(sha2(concat('hourbook-token-', database(), '-', ?), 256), 60))", target);
            }
        });
    }

    private static boolean says(Connection connection, String sql, String target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, target);
            try (ResultSet said = statement.executeQuery()) {
                return said.next() && said.getInt(1) == 1;
            }
        }
    }
}
