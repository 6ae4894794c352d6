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
    private Finding finding;
    private boolean unread;

    Groundwork(Paper paper, Known known, Calls calls) {
        this.paper = paper;
        this.known = known;
        this.calls = calls;
    }

    /** Whether nothing is left to be asked. */
    boolean done() {
        return known.baseCurrency() != null && (paper.counterparty() == null || known.contact(paper.counterparty()) != null);
    }

    /** Why the document cannot be sent, as far as that is known; null where it can. */
    Finding finding() {
        boolean other = known.baseCurrency() != null && paper.baseCurrency() != null && !paper.baseCurrency().equals(known.baseCurrency());
        return other ? Findings.otherBase(paper.reference(), paper.baseCurrency(), known.baseCurrency()) : finding;
    }

    /** Whether the last answer said nothing that could be understood. */
    boolean unread() {
        return unread;
    }

    /** What to ask next. */
    Request request() {
        return known.baseCurrency() == null ? calls.organisation() : calls.contact(paper.counterparty());
    }

    void hear(Answer answer) {
        unread = false;
        if (known.baseCurrency() == null) {
            organisation(answer);
        } else {
            contact(answer);
        }
    }

    private void organisation(Answer answer) {
        Organisation organisation = Organisation.of(answer);
        if (organisation != null) {
            known.baseCurrency(organisation.baseCurrency());
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
