package io.hourbook.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "2.345, USD, 2.35, 2.34",
        "1.005, USD, 1.01, 1.00",
        "-2.345, USD, -2.35, -2.34",
        "2.5, JPY, 3, 2",
        "376669.4, JPY, 376669, 376669",
        "1.0005, KWD, 1.001, 1.000",
        "2.3450000001, USD, 2.35, 2.35"
    })
    void a_tie_goes_up_or_to_the_even_digit_of_the_minor_unit(String exact, String currency, String up, String even) {
        BigDecimal amount = new BigDecimal(exact);

        assertThat(Money.rounded(currency, amount, MoneyRounding.HALF_UP).plain()).isEqualTo(up);
        assertThat(Money.rounded(currency, amount, MoneyRounding.HALF_EVEN).plain()).isEqualTo(even);
    }

    @Test
    void plain_amounts_have_the_decimals_of_their_currency() {
        assertThat(Money.plain(new BigDecimal("1162.5000"), "USD")).isEqualTo("1162.50");
        assertThat(Money.plain(new BigDecimal("376669.0000"), "JPY")).isEqualTo("376669");
        assertThat(Money.plain(new BigDecimal("1E+3"), "JPY")).isEqualTo("1000");
        assertThat(Money.plain(new BigDecimal("1.5"), "KWD")).isEqualTo("1.500");
        assertThat(Money.zero("USD").plain()).isEqualTo("0.00");
    }

    @Test
    void an_amount_finer_than_the_minor_unit_is_refused_until_someone_says_how_to_round_it() {
        assertThatThrownBy(() -> new Money("USD", new BigDecimal("1.005"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.plain(new BigDecimal("0.5"), "JPY")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void amounts_of_one_currency_add_up_and_of_two_do_not() {
        Money two = new Money("USD", new BigDecimal("2"));

        assertThat(two.plus(new Money("USD", new BigDecimal("0.5"))).plain()).isEqualTo("2.50");
        assertThat(two.plus(two.negate())).isEqualTo(Money.zero("USD"));
        assertThatThrownBy(() -> two.plus(Money.zero("EUR"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hours_are_shown_with_four_decimals() {
        assertThat(Hours.shown(27000)).isEqualTo("7.5000");
        assertThat(Hours.shown(3000)).isEqualTo("0.8333");
        assertThat(Hours.shown(6000)).isEqualTo("1.6667");
        assertThat(Hours.shown(0)).isEqualTo("0.0000");
        assertThat(Hours.shown(-3600)).isEqualTo("-1.0000");
    }

    @Test
    void a_clock_shows_seconds_only_where_there_are_any() {
        assertThat(Hours.clock(37800)).isEqualTo("10:30");
        assertThat(Hours.clock(449)).isEqualTo("0:07:29");
        assertThat(Hours.clock(-60)).isEqualTo("-0:01");
    }
}
