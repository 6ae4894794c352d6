package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private final Figures figures = new Figures(ZoneId.of("America/Los_Angeles"));

    @Test
    void amounts_have_thousands_and_the_decimals_of_their_currency() {
        assertThat(figures.money(new BigDecimal("1233162.5000"), "USD")).isEqualTo("1,233,162.50");
        assertThat(figures.money(new BigDecimal("1848000.0000"), "JPY")).isEqualTo("1,848,000");
        assertThat(figures.money(new BigDecimal("1.5"), "KWD")).isEqualTo("1.500");
        assertThat(figures.money(new BigDecimal("-1234.5"), "EUR")).isEqualTo("-1,234.50");
        assertThat(figures.money(new BigDecimal("0.0000"), "USD")).isEqualTo("0.00");
    }

    @Test
    void an_amount_with_more_decimals_than_its_currency_is_not_rounded_away() {
        assertThat(figures.money("155.125", "USD")).isEqualTo("155.125");
        assertThat(figures.money("12.3", "no currency")).isEqualTo("12.3");
    }

    @Test
    void text_that_is_no_number_stays_as_it_is() {
        assertThat(figures.money("<b>", "USD")).isEqualTo("<b>");
        assertThat(figures.money((String) null, "USD")).isEmpty();
    }

    @Test
    void hours_are_decimal_and_exact_where_two_decimals_are() {
        assertThat(figures.hours(27000L)).isEqualTo("7.50");
        assertThat(figures.hours(26110L)).isEqualTo("7.2528");
        assertThat(figures.hours(-3600L)).isEqualTo("-1.00");
        assertThat(figures.hours(14_400_000L)).isEqualTo("4,000.00");
        assertThat(figures.hours(null)).isEmpty();
    }

    @Test
    void times_are_those_of_the_company() {
        assertThat(figures.time(Instant.parse("2025-05-02T15:00:59Z"))).isEqualTo("2025-05-02 08:00");
        assertThat(figures.time(null)).isEqualTo("–");
        assertThat(figures.elapsed(840)).isEqualTo("0.8 s");
        assertThat(figures.elapsed(125_999)).isEqualTo("2 min 5 s");
    }
}
