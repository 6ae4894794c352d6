package io.hourbook.readback;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import io.hourbook.money.Currencies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a rate that moved between a document and its payment: settled base amount less booked base amount (domain rule "Currency").
 *
 * @param amount       of the payment, in the document's currency
 * @param bookedBase   as much of the document's base amount as this payment settles
 * @param settledBase  what the payment came to
 * @param settledBy    {@code target} where the target told it, {@code rates} where it is worked out at the published rate of the day
 * @param gain         positive a gain, negative a loss
 */
public record ExchangeDifference(
        String document, String target, String type, String counterparty, String payment, LocalDate paidOn,
        @JsonFormat(shape = Shape.STRING) BigDecimal amount, String currency, String baseCurrency,
        @JsonFormat(shape = Shape.STRING) BigDecimal bookedBase, @JsonFormat(shape = Shape.STRING) BigDecimal settledBase, String settledBy,
        @JsonFormat(shape = Shape.STRING) BigDecimal gain) {

    /** Who pays here is owed the rest: more of the base currency is a gain. */
    private static final Set<String> RECEIVED = Set.of("sales-invoice", "vendor-credit");

    /** A payment of a foreign document, as it was read. @param baseAmount as booked there, or null */
    record Paid(String id, LocalDate on, BigDecimal amount, BigDecimal baseAmount) {}

    /** The document behind it. @param total without tax; @param baseTotal the same as it was booked */
    record Booked(String reference, String target, String type, String counterparty, String currency, BigDecimal total, BigDecimal baseTotal) {}

    /** What an amount of a day comes to in the base currency. */
    interface Rates {
        Optional<BigDecimal> base(BigDecimal amount, String currency, LocalDate day);
    }

    /**
     * Of one document. What is booked is divided among its payments so that they come to the whole of it in the end, whatever is rounded
     * on the way; a payment that carries tax settles as much more.
     *
     * @param paid in the order in which they were paid, none of them reversed
     * @return none for a payment that no rate holds for
     */
    static List<ExchangeDifference> of(Booked booked, List<Paid> paid, String base, Rates rates) {
        List<ExchangeDifference> differences = new ArrayList<>();
        int scale = Currencies.minorUnits(base);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal before = BigDecimal.ZERO;
        for (Paid one : paid) {
            sum = sum.add(one.amount());
            BigDecimal now = booked.baseTotal().multiply(sum).divide(booked.total(), scale, RoundingMode.HALF_UP);
            BigDecimal part = now.subtract(before).setScale(scale, RoundingMode.UNNECESSARY);
            before = now;
            Optional<BigDecimal> settled = one.baseAmount() == null
                    ? rates.base(one.amount(), booked.currency(), one.on())
                    : Optional.of(one.baseAmount().setScale(scale, RoundingMode.HALF_UP));
            settled.ifPresent(came -> differences.add(new ExchangeDifference(
                    booked.reference(), booked.target(), booked.type(), booked.counterparty(), one.id(), one.on(),
                    one.amount().setScale(Currencies.minorUnits(booked.currency()), RoundingMode.HALF_UP), booked.currency(), base, part, came,
                    one.baseAmount() == null ? "rates" : "target",
                    RECEIVED.contains(booked.type()) ? came.subtract(part) : part.subtract(came))));
        }
        return differences;
    }
}
