package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.money.Currencies;
import io.hourbook.quickbooks.Wanted.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;

/** Our documents in QuickBooks' words: invoice, credit memo, bill, vendor credit and journal entry. */
final class Bodies {

    private static final int LONGEST_WORDS = 4_000;
    /** Decimals with which QuickBooks multiplies as we do. */
    private static final int QUANTITY_DECIMALS = 4;
    private static final int PRICE_DECIMALS = 5;
    /** More decimals of an exchange rate change no cent of a document that is worth less than ten thousand million. */
    private static final int MOST_RATE_DECIMALS = 12;
    private static final int LEAST_RATE_DECIMALS = 6;
    /** The codes of companies in the United States, where a code says only whether there is tax. */
    private static final Set<String> WHETHER = Set.of("TAX", "NON");

    private final Company company;
    private final Ids ids;
    private final Entity entity;
    private final JsonNode ours;

    Bodies(Company company, Ids ids, Entity entity, JsonNode ours) {
        this.company = company;
        this.ids = ids;
        this.entity = entity;
        this.ours = ours;
    }

    /** The whole body of a new document, with its number and its memo. */
    ObjectNode body(Mark mark) {
        ObjectNode body = Wire.object();
        if (entity.party() != null) {
            Kind kind = entity.party().equals("CustomerRef") ? Kind.CUSTOMER : Kind.VENDOR;
            ref(body, entity.party(), ids.of(kind, ours.path("counterparty").asText()));
        }
        body.put("DocNumber", mark.number());
        body.put("TxnDate", ours.path("date").asText());
        if (entity.due()) {
            body.put("DueDate", ours.hasNonNull("due") ? ours.path("due").asText() : ours.path("date").asText());
        }
        ref(body, "CurrencyRef", ours.path("currency").asText());
        exchangeRate().ifPresent(rate -> body.put("ExchangeRate", rate));
        if (entity != Entity.JOURNAL_ENTRY && company.department() != null) {
            ref(body, "DepartmentRef", company.department());
        }
        boolean priced = false;
        for (JsonNode line : ours.path("lines")) {
            ObjectNode made = line(line);
            priced |= made.path(entity.detail()).has("TaxCodeRef") && !WHETHER.contains(Fingerprint.ref(made.path(entity.detail()), "TaxCodeRef"));
            body.withArray("Line").add(made);
        }
        if (priced) {
            body.put("GlobalTaxCalculation", "TaxExcluded");
        }
        body.put("PrivateNote", mark.note(Fingerprint.of(entity, body)));
        return body;
    }

    private ObjectNode line(JsonNode line) {
        return switch (entity) {
            case INVOICE, CREDIT_MEMO -> sold(line);
            case JOURNAL_ENTRY -> posted(line);
            default -> spent(line);
        };
    }

    private ObjectNode sold(JsonNode line) {
        BigDecimal amount = Wire.decimal(line.path("amount"));
        BigDecimal hours = Wire.decimal(line.path("hours")).stripTrailingZeros();
        BigDecimal rate = Wire.decimal(line.path("rate")).stripTrailingZeros();
        boolean exact = line.path("original").path("currency").asText().equals(ours.path("currency").asText())
                && hours.signum() > 0 && hours.scale() <= QUANTITY_DECIMALS && rate.scale() <= PRICE_DECIMALS
                && hours.multiply(rate).compareTo(amount) == 0;
        ObjectNode made = begun(amount, exact ? words(line, "") : words(line, hoursAndRate(line)));
        ObjectNode detail = made.putObject(entity.detail());
        String item = Wire.field(line, "item");
        ref(detail, "ItemRef", item == null ? ids.of(Kind.ITEM, line.path("account").asText()) : ids.of(Kind.ITEM, item));
        detail.put("Qty", exact ? plain(hours) : BigDecimal.ONE);
        detail.put("UnitPrice", exact ? plain(rate) : amount);
        tracked(detail, line);
        return made;
    }

    private ObjectNode spent(JsonNode line) {
        ObjectNode made = begun(Wire.decimal(line.path("amount")), words(line, hoursAndRate(line)));
        ObjectNode detail = made.putObject(entity.detail());
        ref(detail, "AccountRef", ids.of(Kind.ACCOUNT, line.path("account").asText()));
        tracked(detail, line);
        return made;
    }

    private ObjectNode posted(JsonNode line) {
        boolean debit = Wire.field(line, "debit") != null;
        ObjectNode made = begun(Wire.decimal(line.path(debit ? "debit" : "credit")), words(line, ""));
        ObjectNode detail = made.putObject(entity.detail());
        detail.put("PostingType", debit ? "Debit" : "Credit");
        ref(detail, "AccountRef", ids.of(Kind.ACCOUNT, line.path("account").asText()));
        track(detail, line);
        if (company.department() != null) {
            ref(detail, "DepartmentRef", company.department());
        }
        return made;
    }

    private ObjectNode begun(BigDecimal amount, String words) {
        ObjectNode made = Wire.object();
        made.put("Description", words);
        made.put("Amount", amount);
        made.put("DetailType", entity.detail());
        return made;
    }

    private void tracked(ObjectNode detail, JsonNode line) {
        track(detail, line);
        company.names().tax(Wire.field(ours, "counterparty"), Wire.field(line, "account"), Wire.field(line, "taxCode"))
                .ifPresent(code -> ref(detail, "TaxCodeRef", code));
    }

    private void track(ObjectNode detail, JsonNode line) {
        String by = company.classOf();
        String tracked = by.equals("none") ? null : Wire.field(line, by);
        if (tracked != null) {
            Kind kind = by.equals("project") ? Kind.PROJECT_CLASS : by.equals("service") ? Kind.SERVICE_CLASS : Kind.WORKER_CLASS;
            ref(detail, "ClassRef", ids.of(kind, tracked));
        }
    }

    private static String hoursAndRate(JsonNode line) {
        String hours = Wire.field(line, "hours");
        String rate = Wire.field(line, "rate");
        return hours == null || rate == null ? "" : " (" + hours + " h at " + rate + " " + line.path("original").path("currency").asText() + ")";
    }

    /** The day of the work, what was done, and what follows it. Shortened in the middle where it is too long. */
    private static String words(JsonNode line, String after) {
        String day = Wire.field(line, "workDate");
        String text = (day == null ? "" : day + ": ") + line.path("description").asText("").replaceAll("\\p{Cntrl}+", " ").strip();
        int room = LONGEST_WORDS - after.length();
        return (text.length() > room ? text.substring(0, room - 1) + "…" : text) + after;
    }

    /** How much of the books' currency one unit of the document's is, so that the whole document comes to our cent; none where they are one. */
    private Optional<BigDecimal> exchangeRate() {
        BigDecimal total = Wire.decimal(ours.path("total"));
        BigDecimal base = Wire.decimal(ours.path("baseTotal"));
        String currency = ours.path("baseCurrency").asText("");
        if (currency.isEmpty() || currency.equals(ours.path("currency").asText()) || total.signum() == 0 || base.signum() == 0) {
            return Optional.empty();
        }
        for (int decimals = LEAST_RATE_DECIMALS; decimals < MOST_RATE_DECIMALS; decimals++) {
            BigDecimal rate = base.divide(total, decimals, RoundingMode.HALF_UP);
            if (total.multiply(rate).setScale(Currencies.minorUnits(currency), RoundingMode.HALF_UP).compareTo(base) == 0) {
                return Optional.of(rate);
            }
        }
        return Optional.of(base.divide(total, MOST_RATE_DECIMALS, RoundingMode.HALF_UP));
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
    }

    static void ref(ObjectNode into, String name, String id) {
        into.putObject(name).put("value", id);
    }
}
