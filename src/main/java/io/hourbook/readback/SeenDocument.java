package io.hourbook.readback;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A document as it stands at the target. What the target does not tell is null, and nothing is concluded from it.
 *
 * @param id        the target's own id, as deliveries keep it
 * @param reference ours, where the document shows one; then it is found even where its id is not known here yet
 * @param state     how it stands there
 * @param says      whether it says what was written there last
 * @param total     of its lines without tax, positive: what {@code total} is in our document
 * @param payable   what is owed for it, with tax, positive; null where it is the total
 * @param date      its date
 * @param due       its due date; null also where its kind has none
 * @param amounts   its lines' amounts without tax, positive as in our document (a journal's debits and credits both); in any order; null
 *                  where they are not told
 * @param print     whatever changes whenever people change the document there (a version, a stamp, a digest), at most 190 characters: a new
 *                  edit is told from one that was seen before by it; null where there is no such thing
 * @param by        who changed it and when, in few words for people, or null
 * @param payments  all payments of it, where the target lists them at the document: one that was known and is missing was taken back;
 *                  null where payments are told apart or not at all
 * @param credits   the same of the credits that are set against it
 */
public record SeenDocument(
        String id,
        String reference,
        State state,
        Says says,
        BigDecimal total,
        BigDecimal payable,
        LocalDate date,
        LocalDate due,
        List<BigDecimal> amounts,
        String print,
        String by,
        List<SeenPayment> payments,
        List<SeenCredit> credits) {

    /** How a document stands at its target. */
    public enum State {
        /** It can be changed there, by us as well. */
        DRAFT,
        /** Approved, posted, paid or locked: it is corrected by others and changed no more. */
        FINAL,
        /** It counts no more, and shows that it once did. */
        VOID,
        /** It was deleted. To be told only where the target says so, or answers that it does not know the id. */
        GONE;

        /** Whether it counts in the books there. */
        public boolean counts() {
            return this == DRAFT || this == FINAL;
        }
    }

    /** Whether what stands there is what was written there last, as far as the target or the kind's reader can tell by itself. */
    public enum Says {
        /** A fingerprint of ours fits, or the target says that nobody else wrote. */
        OURS,
        /** People changed it. */
        OTHERS,
        /** Not told: total, date, due date and amounts are compared with what was sent. */
        UNKNOWN
    }

    public SeenDocument {
        amounts = amounts == null ? null : List.copyOf(amounts);
        payments = payments == null ? null : List.copyOf(payments);
        credits = credits == null ? null : List.copyOf(credits);
    }

    /** One that is known by its id and its state; more is added by the methods below. */
    public static SeenDocument of(String id, String reference, State state) {
        return new SeenDocument(id, reference, state, Says.UNKNOWN, null, null, null, null, null, null, null, null, null);
    }

    /** The same with what is needed to judge an edit. */
    public SeenDocument saying(BigDecimal total, LocalDate date, LocalDate due, List<BigDecimal> amounts) {
        return new SeenDocument(id, reference, state, says, total, payable, date, due, amounts, print, by, payments, credits);
    }

    /** The same with what the target itself says of edits. */
    public SeenDocument written(Says says, String print, String by) {
        return new SeenDocument(id, reference, state, says, total, payable, date, due, amounts, print, by, payments, credits);
    }

    /** The same with what is owed for it. */
    public SeenDocument owing(BigDecimal payable) {
        return new SeenDocument(id, reference, state, says, total, payable, date, due, amounts, print, by, payments, credits);
    }

    /** The same with all payments and credits that stand at it; null for those that are not told here. */
    public SeenDocument settledBy(List<SeenPayment> payments, List<SeenCredit> credits) {
        return new SeenDocument(id, reference, state, says, total, payable, date, due, amounts, print, by, payments, credits);
    }
}
