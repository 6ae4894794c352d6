package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that never lock everybody out. */
class UserAdminTest {

    private static final Instant NOW = Instant.parse("2026-02-01T10:00:00.123456Z");
    private static final String GOOD = "correct horse battery";

    @TempDir
    private Path root;

    private UserFile file;
    private UserAdmin admin;

    @BeforeEach
    void home() {
        file = UserFile.of(new Home(root), null);
        admin = new UserAdmin(file, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void refused(String code, Runnable change) {
        UserBook before = admin.book();
        assertThatThrownBy(change::run).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
        assertThat(admin.book()).isEqualTo(before);
    }

    @Test
    void the_first_admin_gets_a_password_that_stands_nowhere() throws IOException {
        String password = admin.first().orElseThrow();

        assertThat(password).matches("[2-9a-zA-Z]{5}(-[2-9a-zA-Z]{5}){3}").doesNotContain("l").doesNotContain("I").doesNotContain("O");
        assertThat(Files.readString(root.resolve("data/users.yaml"))).doesNotContain(password).contains("{bcrypt}$2a$12$");
        assertThat(Passwords.matches(password, admin.book().users().get("admin").hash())).isTrue();
        assertThat(admin.first()).as("only once").isEmpty();
        Files.writeString(root.resolve("data/users.yaml"), "nonsense");
        assertThat(admin.first()).as("nor over a file that cannot be read").isEmpty();
    }

    @Test
    void a_token_that_was_made_before_the_first_user_keeps_nobody_out() {
        admin.token("prometheus", Set.of(Role.METRICS), 0);

        assertThat(admin.first()).isPresent();
        assertThat(admin.book().users()).containsOnlyKeys("admin");
        assertThat(admin.book().tokens()).containsOnlyKeys("prometheus");
    }

    @Test
    void the_last_admin_stays() {
        admin.first();
        admin.add("anna", Set.of(Role.VIEWER), GOOD);

        refused("SEC-203", () -> admin.remove("admin"));
        refused("SEC-203", () -> admin.enable("ADMIN", false));
        refused("SEC-203", () -> admin.roles("admin", Set.of(Role.VIEWER)));
        admin.roles("anna", Set.of(Role.ADMIN));
        admin.enable("anna", false);
        refused("SEC-203", () -> admin.remove("admin"));
        admin.enable("anna", true);
        admin.remove("admin");
        assertThat(admin.book().users()).containsOnlyKeys("anna");
    }

    @Test
    void who_is_not_there_or_there_already_is_told() {
        admin.first();
        refused("SEC-201", () -> admin.known("bert"));
        refused("SEC-201", () -> admin.password("bert", GOOD));
        refused("SEC-201", () -> admin.roles("bert", Set.of(Role.VIEWER)));
        refused("SEC-201", () -> admin.revoke("bert"));
        refused("SEC-202", () -> admin.add("Admin", Set.of(Role.VIEWER), GOOD));
        admin.token("nightly", Set.of(Role.OPERATOR), 1);
        refused("SEC-202", () -> admin.token("NIGHTLY", Set.of(Role.OPERATOR), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "anna\n", "../x", "anna:x", "{a}", "-x", "ünal", "local", "Hourbook", "anna\u0000"})
    void names_that_would_harm_a_log_or_a_header_are_refused(String name) {
        refused("SEC-103", () -> admin.add(name, Set.of(Role.VIEWER), GOOD));
        refused("SEC-103", () -> admin.token(name, Set.of(Role.VIEWER), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eleven char", "aaaaaaaaaaaaaaaa", "anna-is-here", "tab\tis not typed", "äääääääääääääääääääääääääääääääääääää 73 bytes in all"})
    void weak_and_endless_passwords_are_refused(String password) {
        refused("SEC-204", () -> admin.add("anna", Set.of(Role.VIEWER), password));
    }

    @Test
    void bcrypt_cuts_nothing_off_unnoticed() {
        String most = "0123456789abcdefghijklmn".repeat(3);
        admin.add("anna", Set.of(Role.VIEWER), most);
        String hash = admin.book().users().get("anna").hash();

        assertThat(Passwords.matches(most, hash)).isTrue();
        assertThat(Passwords.matches(most + "x", hash)).as("its first 72 bytes are right").isFalse();
        refused("SEC-204", () -> admin.password("anna", most + "x"));
        assertThatCode(() -> Passwords.matches("x".repeat(1 << 20), hash)).doesNotThrowAnyException();
    }

    @Test
    void a_token_is_a_secret_of_its_own_and_ends_when_it_should() {
        String one = admin.token("one", Set.of(Role.OPERATOR), 30);
        String other = admin.token("other", Set.of(Role.METRICS), 0);
        ApiToken kept = admin.book().tokens().get("one");

        assertThat(one).matches("hourbook_[A-Za-z0-9_-]{43}").isNotEqualTo(other);
        assertThat(kept.sha256()).isEqualTo(Passwords.sha256(one));
        assertThat(one).endsWith(kept.ends());
        assertThat(kept.created()).isEqualTo("2026-02-01T10:00:00Z");
        assertThat(kept.expires()).isEqualTo("2026-03-03T10:00:00Z");
        assertThat(kept.holds(Instant.parse("2026-03-03T09:59:59Z"))).isTrue();
        assertThat(kept.holds(Instant.parse("2026-03-03T10:00:00Z"))).isFalse();
        assertThat(admin.book().tokens().get("other").expires()).isNull();
        admin.revoke("ONE");
        assertThat(admin.book().tokens()).containsOnlyKeys("other");
    }
}
