package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetNames.Kind;
import io.hourbook.problem.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Makes Xero's documents out of ours. Amounts are ours to the cent; nothing is left for Xero to work out but tax. */
final class Papers {

    /** CurrencyRate has so many decimals there. */
    private static final int RATE_DECIMALS = 6;

    private final Target target;
    private final Settings settings;
    private final Lines lines;

    private Papers(Target target) {
        this.target = target;
        this.settings = Settings.of(target);
        this.lines = new Lines(target, settings);
    }

    /** @throws Problem DEL-409, DEL-412 where it cannot stand in Xero as it should */
    static Paper of(Outgoing document, Target target) {
        JsonNode ours = Json.ours(document.json());
        Papers papers = new Papers(target);
        return document.type().equals("journal-entry") ? papers.journal(document, ours) : papers.trade(document, ours);
    }

    /** An invoice, a bill, or the credit of one. */
    private Paper trade(Outgoing document, JsonNode ours) {
        Resource resource = document.type().endsWith("invoice") || document.type().endsWith("bill") ? Resource.INVOICES : Resource.CREDIT_NOTES;
        String type = switch (document.type()) {
            case "sales-invoice" -> "ACCREC";
            case "vendor-bill" -> "ACCPAY";
            case "credit-note" -> "ACCRECCREDIT";
            case "vendor-credit" -> "ACCPAYCREDIT";
            default -> throw new Problem(Findings.noPlace(document.reference(), document.type()));
        };
        boolean numbered = settings.ourNumbers() || type.startsWith("ACCPAY");
        String party = Json.text(ours, "counterparty");
        String currency = Json.text(ours, "currency");
        BigDecimal total = Json.decimal(ours, "total");
        ObjectNode body = Json.object();
        body.put(numbered ? resource.number() : "Reference", document.reference());
        body.put("Date", Json.text(ours, "date"));
        if (resource == Resource.INVOICES && Json.text(ours, "due") != null) {
            body.put("DueDate", Json.text(ours, "due"));
        }
        body.put("LineAmountTypes", "Exclusive");
        body.put("CurrencyCode", currency);
        rate(body, ours, currency, total);
        body.put("Status", settings.authorised() ? "AUTHORISED" : "DRAFT");
        ArrayNode items = body.putArray(resource.lines());
        for (JsonNode line : ours.path("lines")) {
            items.add(lines.trade(document.reference(), party, currency, line));
        }
        return new Paper(resource, type, document.reference(), numbered, Counterparty.of(target, party), Json.text(ours, "baseCurrency"), total,
                empty(ours), settings.authorised(), body);
    }

    /** The rate that makes our base total; without it Xero takes one of its own. */
    private static void rate(ObjectNode body, JsonNode ours, String currency, BigDecimal total) {
        String base = Json.text(ours, "baseCurrency");
        BigDecimal baseTotal = Json.decimal(ours, "baseTotal");
        if (base != null && !base.equals(currency) && baseTotal != null && baseTotal.signum() > 0 && total.signum() > 0) {
            BigDecimal rate = total.divide(baseTotal, RATE_DECIMALS, RoundingMode.HALF_UP);
            if (rate.signum() > 0) {
                body.put("CurrencyRate", rate);
            }
        }
    }

    /** Journals are in the organisation's own currency there, whatever ours are in. */
    private Paper journal(Outgoing document, JsonNode ours) {
        String base = Json.text(ours, "baseCurrency");
        String currency = Json.text(ours, "currency");
        boolean foreign = !currency.equals(base);
        if (foreign && base == null && !empty(ours)) {
            throw new Problem(Findings.noBaseAmounts(document.reference(), currency));
        }
        ObjectNode body = Json.object();
        body.put("Narration", document.reference() + " for " + ours.path("period").asText() + (foreign ? ", booked in " + currency : ""));
        body.put("Date", Json.text(ours, "date"));
        body.put("LineAmountTypes", "NoTax");
        body.put("Status", settings.posted() ? "POSTED" : "DRAFT");
        ArrayNode items = body.putArray(Resource.MANUAL_JOURNALS.lines());
        BigDecimal debits = BigDecimal.ZERO;
        BigDecimal balance = BigDecimal.ZERO;
        for (JsonNode line : ours.path("lines")) {
            ObjectNode item = lines.journal(document.reference(), foreign, line);
            BigDecimal amount = item.path("LineAmount").decimalValue();
            debits = debits.add(amount.max(BigDecimal.ZERO));
            balance = balance.add(amount);
            items.add(item);
        }
        if (balance.signum() != 0 || items.size() == 1) {
            throw new Problem(Findings.unbalanced(document.reference(), balance, items.size()));
        }
        return new Paper(Resource.MANUAL_JOURNALS, null, document.reference(), false, null, base, debits, empty(ours), settings.posted(), body);
    }

    private static boolean empty(JsonNode ours) {
        return "void".equals(Json.text(ours, "status"));
    }

    /** The lines of one target's documents. */
    private record Lines(Target target, Settings settings) {

        private static final int LONGEST_WORDS = 4_000;
        private static final int DECIMALS = 2;
        private static final int FINE_DECIMALS = 4;
        private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");

        ObjectNode trade(String reference, String party, String currency, JsonNode line) {
            BigDecimal amount = amount(reference, line, "amount");
            ObjectNode item = Json.object();
            String words = line.path("description").asText();
            BigDecimal hours = Json.decimal(line, "hours");
            BigDecimal rate = Json.decimal(line, "rate");
            String rateCurrency = line.path("original").path("currency").asText();
            boolean timed = hours != null && rate != null;
            boolean computed = timed && rateCurrency.equals(currency) && makes(hours, rate, amount);
            if (timed && !computed) {
                words += " (" + hours.toPlainString() + " h at " + rate.toPlainString() + " " + rateCurrency + ")";
            }
            item.put("Description", shortened(words));
            item.put("Quantity", computed ? hours : BigDecimal.ONE);
            item.put("UnitAmount", computed ? rate : amount);
            item.put("LineAmount", amount);
            account(item, line);
            target.names().find(Kind.ITEM, line.path("item").asText()).ifPresent(code -> item.put("ItemCode", code));
            target.names().tax(party, line.path("account").asText(), line.path("taxCode").asText(null)).ifPresent(code -> item.put("TaxType", code));
            tracking(reference, item, line);
            return item;
        }

        ObjectNode journal(String reference, boolean foreign, JsonNode line) {
            boolean debit = line.hasNonNull("debit");
            String field = foreign ? "baseAmount" : debit ? "debit" : "credit";
            BigDecimal amount = amount(reference, line, field);
            ObjectNode item = Json.object();
            item.put("LineAmount", debit ? amount : amount.negate());
            account(item, line);
            item.put("Description", shortened(line.path("description").asText()));
            tracking(reference, item, line);
            return item;
        }

        /** Whether Xero comes to our amount, whichever way it rounds half a cent. */
        private static boolean makes(BigDecimal hours, BigDecimal rate, BigDecimal amount) {
            return decimals(hours) <= FINE_DECIMALS && decimals(rate) <= FINE_DECIMALS
                    && hours.multiply(rate).subtract(amount).abs().compareTo(HALF_A_CENT) < 0;
        }

        private static int decimals(BigDecimal number) {
            return Math.max(0, number.stripTrailingZeros().scale());
        }

        private static BigDecimal amount(String reference, JsonNode line, String field) {
            BigDecimal amount = Json.decimal(line, field);
            if (amount == null) {
                throw new Problem(Findings.noAmount(reference, line.path("line").asText()));
            }
            if (decimals(amount) > DECIMALS) {
                throw new Problem(Findings.tooFine(reference, line.path("line").asText(), amount));
            }
            return amount;
        }

        private void account(ObjectNode item, JsonNode line) {
            String account = target.names().of(Kind.ACCOUNT, line.path("account").asText());
            item.put(Counterparty.isId(account) ? "AccountID" : "AccountCode", account);
        }

        private void tracking(String reference, ObjectNode item, JsonNode line) {
            if (settings.categories().size() > 2) {
                throw new Problem(Findings.tooManyCategories(reference, settings.categories().values()));
            }
            ArrayNode tracking = Json.object().putArray("Tracking");
            settings.categories().forEach((field, category) -> {
                String ours = Json.text(line, field);
                if (ours != null) {
                    Kind kind = Kind.valueOf(field.toUpperCase(java.util.Locale.ROOT));
                    tracking.addObject().put("Name", category).put("Option", target.names().of(kind, ours));
                }
            });
            if (!tracking.isEmpty()) {
                item.set("Tracking", tracking);
            }
        }

        private static String shortened(String words) {
            String plain = words.isBlank() ? "Work" : words;
            return plain.length() > LONGEST_WORDS ? plain.substring(0, LONGEST_WORDS - 1) + "…" : plain;
        }
    }
}
