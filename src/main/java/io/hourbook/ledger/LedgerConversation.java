package io.hourbook.ledger;

import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Dialogue;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.Sending;
import io.hourbook.mapping.Target;
import java.util.Map;
import java.util.Optional;

/**
 * One document and a file that is only ever appended to: what stands there is final, so that a change of it is a correction of its
 * own. Whether an append that nobody answered for was made, the file itself says.
 */
final class LedgerConversation implements Dialogue {

    private final Sending sending;
    private final Request append;
    private boolean asked;
    private String trouble;
    private Outcome outcome;

    /**
     * @param append what is to be written, by its file's path
     * @param there  the revision that the file has, or empty
     */
    LedgerConversation(Sending sending, Optional<Integer> there, Request append) {
        this.sending = sending;
        this.append = append;
        int known = Math.max(there.orElse(0), sending.document().deliveredRevision());
        if (sending.document().revision() > sending.due().revision() && known == 0 && !sending.due().doubted()) {
            outcome = new Outcome.Overtaken(null, null);
        } else if (known >= sending.document().revision()) {
            outcome = delivered();
        } else if (known > 0) {
            outcome = new Outcome.Final(known, null, sending.document().reference());
        }
    }

    private Outcome delivered() {
        return new Outcome.Delivered(sending.document().revision(), sending.document().reference(), true, null);
    }

    @Override
    public boolean asks() {
        return outcome == null && !asked;
    }

    @Override
    public Target target() {
        return sending.target();
    }

    @Override
    public Request request() {
        asked = true;
        return append;
    }

    /** A file has one answer only: that it was written. */
    @Override
    public void hear(Answer answer) {
        outcome = delivered();
    }

    @Override
    public void broken(Throwable cause) {
        trouble = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (outcome == null) {
            // whatever happened, the file is read before it is written to again
            outcome = Outcome.Later.backingOff(asked, trouble == null ? "not written" : "not written: " + trouble, null, null);
        }
        return Map.of(sending.due(), outcome);
    }
}
