package io.hourbook.version;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Something that happened to an edit of routes and mappings, as the change log keeps it.
 *
 * @param at       when
 * @param event    what
 * @param who      whose doing it was, as far as that can be known
 * @param version  that came of it, or null
 * @param proposal that it was about, or null
 * @param base     the version in force before; 0: none
 * @param hash     of the set that it was about
 * @param files    the files that were edited, where that is known
 * @param why      what was said to it, or null
 * @param result   what came of it; what was found, where it was refused
 */
public record Change(
        Instant at, Event event, String who, Integer version, Integer proposal, int base, String hash, List<String> files, String why, String result) {

    /** The same with the version that came of it. */
    Change came(Version made) {
        return new Change(made.acceptedAt(), event, who, made.number(), proposal, base, hash, files, why, "version " + made.number() + " is in force"
                + (made.restores() == null ? "" : ", with the files of version " + made.restores()));
    }

    /** What can happen to an edit. */
    public enum Event {
        /** It does not pass. */
        REFUSED,
        /** It went in force at once. */
        ACCEPTED,
        /** It waits for a second person. */
        PROPOSED,
        /** A second person put it in force. */
        APPROVED,
        /** A second person did not want it. */
        REJECTED,
        /** It was undone before anybody decided. */
        WITHDRAWN,
        /** Something else took its place before anybody decided. */
        SUPERSEDED,
        /** Somebody went back to an earlier version. */
        ROLLED_BACK;

        /** As the log and people have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Event of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
