package io.hourbook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The server that {@code HOURBOOK_DB_URL} names, instead of the built-in one. */
final class NamedServer {

    private static final int ACCESS_DENIED = 1045;
    private static final int ACCESS_DENIED_TO_DATABASE = 1044;
    private static final int UNKNOWN_DATABASE = 1049;

    private NamedServer() {}

    static Login login(Map<String, String> environment) {
        String url = environment.get("HOURBOOK_DB_URL").strip();
        Login login = new Login(url, environment.get("HOURBOOK_DB_USER"), environment.get("HOURBOOK_DB_PASSWORD"));
        if (!url.matches("jdbc:mariadb:(\\w+:)?//[^/?]+/[^?]+(\\?.*)?")) {
            throw DatabaseProblem.notAMariaDbUrl(url.contains("://") ? login.address() : "something that is no URL");
        }
        return login;
    }

    /** Looks once, so that what is wrong is said at once and in plain words. */
    static void check(Login login) {
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
