package io.hourbook.exchange;

import io.hourbook.money.MoneyRounding;
import io.hourbook.money.Price;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * A published rate between two currencies, kept as the fraction it is so that nothing is divided before the final rounding.
 * Amount in {@code to} = amount in {@code from} × {@code numerator} ÷ {@code denominator}.
 *
 * @param date   the day the rate was published for
 * @param source who published it: {@code ECB}
 * @param id     what identifies the row it was read from: {@code path:line} of a CSV, {@code path#date} of an XML; null for
 *               a currency with itself
 */
public record Cross(
        String from, String to, BigDecimal numerator, BigDecimal denominator, LocalDate date, String source, String id) {

    /** A currency with itself: 1 to 1, published by nobody. A document line shows no exchange for it. */
    public static Cross same(String currency, LocalDate date) {
        return new Cross(currency, currency, BigDecimal.ONE, BigDecimal.ONE, date, "same currency", null);
    }

    /** True where nothing is exchanged, because both currencies are one. */
    public boolean isSame() {
        return from.equals(to);
    }

    /** The rate for people: ten significant digits. */
    public BigDecimal shown() {
        return numerator.divide(denominator, new MathContext(10, RoundingMode.HALF_UP));
    }

    /**
     * What time costs in {@code to}: seconds × hourly rate ÷ 3600 × this rate, rounded once.
     *
     * @param hourlyRate in {@code from}
     */
    public BigDecimal price(long seconds, BigDecimal hourlyRate, MoneyRounding rounding) {
        return Price.of(seconds, hourlyRate, numerator, denominator, to, rounding);
    }

    /**
     * An amount in {@code to}, rounded once to its minor unit.
     *
     * @param amount in {@code from}
     */
    public BigDecimal convert(BigDecimal amount, MoneyRounding rounding) {
        return Price.convert(amount, numerator, denominator, to, rounding);
    }
}
