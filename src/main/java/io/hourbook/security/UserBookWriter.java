package io.hourbook.security;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** A users file as it is written. Every value is of a shape that needs no escapes: names, hashes, words and instants. */
final class UserBookWriter {

    private static final String TOP = """
            # Who may come in. Written by `hourbook users`, which keeps no comments; read again whenever it changes.
            # Passwords are bcrypt hashes, tokens SHA-256 digests. Keep it to yourself: mode 600.
            """;

    private UserBookWriter() {}

    static String text(UserBook book) {
        StringBuilder text = new StringBuilder(TOP).append("users:\n");
        book.users().values().forEach(user -> text.append("  \"").append(user.name()).append("\":\n    password: \"").append(user.hash())
                .append("\"\n    roles: ").append(roles(user.roles())).append("\n    enabled: ").append(user.enabled()).append('\n'));
        text.append("tokens:\n");
        book.tokens().values().forEach(token -> {
            text.append("  \"").append(token.name()).append("\":\n    sha256: \"").append(token.sha256()).append("\"\n");
            if (!token.ends().contains("?")) {
                text.append("    ends: \"").append(token.ends()).append("\"\n");
            }
            text.append("    roles: ").append(roles(token.roles())).append('\n');
            instant(text, "created", token.created());
            instant(text, "expires", token.expires());
        });
        return text.toString();
    }

    private static void instant(StringBuilder text, String key, Instant at) {
        if (at != null) {
            text.append("    ").append(key).append(": \"").append(at).append("\"\n");
        }
    }

    private static String roles(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", ", "[", "]"));
    }
}
