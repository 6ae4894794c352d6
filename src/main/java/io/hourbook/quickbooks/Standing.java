package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A document as QuickBooks has it.
 *
 * @param node its body, whole
 */
record Standing(Entity entity, JsonNode node) {

    /** What QuickBooks works out by itself. */
    private static final Set<String> WORKED_OUT = Set.of("MetaData", "TotalAmt", "HomeTotalAmt", "Balance", "HomeBalance", "RemainingCredit",
            "TxnTaxDetail", "InvoiceLink", "domain", "sparse", "time");

    String id() {
        return Wire.field(node, "Id");
    }

    String note() {
        return Wire.field(node, "PrivateNote");
    }

    /** Whether it says something else than we wrote last. Nobody knows where the memo no longer says what that was. */
    boolean edited() {
        String written = Mark.written(note());
        return written == null || !written.equals(Fingerprint.of(entity, node));
    }

    /** Whether a person has written that it may be overwritten. */
    boolean given() {
        return note() != null && note().contains(Mark.OVERWRITE);
    }

    boolean says(ObjectNode body) {
        return Fingerprint.of(entity, body).equals(Fingerprint.of(entity, node));
    }

    /** Why it is changed no more, in words, or null where it still is: money has moved for it, or the customer has it. */
    String settled() {
        String rest = entity == Entity.VENDOR_CREDIT && node.hasNonNull("RemainingCredit") ? "RemainingCredit" : "Balance";
        if (node.hasNonNull(rest) && Wire.decimal(node.path(rest)).compareTo(Wire.decimal(node.path("TotalAmt"))) != 0) {
            return "paid or applied, " + Wire.decimal(node.path(rest)).toPlainString() + " open";
        }
        return node.path("EmailStatus").asText().equals("EmailSent") ? "sent to the customer" : null;
    }

    /** What it comes to without tax; of a journal entry the sum of its debits. */
    BigDecimal total() {
        if (entity != Entity.JOURNAL_ENTRY) {
            return Wire.decimal(node.path("TotalAmt")).subtract(Wire.decimal(node.path("TxnTaxDetail").path("TotalTax")));
        }
        BigDecimal debits = BigDecimal.ZERO;
        for (JsonNode line : node.path("Line")) {
            if (line.path(entity.detail()).path("PostingType").asText().equals("Debit")) {
                debits = debits.add(Wire.decimal(line.path("Amount")));
            }
        }
        return debits;
    }

    /** What identifies it in a delete. */
    ObjectNode handle() {
        ObjectNode handle = Wire.object();
        handle.put("Id", id());
        handle.put("SyncToken", node.path("SyncToken").asText("0"));
        return handle;
    }

    /**
     * The body that makes it say what ours says. What people set beside that stays: a line that is the same stays as it is, one
     * whose words are the same keeps its id, tax and class.
     */
    ObjectNode with(Mark mark, ObjectNode ours) {
        ObjectNode body = node.deepCopy();
        body.remove(WORKED_OUT);
        ours.fieldNames().forEachRemaining(field -> {
            // the rate of the first day, or what an accountant made of it
            if (!field.equals("Line") && !(field.equals("ExchangeRate") && node.hasNonNull(field))) {
                body.set(field, ours.get(field));
            }
        });
        body.put("PrivateNote", mark.note(note(), Fingerprint.of(entity, ours)));
        body.put("sparse", false);
        ArrayNode lines = body.putArray("Line");
        List<JsonNode> left = new ArrayList<>();
        node.path("Line").forEach(left::add);
        List<JsonNode> wanted = new ArrayList<>();
        ours.path("Line").forEach(wanted::add);
        JsonNode[] made = new JsonNode[wanted.size()];
        pair(wanted, left, made, (one, other) -> Fingerprint.line(one).equals(Fingerprint.line(other)));
        pair(wanted, left, made, Standing::alike);
        for (int i = 0; i < made.length; i++) {
            lines.add(made[i] == null ? wanted.get(i) : made[i]);
        }
        return body;
    }

    private void pair(List<JsonNode> wanted, List<JsonNode> left, JsonNode[] made, BiPredicate<JsonNode, JsonNode> same) {
        for (int i = 0; i < made.length; i++) {
            JsonNode one = wanted.get(i);
            JsonNode found = made[i] != null ? null : left.stream().filter(other -> same.test(one, other)).findFirst().orElse(null);
            if (found != null) {
                left.remove(found);
                ObjectNode line = found.deepCopy();
                line.setAll((ObjectNode) one.deepCopy());
                ObjectNode detail = ((ObjectNode) found.path(entity.detail())).deepCopy();
                detail.setAll((ObjectNode) one.path(entity.detail()));
                line.set(entity.detail(), detail);
                line.remove("LineNum");
                made[i] = line;
            }
        }
    }

    private static boolean alike(JsonNode one, JsonNode other) {
        return one.path("DetailType").equals(other.path("DetailType"))
                && Fingerprint.words(one.path("Description").asText("")).equals(Fingerprint.words(other.path("Description").asText("")));
    }
}
