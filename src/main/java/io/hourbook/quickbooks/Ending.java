package io.hourbook.quickbooks;

import io.hourbook.delivery.Due;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Final;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.problem.Finding;
import java.math.BigDecimal;

/** How a conversation about one document ends, and what is known of it by then: its id there, and whether anything is in doubt. */
final class Ending {

    private final Due due;
    private final Outgoing document;
    private final BigDecimal total;
    private final Cures cures;
    private boolean doubt;
    private String foundId;
    private Outcome outcome;

    /** @param total of our document */
    Ending(Due due, Outgoing document, BigDecimal total, Cures cures) {
        this.due = due;
        this.document = document;
        this.total = total;
        this.cures = cures;
        this.doubt = due.doubted();
    }

    /** Null while it goes on. */
    Outcome outcome() {
        return outcome;
    }

    /** Whether an earlier call may have changed something that nobody has looked up yet. */
    boolean doubt() {
        return doubt;
    }

    void certain() {
        doubt = false;
    }

    /** Its id there where an answer named it, else null. */
    String foundId() {
        return foundId;
    }

    /** It is there under this id. */
    void found(String id) {
        foundId = id;
        doubt = false;
    }

    void later(Later later) {
        outcome = later;
    }

    /** @param written whether the request may have changed something */
    void unreadable(Heard heard, boolean written) {
        outcome = Later.backingOff(written || doubt, "unreadable answer: " + heard.words(), heard.answer().status(), foundId);
    }

    void overtaken(String id, Integer status) {
        outcome = new Overtaken(id, status);
    }

    /** It stands there as it should, or is gone as it should. @param id null where it never was there */
    void delivered(String id, boolean created, Integer status) {
        outcome = new Delivered(document.revision(), id, created, status);
    }

    /** It was written; what QuickBooks makes of it is compared to the cent. */
    void delivered(Standing made, Heard heard, boolean created) {
        if (made.total().compareTo(total) == 0) {
            delivered(made.id(), created, heard.answer().status());
        } else {
            refuse(cures.total(made.total(), total, made.id()), heard);
        }
    }

    /** It is changed no more: what stands there is corrected by another, unless nobody here knows what that is. */
    void settled(String why, Heard heard) {
        if (due.unknownThere() && document.externalId() == null) {
            refuse(cures.finalElsewhere(why), heard);
        } else {
            outcome = new Final(Math.max(document.deliveredRevision(), due.doubtedEarlier()), heard.answer().status(), foundId);
        }
    }

    void refuse(Finding finding, Heard heard) {
        refuse(finding, heard.words(), heard.answer().status());
    }

    void refuse(Finding finding, String words, Integer status) {
        outcome = new Refused(finding, words, status, foundId, doubt);
    }
}
