package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeLockTest {

    @TempDir
    Path folder;

    @Test
    void a_second_service_is_refused_and_told_of_the_first() {
        Home home = new Home(folder);
        try (ServeLock first = ServeLock.take(home)) {
            first.consoleIsUp(8123, 8123);
            assertThatThrownBy(() -> ServeLock.take(home)).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.code()).isEqualTo("DB-301");
                assertThat(problem).hasMessageStartingWith(home.root() + ": DB-301 ")
                        .hasMessageEndingWith("\n  do    use the one that runs, stop it first, or name another home with --home");
                assertThat(problem).hasMessageContaining("process " + ProcessHandle.current().pid()).hasMessageContaining("port 8123")
                        .hasMessageContaining("since 20").hasMessageNotContaining(first.token());
            });
        }
        ServeLock.take(home).close();
    }

    @Test
    void a_command_whose_owner_has_no_database_yet_gives_up_and_names_it() throws IOException {
        Home home = new Home(folder);
        Files.createDirectories(home.data());
        Occupant owner = Occupant.self("sync");
        try (FileLocks.Hold starting = FileLocks.exclusive(home.data().resolve("hourbook.lock")).orElseThrow();
                HomeServer guest = new HomeServer(home, "export", Map.of(), Duration.ZERO)) {
            owner.publish(home.data().resolve("owner.json"));
            assertThatThrownBy(guest::open).isInstanceOf(Problem.class).hasMessage("""
                    %s: DB-302 another command has this home and its database does not answer
                      saw   %s
                      want  an answer within a minute
                      do    end that command, then start again""".formatted(home.root(), owner.sentence()));
            assertThat(starting).as("the owner keeps its home").isNotNull();
        }
        assertThat(home.data().resolve("mariadb")).doesNotExist();
    }

    @Test
    void other_commands_find_the_service_and_its_token() throws IOException {
        Home home = new Home(folder);
        assertThat(ServeLock.running(home)).isEmpty();
        try (ServeLock lock = ServeLock.take(home)) {
            assertThat(ServeLock.running(home)).hasValueSatisfying(service -> assertThat(service.port()).isZero());
            lock.consoleIsUp(8123, 8123);
            assertThat(ServeLock.running(home)).hasValueSatisfying(service -> {
                assertThat(service.port()).isEqualTo(8123);
                assertThat(service.token()).isEqualTo(lock.token()).hasSizeGreaterThan(20);
            });
            Path note = folder.resolve("data/service.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note))).isEqualTo("rw-------");
        }
        assertThat(ServeLock.running(home)).isEmpty();
    }

    @Test
    void a_killed_service_is_forgotten() {
        Assumptions.assumeTrue(ServerFiles.version().isPresent(), "this build carries no server");
        Home home = new Home(folder.resolve("home"));
        try (HomeProcess service = HomeProcess.start(home.root(), Map.of())) {
            String token = service.tell("serve");
            assertThat(ServeLock.running(home)).hasValueSatisfying(found -> assertThat(found.token()).isEqualTo(token));
            assertThatThrownBy(() -> ServeLock.take(home)).isInstanceOf(Problem.class).hasMessageContaining("port 8080");
            new DataFolder(home.data()).servers().forEach(ProcessHandle::destroyForcibly);
            service.kill();
        }
        assertThat(home.data().resolve("service.json")).exists();
        assertThat(ServeLock.running(home)).isEmpty();
        ServeLock.take(home).close();
    }

    @Test
    void the_note_of_another_process_with_the_same_number_is_not_believed() throws IOException {
        Home home = new Home(folder);
        Files.createDirectories(home.data());
        Files.writeString(home.data().resolve("service.json"), """
                {"pid": %d, "command": "serve", "startedAt": "2001-01-01T00:00:00Z", "port": 8080, "token": "x"}
                """.formatted(ProcessHandle.current().pid()));
        assertThat(ServeLock.running(home)).isEmpty();
    }
}
