package io.hourbook.rehearsal;

import io.hourbook.database.Database;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A schema beside the books', on the same server, for one rehearsal at a time: empty when it is opened, gone when it is closed.
 *
 * <p>Whoever has it holds a lock of the server's on a connection of its own. When its process is killed, the server drops the lock with
 * the connection, and the next start, or the next rehearsal, takes what was left away.
 */
final class Stage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final String ENDING = "_rehearsal";
    /** The longest name that a schema may have. */
    private static final int LONGEST = 64;
    /** Tells a rehearsal's schema from one that happens to have its name. */
    static final String MARK = "rehearsal_of";
    private static final String LOCK = "concat('hourbook-rehearsal-', left(md5(database()), 16))";
    private static final int DENIED = 1044;
    private static final int TABLE_DENIED = 1142;

    /** The books, on connections that are a rehearsal's alone. */
    private final Database books;
    private final Connection lock;
    private final String from;
    private final String schema;
    private Database copy;

    private Stage(Database books, Connection lock, String from) {
        this.books = books;
        this.lock = lock;
        this.from = from;
        this.schema = name(from);
    }

    /**
     * @throws Problem PRE-101 while another rehearsal has it, PRE-102 where the user of the database may not make it, PRE-104 where
     *     somebody else's schema has its name
     */
    static Stage open(Database books) {
        String from = new JdbcTemplate(books.dataSource()).queryForObject("select database()", String.class);
        Database apart = books.beside(from);
        boolean opened = false;
        try {
            Connection connection = apart.dataSource().getConnection();
            if (!"1".equals(text(connection, "select get_lock(" + LOCK + ", 0)"))) {
                throw new Problem(new Finding(
                        "PRE-101", "rehearsal", "another preview or dry run is under way on this database", null, "one at a time",
                        "wait until it has ended, and ask again"));
            }
            Stage stage = new Stage(apart, connection, from);
            stage.make();
            opened = true;
            return stage;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } finally {
            if (!opened) {
                apart.close();
            }
        }
    }

    /**
     * Takes away what a rehearsal left that was killed; one that goes on, and what somebody else keeps there, is left alone.
     *
     * @return whether there was something to take away
     */
    static boolean swept(Database books) {
        try (Connection connection = books.dataSource().getConnection()) {
            String schema = name(text(connection, "select database()"));
            String left = "select count(*) from information_schema.schemata s where s.schema_name = '" + schema + "' and not exists"
                    + " (select 1 from information_schema.tables t where t.table_schema = s.schema_name having count(*) > 0 and sum(t.table_name = '" + MARK + "') = 0)";
            if (text(connection, left).equals("0") || !"1".equals(text(connection, "select get_lock(" + LOCK + ", 0)"))) {
                return false;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop database if exists " + quoted(schema));
                return true;
            } finally {
                text(connection, "select release_lock(" + LOCK + ")");
            }
        } catch (SQLException later) {
            LOG.debug("what a rehearsal may have left is taken away by the next one", later);
            return false;
        }
    }

    private static String name(String from) {
        return from.length() + ENDING.length() <= LONGEST
                ? from + ENDING
                : from.substring(0, LONGEST - ENDING.length() - 9) + "_" + Integer.toHexString(from.hashCode()).toLowerCase(Locale.ROOT) + ENDING;
    }

    private void make() throws SQLException {
        try (Statement statement = lock.createStatement()) {
            // as long as a rehearsal may take, without a word on this connection
            statement.execute("set session wait_timeout = 86400");
            strangers(statement);
            statement.execute("drop database if exists " + quoted(schema));
            statement.execute("create database " + quoted(schema) + " character set utf8mb4 collate utf8mb4_bin");
            statement.execute("create table " + table(MARK) + " (name varchar(64) not null, primary key (name)) engine = InnoDB");
        } catch (SQLException failed) {
            if (failed.getErrorCode() == DENIED || failed.getErrorCode() == TABLE_DENIED) {
                throw notAllowed(failed);
            }
            throw failed;
        }
    }

    /** A schema of this name that no rehearsal made is somebody's books. */
    private void strangers(Statement statement) throws SQLException {
        try (ResultSet tables = statement.executeQuery(
                "select count(*), coalesce(sum(table_name = '" + MARK + "'), 0) from information_schema.tables where table_schema = '" + schema + "'")) {
            tables.next();
            if (tables.getInt(1) > 0 && tables.getInt(2) == 0) {
                throw new Problem(new Finding(
                        "PRE-104", schema, "a database of this name holds something else, and rehearsals need the name", tables.getInt(1) + " tables",
                        "no database of this name, or a rehearsal's", "rename that database, or this one"));
            }
        }
    }

    private Problem notAllowed(SQLException failed) throws SQLException {
        String[] user = text(lock, "select current_user()").split("@", 2);
        return new Problem(
                new Finding(
                        "PRE-102", books.address(), "its user may not make the database that a rehearsal works on", failed.getMessage(),
                        "the right to make and use " + schema + "; the books themselves are only read",
                        "grant all privileges on `" + schema.replace("_", "\\_") + "`.* to '" + user[0] + "'@'" + user[user.length - 1] + "';"),
                failed);
    }

    /** The books, on connections of the rehearsal's own. */
    Database books() {
        return books;
    }

    /** The schema of the books, which are only read. */
    String from() {
        return from;
    }

    /** The name of this schema's table, as statements on any connection may have it. */
    String table(String name) {
        return quoted(schema) + "." + quoted(name);
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** What the pass works on; closed with the stage, if not before. */
    Database database() {
        if (copy == null) {
            copy = books.beside(schema);
        }
        return copy;
    }

    @Override
    public void close() {
        try {
            if (copy != null) {
                copy.close();
            }
            try (Statement statement = lock.createStatement()) {
                statement.execute("drop database if exists " + quoted(schema));
            }
        } catch (SQLException lost) {
            LOG.warn("{} could not be taken away and is by the next rehearsal: {}", schema, lost.getMessage());
        } finally {
            // and the lock with its connection
            books.close();
        }
    }

    private static String text(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
