package io.hourbook.exchange;

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
 * @param id     what identifies the row it was read from: file, line or version
 */
public record Cross(
        String from, String to, BigDecimal numerator, BigDecimal denominator, LocalDate date, String source, String id) {

    /** The rate for people: ten significant digits. */
    public BigDecimal shown() {
        return numerator.divide(denominator, new MathContext(10, RoundingMode.HALF_UP));
    }
}
