package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hourbook.home.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The built-in server, with real processes, in homes under the temporary folder. */
class HomeServerTest {

    private static final Map<String, String> NOTHING_SET = Map.of();

    private static Path used;

    private Path folder;
    /** A home that has been used before, unless the test names another. */
    private Path home;

    @BeforeAll
    static void useAHome() throws IOException {
        Assumptions.assumeTrue(ServerFiles.version().isPresent(), "this build carries no server");
        used = Files.createTempDirectory("hourbook-used-home-");
        Database.open(new Home(used), "test", NOTHING_SET).close();
    }

    @AfterAll
    static void forgetIt() {
        if (used != null) {
            TestDatabase.delete(used);
        }
    }

    @BeforeEach
    void layOutHome() throws IOException {
        folder = Files.createTempDirectory("hourbook-home-test-");
        home = folder.resolve("home");
        try (Stream<Path> files = Files.walk(used)) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve(used.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @AfterEach
    void leavesNothingBehind() throws IOException {
        DataFolder data = new DataFolder(home.resolve("data"));
        boolean left = !data.servers().isEmpty();
        data.servers().forEach(ProcessHandle::destroyForcibly);
        TestDatabase.delete(folder);
        assertThat(left).as("a server was left running").isFalse();
    }

    @Test
    void an_empty_home_takes_less_than_60_MB() throws IOException {
        home = folder.resolve("new");
        try (Database database = open()) {
            assertThat(jdbc(database).queryForObject("select count(*) from document", Integer.class)).isZero();
            assertThat(size()).isLessThan(60_000_000);
        }
        assertThat(size()).isLessThan(60_000_000);
    }

    @Test
    void a_home_starts_again_on_the_same_data() {
        try (Database database = open()) {
            jdbc(database).update("insert into source (name) values ('kept')");
        }
        try (Database database = open()) {
            assertThat(jdbc(database).queryForObject("select name from source", String.class)).isEqualTo("kept");
        }
    }

    @Test
    void a_home_whose_port_is_taken_moves_to_another() throws IOException {
        int port = Login.published(new Home(home)).orElseThrow().localPort();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")); Database database = open()) {
            assertThat(database.login().localPort()).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void a_home_may_have_a_long_path_with_blanks_and_any_letters() {
        home = folder.resolve("Büro Straße 'quoted' \"twice\" $HOME ; 料金").resolve("x".repeat(120)).resolve("y".repeat(120));
        try (Database database = open()) {
            jdbc(database).update("insert into source (name) values ('kept')");
        }
        try (Database database = open()) {
            assertThat(jdbc(database).queryForObject("select name from source", String.class)).isEqualTo("kept");
        }
    }

    @Test
    void a_killed_server_comes_back_and_the_next_use_works() {
        try (Database database = open()) {
            JdbcTemplate jdbc = jdbc(database);
            jdbc.update("insert into source (name) values ('kept')");
            long killed = database.serverPid();
            for (int round = 0; round < 2; round++) {
                ProcessHandle server = ProcessHandle.of(database.serverPid()).orElseThrow();
                server.destroyForcibly();
                server.onExit().join();
                assertThat(jdbc.queryForObject("select name from source", String.class)).isEqualTo("kept");
            }
            assertThat(database.serverPid()).isNotEqualTo(killed);
        }
    }

    @Test
    void a_server_whose_program_was_killed_is_ended_and_its_data_used_again() {
        HomeProcess first = HomeProcess.start(home, NOTHING_SET);
        first.tell("insert into source (name) values ('kept')");
        first.kill();
        ProcessHandle orphan = new DataFolder(home.resolve("data")).servers().get(0);

        try (Database database = open()) {
            assertThat(database.owner()).isTrue();
            assertThat(database.serverPid()).isNotEqualTo(orphan.pid());
            assertThat(new DataFolder(home.resolve("data")).servers()).hasSize(1);
            assertThat(jdbc(database).queryForObject("select name from source", String.class)).isEqualTo("kept");
        }
    }

    @Test
    void program_and_server_killed_together_lose_nothing_that_was_committed() {
        HomeProcess first = HomeProcess.start(home, NOTHING_SET);
        first.tell("insert into source (name) values ('kept')");
        new DataFolder(home.resolve("data")).servers().forEach(ProcessHandle::destroyForcibly);
        first.kill();

        try (Database database = open()) {
            assertThat(jdbc(database).queryForObject("select name from source", String.class)).isEqualTo("kept");
        }
    }

    @Test
    void a_terminated_program_takes_its_server_along() {
        HomeProcess process = HomeProcess.start(home, NOTHING_SET);
        assertThat(process.greeting).isEqualTo("owner");
        process.terminate();
        assertThat(new DataFolder(home.resolve("data")).servers()).isEmpty();
    }

    @Test
    void a_program_terminated_while_it_starts_leaves_no_server() throws IOException {
        home = folder.resolve("new");
        Process process = HomeProcess.launch(home, NOTHING_SET);
        await().until(() -> Files.exists(home.resolve("data/mariadb")));
        process.destroy();
        process.onExit().join();
        assertThat(new DataFolder(home.resolve("data")).servers()).isEmpty();
    }

    @Test
    void a_second_command_is_a_guest_and_takes_over_when_the_first_ends() {
        HomeProcess first = HomeProcess.start(home, NOTHING_SET);
        try (Database guest = open()) {
            assertThat(guest.owner()).isFalse();
            jdbc(guest).update("insert into source (name) values ('kept')");
            assertThat(first.tell("select name from source")).isEqualTo("kept");
            long server = new DataFolder(home.resolve("data")).servers().get(0).pid();

            first.terminate();

            assertThat(jdbc(guest).queryForObject("select name from source", String.class)).isEqualTo("kept");
            await().until(guest::owner);
            assertThat(guest.serverPid()).as("the same server").isEqualTo(server);
        }
    }

    @Test
    void a_guest_goes_on_when_the_owner_and_its_server_are_killed() {
        HomeProcess first = HomeProcess.start(home, NOTHING_SET);
        try (Database guest = open()) {
            jdbc(guest).update("insert into source (name) values ('kept')");
            new DataFolder(home.resolve("data")).servers().forEach(ProcessHandle::destroyForcibly);
            first.kill();
            assertThat(jdbc(guest).queryForObject("select name from source", String.class)).isEqualTo("kept");
            await().until(guest::owner);
        }
    }

    @Test
    void a_guest_that_ends_leaves_the_owner_alone() {
        HomeProcess first = HomeProcess.start(home, NOTHING_SET);
        open().close();
        assertThat(first.tell("select 1")).isEqualTo("1");
        first.close();
    }

    @Test
    void two_first_starts_at_once_unpack_one_whole_server() {
        home = folder.resolve("new");
        Map<String, String> cache = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Path other = folder.resolve("other");
        var one = CompletableFuture.supplyAsync(() -> HomeProcess.start(home, cache));
        try (HomeProcess two = HomeProcess.start(other, cache); HomeProcess first = one.join()) {
            assertThat(first.greeting).isEqualTo("owner");
            assertThat(two.greeting).isEqualTo("owner");
        }
        assertThat(folder.resolve("cache/hourbook")).isDirectoryContaining("glob:**/mariadb-*")
                .isDirectoryNotContaining("glob:**/*.unpacking");
    }

    @Test
    void two_commands_at_once_on_a_new_home_share_one_server() {
        home = folder.resolve("new");
        var one = CompletableFuture.supplyAsync(() -> HomeProcess.start(home, NOTHING_SET));
        try (HomeProcess two = HomeProcess.start(home, NOTHING_SET); HomeProcess first = one.join()) {
            assertThat(new String[] {first.greeting, two.greeting}).containsExactlyInAnyOrder("owner", "guest");
            assertThat(two.tell("insert into source (name) values ('kept')")).isEqualTo("done");
            assertThat(first.tell("select name from source")).isEqualTo("kept");
        }
    }

    @Test
    void the_password_stands_in_one_file_that_only_its_owner_reads() throws IOException {
        try (Database database = open()) {
            String password = database.login().password();
            assertThat(home.resolve("data/database.json")).content().contains(password);
            Path commandLine = Path.of("/proc", Long.toString(database.serverPid()), "cmdline");
            Path environment = Path.of("/proc", Long.toString(database.serverPid()), "environ");
            assertThat(Files.readString(commandLine, StandardCharsets.ISO_8859_1)).contains("mariadbd").doesNotContain(password);
            assertThat(Files.readString(environment, StandardCharsets.ISO_8859_1)).doesNotContain(password);
            try (Stream<Path> files = Files.list(home.resolve("data"))) {
                for (Path file : files.toList()) {
                    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                    assertThat(mode).as(file.toString()).endsWith("------");
                    if (Files.isRegularFile(file) && !file.endsWith("database.json")) {
                        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(password);
                    }
                }
            }
        }
    }

    @Test
    void a_lost_password_is_replaced() throws IOException {
        try (Database database = open()) {
            jdbc(database).update("insert into source (name) values ('kept')");
        }
        Files.delete(home.resolve("data/database.json"));
        try (Database database = open()) {
            assertThat(jdbc(database).queryForObject("select name from source", String.class)).isEqualTo("kept");
        }
        Path note = home.resolve("data/database.json");
        Files.writeString(note, Files.readString(note).replaceFirst("(\"password\" : \")....", "$1WRONG"));
        try (Database database = open()) {
            assertThat(jdbc(database).queryForObject("select name from source", String.class)).isEqualTo("kept");
        }
    }

    @Test
    void nobody_gets_in_without_the_password() {
        try (Database database = open()) {
            for (String user : new String[] {"root", Login.USER, ""}) {
                Login guess = new Login(database.login().url(), user, "");
                assertThatThrownBy(() -> Pool.connect(guess)).hasMessageContaining("Access denied");
            }
        }
    }

    @Test
    void tables_half_made_by_a_crash_in_the_first_migration_are_made_anew() throws IOException {
        try (Database database = open()) {
            jdbc(database).execute("drop table flyway_schema_history");
        }
        Files.createFile(home.resolve("data/mariadb/hourbook-not-yet-migrated"));
        try (Database database = open()) {
            assertThat(jdbc(database).queryForObject("select count(*) from document", Integer.class)).isZero();
        }
        assertThat(home.resolve("data/mariadb/hourbook-not-yet-migrated")).doesNotExist();
    }

    @Test
    void the_redo_log_grows_for_large_work_and_stays_large() {
        String size = "select @@innodb_log_file_size";
        try (Database database = open()) {
            assertThat(jdbc(database).queryForObject(size, Long.class)).isEqualTo(8 << 20);
            database.expectRows(100);
            assertThat(jdbc(database).queryForObject(size, Long.class)).isEqualTo(8 << 20);
            database.expectRows(10_000);
            assertThat(jdbc(database).queryForObject(size, Long.class)).isEqualTo(64 << 20);
            // a file of that size, as a pass takes it
            new DatabaseBeans().freeSpace(new Home(home), database).takes(home.resolve("inbox/clockify/year.csv"), "year.csv", 20 << 20, told -> {});
            assertThat(jdbc(database).queryForObject(size, Long.class)).isEqualTo(256 << 20);
        }
        try (Database database = open()) {
            assertThat(jdbc(database).queryForObject(size, Long.class)).isEqualTo(256 << 20);
            database.expectRows(100);
            database.expectRows(10_000);
            assertThat(jdbc(database).queryForObject(size, Long.class)).isEqualTo(256 << 20);
        }
    }

    private Database open() {
        return Database.open(new Home(home), "test", NOTHING_SET);
    }

    private static JdbcTemplate jdbc(Database database) {
        return new JdbcTemplate(database.dataSource());
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
