package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Request;
import io.hourbook.problem.Finding;
import java.util.List;

/** What has to be known of an organisation before a document can be sent there: what its books are in, and who its contact is. */
final class Groundwork {

    private final Paper paper;
    private final Known known;
    private final Calls calls;
    private final String pass;
    private Finding finding;
    private List<String> lockedOut = List.of();
    private boolean unread;

    /** @param pass in which the document is sent */
    Groundwork(Paper paper, Known known, Calls calls, String pass) {
        this.paper = paper;
        this.known = known;
        this.calls = calls;
        this.pass = pass;
    }

    /** Whether nothing is left to be asked. */
    boolean done() {
        return !asksOrganisation() && (paper.counterparty() == null || known.contact(paper.counterparty()) != null);
    }

    /** What is known of a lock may be from last month: before it is believed it is asked again. */
    private boolean asksOrganisation() {
        return known.baseCurrency() == null || locked() && !known.readIn(pass);
    }

    private boolean locked() {
        return known.locked(paper.day(), paper.settled(), pass);
    }

    /** Why the document cannot be sent, as far as that is known; null where it can. */
    Finding finding() {
        if (known.baseCurrency() != null && paper.baseCurrency() != null && !paper.baseCurrency().equals(known.baseCurrency())) {
            return Findings.otherBase(paper.reference(), paper.baseCurrency(), known.baseCurrency());
        }
        return locked() && known.readIn(pass) ? lockedOut() : finding;
    }

    /** Xero has refused the document for a lock date, whatever it says when it is asked for it. */
    void lockedOut(List<String> messages) {
        lockedOut = messages;
        known.refusedAsLocked(paper.settled(), pass);
    }

    /** The refusal of a document of a locked period, with the days as far as they are known. */
    Finding lockedOut() {
        String words = known.organisation() == null ? null : known.organisation().locks().words();
        List<String> said = lockedOut.isEmpty() ? List.of("a document of " + paper.day() + ", which was not sent") : lockedOut;
        return Refusal.LOCKED.finding(paper.reference(), said, words);
    }

    /** Whether what was refused for a lock date is still to be asked about: a reading of earlier may be of before the lock. */
    boolean asksForLocks() {
        return !lockedOut.isEmpty();
    }

    /** Whether the last answer said nothing that could be understood. */
    boolean unread() {
        return unread;
    }

    /** What to ask next. */
    Request request() {
        return asksOrganisation() || asksForLocks() ? calls.organisation() : calls.contact(paper.counterparty());
    }

    void hear(Answer answer) {
        unread = false;
        if (asksOrganisation() || asksForLocks()) {
            organisation(answer);
        } else {
            contact(answer);
        }
    }

    private void organisation(Answer answer) {
        Organisation organisation = Organisation.of(answer);
        if (organisation != null) {
            known.organisation(organisation, pass);
        } else {
            nothing(answer);
        }
    }

    private void contact(Answer answer) {
        JsonNode contacts = Json.read(answer.body()).path("Contacts");
        if (!contacts.isArray() && answer.status() != 404) {
            nothing(answer);
            return;
        }
        List<String> ids = Organisation.contacts(contacts);
        if (ids.size() == 1) {
            known.contact(paper.counterparty(), ids.get(0));
        } else {
            finding = Findings.noContact(paper.reference(), paper.counterparty(), ids.size());
        }
    }

    private void nothing(Answer answer) {
        unread = answer.ok();
        finding = answer.ok() ? null : Findings.noLookUp(paper.reference(), Element.said(answer));
    }

    /** The contact's id; null for a journal, and where it is not known. */
    String contact() {
        return paper.counterparty() == null ? null : known.contact(paper.counterparty());
    }

    /** A contact that Xero does not take is looked up anew. */
    void forgetContact() {
        if (paper.counterparty() != null) {
            known.forget(paper.counterparty());
        }
    }
}
