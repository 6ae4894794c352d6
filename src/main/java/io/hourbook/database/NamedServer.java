package io.hourbook.database;

import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that {@code HOURBOOK_DB_URL} names, instead of the built-in one. */
final class NamedServer {

    private static final Logger LOG = LoggerFactory.getLogger(NamedServer.class);
    private static final int ACCESS_DENIED = 1045;
    private static final int ACCESS_DENIED_TO_DATABASE = 1044;
    private static final int UNKNOWN_DATABASE = 1049;

    private NamedServer() {}

    static Login login(Map<String, String> environment) {
        String url = environment.get("HOURBOOK_DB_URL").strip();
        Login login = new Login(url, environment.get("HOURBOOK_DB_USER"), password(environment));
        if (!url.matches("jdbc:mariadb:(\\w+:)?//[^/?]+/[^?]+(\\?.*)?")) {
            throw DatabaseProblem.notAMariaDbUrl(url.contains("://") ? login.address() : "something that is no URL");
        }
        return login;
    }

    /** As the variable says, or as the file does that another one names: a container's secrets are files. */
    private static String password(Map<String, String> environment) {
        String file = environment.getOrDefault("HOURBOOK_DB_PASSWORD_FILE", "").strip();
        if (file.isEmpty()) {
            return environment.get("HOURBOOK_DB_PASSWORD");
        }
        if (!environment.getOrDefault("HOURBOOK_DB_PASSWORD", "").isEmpty()) {
            throw DatabaseProblem.noPasswordFile(file, "HOURBOOK_DB_PASSWORD is set as well", null);
        }
        try {
            // a file that an editor or echo wrote ends in a line break, and no password does
            return Files.readString(Path.of(file)).replaceFirst("[\\r\\n]+$", "");
        } catch (IOException | InvalidPathException unreadable) {
            throw DatabaseProblem.noPasswordFile(file, DatabaseProblem.firstLine(unreadable), unreadable);
        }
    }

    /**
     * Looks, so that what is wrong is said at once and in plain words. A server that is not there yet is waited for: machines
     * and containers are started in any order.
     */
    static void check(Login login, Duration patience) {
        long began = System.nanoTime();
        boolean said = false;
        while (true) {
            try {
                check(login);
                return;
            } catch (Problem refused) {
                boolean waits = refused.code().equals("DB-102") && System.nanoTime() - began < patience.toNanos();
                if (!waits || Thread.currentThread().isInterrupted()) {
                    throw refused;
                }
                if (!said) {
                    said = true;
                    LOG.warn("{}", DatabaseProblem.awaited(login.address(), refused.getCause()).getMessage());
                }
                Pause.millis(500);
            }
        }
    }

    private static void check(Login login) {
        try (Connection connection = Pool.connect(login)) {
            var server = connection.getMetaData();
            int version = server.getDatabaseMajorVersion() * 100 + server.getDatabaseMinorVersion();
            if (!"MariaDB".equalsIgnoreCase(server.getDatabaseProductName()) || version < 1006) {
                throw DatabaseProblem.unsuitableServer(login.address(),
                        server.getDatabaseProductName() + " " + server.getDatabaseProductVersion());
            }
        } catch (SQLException failed) {
            throw switch (failed.getErrorCode()) {
                case ACCESS_DENIED, ACCESS_DENIED_TO_DATABASE -> DatabaseProblem.refusedLogin(login.address(), login.user(), failed);
                case UNKNOWN_DATABASE -> DatabaseProblem.unknownDatabase(login.address(), failed);
                default -> DatabaseProblem.unreachable(login.address(), failed);
            };
        }
    }
}
