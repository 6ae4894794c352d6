package io.hourbook.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The European Central Bank's own files, where HOURBOOK_FIXTURES names the folder that has them under fx-ecb. */
@EnabledIfEnvironmentVariable(
        named = "HOURBOOK_FIXTURES",
        matches = ".+",
        disabledReason = "set HOURBOOK_FIXTURES to the folder that holds fx-ecb/eurofxref-hist.csv and eurofxref-daily.xml")
class PublishedRatesTest {

    private static ExchangeRates history;
    private static ExchangeRates daily;

    @BeforeAll
    static void readTheFiles() throws IOException {
        Path folder = Path.of(System.getenv("HOURBOOK_FIXTURES"), "fx-ecb");
        try (Reader csv = Files.newBufferedReader(folder.resolve("eurofxref-hist.csv"));
                Reader xml = Files.newBufferedReader(folder.resolve("eurofxref-daily.xml"))) {
            ExchangeRates.Reading fromCsv = ExchangeRates.readCsv("eurofxref-hist.csv", csv);
            ExchangeRates.Reading fromXml = ExchangeRates.readXml("eurofxref-daily.xml", xml);
            assertThat(fromCsv.findings()).isEmpty();
            assertThat(fromXml.findings()).isEmpty();
            history = fromCsv.rates();
            daily = fromXml.rates();
        }
    }

    @Test
    void the_history_has_every_currency_from_the_first_day_to_the_last() {
        assertThat(history.currencies()).hasSize(41).contains("USD", "JPY", "GBP", "EEK", "ZAR");
        assertThat(history.lastDay()).contains(LocalDate.of(2025, 5, 9));
        assertThat(find(history, "EUR", "USD", "1999-01-04").shown()).isEqualByComparingTo("1.1789");
        assertThat(history.cross("EUR", "USD", LocalDate.of(1999, 1, 3), 7)).isEmpty();
    }

    @Test
    void from_pounds_to_dollars_on_9_may_2025() {
        Cross cross = find(history, "GBP", "USD", "2025-05-09");

        assertThat(cross.numerator()).isEqualByComparingTo("1.1252");
        assertThat(cross.denominator()).isEqualByComparingTo("0.8477");
        assertThat(cross.id()).isEqualTo("eurofxref-hist.csv:2");
    }

    @Test
    void easter_has_no_rate_of_its_own() {
        assertThat(find(history, "GBP", "USD", "2025-04-18").date()).isEqualTo("2025-04-17");
        assertThat(find(history, "GBP", "USD", "2025-04-21").date()).isEqualTo("2025-04-17");
        assertThat(find(history, "GBP", "USD", "2025-04-22").date()).isEqualTo("2025-04-22");
    }

    @Test
    void a_currency_that_joined_the_euro_has_no_rate_any_more() {
        assertThat(find(history, "EUR", "EEK", "2011-01-03").date()).isEqualTo("2010-12-31");
        assertThat(history.cross("EUR", "EEK", LocalDate.of(2025, 5, 9), 7)).isEmpty();
        assertThat(history.cross("EEK", "USD", LocalDate.of(2025, 5, 9), 7)).isEmpty();
    }

    @Test
    void the_daily_file_agrees_with_the_history() {
        assertThat(daily.lastDay()).contains(LocalDate.of(2022, 7, 8));
        ExchangeRates.Reading both = history.merge(daily);

        assertThat(both.findings()).isEmpty();
        for (String currency : daily.currencies()) {
            assertThat(find(daily, "EUR", currency, "2022-07-08").numerator())
                    .isEqualTo(find(both.rates(), "EUR", currency, "2022-07-08").numerator());
        }
    }

    @Test
    void the_whole_history_raises_no_doubt_but_for_the_crashes_that_are_known() throws IOException {
        String csv = Files.readString(Path.of(System.getenv("HOURBOOK_FIXTURES"), "fx-ecb", "eurofxref-hist.csv"));

        assertThat(RateDoubts.ofRows("eurofxref-hist.csv", csv)).isEmpty();
        assertThat(RateDoubts.ofJumps(history, ExchangeRates.NONE, RateFeeds.NONE)).isEmpty();
        assertThat(Jumps.in(history, ExchangeRates.NONE, new RateFeeds(null, null, 16, List.of()))).extracting(jump -> jump.accepted().toString())
                .as("at less than 20 %, a day that was right would be refused").containsExactly("CHF 2015-01-15 1.028");
    }

    private static Cross find(ExchangeRates rates, String from, String to, String date) {
        return rates.cross(from, to, LocalDate.parse(date), 7).orElseThrow();
    }
}
