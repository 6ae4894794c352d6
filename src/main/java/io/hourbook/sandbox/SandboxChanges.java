package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.sandbox.SandboxSettlements.Settlement;
import io.hourbook.sandbox.SandboxStore.Kept;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What changed in the sandbox, page by page. Its cursor is a moment and a number; the last page's reaches back a little, for what was
 * stamped earlier may be committed later: something is told twice rather than never.
 */
@Component
class SandboxChanges {

    private static final int MOST = 500;
    private static final String FROM_THE_BEGINNING = "2000-01-01T00:00:00/0";

    private final SandboxStore store;
    private final SandboxSettlements settlements;

    SandboxChanges(SandboxStore store, SandboxSettlements settlements) {
        this.store = store;
        this.settlements = settlements;
    }

    /** @param after the cursor of the page before, or null; @param limit of documents */
    SandboxReply after(String after, int limit) {
        String[] place = (after == null ? FROM_THE_BEGINNING : after).split("/");
        if (limit < 1 || limit > MOST || place.length != 2 || !place[1].matches("\\d{1,9}")) {
            return wrong(after);
        }
        LocalDateTime from;
        try {
            from = LocalDateTime.parse(place[0]);
        } catch (DateTimeException unknown) {
            return wrong(after);
        }
        LocalDateTime settled = store.settled();
        List<Kept> changed = store.changed(from, Integer.parseInt(place[1]), limit);
        Map<Integer, List<Settlement>> money = settlements.of(changed.stream().map(Kept::id).toList());
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode documents = page.putArray("documents");
        changed.forEach(kept -> documents.add(told(kept, money.getOrDefault(kept.id(), List.of()))));
        boolean more = changed.size() == limit;
        page.put("cursor", cursor(from, place[1], changed, more, settled));
        page.put("more", more);
        return new SandboxReply(200, page);
    }

    private static String cursor(LocalDateTime from, String number, List<Kept> changed, boolean more, LocalDateTime settled) {
        Kept last = changed.isEmpty() ? null : changed.get(changed.size() - 1);
        LocalDateTime reached = last == null ? from : last.updatedAt();
        if (!more && reached.isAfter(settled)) {
            return settled + "/0";
        }
        return last == null ? from + "/" + number : reached + "/" + last.id();
    }

    private static SandboxReply wrong(String after) {
        return SandboxReply.error(422, "limit is 1 to " + MOST + ", and after the cursor of the page before; not " + after);
    }

    private static ObjectNode told(Kept kept, List<Settlement> money) {
        ObjectNode body = SandboxJson.stored(kept.body());
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("id", Sandbox.externalId(kept.id())).put("reference", kept.reference()).put("status", kept.status());
        for (String field : List.of("total", "date", "due")) {
            if (body.path(field).isTextual() && !(field.equals("total") && body.path("type").asText().equals("payroll-batch"))) {
                told.put(field, body.path(field).asText());
            }
        }
        told.put("edited", kept.edited());
        told.put("version", kept.updatedAt().toString());
        if (kept.people() != null) {
            told.put("by", kept.people() + " by people");
        }
        lines(body, told);
        ArrayNode payments = told.putArray("payments");
        ArrayNode credits = told.putArray("credits");
        for (Settlement one : money) {
            ObjectNode entry = (one.kind().equals("payment") ? payments : credits).addObject();
            entry.put("id", (one.kind().equals("payment") ? "PAY-" : "CRE-") + one.id()).put("date", one.dated().toString());
            entry.put("amount", plain(one.amount())).put("reversed", one.reversed());
            if (one.baseAmount() != null) {
                entry.put("baseAmount", plain(one.baseAmount()));
            }
        }
        return told;
    }

    /** Amounts of lines, where they are money. */
    private static void lines(ObjectNode body, ObjectNode told) {
        ArrayNode amounts = JsonNodeFactory.instance.arrayNode();
        for (JsonNode line : body.path("lines")) {
            for (String field : List.of("amount", "debit", "credit")) {
                if (line.path(field).isTextual()) {
                    amounts.addObject().put("amount", line.path(field).asText());
                    break;
                }
            }
        }
        if (amounts.size() == body.path("lines").size()) {
            told.set("lines", amounts);
        }
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
