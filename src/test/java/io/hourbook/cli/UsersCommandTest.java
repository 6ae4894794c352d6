package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with which a person lets others in. */
class UsersCommandTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path home;

    private String said;

    @BeforeEach
    void company() throws IOException {
        Files.createDirectory(home.resolve("routes"));
        Files.createDirectory(home.resolve("mappings"));
    }

    private int users(String typed, String... command) {
        List<String> line = new ArrayList<>(List.of("users"));
        line.addAll(Arrays.asList(command));
        line.addAll(List.of("--home", home.toString()));
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (PrintStream all = new PrintStream(kept, true, StandardCharsets.UTF_8)) {
            System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
            System.setOut(all);
            System.setErr(all);
            return HourbookCommand.execute(line.toArray(String[]::new));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
            said = kept.toString(StandardCharsets.UTF_8);
        }
    }

    private String file() {
        try {
            return Files.readString(home.resolve("data/users.yaml"));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void somebody_is_let_in_listed_and_let_go() {
        assertThat(users(PASSWORD + "\n", "add", "Anna", "--role", "approver", "--role", "operator")).isZero();
        assertThat(users("", "add", "bert", "--role", "admin", "--generate")).isZero();
        Matcher made = Pattern.compile("with the password (\\S+)").matcher(said);
        assertThat(made.find()).isTrue();
        assertThat(users("", "disable", "anna")).isZero();
        assertThat(users("", "list")).isZero();
        assertThat(said).containsPattern("anna +approver, operator +disabled").containsPattern("bert +admin").doesNotContain("bcrypt");
        assertThat(file()).doesNotContain(PASSWORD).doesNotContain(made.group(1));
        assertThat(users("another good one\n", "password", "anna")).isZero();
        assertThat(users("", "enable", "anna")).isZero();
        assertThat(users("", "roles", "anna", "viewer", "metrics")).isZero();
        assertThat(users("", "remove", "anna")).isZero();
        assertThat(users("")).as("without a part it lists").isZero();
        assertThat(said).doesNotContain("anna").contains("bert");
    }

    @Test
    void a_token_is_printed_once_and_known_by_its_end() {
        assertThat(users("", "token", "nightly", "--role", "operator", "--days", "30")).isZero();
        String secret = said.lines().filter(line -> line.startsWith("hourbook_")).findFirst().orElseThrow();
        assertThat(file()).doesNotContain(secret).contains("sha256");
        assertThat(users("", "list")).isZero();
        assertThat(said).doesNotContain(secret).contains("ends in " + secret.substring(secret.length() - 4)).contains("expires ");
        assertThat(users("", "revoke", "nightly")).isZero();
        assertThat(users("", "list")).isZero();
        assertThat(said).doesNotContain("nightly");
    }

    @Test
    void what_cannot_be_done_is_said_and_changes_nothing() {
        users("", "add", "anna", "--role", "admin", "--generate");
        String before = file();

        assertThat(users("", "remove", "anna")).isEqualTo(1);
        assertThat(said).startsWith("data/users.yaml: SEC-203 anna is the last admin that is enabled").doesNotContain("\tat ");
        assertThat(users("short\n", "add", "bert", "--role", "viewer")).isEqualTo(1);
        assertThat(said).contains("SEC-204").doesNotContain("short\n");
        assertThat(users("", "add", "bert", "--role", "viewer")).as("nothing typed").isEqualTo(1);
        assertThat(users("", "password", "nobody-here")).isEqualTo(1);
        assertThat(said).contains("SEC-201");
        assertThat(users("", "add", "bert")).as("no role").isEqualTo(2);
        assertThat(users("", "add", "bert", "--role", "king")).as("no such role").isEqualTo(2);
        assertThat(said).contains("there is no role \"king\": one of viewer, approver, operator, mapper, admin, metrics");
        assertThat(users("", "add", "bert", PASSWORD, "--role", "viewer")).as("a password as an argument").isEqualTo(2);
        assertThat(users("", "token", "t", "--role", "viewer", "--days", "-1")).isEqualTo(2);
        assertThat(users("", "token", "t", "--role", "sandbox")).isEqualTo(2);
        assertThat(file()).isEqualTo(before);
    }
}
