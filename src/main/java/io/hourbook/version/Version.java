package io.hourbook.version;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * One accepted set of routes and mappings.
 *
 * @param number     1 for the first
 * @param hash       64 hexadecimal digits of SHA-256 over all files
 * @param restores   the version whose files these are, where somebody went back to it, or null
 * @param author     whose edit it is, as far as that can be known
 * @param note       why, or null
 * @param acceptedAt when it was let in
 * @param cases      how many cases were run; those that did not come out are among the notes
 * @param notes      what the check noted and did not hold against it, {@code path:line: code what}
 * @param program    the Hourbook that checked it
 * @param checkMillis how long that took, in milliseconds
 * @param approver   who approved it, or null where it did not have to be
 * @param approval   what the approver said to it, or null
 * @param proposal   that it waited as, or null
 */
public record Version(
        int number, String hash, Integer restores, String author, String note, Instant acceptedAt, int cases, List<String> notes,
        String program, int checkMillis, String approver, String approval, Integer proposal) {

    /** One that nobody had to approve. */
    Version(
            int number, String hash, Integer restores, String author, String note, Instant acceptedAt, int cases, List<String> notes,
            String program, int checkMillis) {
        this(number, hash, restores, author, note, acceptedAt, cases, notes, program, checkMillis, null, null, null);
    }

    /** {@code 496 cases came out as written}, or how many did and how many did not: for people. */
    @JsonProperty
    public String tested() {
        return Tested.of(cases, notes).words();
    }

    /** How many cases came out as written, of those that let it in; no more than that, where more did not than was noted. */
    @JsonProperty
    public int passed() {
        return Tested.of(cases, notes).passed();
    }

    /** The fields of cases that did not come out and hold nothing up: until they do, nobody sees what else changes them. */
    @JsonProperty
    public List<String> unseen() {
        return Noted.unseen(notes);
    }

    /** {@code 495 of 496}, how many cases came out of how many were run: for people. */
    public String passedOf() {
        return Tested.of(cases, notes).figures();
    }

    /** {@code ana, approved by ben}: for people. */
    public String people() {
        return approver == null ? author : author + ", approved by " + approver;
    }
}
