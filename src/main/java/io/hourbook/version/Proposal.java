package io.hourbook.version;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A substantial edit that passed, and waits for a second person, or did.
 *
 * @param number      1 for the first
 * @param hash        64 hexadecimal digits of SHA-256 over all files of the set as it would be
 * @param base        the version in force that it was made upon
 * @param author      whose edit it is, as far as that can be known
 * @param authors     by which names whoever wrote it is known: none of them may approve it; empty where nobody knows
 * @param note        why, or null
 * @param proposedAt  when it began to wait
 * @param state       what became of it
 * @param decidedBy   who or what ended the waiting, or null
 * @param decidedAt   when, or null
 * @param why         what they said to it, or null
 * @param substantial what makes it substantial, a sentence each
 * @param cases       how many cases were run; those that did not come out are among the notes
 * @param notes       what the check noted and did not hold against it, {@code path:line: code what}
 * @param checkMillis how long the check took, in milliseconds
 * @param version     the version that it became, or null
 */
public record Proposal(
        int number, String hash, int base, String author, List<String> authors, String note, Instant proposedAt, State state, String decidedBy,
        Instant decidedAt, String why, List<String> substantial, int cases, List<String> notes, int checkMillis, Integer version) {

    /** What became of a proposal. */
    public enum State {
        /** A second person has to decide. */
        WAITING,
        /** It went in force as a version. */
        APPROVED,
        /** It is not proposed again until it is changed. */
        REJECTED,
        /** The edit was undone in the folder that it came from. */
        WITHDRAWN,
        /** Another edit, or another version, took its place. */
        SUPERSEDED;

        /** As the database and people have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code 496 cases came out as written}, or how many did and how many did not: for people. */
    public String tested() {
        return Tested.of(cases, notes).words();
    }

    /** The fields of cases that did not come out and hold nothing up: until they do, nobody sees what else changes them. */
    public List<String> unseen() {
        return Noted.unseen(notes);
    }

    /** Whether a second person has to decide. */
    public boolean waits() {
        return state == State.WAITING;
    }

    /** What stands with it, in one sentence. */
    public String words() {
        String subject = "proposal " + number;
        return switch (state) {
            case WAITING -> subject + " waits for a second person; " + String.join("; ", substantial);
            case APPROVED -> subject + " was approved by " + decidedBy + " and is version " + version;
            case REJECTED -> subject + " was rejected by " + decidedBy + (why == null ? "" : ": " + why);
            case WITHDRAWN, SUPERSEDED -> subject + " was " + state.word() + (why == null ? "" : ": " + why);
        };
    }
}
