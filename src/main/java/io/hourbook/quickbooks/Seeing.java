package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.readback.SeenCredit;
import io.hourbook.readback.SeenDocument;
import io.hourbook.readback.SeenDocument.Says;
import io.hourbook.readback.SeenDocument.State;
import io.hourbook.readback.SeenPayment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What things in QuickBooks say in the terms of reading back: documents, and payments, which settle several at once. */
final class Seeing {

    /** What is read, in this order. */
    static final List<String> THINGS = List.of("Invoice", "CreditMemo", "Bill", "VendorCredit", "JournalEntry", "Payment", "BillPayment");
    private static final Map<String, Entity> DOCUMENTS = Map.of("Invoice", Entity.INVOICE, "CreditMemo", Entity.CREDIT_MEMO, "Bill", Entity.BILL,
            "VendorCredit", Entity.VENDOR_CREDIT, "JournalEntry", Entity.JOURNAL_ENTRY);
    private static final Pattern REFERENCE = Pattern.compile("Hourbook (\\S.*?) \\[[0-9a-f]{16}]");
    private static final int DECIMALS = 2;

    private final List<SeenDocument> documents = new ArrayList<>();
    private final List<SeenPayment> payments = new ArrayList<>();
    private final List<SeenCredit> credits = new ArrayList<>();

    List<SeenDocument> documents() {
        return documents;
    }

    List<SeenPayment> payments() {
        return payments;
    }

    List<SeenCredit> credits() {
        return credits;
    }

    /** @throws java.time.DateTimeException where a day is none */
    void see(String thing, JsonNode node) {
        String id = Wire.field(node, "Id");
        if (id == null) {
            return;
        }
        boolean deleted = node.path("status").asText().equals("Deleted");
        Entity entity = DOCUMENTS.get(thing);
        if (entity == null) {
            // whatever it settled before: what it settles now is told behind it
            payments.add(new SeenPayment(id, null, null, null, null, null, true));
            if (!deleted && !voided(node)) {
                pay(id, node);
            }
        } else if (deleted) {
            documents.add(SeenDocument.of(id, null, State.GONE));
        } else {
            documents.add(document(new Standing(entity, node), entity));
        }
    }

    private static SeenDocument document(Standing standing, Entity entity) {
        JsonNode node = standing.node();
        boolean voided = voided(node);
        State state = voided ? State.VOID : standing.settled() == null ? State.DRAFT : State.FINAL;
        boolean marked = Mark.written(standing.note()) != null && !standing.edited();
        SeenDocument seen = SeenDocument.of(standing.id(), reference(standing.note()), state)
                .saying(standing.total(), day(node, "TxnDate"), entity.due() ? day(node, "DueDate") : null, amounts(node))
                .owing(entity == Entity.JOURNAL_ENTRY ? null : Wire.decimal(node.path("TotalAmt")))
                .written(marked ? Says.OURS : Says.OTHERS, Wire.field(node, "SyncToken"), null);
        // where nothing is set against it, whatever was is taken back
        boolean untouched = node.hasNonNull("Balance") && Wire.decimal(node.path("Balance")).compareTo(Wire.decimal(node.path("TotalAmt"))) == 0;
        return untouched ? seen.settledBy(List.of(), List.of()) : seen;
    }

    /** QuickBooks takes all amounts off what is voided, and writes so before its memo. */
    private static boolean voided(JsonNode node) {
        return node.path("PrivateNote").asText().startsWith("Voided") && Wire.decimal(node.path("TotalAmt")).signum() == 0;
    }

    private static String reference(String note) {
        Matcher reference = REFERENCE.matcher(note == null ? "" : note);
        return reference.find() ? reference.group(1) : null;
    }

    private static List<BigDecimal> amounts(JsonNode node) {
        List<BigDecimal> amounts = new ArrayList<>();
        for (JsonNode line : node.path("Line")) {
            if (line.hasNonNull("Amount") && !line.path("DetailType").asText().equals("SubTotalLineDetail")) {
                amounts.add(Wire.decimal(line.path("Amount")).abs());
            }
        }
        return amounts;
    }

    private static LocalDate day(JsonNode node, String field) {
        String text = Wire.field(node, field);
        return text == null ? null : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
    }

    /**
     * Where credits are among what a payment links, so much of it is no money: they are set against the first of its documents, for
     * QuickBooks does not say against which.
     */
    private void pay(String id, JsonNode node) {
        List<JsonNode> linked = new ArrayList<>();
        List<SeenCredit> left = new ArrayList<>();
        for (JsonNode line : node.path("Line")) {
            for (JsonNode link : line.path("LinkedTxn")) {
                String kind = link.path("TxnType").asText();
                if (kind.equals("Invoice") || kind.equals("Bill")) {
                    linked.add(line);
                } else if (kind.equals("CreditMemo") || kind.equals("VendorCredit") || kind.equals("JournalEntry")) {
                    left.add(new SeenCredit(link.path("TxnId").asText(), null, null, day(node, "TxnDate"), Wire.decimal(line.path("Amount")).abs(), false));
                }
            }
        }
        BigDecimal rate = node.hasNonNull("ExchangeRate") ? Wire.decimal(node.path("ExchangeRate")) : null;
        for (JsonNode line : linked) {
            String document = line.path("LinkedTxn").path(0).path("TxnId").asText();
            BigDecimal amount = credited(document, Wire.decimal(line.path("Amount")).abs(), left);
            if (amount.signum() > 0) {
                BigDecimal base = rate == null ? null : amount.multiply(rate).setScale(DECIMALS, RoundingMode.HALF_UP);
                String currency = Fingerprint.ref(node, "CurrencyRef");
                payments.add(new SeenPayment(id, document, day(node, "TxnDate"), amount, currency.isEmpty() ? null : currency, base, false));
            }
        }
    }

    /** @return what is left of the amount to be paid in money */
    private BigDecimal credited(String document, BigDecimal amount, List<SeenCredit> left) {
        BigDecimal open = amount;
        while (!left.isEmpty() && open.signum() > 0) {
            SeenCredit credit = left.remove(0);
            BigDecimal used = open.min(credit.amount());
            credits.add(new SeenCredit(credit.id(), null, document, credit.date(), used, false));
            open = open.subtract(used);
            if (used.compareTo(credit.amount()) < 0) {
                left.add(0, new SeenCredit(credit.id(), null, null, credit.date(), credit.amount().subtract(used), false));
            }
        }
        return open;
    }
}
