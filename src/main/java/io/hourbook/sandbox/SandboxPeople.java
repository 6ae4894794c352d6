package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.sandbox.SandboxStore.Kept;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** What people do to documents in an accounting system: they edit, void and pay them, and make them final. */
@Component
public class SandboxPeople {

    private static final Set<String> NOT_THEIRS = Set.of("id", "reference", "type", "status", "byPeople", "paid");
    private static final Set<String> PAYABLE = Set.of("sales-invoice", "vendor-bill");

    private final SandboxStore store;
    private final Sandbox sandbox;
    private final SandboxRulebook rulebook;

    SandboxPeople(SandboxStore store, Sandbox sandbox, SandboxRulebook rulebook) {
        this.store = store;
        this.sandbox = sandbox;
        this.rulebook = rulebook;
    }

    /** One document, for a list. */
    public record Row(String id, String reference, String type, String status, String total, String currency, String byPeople, String paid) {}

    /** The latest first. @param most how many */
    public List<Row> latest(int most) {
        return store.latest(most).stream().map(kept -> {
            ObjectNode json = kept.json();
            return new Row(
                    Sandbox.externalId(kept.id()), kept.reference(), json.path("type").asText(), kept.status(), json.path("total").asText(),
                    json.path("currency").asText(""), kept.people(), json.path("paid").asText(""));
        }).toList();
    }

    /**
     * @param deed finalise, edit, void or pay
     * @param body what of it is changed, or the amount that is paid; empty for nothing in particular
     * @return 200; 404 when there is no such document or deed; 422 with what is wrong
     */
    public SandboxReply does(String deed, String id, ObjectNode body) {
        return switch (deed) {
            case "finalise" -> sandbox.finalise(id);
            case "edit" -> with(id, kept -> edited(kept, body));
            case "void" -> with(id, this::voided);
            case "pay" -> with(id, kept -> paid(kept, body));
            default -> SandboxReply.error(404, "people finalise, edit, void and pay documents; they do not " + deed);
        };
    }

    private SandboxReply with(String id, Function<Kept, SandboxReply> work) {
        Optional<Kept> kept = store.byId(Sandbox.number(id));
        if (kept.isEmpty()) {
            return SandboxReply.error(404, "there is no document " + id);
        }
        if (kept.get().status().equals("void")) {
            return SandboxReply.error(422, "document " + id + " is void");
        }
        return rulebook.closed(kept.get().json().path("date").asText())
                .map(closed -> SandboxReply.error(422, closed))
                .orElseGet(() -> work.apply(kept.get()));
    }

    private SandboxReply edited(Kept kept, ObjectNode changes) {
        List<String> complaints = new ArrayList<>();
        ObjectNode document = SandboxJson.stored(kept.body());
        if (changes.isEmpty()) {
            complaints.add("nothing is changed; name fields of the document with what they become, such as {\"due\":\"2025-06-30\"}");
        }
        changes.fieldNames().forEachRemaining(name -> {
            if (NOT_THEIRS.contains(name) || !document.has(name)) {
                complaints.add(name + " is nothing that can be edited in this document");
            }
        });
        if (complaints.isEmpty()) {
            document.setAll(changes);
            complaints.addAll(SandboxRules.complaints(document));
        }
        if (!complaints.isEmpty()) {
            return SandboxReply.errors(422, complaints);
        }
        store.byPeople(kept.id(), "edited", kept.status(), SandboxJson.text(document), kept.paid());
        return SandboxReply.id(200, kept.id());
    }

    private SandboxReply voided(Kept kept) {
        if (kept.paid().signum() > 0) {
            return SandboxReply.error(422, "document " + Sandbox.externalId(kept.id()) + " is paid in part or whole, and cannot be voided");
        }
        store.byPeople(kept.id(), "voided", "void", kept.body(), kept.paid());
        return SandboxReply.id(200, kept.id());
    }

    private SandboxReply paid(Kept kept, ObjectNode body) {
        ObjectNode document = SandboxJson.stored(kept.body());
        if (!PAYABLE.contains(document.path("type").asText())) {
            return SandboxReply.error(422, "only sales invoices and vendor bills are paid");
        }
        BigDecimal open = new BigDecimal(document.path("total").asText()).subtract(kept.paid());
        String asked = body.path("amount").asText(open.toPlainString());
        boolean known = body.size() == 0 || body.size() == 1 && body.path("amount").isTextual();
        if (!known || !asked.matches("\\d{1,15}(\\.\\d{1,4})?") || new BigDecimal(asked).signum() == 0 || new BigDecimal(asked).compareTo(open) > 0) {
            return SandboxReply.error(
                    422, "a payment is {\"amount\":\"…\"}, more than nothing and not more than is open, which is " + open.toPlainString() + "; or {} for all of it");
        }
        store.byPeople(kept.id(), "paid", "final", kept.body(), kept.paid().add(new BigDecimal(asked)));
        return SandboxReply.id(200, kept.id());
    }
}
