package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.money.Currencies;
import io.hourbook.sandbox.SandboxStore.Kept;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
    private final SandboxSettlements settlements;
    private final Clock clock;

    SandboxPeople(SandboxStore store, Sandbox sandbox, SandboxRulebook rulebook, SandboxSettlements settlements, Clock clock) {
        this.settlements = settlements;
        this.clock = clock;
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
     * @param deed finalise, edit, void, pay, or credit; unpay and reinstate take payments and a void back
     * @param body what of it is changed, or the amount that is paid or credited; empty for nothing in particular
     * @return 200; 404 when there is no such document or deed; 422 with what is wrong
     */
    public SandboxReply does(String deed, String id, ObjectNode body) {
        return switch (deed) {
            case "finalise" -> sandbox.finalise(id);
            case "edit" -> with(id, kept -> edited(kept, body));
            case "void" -> with(id, this::voided);
            case "pay" -> with(id, kept -> paid(kept, body));
            case "unpay" -> with(id, this::unpaid);
            case "credit" -> with(id, kept -> credited(kept, body));
            case "reinstate" -> reinstated(id);
            default -> SandboxReply.error(
                    404, "people finalise, edit, void, reinstate, pay, unpay and credit documents; they do not " + deed);
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
        if (!known(body, "amount", "date", "baseAmount") || !within(asked, open) || !amount(body.path("baseAmount").asText("1"))) {
            return SandboxReply.error(
                    422, "a payment is {\"amount\":\"…\"}, more than nothing and not more than is open, which is " + money(open, document) + "; or {} for all of it"
                            + " of today; with a date and a baseAmount where they are known");
        }
        String base = body.path("baseAmount").asText(null);
        settlements.add(kept.id(), "payment", day(body), new BigDecimal(asked), base == null ? null : new BigDecimal(base));
        store.byPeople(kept.id(), "paid", "final", kept.body(), kept.paid().add(new BigDecimal(asked)));
        return SandboxReply.id(200, kept.id());
    }

    private SandboxReply unpaid(Kept kept) {
        if (kept.paid().signum() == 0) {
            return SandboxReply.error(422, "document " + Sandbox.externalId(kept.id()) + " is not paid");
        }
        settlements.takeBackPayments(kept.id());
        store.byPeople(kept.id(), "unpaid", kept.status(), kept.body(), BigDecimal.ZERO);
        return SandboxReply.id(200, kept.id());
    }

    private SandboxReply credited(Kept kept, ObjectNode body) {
        ObjectNode document = SandboxJson.stored(kept.body());
        BigDecimal total = new BigDecimal(document.path("total").asText());
        String asked = body.path("amount").asText(total.toPlainString());
        if (!PAYABLE.contains(document.path("type").asText()) || !known(body, "amount", "date") || !within(asked, total)) {
            return SandboxReply.error(
                    422, "a sales invoice or vendor bill is credited by {\"amount\":\"…\"}, more than nothing and not more than "
                            + money(total, document) + "; or {} for all of it");
        }
        settlements.add(kept.id(), "credit", day(body), new BigDecimal(asked), null);
        store.byPeople(kept.id(), kept.people(), "final", kept.body(), kept.paid());
        return SandboxReply.id(200, kept.id());
    }

    /** People take back that they voided it. */
    private SandboxReply reinstated(String id) {
        Optional<Kept> kept = store.byId(Sandbox.number(id));
        if (kept.isEmpty() || !"voided".equals(kept.get().people())) {
            return SandboxReply.error(kept.isEmpty() ? 404 : 422, "document " + id + " was not voided by people");
        }
        store.byPeople(kept.get().id(), null, "draft", kept.get().body(), kept.get().paid());
        return SandboxReply.id(200, kept.get().id());
    }

    private static boolean known(ObjectNode body, String... names) {
        boolean dated = !body.has("date") || SandboxRules.isDate(body.path("date").asText());
        Set<String> all = Set.of(names);
        boolean known = true;
        for (Iterator<Map.Entry<String, JsonNode>> fields = body.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            known &= all.contains(field.getKey()) && field.getValue().isTextual();
        }
        return dated && known;
    }

    private static boolean amount(String asked) {
        return asked.matches("\\d{1,15}(\\.\\d{1,4})?") && new BigDecimal(asked).signum() > 0;
    }

    private static boolean within(String asked, BigDecimal most) {
        return amount(asked) && new BigDecimal(asked).compareTo(most) <= 0;
    }

    /** With the decimals of the document's currency, for people to read. */
    private static String money(BigDecimal amount, ObjectNode document) {
        String currency = document.path("currency").asText("");
        BigDecimal plain = amount.stripTrailingZeros();
        int minor = Currencies.known(currency) ? Currencies.minorUnits(currency) : 0;
        return plain.setScale(Math.max(minor, plain.scale())).toPlainString();
    }

    private LocalDate day(ObjectNode body) {
        String day = body.path("date").asText(null);
        return day == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : LocalDate.parse(day);
    }
}
