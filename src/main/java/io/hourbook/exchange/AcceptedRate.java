package io.hourbook.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A rate that somebody looked up and says is right, however far it is from the day before: a crash, or a currency that lost its zeros.
 *
 * @param rate units of the currency per 1 euro, as published
 */
public record AcceptedRate(String currency, LocalDate day, BigDecimal rate) {

    boolean is(String otherCurrency, LocalDate otherDay, BigDecimal otherRate) {
        return currency.equals(otherCurrency) && day.equals(otherDay) && rate.compareTo(otherRate) == 0;
    }

    /** As it is written in exchange.yaml: {@code TRY 2021-12-21 14.7132}. */
    @Override
    public String toString() {
        return currency + " " + day + " " + rate.toPlainString();
    }
}
