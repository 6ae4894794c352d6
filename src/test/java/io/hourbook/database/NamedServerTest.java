package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A server that HOURBOOK_DB_URL names. Here it is whatever server the tests run on. */
class NamedServerTest {

    @TempDir
    Path home;

    @Test
    void a_named_server_is_migrated_and_used_and_no_other_is_started() throws SQLException {
        String name = create();
        try (Database database = open(TestDatabase.on(TestDatabase.server(), name))) {
            assertThat(new JdbcTemplate(database.dataSource()).queryForObject("select count(*) from document", Integer.class)).isZero();
            assertThat(database.embedded()).isFalse();
            assertThat(database.owner()).isFalse();
            assertThat(home).isEmptyDirectory();
        }
        drop(name);
    }

    @Test
    void a_server_that_is_not_there_is_named_without_its_password() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        refused("DB-102", new Login("jdbc:mariadb://127.0.0.1:" + port + "/books?password=hush-hush", "hb", "hush-hush"),
                "127.0.0.1:" + port + "/books: DB-102 ", "start the server or correct HOURBOOK_DB_URL, then start again");
    }

    @Test
    void a_refused_login_names_the_user() {
        Login server = TestDatabase.server();
        refused("DB-103", new Login(server.url(), "nobody-known", "hush-hush"), server.address() + ": DB-103 the database server refuses the login\n  saw   user nobody-known: error 1045",
                "correct HOURBOOK_DB_USER and HOURBOOK_DB_PASSWORD, or grant the user its rights");
    }

    @Test
    void a_missing_database_is_said() {
        Login server = TestDatabase.on(TestDatabase.server(), "no_such_books");
        refused("DB-104", server, server.address() + ": DB-104 ", "create database … character set utf8mb4 collate utf8mb4_bin");
    }

    @Test
    void a_server_too_old_is_refused_before_it_is_touched() throws SQLException, IOException {
        String name = create();
        Login server = TestDatabase.on(TestDatabase.server(), name);
        try (OldServer old = new OldServer(server)) {
            Login login = old.login(server);
            refused("DB-105", login, login.address() + ": DB-105 ",
                    "name a newer MariaDB in HOURBOOK_DB_URL, or remove it to use the built-in database");
            assertThatThrownBy(() -> open(login)).hasMessageContainingAll("\n  saw   MariaDB 10.", "\n  want  MariaDB 10.6 or newer\n");
            assertThat(tables(name)).isEmpty();
        }
        drop(name);
    }

    @Test
    void tables_that_were_changed_by_hand_are_left_alone() throws SQLException {
        String name = create();
        Login login = TestDatabase.on(TestDatabase.server(), name);
        open(login).close();
        onServer("update " + name + ".flyway_schema_history set checksum = checksum + 1 where installed_rank = 1");
        List<String> before = tables(name);

        assertThatThrownBy(() -> open(login)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("DB-208");
            assertThat(problem).hasMessageStartingWith(login.address() + ": DB-208 the tables could not be brought up to date\n  saw   Validate failed")
                    .hasMessageEndingWith("\n  do    undo what was changed by hand, or restore the last archive");
        });
        assertThat(tables(name)).isEqualTo(before);
        drop(name);
    }

    private static List<String> tables(String name) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = Pool.connect(TestDatabase.on(TestDatabase.server(), name));
                ResultSet rows = connection.getMetaData().getTables(name, null, "%", null)) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    @Test
    void another_product_s_url_is_refused() {
        String remedy = "correct the variable, or remove it to use the built-in database";
        refused("DB-101", new Login("jdbc:postgresql://127.0.0.1/books?password=hush-hush", "hb", "hush-hush"), "HOURBOOK_DB_URL: DB-101 ", remedy);
        refused("DB-101", new Login("jdbc:mariadb://127.0.0.1/", "hb", "hush-hush"), "HOURBOOK_DB_URL: DB-101 ", remedy);
        refused("DB-101", new Login("hush-hush", "hb", "hush-hush"), "HOURBOOK_DB_URL: DB-101 ", remedy);
    }

    @Test
    void connections_are_strict_in_utc_and_take_large_packets() throws SQLException {
        String name = create();
        try (Database database = open(TestDatabase.on(TestDatabase.server(), name))) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            assertThat(jdbc.queryForObject("select @@session.sql_mode", String.class)).contains("STRICT_TRANS_TABLES", "ONLY_FULL_GROUP_BY");
            assertThat(jdbc.queryForObject("select timestampdiff(minute, utc_timestamp(), now())", Integer.class)).isZero();
            assertThat(jdbc.queryForObject("select 'a' = 'A'", Boolean.class)).isFalse();
            assertThat(jdbc.queryForObject("select @@session.idle_transaction_timeout", Integer.class))
                    .as("the locks of a machine that went away are not kept for hours").isEqualTo(120);
            assertThat(jdbc.queryForObject("select 'Ж料🕐'", String.class)).isEqualTo("Ж料🕐");
            assertThat(jdbc.queryForObject("select length(?)", Integer.class, "x".repeat(10_000_000))).isEqualTo(10_000_000);
        }
        drop(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/Los_Angeles", "Asia/Tokyo", "UTC"})
    void times_come_back_as_they_went_in_whatever_the_zone_of_this_machine(String zone) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        String name = create();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            try (Database database = open(TestDatabase.on(TestDatabase.server(), name))) {
                JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
                jdbc.execute("create table moment (day date, wall datetime(3), instant_at datetime(3), stamp_at datetime(3))");
                LocalDate day = LocalDate.parse("2025-03-09");
                // this wall time does not exist in Los Angeles
                LocalDateTime wall = LocalDateTime.parse("2025-03-09T02:30:00.125");
                Instant instant = Instant.parse("2025-03-09T02:30:00.125Z");
                new BulkInsert(jdbc, "insert into moment values", 4, "")
                        .insert(List.<Object[]>of(new Object[] {day, wall, instant, Timestamp.from(instant)}));
                jdbc.update("insert into moment values (?, ?, ?, ?)", day, wall, instant, Timestamp.from(instant));
                assertThat(jdbc.queryForList("select concat_ws(' ', day, wall, instant_at, stamp_at) from moment", String.class))
                        .containsOnly("2025-03-09 2025-03-09 02:30:00.125 2025-03-09 02:30:00.125 2025-03-09 02:30:00.125");
                jdbc.query("select * from moment", row -> {
                    assertThat(row.getObject("day", LocalDate.class)).isEqualTo(day);
                    assertThat(row.getDate("day").toLocalDate()).isEqualTo(day);
                    assertThat(row.getObject("wall", LocalDateTime.class)).isEqualTo(wall);
                    assertThat(row.getObject("instant_at", Instant.class)).isEqualTo(instant);
                    assertThat(row.getTimestamp("stamp_at").toInstant()).isEqualTo(instant);
                });
                assertThat(jdbc.queryForList("select day from moment", LocalDate.class)).containsOnly(day);
                assertThat(jdbc.queryForList("select wall from moment", LocalDateTime.class)).containsOnly(wall);
                assertThat(jdbc.queryForList("select instant_at from moment", Instant.class)).containsOnly(instant);
                assertThat(jdbc.queryForObject("select count(*) from moment where day = ? and wall = ? and instant_at = ?",
                        Integer.class, day, wall, instant)).isEqualTo(2);
            }
        } finally {
            TimeZone.setDefault(before);
            drop(name);
        }
    }

    @Test
    void one_pass_at_a_time_and_never_a_dead_one() throws SQLException {
        String name = create();
        Login login = TestDatabase.on(TestDatabase.server(), name);
        try (Database database = open(login); HomeProcess other = HomeProcess.start(home.resolve("other"), environment(login))) {
            assertThat(other.tell("pass")).isEqualTo("taken");
            assertThat(database.passLock(Duration.ZERO)).isEmpty();
            other.kill();
            try (PassLock pass = database.passLock(Duration.ofSeconds(30)).orElseThrow()) {
                assertThat(pass.held()).isTrue();
                assertThat(database.passLock(Duration.ZERO)).isEmpty();
            }
            try (PassLock pass = database.passLock(Duration.ZERO).orElseThrow()) {
                new JdbcTemplate(database.dataSource()).queryForList("show processlist").stream()
                        .filter(row -> name.equals(row.get("db")) && "Sleep".equals(row.get("Command")))
                        .forEach(row -> kill(login, row.get("Id")));
                assertThat(pass.held()).as("its connection was cut").isFalse();
            }
        }
        drop(name);
    }

    @Test
    void a_password_stands_in_a_file_or_in_the_variable_and_not_in_both() throws IOException {
        Path file = Files.writeString(home.resolve("secret"), "hush-hush\r\n");
        Map<String, String> environment = new HashMap<>(Map.of("HOURBOOK_DB_URL", "jdbc:mariadb://db/books", "HOURBOOK_DB_PASSWORD_FILE", file.toString()));
        assertThat(NamedServer.login(environment).password()).isEqualTo("hush-hush");

        environment.put("HOURBOOK_DB_PASSWORD", "other");
        assertThatThrownBy(() -> NamedServer.login(environment)).hasMessage("""
                HOURBOOK_DB_PASSWORD_FILE: DB-108 the password of the database cannot be read from its file
                  saw   HOURBOOK_DB_PASSWORD is set as well
                  want  %s, readable by this user, and no HOURBOOK_DB_PASSWORD beside it
                  do    correct the variable or the rights on that file""".formatted(file));
        environment.put("HOURBOOK_DB_PASSWORD", "");
        environment.put("HOURBOOK_DB_PASSWORD_FILE", home.resolve("none").toString());
        assertThatThrownBy(() -> NamedServer.login(environment)).hasMessageContaining("DB-108").hasMessageContaining("none: no such file or folder");
    }

    private void refused(String code, Login login, String begins, String remedy) {
        assertThatThrownBy(() -> open(login)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem).hasMessageStartingWith(begins).hasMessageEndingWith("\n  do    " + remedy).hasMessageNotContaining("hush-hush");
        });
    }

    private Database open(Login login) {
        return Database.open(new Home(home), "test", environment(login));
    }

    private static Map<String, String> environment(Login login) {
        Map<String, String> environment = new HashMap<>(Map.of("HOURBOOK_DB_URL", login.url(), "HOURBOOK_DB_USER", login.user()));
        if (login.password() != null) {
            environment.put("HOURBOOK_DB_PASSWORD", login.password());
        }
        return environment;
    }

    private static String create() throws SQLException {
        String name = "named_" + ProcessHandle.current().pid() + "_" + System.nanoTime();
        onServer("create database " + name + " character set utf8mb4 collate utf8mb4_bin");
        return name;
    }

    private static void drop(String name) throws SQLException {
        onServer("drop database " + name);
    }

    private static void onServer(String sql) throws SQLException {
        try (Connection connection = Pool.connect(TestDatabase.on(TestDatabase.server(), ""));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void kill(Login login, Object id) {
        try {
            onServer("kill " + id);
        } catch (SQLException gone) {
            // a connection that ended by itself
        }
    }
}
