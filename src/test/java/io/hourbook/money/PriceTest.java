package io.hourbook.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PriceTest {

    @Test
    void fifty_minutes_at_a_hundred_are_83_33() {
        assertThat(price(3000, "100.00", "USD", MoneyRounding.HALF_UP)).isEqualTo("83.33");
        assertThat(price(3000, "100.00", "USD", MoneyRounding.HALF_EVEN)).isEqualTo("83.33");
    }

    @Test
    void a_price_has_the_decimals_of_its_currency() {
        assertThat(price(27000, "155.00", "USD", MoneyRounding.HALF_UP)).isEqualTo("1162.50");
        assertThat(price(5400, "16500", "JPY", MoneyRounding.HALF_UP)).isEqualTo("24750");
        assertThat(price(60, "16500", "JPY", MoneyRounding.HALF_UP)).isEqualTo("275");
        assertThat(price(1, "16500", "JPY", MoneyRounding.HALF_UP)).isEqualTo("5");
        assertThat(price(600, "10.003", "KWD", MoneyRounding.HALF_UP)).isEqualTo("1.667");
    }

    @Test
    void half_a_cent_goes_by_the_rounding_rule() {
        assertThat(price(1080, "95.05", "GBP", MoneyRounding.HALF_UP)).isEqualTo("28.52");
        assertThat(price(1080, "95.05", "GBP", MoneyRounding.HALF_EVEN)).isEqualTo("28.52");
        assertThat(price(360, "95.05", "GBP", MoneyRounding.HALF_UP)).isEqualTo("9.51");
        assertThat(price(360, "95.05", "GBP", MoneyRounding.HALF_EVEN)).isEqualTo("9.50");
        assertThat(price(-360, "95.05", "GBP", MoneyRounding.HALF_UP)).isEqualTo("-9.51");
    }

    @Test
    void with_an_exchange_rate_it_is_rounded_once_and_not_twice() {
        BigDecimal rate = new BigDecimal("150.00");
        BigDecimal exchanged = Price.of(
                2520, rate, new BigDecimal("0.8477"), new BigDecimal("1.1252"), "GBP", MoneyRounding.HALF_EVEN);

        assertThat(exchanged.toPlainString()).isEqualTo("79.10");
        assertThat(Price.convert(rate, BigDecimal.ONE, BigDecimal.ONE, "USD", MoneyRounding.HALF_UP).toPlainString())
                .isEqualTo("150.00");
    }

    @Property
    void a_price_is_the_exact_fraction_rounded_once(
            @ForAll @LongRange(min = -10_000_000, max = 10_000_000) long seconds,
            @ForAll @BigRange(min = "0", max = "100000") @Scale(6) BigDecimal rate,
            @ForAll @BigRange(min = "0.00001", max = "400000") @Scale(5) BigDecimal numerator,
            @ForAll @BigRange(min = "0.00001", max = "400000") @Scale(5) BigDecimal denominator,
            @ForAll MoneyRounding rounding) {
        for (String currency : new String[] {"JPY", "USD", "KWD"}) {
            assertThat(Price.of(seconds, rate, numerator, denominator, currency, rounding))
                    .isEqualTo(naive(seconds, rate, numerator, denominator, currency, rounding));
            assertThat(Price.of(seconds, rate, currency, rounding))
                    .isEqualTo(naive(seconds, rate, BigDecimal.ONE, BigDecimal.ONE, currency, rounding));
        }
    }

    @Property
    void an_exchange_rate_of_one_to_one_changes_nothing(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seconds,
            @ForAll @BigRange(min = "0", max = "1000") @Scale(2) BigDecimal rate,
            @ForAll MoneyRounding rounding) {
        assertThat(Price.of(seconds, rate, BigDecimal.ONE, BigDecimal.ONE, "USD", rounding))
                .isEqualTo(Price.of(seconds, rate, "USD", rounding));
    }

    /** School arithmetic over whole numbers: no decimal class decides where to round. */
    private static BigDecimal naive(
            long seconds, BigDecimal rate, BigDecimal numerator, BigDecimal denominator, String currency, MoneyRounding rounding) {
        int decimals = Currencies.minorUnits(currency);
        BigInteger top = whole(rate).multiply(whole(numerator)).multiply(BigInteger.valueOf(seconds))
                .multiply(BigInteger.TEN.pow(decimals));
        BigInteger bottom = whole(denominator).multiply(BigInteger.valueOf(3600)).multiply(BigInteger.TEN.pow(DIGITS));
        BigInteger[] parts = top.abs().divideAndRemainder(bottom);
        int half = parts[1].shiftLeft(1).compareTo(bottom);
        boolean up = half > 0 || half == 0 && (rounding.mode() == RoundingMode.HALF_UP || parts[0].testBit(0));
        BigInteger units = up ? parts[0].add(BigInteger.ONE) : parts[0];
        return new BigDecimal(top.signum() < 0 ? units.negate() : units, decimals);
    }

    private static final int DIGITS = 6;

    private static BigInteger whole(BigDecimal number) {
        return number.movePointRight(DIGITS).toBigIntegerExact();
    }

    private static String price(long seconds, String rate, String currency, MoneyRounding rounding) {
        return Price.of(seconds, new BigDecimal(rate), currency, rounding).toPlainString();
    }
}
