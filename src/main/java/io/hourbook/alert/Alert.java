package io.hourbook.alert;

import io.hourbook.mapping.AlertPolicy.Kind;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that needs a person and lasts.
 *
 * @param node      who alone can see it; empty where everybody does
 * @param letters   of a cause; else 0
 * @param seen      when somebody saw it last
 * @param told      when it was told first, or null
 * @param reminded  when it was told last, or null
 * @param reminders how often it was told again
 */
record Alert(
        long id, String cause, Kind kind, String node, String what, String link, long letters, Instant began, Instant seen, Instant told,
        Instant reminded, int reminders) {

    Duration lasted(Instant now) {
        return Duration.between(began, now);
    }

    /** When it was last said. */
    Instant said() {
        return reminded == null ? told : reminded;
    }
}
