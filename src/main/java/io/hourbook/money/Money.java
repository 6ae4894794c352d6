package io.hourbook.money;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount in a currency, with exactly as many decimals as the currency's minor unit has (domain rule "Rounding", money).
 *
 * @param currency ISO 4217
 * @param amount   JPY without decimals, most with 2, KWD with 3
 */
public record Money(String currency, BigDecimal amount) {

    /**
     * @throws IllegalArgumentException for an unknown currency
     * @throws ArithmeticException for an amount finer than the minor unit: round first, and say how
     */
    public Money {
        Objects.requireNonNull(amount, "amount");
        amount = exact(amount, currency);
    }

    public static Money zero(String currency) {
        return new Money(currency, BigDecimal.ZERO);
    }

    /** Rounded once to the currency's minor unit. */
    public static Money rounded(String currency, BigDecimal exact, MoneyRounding rounding) {
        return new Money(currency, round(exact, currency, rounding));
    }

    /** @throws IllegalArgumentException for another currency */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " cannot be added");
        }
        return new Money(currency, amount.add(other.amount));
    }

    public Money negate() {
        return new Money(currency, amount.negate());
    }

    /** The amount as documents carry it: {@code 1162.50}, {@code 376669}; never with an exponent. */
    public String plain() {
        return amount.toPlainString();
    }

    /** The amount rounded to the currency's minor unit. */
    public static BigDecimal round(BigDecimal exact, String currency, MoneyRounding rounding) {
        return exact.setScale(Currencies.minorUnits(currency), rounding.mode());
    }

    /**
     * The same amount with the decimals of its currency, as {@code 1162.50} for 1162.5000 from the database.
     *
     * @throws ArithmeticException for an amount finer than the minor unit
     */
    public static BigDecimal exact(BigDecimal amount, String currency) {
        return amount.setScale(Currencies.minorUnits(currency));
    }

    /**
     * An amount as documents carry it: {@code 1162.50}, {@code 376669}; never with an exponent.
     *
     * @throws ArithmeticException for an amount finer than the minor unit
     */
    public static String plain(BigDecimal amount, String currency) {
        return exact(amount, currency).toPlainString();
    }
}
