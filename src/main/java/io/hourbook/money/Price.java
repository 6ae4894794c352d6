package io.hourbook.money;

import java.math.BigDecimal;

/**
 * What time is worth: seconds × hourly rate ÷ 3600 × exchange rate in exact decimals, multiplied first, divided once, and
 * rounded once to the currency's minor unit (domain rule "Rounding", money). Hours as a decimal never enter it.
 *
 * <p>{@link BigDecimal} keeps what fits 18 digits in a machine word and divides it there, so this costs some 0.1 µs; a
 * hand-written path in {@code long} would only be a second truth.
 */
public final class Price {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private Price() {}

    /**
     * The price in the rate's own currency.
     *
     * @param seconds    0 or more; negative in an adjustment
     * @param hourlyRate in {@code currency}
     * @param currency   ISO 4217
     * @return with as many decimals as the currency has
     * @throws IllegalArgumentException for an unknown currency
     */
    public static BigDecimal of(long seconds, BigDecimal hourlyRate, String currency, MoneyRounding rounding) {
        return hourlyRate
                .multiply(BigDecimal.valueOf(seconds))
                .divide(SECONDS_PER_HOUR, Currencies.minorUnits(currency), rounding.mode());
    }

    /**
     * The price in another currency than the rate's: × numerator ÷ denominator, still rounded only once.
     *
     * @param hourlyRate  in the currency that is exchanged
     * @param numerator   of the exchange rate, more than 0
     * @param denominator of the exchange rate, more than 0
     * @param currency    ISO 4217, the one that is exchanged into
     * @throws IllegalArgumentException for an unknown currency
     */
    public static BigDecimal of(
            long seconds,
            BigDecimal hourlyRate,
            BigDecimal numerator,
            BigDecimal denominator,
            String currency,
            MoneyRounding rounding) {
        return hourlyRate
                .multiply(BigDecimal.valueOf(seconds))
                .multiply(numerator)
                .divide(SECONDS_PER_HOUR.multiply(denominator), Currencies.minorUnits(currency), rounding.mode());
    }

    /** An amount × numerator ÷ denominator, rounded once to the minor unit of {@code currency}. */
    public static BigDecimal convert(
            BigDecimal amount, BigDecimal numerator, BigDecimal denominator, String currency, MoneyRounding rounding) {
        return amount.multiply(numerator).divide(denominator, Currencies.minorUnits(currency), rounding.mode());
    }
}
