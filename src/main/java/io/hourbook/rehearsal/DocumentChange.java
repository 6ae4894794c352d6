package io.hourbook.rehearsal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One document that says something else than before.
 *
 * @param counterparty null for journals and payroll
 * @param currency     null for payroll, which has no money
 * @param delivered    whether its target has it already
 * @param byItself     whether the next run makes exactly this of it
 * @param from         null for a new one
 * @param to           null for one that is dropped
 * @param corrects     the final documents whose lines it takes back, or says anew
 */
public record DocumentChange(
        String reference, String target, String type, String counterparty, String currency, String period, Outcome outcome, boolean delivered,
        boolean byItself, Said from, Said to, List<String> corrects) {

    /**
     * Whether what it comes to in the books' currency is all of its money that changes: it is told then, for its totals say nothing of it.
     * What a document comes to in its own currency tells the rest.
     */
    public boolean onlyBaseMoves() {
        return from != null && to != null && Objects.equals(from.total, to.total) && !Objects.equals(from.baseTotal, to.baseTotal);
    }

    /**
     * What a document says.
     *
     * @param total     null for payroll
     * @param baseTotal in the books' currency, null where it is not known
     * @param seconds   of payroll, else null
     */
    public record Said(String status, String total, String baseTotal, int lines, Long seconds) {}

    /** What would become of it. */
    public enum Outcome {
        NEW("new"),
        CHANGED("changed before anybody has it"),
        /** A draft that its target has is brought up to date there; one that is final there by then is corrected. */
        UPDATED("changed at its target, which has the draft"),
        CORRECTION("a correction of something final"),
        VOID("void"),
        DROPPED("not made; nobody ever heard of it");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String words() {
            return words;
        }
    }
}
