package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.problem.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that people edit by hand while the service runs. */
class UserFileTest {

    private static final String HASH = "{bcrypt}$2a$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @TempDir
    private Path root;

    private Path path;
    private UserFile file;

    @BeforeEach
    void home() throws IOException {
        file = UserFile.of(new Home(root), " ");
        path = Files.createDirectories(root.resolve("data")).resolve("users.yaml");
    }

    private static String user(String name, String roles) {
        return "users:\n  " + name + ":\n    password: \"" + HASH + "\"\n    roles: " + roles + "\n";
    }

    private void write(String text) {
        try {
            Files.writeString(path, text);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private List<Finding> findings(String text) {
        write(text);
        try {
            file.read();
            return List.of();
        } catch (Problem problem) {
            return problem.findings();
        }
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_with_its_line() {
        assertThat(findings("""
                users:
                  anna:
                    password: secret
                    roles: [viewer, king]
                    enabled: maybe
                  Anna:
                    password: "%s"
                    roles: admin
                    shoe-size: 38
                  "; rm -rf":
                    password: "%s"
                tokens:
                  nightly:
                    sha256: ABC
                    ends: "12"
                    roles: []
                    expires: tomorrow
                guests:
                """.formatted(HASH, HASH))).extracting(finding -> finding.where() + " " + finding.code()).containsExactlyInAnyOrder(
                        "data/users.yaml:3 SEC-105", "data/users.yaml:4 SEC-104", "data/users.yaml:5 SEC-102", "data/users.yaml:9 SEC-102",
                        "data/users.yaml:7 SEC-107", "data/users.yaml:10 SEC-103", "data/users.yaml:14 SEC-106", "data/users.yaml:15 SEC-106",
                        "data/users.yaml:14 SEC-104", "data/users.yaml:17 SEC-106", "data/users.yaml:18 SEC-102");
    }

    @Test
    void no_finding_repeats_what_could_be_a_secret() {
        assertThat(findings("users:\n  anna:\n    password: my-dog-is-called-rex\n    roles: [viewer]\n").toString()).contains("SEC-105").doesNotContain("rex");
        assertThat(findings("users:\n  anna: {password: \"my-dog-is-called-rex\n").toString()).contains("SEC-101").doesNotContain("rex");
        assertThat(findings("tokens:\n  a:\n    sha256: hourbook_rex\n    roles: [viewer]\n").toString()).contains("SEC-106").doesNotContain("rex");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{noop}secret-secret-secret", "{MD5}5ebe2294ecd0e0f08eab7690d2a6ee69", "{bcrypt}$2a$31$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
        "{bcrypt}$2a$04$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234", "$2a$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234", ""
    })
    void only_hashes_that_are_safe_and_cheap_enough_are_taken(String hash) {
        assertThat(findings("users:\n  anna:\n    password: \"" + hash + "\"\n    roles: [viewer]\n")).extracting(Finding::code).containsExactly("SEC-105");
    }

    @ParameterizedTest
    @CsvSource({"'- a\n- b',SEC-102", "'users: [a, b]',SEC-102", "'users: !!java.net.URL [\"http://127.0.0.1\"]',SEC-101",
        "'users: &a {x: *a}',SEC-102", "'\u0000',SEC-101", "'users:\n  \u202eanna:\n    roles: [viewer]',SEC-103", "'? [a]\n: b',SEC-102",
        "'users:\n  local:\n    roles: [admin]',SEC-103", "'---\na: 1\n---\nb: 2',SEC-101", "'{{{{{{{{{{{{{{{{{{{{{{{{{{{{',SEC-101"})
    void hostile_content_is_refused_in_words(String text, String code) {
        assertThat(findings(text)).extracting(Finding::code).contains(code);
        assertThat(findings(text).toString()).doesNotContain("Exception").doesNotContain("\u202e").doesNotContain("\u0000");
    }

    @Test
    void what_is_no_text_or_too_much_of_it_is_refused() throws IOException {
        Files.write(path, "users: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(file::read).hasMessageContaining("data/users.yaml: SEC-101 is not UTF-8 text");
        write("#".repeat((1 << 20) + 1));
        assertThatThrownBy(file::read).hasMessageContaining("SEC-101").hasMessageContaining("1048577 bytes");
        Files.delete(path);
        Files.createDirectory(path);
        assertThatThrownBy(file::read).isInstanceOf(Problem.class).hasMessageContaining("SEC-109 the users file cannot be read");
    }

    @Test
    void what_others_may_read_is_said_and_stays_in_force() throws IOException {
        write(user("anna", "[viewer]"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(Said.whileDoing("io.hourbook.security", () -> assertThat(file.read().users()).containsKey("anna"))).contains("SEC-108").contains("chmod 600");
    }

    @Test
    void what_is_written_is_read_again_and_for_its_owner_alone() throws IOException {
        UserBook book = UserBook.EMPTY.with(new User("anna@example.com", HASH, java.util.Set.of(Role.APPROVER, Role.OPERATOR), false))
                .with(new ApiToken("1", DIGEST, "a-_9", java.util.Set.of(Role.METRICS), java.time.Instant.EPOCH, null));
        file.change(before -> book);

        assertThat(file.read()).isEqualTo(book);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        try (var left = Files.list(path.getParent())) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("users.yaml", "users.yaml.lock");
        }
    }

    @Test
    void a_file_elsewhere_is_used_and_a_link_to_it_stays_one() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("secrets")).resolve("people.yaml");
        Files.writeString(elsewhere, user("anna", "[admin]"));
        Path link = Files.createSymbolicLink(root.resolve("link.yaml"), elsewhere);
        UserFile linked = UserFile.of(new Home(root), "link.yaml");

        linked.change(book -> book.withoutUser("anna"));

        assertThat(linked.shown()).isEqualTo("link.yaml");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(elsewhere)).doesNotContain("anna");
    }

    @Test
    void changes_made_at_once_are_all_kept() {
        write(user("anna", "[admin]"));
        CompletableFuture.allOf(IntStream.range(0, 8).mapToObj(number -> CompletableFuture.runAsync(
                () -> UserFile.of(new Home(root), null).change(book -> book.with(new User("u" + number, HASH, java.util.Set.of(Role.VIEWER), true)))))
                .toArray(CompletableFuture[]::new)).join();

        assertThat(file.read().users()).hasSize(9);
    }

    @Test
    void an_edit_holds_at_once_and_a_broken_one_never() throws IOException {
        Users users = new Users(file);
        assertThat(users.current().users()).as("no file yet").isEmpty();

        write(user("anna", "[viewer]"));
        assertThat(users.current().users().get("anna").roles()).containsExactly(Role.VIEWER);
        String said = Said.whileDoing("io.hourbook.security", () -> {
            write(user("anna", "[viewer, king]"));
            assertThat(users.current().users().get("anna").roles()).containsExactly(Role.VIEWER);
            users.current();
        });
        assertThat(said).contains("data/users.yaml:4: SEC-104").containsOnlyOnce("the last good users file stays in force");
        write(user("anna", "[admin]"));
        assertThat(users.current().users().get("anna").roles()).containsExactly(Role.ADMIN);
        assertThat(Said.whileDoing("io.hourbook.security", () -> {
            delete();
            assertThat(users.current().users()).containsKey("anna");
        })).contains("is gone");
        write(user("bert", "[admin]"));
        assertThat(users.current().users()).containsOnlyKeys("bert");
    }

    @Test
    void a_file_that_was_broken_from_the_start_lets_nobody_in() {
        write("nonsense");
        Users users = new Users(file);

        assertThat(Said.whileDoing("io.hourbook.security", () -> assertThat(users.current()).isEqualTo(UserBook.EMPTY))).contains("nobody can sign in");
    }

    private void delete() {
        try {
            Files.delete(path);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
