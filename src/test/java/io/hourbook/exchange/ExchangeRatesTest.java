package io.hourbook.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeRatesTest {

    private static final LocalDate DAY = LocalDate.of(2025, 5, 9);

    @Test
    void rows_come_in_any_order_with_or_without_a_rate_with_or_without_a_comma_at_the_end() {
        ExchangeRates rates = good(csv(
                """
                \uFEFFDate, USD, EEK ,GBP,
                # the day before
                2025-05-08,1.1297,N/A,,

                2025-05-09, 1.1252 ,,0.8477,
                2025-05-07,1.1361,15.6466
                """));

        assertThat(rates.currencies()).containsExactly("EEK", "GBP", "USD");
        assertThat(rates.lastDay()).contains(DAY);
        assertThat(shown(rates, "USD", "2025-05-08")).isEqualTo("1.1297 f.csv:3");
        assertThat(shown(rates, "USD", "2025-05-07")).isEqualTo("1.1361 f.csv:6");
        assertThat(shown(rates, "EEK", "2025-05-09")).isEqualTo("15.6466 f.csv:6");
        assertThat(rates.cross("EUR", "GBP", DAY.minusDays(1), 7)).isEmpty();
    }

    @Test
    void the_daily_xml_has_one_day_or_many() throws IOException {
        ExchangeRates rates = good(xml(text("exchange/eurofxref-two-days.xml")));

        assertThat(rates.currencies()).containsExactly("GBP", "USD");
        assertThat(shown(rates, "GBP", "2025-05-09")).isEqualTo("0.8477 f.xml#2025-05-09");
        assertThat(shown(rates, "USD", "2025-05-08")).isEqualTo("1.1297 f.xml#2025-05-08");
    }

    @Test
    void two_files_become_one_where_they_agree() throws IOException {
        ExchangeRates csv = good(csv("Date,USD\n2025-05-09,1.1252\n2025-05-06,1.1325\n"));
        ExchangeRates both = good(csv.merge(good(xml(text("exchange/eurofxref-two-days.xml")))));

        assertThat(shown(both, "USD", "2025-05-09")).isEqualTo("1.1252 f.csv:2");
        assertThat(shown(both, "USD", "2025-05-06")).isEqualTo("1.1325 f.csv:3");
        assertThat(shown(both, "USD", "2025-05-08")).isEqualTo("1.1297 f.xml#2025-05-08");
        assertThat(both.cross("GBP", "USD", DAY, 7).orElseThrow().id()).isEqualTo("f.csv:2 and f.xml#2025-05-09");
        assertThat(good(ExchangeRates.NONE.merge(csv)).currencies()).containsExactly("USD");
    }

    @Test
    void two_files_that_differ_are_a_finding_and_the_first_is_kept() throws IOException {
        ExchangeRates csv = good(csv("Date,USD\n2025-05-09,1.1525\n"));
        ExchangeRates.Reading both = csv.merge(good(xml(text("exchange/eurofxref-two-days.xml"))));

        assertThat(lines(both)).containsExactly(
                "f.xml#2025-05-09: MAP-404 the rates of 2025-05-09 are published twice and differ | USD 1.1252 | USD 1.1525, as in f.csv:2");
        assertThat(shown(both.rates(), "USD", "2025-05-09")).isEqualTo("1.1525 f.csv:2");
    }

    @Test
    void a_file_that_is_no_table_of_rates_is_refused() throws IOException {
        assertThat(lines(csv(text("broken/MAP-401.csv"))))
                .containsExactly("f.csv:1: MAP-401 not a table of the European Central Bank's rates"
                        + " | column 1 is \"currency\" | a header like Date,USD,JPY,GBP, a row a day");
        for (String header : List.of("", "Date,USD,usd\n", "Date,USD,USD\n", "Date,EUR\n", "Date,,USD\n", "<html>\n")) {
            assertThat(csv(header).findings()).extracting(Finding::code).containsExactly("MAP-401");
            assertThat(csv(header).rates().currencies()).isEmpty();
        }
    }

    @Test
    void xml_that_is_broken_or_fetches_anything_is_refused() throws IOException {
        assertThat(lines(xml(text("broken/MAP-401.xml"))))
                .containsExactly("f.xml:2: MAP-401 not a table of the European Central Bank's rates | a document type"
                        + " | a Cube per day with its time, and in it a Cube per currency with its rate");
        for (String xml : List.of("", "<Cube>", "<html></html>", "Date,USD", "<a>&passwords;</a>")) {
            assertThat(xml(xml).findings()).extracting(Finding::code).containsExactly("MAP-401");
        }
    }

    @Test
    void every_bad_date_and_rate_of_a_file_is_found_at_once() throws IOException {
        assertThat(lines(csv(text("broken/MAP-402.csv"))))
                .containsExactly(
                        "f.csv:3: MAP-402 no date that rates could be published for | \"08/05/2025\" | year-month-day, as 2025-05-09",
                        "f.csv:4: MAP-402 no date that rates could be published for | \"2025-02-30\" | year-month-day, as 2025-05-09");
        String want = " | units per 1 EUR, more than 0 and with a decimal point, as 1.1252; or N/A";
        ExchangeRates.Reading reading = csv(text("broken/MAP-403.csv"));
        assertThat(lines(reading))
                .containsExactly(
                        "f.csv:2: MAP-403 no rate for USD | \"1,1252\"" + want,
                        "f.csv:3: MAP-403 no rate for GBP | \"-0.8476\"" + want,
                        "f.csv:4: MAP-403 no rate for USD | \"0\"" + want,
                        "f.csv:5: MAP-403 no rate for a column without a currency | \"35.2\"" + want);
        assertThat(shown(reading.rates(), "GBP", "2025-05-09")).isEqualTo("0.8477 f.csv:2");
    }

    @Test
    void bad_dates_and_rates_of_xml_are_found_by_line() {
        ExchangeRates.Reading reading = xml(
                """
                <Cube>
                  <Cube time='9 May'><Cube currency='USD' rate='1.1'/></Cube>
                  <Cube time='2025-05-08'>
                    <Cube currency='USD' rate='1e3'/>
                    <Cube currency='GBP'/>
                    <Cube currency='EUR' rate='1'/>
                  </Cube>
                </Cube>
                """);

        assertThat(reading.findings().stream().map(finding -> finding.where() + " " + finding.code()))
                .containsExactly("f.xml:2 MAP-402", "f.xml:4 MAP-403", "f.xml:5 MAP-403", "f.xml:6 MAP-403");
        assertThat(reading.rates().currencies()).isEmpty();
    }

    @Test
    void a_day_that_comes_twice_must_say_the_same_both_times() throws IOException {
        assertThat(lines(csv(text("broken/MAP-404.csv"))))
                .containsExactly("f.csv:5: MAP-404 the rates of 2025-05-08 are published twice and differ"
                        + " | GBP 0.8467 | GBP 0.8476, as in f.csv:3");
    }

    @Test
    void only_plain_decimal_numbers_are_rates() {
        for (String text : List.of("", ".5", "5.", "1.2.3", "1e5", "+1", "-1", "0.000", "1 2", "١", "123456789012345678")) {
            assertThat(PackedRate.parse(text)).as(text).isEqualTo(PackedRate.NONE);
        }
        for (String text : List.of("1", "100", "1.1252", "18606.59", "0.00001", "372816", "1234567890.123456")) {
            assertThat(PackedRate.unpack(PackedRate.parse(text)).toPlainString()).isEqualTo(text);
        }
        assertThat(PackedRate.parse("139.50")).isEqualTo(PackedRate.parse("139.5"));
    }

    @Test
    void a_file_that_cannot_be_read_is_not_taken_for_a_bad_one() {
        Reader failing = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("disk gone");
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> ExchangeRates.readCsv("f.csv", failing)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> ExchangeRates.readXml("f.xml", failing)).isInstanceOf(UncheckedIOException.class);
    }

    private static ExchangeRates.Reading csv(String text) {
        return ExchangeRates.readCsv("f.csv", new StringReader(text));
    }

    private static ExchangeRates.Reading xml(String text) {
        return ExchangeRates.readXml("f.xml", new StringReader(text));
    }

    private static ExchangeRates good(ExchangeRates.Reading reading) {
        assertThat(reading.findings()).isEmpty();
        return reading.rates();
    }

    private static String shown(ExchangeRates rates, String currency, String date) {
        Cross cross = rates.cross("EUR", currency, LocalDate.parse(date), 7).orElseThrow();
        return cross.shown().toPlainString() + " " + cross.id();
    }

    private static List<String> lines(ExchangeRates.Reading reading) {
        return reading.findings().stream()
                .map(finding -> finding.where() + ": " + finding.code() + " " + finding.what() + " | " + finding.saw() + " | "
                        + finding.want())
                .toList();
    }

    private static String text(String resource) throws IOException {
        try (Reader reader = new InputStreamReader(
                ExchangeRatesTest.class.getResourceAsStream("/" + resource), StandardCharsets.UTF_8)) {
            StringBuilder text = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                text.append((char) c);
            }
            return text.toString();
        }
    }
}
