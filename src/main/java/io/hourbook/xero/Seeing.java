package io.hourbook.xero;

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
import java.util.Optional;

/** What a document or a payment in Xero says in the terms of reading back. */
final class Seeing {

    /** Xero has two decimals for any currency. */
    private static final int DECIMALS = 2;
    private static final String FOREIGN = ", booked in ";

    private Seeing() {}

    /** Empty where it has no id. @throws java.time.DateTimeException where a day is none */
    static Optional<SeenDocument> document(Element element, Settings settings) {
        if (element.id() == null) {
            return Optional.empty();
        }
        JsonNode json = element.json();
        boolean journal = element.resource().journal();
        // a journal is in the organisation's currency there: what is ours in another cannot be compared
        boolean comparable = !journal || !json.path("Narration").asText().contains(FOREIGN);
        SeenDocument seen = SeenDocument.of(element.id(), reference(element, settings), state(element, settings))
                .saying(comparable && (!journal || amounts(element) != null) ? element.total() : null, day(json, "Date"), journal ? null : day(json, "DueDate"),
                        comparable ? amounts(element) : null)
                .owing(journal ? null : Json.decimal(json, "Total"))
                .written(Says.UNKNOWN, Json.text(json, "UpdatedDateUTC"), null);
        return Optional.of(journal ? seen : seen.settledBy(payments(element), credits(element)));
    }

    /** Where our reference stands depends on what is numbered by whom. Null where it is none of ours. */
    private static String reference(Element element, Settings settings) {
        JsonNode json = element.json();
        if (element.resource().journal()) {
            String first = json.path("Narration").asText().split(" ", 2)[0];
            return first.startsWith("HB-") ? first : null;
        }
        boolean numbered = settings.ourNumbers() || json.path("Type").asText().startsWith("ACCPAY");
        String shown = Json.text(json, numbered ? element.resource().number() : "Reference");
        return shown != null && shown.startsWith("HB-") ? shown : null;
    }

    /** What we approved ourselves and nothing hangs on is not final yet: it can still be voided by a delivery. */
    private static State state(Element element, Settings settings) {
        return switch (element.status()) {
            case "DRAFT", "SUBMITTED" -> State.DRAFT;
            case "VOIDED" -> State.VOID;
            case "DELETED" -> State.GONE;
            case "AUTHORISED" -> settings.authorised() && !element.used() ? State.DRAFT : State.FINAL;
            default -> State.FINAL;
        };
    }

    private static LocalDate day(JsonNode json, String field) {
        String text = Json.text(json, field + "String");
        String day = Element.day(text == null ? Json.text(json, field) : text);
        return day == null ? null : LocalDate.parse(day);
    }

    /** Null where they are not told, or tax is in them. */
    private static List<BigDecimal> amounts(Element element) {
        JsonNode lines = element.json().path(element.resource().lines());
        if (lines.isEmpty() || "Inclusive".equals(Json.text(element.json(), "LineAmountTypes"))) {
            return null;
        }
        List<BigDecimal> amounts = new ArrayList<>();
        for (JsonNode line : lines) {
            BigDecimal amount = Json.decimal(line, "LineAmount");
            if (amount == null) {
                return null;
            }
            amounts.add(amount.abs());
        }
        return amounts;
    }

    /** Payments, and what was paid before or too much and set against it. */
    private static List<SeenPayment> payments(Element element) {
        List<SeenPayment> payments = new ArrayList<>();
        String currency = Json.text(element.json(), "CurrencyCode");
        for (JsonNode one : element.json().path("Payments")) {
            payment(one, element.id(), "PaymentID", "Amount", currency).ifPresent(payments::add);
        }
        for (JsonNode one : element.json().path("Prepayments")) {
            payment(one, element.id(), "PrepaymentID", "AppliedAmount", currency).ifPresent(payments::add);
        }
        for (JsonNode one : element.json().path("Overpayments")) {
            payment(one, element.id(), "OverpaymentID", "AppliedAmount", currency).ifPresent(payments::add);
        }
        return payments;
    }

    private static List<SeenCredit> credits(Element element) {
        List<SeenCredit> credits = new ArrayList<>();
        for (JsonNode one : element.json().path("CreditNotes")) {
            String id = Json.text(one, "CreditNoteID");
            BigDecimal amount = Json.decimal(one, "AppliedAmount");
            if (id != null && amount != null && amount.signum() > 0) {
                credits.add(new SeenCredit(id, Json.text(one, "CreditNoteNumber"), element.id(), day(one, "Date"), amount, false));
            }
        }
        return credits;
    }

    /** A payment that is told by itself, with the invoice or credit that it settles; empty where it settles none. */
    static Optional<SeenPayment> payment(JsonNode json) {
        JsonNode invoice = json.path("Invoice");
        JsonNode credit = json.path("CreditNote");
        String document = Json.text(invoice, "InvoiceID");
        String currency = Json.text(document == null ? credit : invoice, "CurrencyCode");
        return payment(json, document == null ? Json.text(credit, "CreditNoteID") : document, "PaymentID", "Amount", currency);
    }

    private static Optional<SeenPayment> payment(JsonNode json, String document, String id, String field, String currency) {
        BigDecimal amount = Json.decimal(json, field);
        LocalDate date = day(json, "Date");
        if (document == null || Json.text(json, id) == null || amount == null || amount.signum() <= 0 || date == null) {
            return Optional.empty();
        }
        return Optional.of(new SeenPayment(
                Json.text(json, id), document, date, amount, currency, base(amount, json), "DELETED".equals(Json.text(json, "Status"))));
    }

    /** At the payment's own rate, which says how much of its currency one of the base's is. */
    private static BigDecimal base(BigDecimal amount, JsonNode json) {
        BigDecimal rate = Json.decimal(json, "CurrencyRate");
        return rate == null || rate.signum() <= 0 ? null : amount.divide(rate, DECIMALS, RoundingMode.HALF_UP);
    }
}
