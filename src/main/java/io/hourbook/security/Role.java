package io.hourbook.security;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody may do. A user or an API token can have several; each brings the lesser ones along. */
public enum Role {
    /** Reads the metrics and nothing else: for a monitoring program. */
    METRICS,
    /** Writes to the built-in accounting endpoint. Nobody is given it: Hourbook's own deliveries have it. */
    SANDBOX,
    /** Reads everything. */
    VIEWER(METRICS),
    /** Asks what an edit would move. Nobody is given it: approvers and mappers have it. */
    PREVIEWER,
    /** Releases documents, and decides about edits that wait for a second person. */
    APPROVER(VIEWER, METRICS, PREVIEWER),
    /** Starts passes and slots, replays and discards dead letters, rehearses on the built-in endpoint. */
    OPERATOR(VIEWER, METRICS, SANDBOX),
    /** Edits mappings. */
    MAPPER(VIEWER, METRICS, PREVIEWER),
    /** Everything. */
    ADMIN(METRICS, SANDBOX, VIEWER, PREVIEWER, APPROVER, OPERATOR, MAPPER);

    private final Set<Role> brings;

    Role(Role... brings) {
        this.brings = Set.of(brings);
    }

    /** As it is written in the users file and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word, if it is one that can be given to somebody. */
    public static Optional<Role> given(String word) {
        return Stream.of(values()).filter(role -> role != SANDBOX && role != PREVIEWER && role.word().equals(word)).findFirst();
    }

    /** {@code viewer, approver, …}: all that can be given. */
    public static String words() {
        return Stream.of(VIEWER, APPROVER, OPERATOR, MAPPER, ADMIN, METRICS).map(Role::word).collect(Collectors.joining(", "));
    }

    /** These roles with all that they bring along. */
    static Set<Role> withLesser(Set<Role> roles) {
        Set<Role> all = EnumSet.noneOf(Role.class);
        roles.forEach(role -> {
            all.add(role);
            all.addAll(role.brings);
        });
        return all;
    }
}
