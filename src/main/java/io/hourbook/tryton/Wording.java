package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetNames.Kind;
import io.hourbook.money.Currencies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One of our documents (docs/delivery.md) in the words that its target uses: which party, accounts and taxes it points to there,
 * and its amounts with the sign that they have in an invoice there.
 *
 * @param json   as the plain contract has it
 * @param target whose names and settings hold
 */
record Wording(JsonNode json, Target target) {

    private static final int MOST_PRICE_DECIMALS = 4;
    private static final int MOST_QUANTITY_DECIMALS = 2;

    String text(String field) {
        return json.path(field).asText();
    }

    boolean journal() {
        return text("type").equals("journal-entry");
    }

    boolean invoice() {
        return Set.of("sales-invoice", "credit-note", "vendor-bill", "vendor-credit").contains(text("type"));
    }

    /** Whether it is a customer's: a supplier's is {@code in} there, ours is {@code out}. */
    boolean outgoing() {
        return text("type").equals("sales-invoice") || text("type").equals("credit-note");
    }

    /** A credit is an invoice there with the opposite sign, which is how it makes credit notes itself. */
    boolean credit() {
        return text("type").equals("credit-note") || text("type").equals("vendor-credit");
    }

    /** It lost its last line: it stays there as a draft with nothing in it. */
    boolean empty() {
        return json.path("lines").isEmpty();
    }

    BigDecimal signed(String amount) {
        BigDecimal value = new BigDecimal(amount);
        return credit() ? value.negate() : value;
    }

    LocalDate date() {
        return LocalDate.parse(text("date"));
    }

    Optional<LocalDate> due() {
        return json.hasNonNull("due") ? Optional.of(LocalDate.parse(text("due"))) : Optional.empty();
    }

    boolean foreign() {
        return json.hasNonNull("baseTotal") && !text("currency").equals(text("baseCurrency"));
    }

    String party() {
        return json.hasNonNull("counterparty") ? target.names().of(Kind.COUNTERPARTY, text("counterparty")) : null;
    }

    String account(JsonNode line) {
        return target.names().of(Kind.ACCOUNT, line.path("account").asText());
    }

    Optional<String> tax(JsonNode line) {
        return invoice() ? target.names().tax(text("counterparty"), line.path("account").asText(), line.path("taxCode").asText(null)) : Optional.empty();
    }

    Set<String> accounts() {
        Set<String> codes = new LinkedHashSet<>();
        json.path("lines").forEach(line -> codes.add(account(line)));
        return codes;
    }

    Set<String> taxes() {
        Set<String> names = new LinkedHashSet<>();
        json.path("lines").forEach(line -> tax(line).ifPresent(names::add));
        return names;
    }

    /** What people read there: day, work, and the hours where the quantity does not say them. */
    String description(JsonNode line, boolean hoursShown) {
        String day = line.hasNonNull("workDate") ? line.path("workDate").asText() + " " : "";
        String hours = line.hasNonNull("hours") && !hoursShown
                ? ", " + new BigDecimal(line.path("hours").asText()).stripTrailingZeros().toPlainString() + " h" : "";
        return day + line.path("description").asText() + hours;
    }

    /**
     * The hours of a line, where they and the rate come to exactly our amount in the way Tryton rounds: half to even, of a quantity
     * with two decimals and a price with four. Elsewhere the quantity is one and the price our amount, which is final.
     */
    Optional<BigDecimal> hours(JsonNode line) {
        if (!line.hasNonNull("hours") || !line.hasNonNull("rate")
                || !line.path("original").path("currency").asText(text("currency")).equals(text("currency"))) {
            return Optional.empty();
        }
        BigDecimal hours = new BigDecimal(line.path("hours").asText()).stripTrailingZeros();
        BigDecimal rate = rate(line);
        BigDecimal amount = hours.multiply(rate).setScale(Currencies.minorUnits(text("currency")), RoundingMode.HALF_EVEN);
        boolean exact = hours.scale() <= MOST_QUANTITY_DECIMALS && rate.scale() <= MOST_PRICE_DECIMALS
                && amount.compareTo(new BigDecimal(line.path("amount").asText())) == 0;
        return exact ? Optional.of(hours.setScale(Math.max(0, hours.scale()))) : Optional.empty();
    }

    static BigDecimal rate(JsonNode line) {
        return new BigDecimal(line.path("rate").asText());
    }
}
