package io.hourbook.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.money.MoneyRounding;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CrossRateTest {

    private static final String FILE = "mappings/exchange-rates-ecb.csv";
    private static final int WEEK = 7;

    private final ExchangeRates rates = csv(
            """
            Date,USD,JPY,GBP,
            2025-05-09,1.1252,163.36,0.8477,
            2025-05-08,1.1297,163.45,0.8476,
            2025-04-22,1.1476,161.05,0.85983,
            2025-04-17,1.136,161.98,0.8589,
            2025-04-16,1.1355,162.09,0.85725,
            """);

    @Test
    void from_one_currency_to_another_the_rate_stays_the_fraction_of_two_published_rates() {
        Cross cross = find("GBP", "USD", "2025-05-09");

        assertThat(cross.numerator()).isEqualByComparingTo("1.1252");
        assertThat(cross.denominator()).isEqualByComparingTo("0.8477");
        assertThat(cross.date()).isEqualTo("2025-05-09");
        assertThat(cross.source()).isEqualTo("ECB");
        assertThat(cross.id()).isEqualTo(FILE + ":2");
        assertThat(cross.shown().toPlainString()).isEqualTo("1.327356376");
    }

    @Test
    void the_euro_is_the_pivot() {
        assertThat(find("EUR", "USD", "2025-05-09").shown().toPlainString()).isEqualTo("1.1252");
        assertThat(find("USD", "EUR", "2025-05-09").numerator()).isEqualByComparingTo("1");
        assertThat(find("USD", "EUR", "2025-05-09").denominator()).isEqualByComparingTo("1.1252");
    }

    @Test
    void good_friday_and_easter_monday_have_the_rate_of_maundy_thursday() {
        assertThat(find("USD", "EUR", "2025-04-18").date()).isEqualTo("2025-04-17");
        assertThat(find("USD", "EUR", "2025-04-21").date()).isEqualTo("2025-04-17");
        assertThat(find("GBP", "USD", "2025-04-21").date()).isEqualTo("2025-04-17");
        assertThat(find("USD", "EUR", "2025-04-22").date()).isEqualTo("2025-04-22");
    }

    @Test
    void a_rate_is_good_for_seven_days_and_not_for_eight() {
        assertThat(find("USD", "EUR", "2025-04-29").date()).isEqualTo("2025-04-22");
        assertThat(rates.cross("USD", "EUR", LocalDate.parse("2025-04-30"), WEEK)).isEmpty();
        assertThat(find("USD", "EUR", "2025-05-16").date()).isEqualTo("2025-05-09");
        assertThat(rates.cross("USD", "EUR", LocalDate.parse("2025-05-17"), WEEK)).isEmpty();
        assertThat(rates.cross("USD", "EUR", LocalDate.parse("2025-04-15"), WEEK)).isEmpty();
    }

    @Test
    void a_currency_that_is_not_published_has_no_rate() {
        assertThat(rates.cross("USD", "AED", LocalDate.parse("2025-05-09"), WEEK)).isEmpty();
        assertThat(rates.cross("AED", "EUR", LocalDate.parse("2025-05-09"), WEEK)).isEmpty();
    }

    @Test
    void a_currency_with_itself_is_one_to_one_even_if_nobody_publishes_it() {
        for (String currency : new String[] {"AED", "EUR", "USD"}) {
            Cross cross = ExchangeRates.NONE.cross(currency, currency, LocalDate.parse("2025-05-10"), WEEK).orElseThrow();
            assertThat(cross.isSame()).isTrue();
            assertThat(cross.convert(new BigDecimal("12.34"), MoneyRounding.HALF_UP)).isEqualByComparingTo("12.34");
        }
    }

    @Test
    void two_currencies_take_the_last_day_on_which_both_were_published() {
        ExchangeRates gaps = csv(
                """
                Date,USD,GBP
                2025-05-09,1.1252,N/A
                2025-05-08,,0.8476
                2025-05-07,1.1361,0.84993
                """);
        Cross cross = gaps.cross("GBP", "USD", LocalDate.parse("2025-05-09"), WEEK).orElseThrow();

        assertThat(cross.date()).isEqualTo("2025-05-07");
        assertThat(cross.numerator()).isEqualByComparingTo("1.1361");
        assertThat(cross.denominator()).isEqualByComparingTo("0.84993");
        assertThat(gaps.cross("EUR", "USD", LocalDate.parse("2025-05-09"), WEEK).orElseThrow().date())
                .isEqualTo("2025-05-09");
        assertThat(gaps.cross("GBP", "USD", LocalDate.parse("2025-05-15"), WEEK)).isEmpty();
    }

    @Test
    void an_amount_is_divided_and_rounded_once() {
        Cross paid = find("USD", "EUR", "2025-05-09");
        Cross invoiced = find("USD", "EUR", "2025-05-08");
        BigDecimal thousand = new BigDecimal("1000");

        assertThat(invoiced.convert(thousand, MoneyRounding.HALF_UP).toPlainString()).isEqualTo("885.19");
        assertThat(paid.convert(thousand, MoneyRounding.HALF_UP).toPlainString()).isEqualTo("888.73");
        assertThat(find("EUR", "JPY", "2025-05-09").price(3600, new BigDecimal("88.00"), MoneyRounding.HALF_UP))
                .isEqualTo("14376");
    }

    private Cross find(String from, String to, String date) {
        return rates.cross(from, to, LocalDate.parse(date), WEEK).orElseThrow();
    }

    private static ExchangeRates csv(String text) {
        ExchangeRates.Reading reading = ExchangeRates.readCsv(FILE, new StringReader(text));
        assertThat(reading.findings()).isEmpty();
        return reading.rates();
    }
}
