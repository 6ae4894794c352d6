package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What Tryton says within a 200 when it has not done a call; its transaction was taken back.
 *
 * @param kind  the class of its exception: {@code UserError}, {@code UserWarning}; where it names none, the words themselves
 * @param name  what a warning is called, or null
 * @param words in its own words
 */
record Fault(String kind, String name, String words) {

    private static final List<String> LOCKED = List.of("could not obtain lock", "could not serialize access", "deadlock detected",
            "database is locked", "canceling statement due to lock timeout",
            // two at once made the first entry of a month's journal
            "create only one journal per period");
    private static final List<String> CLOSED = List.of("must create a period for the date", "must create a fiscal year for the date",
            "is closed.", "closed journal-period", "closed period");

    static Fault read(JsonNode error) {
        String kind = error.path(0).asText();
        JsonNode told = error.path(1);
        if (!told.isArray()) {
            return new Fault(kind, null, kind + (told.asText().isBlank() ? "" : ": " + told.asText()));
        }
        // a warning is told as name, words, more words; an error as words, more words, and what its domain was
        boolean warns = kind.endsWith("Warning");
        int at = warns ? 1 : 0;
        String more = told.path(at + 1).asText("");
        return new Fault(kind, warns ? told.path(0).asText() : null, told.path(at).asText(kind) + (more.isBlank() ? "" : " - " + more));
    }

    /** Whether others were at the same records at that moment; the next try may go through. */
    boolean locked() {
        return LOCKED.stream().anyMatch(words::contains);
    }

    /** Whether somebody has changed the record since it was read. */
    boolean stale() {
        return kind.equals("ConcurrencyException");
    }

    /** Whether a person's rule stands against it, which no repetition changes. */
    boolean ruled() {
        return kind.equals("UserError") || kind.equals("UserWarning");
    }

    boolean login() {
        return kind.equals("LoginException");
    }

    /** The warning that an invoice is due on a day that has passed; what is billed late is billed all the same. */
    boolean late() {
        return name != null && name.startsWith("invoice_payment_term_");
    }

    boolean periodClosed() {
        return CLOSED.stream().anyMatch(words::contains);
    }

    boolean outOfOrder() {
        return words.contains("must set an accounting date after");
    }
}
