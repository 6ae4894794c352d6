package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One document as Xero shows it. */
record Element(Resource resource, JsonNode json) {

    private static final String NO_ID = "00000000-0000-0000-0000-000000000000";
    private static final Pattern MS_DATE = Pattern.compile("/Date\\((-?\\d{1,15})[^)]*\\)/");

    /** Those of an answer, in its order; null where it is not an answer of this kind. */
    static List<Element> of(Resource resource, Answer answer) {
        JsonNode list = Json.read(answer.body()).path(resource.path());
        if (!list.isArray()) {
            return null;
        }
        List<Element> elements = new ArrayList<>();
        list.forEach(one -> elements.add(new Element(resource, one)));
        return elements;
    }

    /** Xero's messages of a call that was refused, at least one. */
    static List<String> messages(Answer answer) {
        JsonNode json = Json.read(answer.body());
        List<String> messages = new ArrayList<>();
        json.path("Elements").forEach(element -> messages.addAll(errors(element)));
        for (String field : List.of("Message", "Detail", "Title")) {
            if (messages.isEmpty() && Json.text(json, field) != null) {
                messages.add(Json.text(json, field));
            }
        }
        return messages.isEmpty() ? List.of(answer.words()) : messages;
    }

    /** Status and messages of an answer. */
    static String said(Answer answer) {
        return answer.status() + " " + String.join("; ", messages(answer));
    }

    private static List<String> errors(JsonNode of) {
        List<String> errors = new ArrayList<>();
        of.path("ValidationErrors").forEach(error -> errors.add(error.path("Message").asText(error.toString())));
        return errors;
    }

    /** Xero's id, or null where it has none. */
    String id() {
        String id = Json.text(json, resource.id());
        return id == null || id.equals(NO_ID) || !Counterparty.isId(id) ? null : id;
    }

    /** {@code DRAFT}, {@code AUTHORISED}, … */
    String status() {
        String status = Json.text(json, "Status");
        return status == null ? "" : status;
    }

    /** Whether it can still be changed without anybody noticing. */
    boolean open() {
        return status().equals("DRAFT") || status().equals("SUBMITTED");
    }

    boolean deleted() {
        return status().equals("DELETED");
    }

    boolean voided() {
        return status().equals("VOIDED");
    }

    /** Whether money hangs on it: a payment, a credit, or that a client has been sent it. */
    boolean used() {
        return status().equals("PAID") || json.path("SentToContact").asBoolean() || positive("AmountPaid") || positive("AmountCredited")
                || !json.path("Allocations").isEmpty() || !json.path("Payments").isEmpty();
    }

    private boolean positive(String field) {
        BigDecimal amount = Json.decimal(json, field);
        return amount != null && amount.signum() > 0;
    }

    /** Whether it is the one with our reference. */
    boolean is(Paper paper) {
        if (resource.journal()) {
            return json.path("Narration").asText().startsWith(paper.reference() + " ");
        }
        String type = Json.text(json, "Type");
        return json.path(paper.numbered() ? resource.number() : "Reference").asText().equals(paper.reference())
                && (type == null || type.equals(paper.type()));
    }

    /** Why Xero has not taken it, in its own words; none where it has. A warning is no refusal. */
    List<String> refused() {
        boolean error = json.path("HasErrors").asBoolean() || "ERROR".equals(Json.text(json, "StatusAttributeString"));
        boolean silent = !json.has("HasErrors") && !json.has("StatusAttributeString");
        List<String> errors = errors(json);
        for (JsonNode line : json.path(resource.lines())) {
            errors.addAll(errors(line));
        }
        if (error && errors.isEmpty()) {
            json.path("Warnings").forEach(warning -> errors.add(warning.path("Message").asText()));
            return errors.isEmpty() ? List.of("Xero says that it has errors, and not which") : errors;
        }
        return error || silent && !errors.isEmpty() ? errors : List.of();
    }

    /** What it comes to without tax; of a journal its debits. Null where it does not say. */
    BigDecimal total() {
        BigDecimal total = Json.decimal(json, "SubTotal");
        return total != null && !resource.journal() ? total : sum();
    }

    private BigDecimal sum() {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : json.path(resource.lines())) {
            BigDecimal amount = Json.decimal(line, "LineAmount");
            if (amount == null) {
                return null;
            }
            sum = sum.add(resource.journal() ? amount.max(BigDecimal.ZERO) : amount);
        }
        return json.path(resource.lines()).isArray() ? sum : null;
    }

    /** Whether it says what ours does: day, currency, total, and each line's amount and account. */
    boolean says(Paper paper) {
        String currency = Json.text(json, "CurrencyCode");
        String ours = Json.text(paper.body(), "CurrencyCode");
        BigDecimal total = total();
        JsonNode lines = json.path(resource.lines());
        JsonNode wanted = paper.body().path(resource.lines());
        boolean alike = total != null && total.compareTo(paper.total()) == 0 && lines.size() == wanted.size()
                && (currency == null || ours == null || currency.equals(ours)) && (date() == null || date().equals(Json.text(paper.body(), "Date")));
        boolean byCode = wanted.findValue("AccountID") == null;
        return alike && amounts(lines, byCode).equals(amounts(wanted, byCode));
    }

    private static List<String> amounts(JsonNode lines, boolean byCode) {
        List<String> amounts = new ArrayList<>();
        lines.forEach(line -> {
            BigDecimal amount = Json.decimal(line, "LineAmount");
            String account = Json.text(line, byCode ? "AccountCode" : "AccountID");
            amounts.add(String.valueOf(account).toLowerCase(Locale.ROOT) + " " + (amount == null ? null : amount.stripTrailingZeros().toPlainString()));
        });
        amounts.sort(null);
        return amounts;
    }

    /** A moment in Xero's own form, or null for none. */
    static Instant moment(String text) {
        Matcher ms = MS_DATE.matcher(text == null ? "" : text);
        return ms.find() ? Instant.ofEpochMilli(Long.parseLong(ms.group(1))) : null;
    }

    /** Its day, or null where it does not say. */
    private String date() {
        String text = Json.text(json, "DateString");
        if (text == null) {
            text = Json.text(json, "Date");
        }
        return day(text);
    }

    /** A day in one of the forms that Xero has, as {@code 2025-03-31}; null for none. */
    static String day(String text) {
        if (text == null) {
            return null;
        }
        Matcher ms = MS_DATE.matcher(text);
        if (ms.find()) {
            return Instant.ofEpochMilli(Long.parseLong(ms.group(1))).atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }
        return text.matches("\\d{4}-\\d{2}-\\d{2}.*") ? text.substring(0, 10) : null;
    }
}
