package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Request;
import java.util.List;
import java.util.Map;

/** The calls that write a document there, and what they wrote. */
final class Writing {

    private final Due due;
    private final Paper paper;
    private final Calls calls;
    private final String key;
    private Content wrote;

    /** @param moment differs between now and later: a key whose call was refused is not used again, for Xero would only repeat itself */
    Writing(Due due, Paper paper, Calls calls, String moment) {
        this.due = due;
        this.paper = paper;
        this.calls = calls;
        this.key = due.refusedBefore() && !due.doubted() ? due.key() + "-" + moment : due.key();
    }

    /** @param contact the id of its contact, or null for a journal */
    Request create(String contact) {
        JsonNode body = paper.with(contact);
        wrote = Content.of(paper.resource(), body);
        return calls.create(paper.resource(), List.of(body), key);
    }

    Request update(String id, JsonNode body) {
        wrote = paper.empty() ? null : Content.of(paper.resource(), body);
        return calls.update(paper.resource(), id, body, key);
    }

    /** Xero made something else of it: that was nobody's edit. */
    void became(Element element) {
        wrote = Content.of(paper.resource(), element.json());
    }

    Map<Due, String> wrote() {
        return wrote == null ? Map.of() : Map.of(due, wrote.text());
    }
}
