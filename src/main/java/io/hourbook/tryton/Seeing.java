package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.readback.SeenCredit;
import io.hourbook.readback.SeenDocument;
import io.hourbook.readback.SeenDocument.Says;
import io.hourbook.readback.SeenDocument.State;
import io.hourbook.readback.SeenPayment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What a record there tells of one of our documents: an invoice with what was paid and credited, or a move. */
final class Seeing {

    private static final String[] WHO = {"write_uid", "create_uid", "write_uid.name", "create_uid.name", "_timestamp"};
    private static final String[] WHOSE = {"lines.write_uid", "lines.create_uid", "lines.write_uid.name", "lines.create_uid.name", "lines._timestamp"};

    /** Lines of other moves: of what is not paid whole, and of what is. Tryton cannot be asked for what is in the latter. */
    private static final List<String> SETTLES = List.of("payment_lines", "reconciliation_lines");
    static final String[] SETTLING = {"debit", "credit", "second_currency", "amount_second_currency", "date", "move.origin"};

    private Seeing() {}

    /** The lines that settle invoices. */
    static Set<Long> settling(JsonNode invoices) {
        Set<Long> ids = new TreeSet<>();
        invoices.forEach(invoice -> SETTLES.forEach(field -> invoice.path(field).forEach(id -> ids.add(id.asLong()))));
        return ids;
    }

    static List<String> invoiceFields() {
        List<String> fields = new ArrayList<>(List.of("reference", "state", "untaxed_amount", "total_amount", "currency", "currency.code", "invoice_date",
                "payment_term_date", "lines.type", "lines.amount"));
        fields.addAll(List.of(WHO));
        fields.addAll(List.of(WHOSE));
        fields.addAll(SETTLES);
        return fields;
    }

    static List<String> moveFields() {
        List<String> fields = new ArrayList<>(List.of("description", "state", "date", "lines.debit", "lines.credit", "lines.amount_second_currency"));
        fields.addAll(List.of(WHO));
        fields.addAll(List.of(WHOSE));
        return fields;
    }

    /**
     * @param user     our own there
     * @param settling lines that settle invoices, by their ids
     */
    static SeenDocument invoice(JsonNode record, long user, Map<Long, JsonNode> settling) {
        String id = ExternalId.of(InvoiceCourse.MODEL, record.path("id").asLong());
        List<BigDecimal> amounts = new ArrayList<>();
        record.path("lines.").forEach(line -> {
            if (line.path("type").asText().equals("line")) {
                amounts.add(needed(line, "amount").abs());
            }
        });
        List<SeenPayment> payments = new ArrayList<>();
        List<SeenCredit> credits = new ArrayList<>();
        settled(record, settling, payments, credits);
        return whole(SeenDocument.of(id, text(record, "reference"), state(record)), record, user)
                .saying(needed(record, "untaxed_amount").abs(), date(record.path("invoice_date")), date(record.path("payment_term_date")), amounts)
                .owing(needed(record, "total_amount").abs())
                .settledBy(payments, credits);
    }

    static SeenDocument move(JsonNode record, long user) {
        List<BigDecimal> amounts = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode line : record.path("lines.")) {
            BigDecimal worth = needed(line, "debit").subtract(needed(line, "credit"));
            BigDecimal own = Rpc.decimal(line.path("amount_second_currency"));
            BigDecimal amount = own == null ? worth : own;
            amounts.add(amount.abs());
            total = total.add(amount.max(BigDecimal.ZERO));
        }
        String id = ExternalId.of(MoveCourse.MODEL, record.path("id").asLong());
        return whole(SeenDocument.of(id, text(record, "description"), state(record)), record, user)
                .saying(total, date(record.path("date")), null, amounts);
    }

    private static State state(JsonNode record) {
        return switch (record.path("state").asText()) {
            case "draft" -> State.DRAFT;
            case "cancelled" -> State.VOID;
            default -> State.FINAL;
        };
    }

    /** Whoever posts it, pays it or prints it writes it, too: only that nobody did says something for certain. */
    private static SeenDocument whole(SeenDocument seen, JsonNode record, long user) {
        Standing standing = new Standing(record, new Content(Map.of(), List.of()));
        return seen.written(
                standing.writtenBy(user) ? Says.OURS : Says.UNKNOWN, text(record, "_timestamp"), standing.writtenBy(user) ? null : standing.writer(user).orElse(null));
    }

    /**
     * Lines of other moves that settle it: such as are of an invoice are credits, the others payments. Of one that settles several
     * invoices, a share is told: no more than is owed.
     */
    private static void settled(JsonNode record, Map<Long, JsonNode> settling, List<SeenPayment> payments, List<SeenCredit> credits) {
        String document = ExternalId.of(InvoiceCourse.MODEL, record.path("id").asLong());
        List<JsonNode> lines = settling(Rpc.array(record)).stream().map(settling::get).filter(Objects::nonNull)
                .sorted(Comparator.comparing(line -> date(line.path("date")))).toList();
        BigDecimal open = needed(record, "total_amount").abs();
        long currency = record.path("currency").asLong();
        for (JsonNode line : lines) {
            BigDecimal base = needed(line, "debit").subtract(needed(line, "credit")).abs();
            boolean foreign = line.path("second_currency").isNumber() && line.path("second_currency").asLong() == currency;
            BigDecimal whole = foreign ? needed(line, "amount_second_currency").abs() : base;
            BigDecimal share = whole.min(open);
            open = open.subtract(share);
            String origin = line.path("move.").path("origin").asText("");
            String id = ExternalId.of("account.move.line", line.path("id").asLong());
            if (share.signum() == 0) {
                continue;
            } else if (origin.startsWith(InvoiceCourse.MODEL + ",") && !origin.equals(document)) {
                credits.add(new SeenCredit(origin, null, document, date(line.path("date")), share, false));
            } else {
                payments.add(new SeenPayment(
                        id, document, date(line.path("date")), share, text(record.path("currency."), "code"), share.compareTo(whole) == 0 ? base : null, false));
            }
        }
    }

    private static BigDecimal needed(JsonNode of, String field) {
        BigDecimal amount = Rpc.decimal(of.path(field));
        if (amount == null) {
            throw new IllegalArgumentException(field + " is no amount");
        }
        return amount;
    }

    private static LocalDate date(JsonNode value) {
        return value.path("year").isInt() ? LocalDate.of(value.path("year").asInt(), value.path("month").asInt(), value.path("day").asInt()) : null;
    }

    private static String text(JsonNode of, String field) {
        return of.hasNonNull(field) && !of.path(field).asText().isBlank() ? of.path(field).asText() : null;
    }
}
