package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks whether a document is there: by its number first, then, where people have given it another number, among all of its day. The
 * memo decides, for it has the reference whole; QuickBooks cannot be asked for a memo.
 */
final class LookUp {

    private final Company company;
    private final Entity entity;
    private final Mark mark;
    private final String day;
    private final List<JsonNode> hits = new ArrayList<>();
    private boolean numbers;
    private boolean stranger;
    private int from = 1;

    LookUp(Company company, Entity entity, Mark mark, String day) {
        this.company = company;
        this.entity = entity;
        this.mark = mark;
        this.day = day;
        this.numbers = true;
    }

    Request request() {
        return company.query("select * from " + entity.word()
                + (numbers ? " where DocNumber = " + Company.quoted(mark.number()) : " where TxnDate = " + Company.quoted(day))
                + " startposition " + from + " maxresults " + Company.PAGE);
    }

    /** @return false where the answer is none to this question */
    boolean hear(JsonNode answer) {
        JsonNode response = answer.path("QueryResponse");
        if (!response.isObject()) {
            return false;
        }
        JsonNode found = response.path(entity.word());
        for (JsonNode each : found) {
            if (Wire.field(each, "Id") == null) {
                return false;
            }
            if (mark.ours(Wire.field(each, "PrivateNote"))) {
                hits.add(each);
            } else if (numbers && mark.number().equals(Wire.field(each, "DocNumber"))) {
                stranger = true;
            }
        }
        if (found.size() >= Company.PAGE) {
            from += Company.PAGE;
        } else if (numbers) {
            numbers = false;
            from = 1;
        } else {
            from = 0;
        }
        return true;
    }

    /** Whether there is still something to ask: nothing was found, and not everything looked at. */
    boolean asks() {
        return hits.isEmpty() && from > 0;
    }

    /** Those whose memo names the reference. */
    List<JsonNode> hits() {
        return hits;
    }

    /** Whether the number is on a document that does not name the reference, and none does. */
    boolean stranger() {
        return stranger && hits.isEmpty();
    }
}
