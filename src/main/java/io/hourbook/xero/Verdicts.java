package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Final;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.delivery.Sending.Before;
import io.hourbook.document.Documents.Outgoing;
import java.util.List;

/**
 * What it means for a delivery that a document stands in Xero as it does.
 *
 * @param due      the delivery
 * @param document as it should stand by now
 * @param paper    the same in Xero's words
 * @param before   what is known of what was written there
 */
record Verdicts(Due due, Outgoing document, Paper paper, Before before) {

    /** Whether a newer content has taken the place of what was to be delivered. */
    boolean overtaken() {
        return document.revision() > due.revision();
    }

    Outcome overtaken(String foundId, Answer answer) {
        return new Overtaken(foundId, answer.status());
    }

    Outcome delivered(String id, Answer answer) {
        return new Delivered(document.revision(), id, document.externalId() == null && !paper.empty(), answer.status());
    }

    /**
     * What follows from what stands there; null where it has to be changed.
     *
     * @param id      that it has there
     * @param foundId the same where a look-up found it, else null
     */
    Outcome of(Element element, String id, String foundId, boolean doubt, Answer answer) {
        boolean gone = element.deleted() || element.voided();
        boolean right = paper.empty() ? gone : !gone && element.says(paper);
        if (overtaken()) {
            return overtaken(foundId, answer);
        } else if (right && (paper.empty() || !element.open() || foundId != null && document.externalId() == null)) {
            return delivered(id, answer);
        } else if (gone) {
            return new Refused(Findings.voided(paper.reference(), element.status()), element.status(), answer.status(), foundId, doubt);
        }
        boolean changeable = element.open() || paper.empty() && paper.settled() && !element.used();
        return changeable ? edited(element, foundId, doubt, answer) : last(element, foundId, answer);
    }

    /** What people changed there is left alone. Null where it says what we wrote. */
    private Outcome edited(Element element, String foundId, boolean doubt, Answer answer) {
        List<String> edits = edits(element).found();
        return edits.isEmpty() ? null : new Refused(
                Findings.edited(paper, element, edits, due.unknownThere()), "changed by people", answer.status(), foundId, doubt);
    }

    private Edits edits(Element element) {
        return Edits.of(element, before, paper, due.target(), due.unknownThere());
    }

    /** What is to be written in the place of what stands there. @param contact the id of its contact, or null for a journal */
    JsonNode changed(Element standing, String id, String contact) {
        return paper.empty() ? paper.away(id, !standing.open()) : paper.with(contact, id, standing.json(), edits(standing).ours());
    }

    /** It counts there already: what is wrong with it is corrected by a credit. */
    Outcome last(Element element, String foundId, Answer answer) {
        int revision = Math.max(document.deliveredRevision(), due.doubtedEarlier());
        if (revision == 0) {
            // of which content it is nobody here knows, so there is nothing to correct it from
            String stands = element.status() + " " + element.total();
            return new Refused(Findings.taken(paper.reference(), stands), element.status(), answer.status(), foundId, false);
        }
        return new Final(revision, answer.status(), foundId);
    }

    /** Xero has taken what it was sent; whether as it should is still to be seen. */
    Outcome taken(Element element, String foundId, Answer answer) {
        boolean gone = element.deleted() || element.voided();
        if (element.id() == null || !paper.empty() && element.total() == null || paper.empty() != gone) {
            return Lines.unreadable(answer, true, foundId);
        }
        if (paper.empty() || element.total().compareTo(paper.total()) == 0) {
            return delivered(element.id(), answer);
        }
        return new Refused(
                Findings.otherTotal(paper.reference(), paper.total(), element.total()), "total " + element.total().toPlainString(), answer.status(),
                element.id(), false);
    }
}
