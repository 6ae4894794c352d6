package io.hourbook.exchange;

import static io.hourbook.exchange.FeedBench.xml;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that cannot be true is refused whole, and what was kept before holds. */
class DoubtedRatesTest extends FetchedRates {

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE html><html><body>Sign in</body></html>",
        "<html><Cube time='2025-05-09'><Cube currency='USD' rate='1.1'/></Cube></html>",
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r><Cube time='2025-05-09'><Cube currency='USD' rate='&x;'/></Cube></r>",
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><r>&b;</r>",
        "<Cube><Cube time='2025-05-09'><Cube currency='USD' rate='1.1252'/>",
        "<r/>", "", "\0\0\0", "{\"rates\":{\"USD\":1.1}}", "PK\3\4garbage", "Date,USD,GBP,\n2025-05-09,1.1252,0.84"
    })
    void what_is_no_table_is_refused_whole(String body) {
        bench.answers(DAILY, body);

        bench.look();

        assertThat(bench.letters()).singleElement().asString().startsWith("MAP-401 ").doesNotContain("root:");
        assertThat(bench.files()).containsExactly("daily refused 0");
        assertThat(bench.rates()).isZero();
        assertThat(bench.kept.current().none()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.1", "1,1252", "NaN", "1e3", "0x1"})
    void a_rate_that_is_no_number_more_than_nothing_refuses_its_table(String rate) {
        bench.answers(DAILY, xml("2025-05-09", "USD", rate, "GBP", "0.8477"));

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-403 \"" + rate + "\" (1)");
        assertThat(bench.rates()).isZero();
    }

    @Test
    void a_rate_off_by_ten_refuses_its_table_and_the_good_ones_hold() {
        bench.answers(DAILY, xml("2025-05-08", "USD", "1.1297", "GBP", "0.8476"));
        bench.look();

        bench.answers(DAILY, xml("2025-05-09", "USD", "11.252", "GBP", "0.8477"));
        assertThat(bench.look()).as("would be refused again").isNull();

        assertThat(bench.letters()).containsExactly("MAP-413 USD 11.252 on 2025-05-09 (1)");
        assertThat(bench.files()).containsExactly("daily taken 2", "daily refused 0");
        assertThat(bench.jdbc.queryForObject("select reason from exchange_rate_file where state = 'refused'", String.class))
                .isEqualTo("MAP-413 has a rate that is too far from the one before it: USD 11.252 on 2025-05-09");
        assertThat(rate("EUR", "GBP", "2025-05-09").date()).isEqualTo("2025-05-08");
    }

    @Test
    void a_crash_is_taken_once_a_person_has_said_that_it_is_true() {
        bench.answers(DAILY, xml("2025-05-08", "USD", "1.1297", "GBP", "0.8476"));
        bench.look();
        bench.answers(DAILY, xml("2025-05-09", "USD", "1.1252", "GBP", "1.2001"));
        bench.look();
        assertThat(bench.letters()).hasSize(1);

        bench.own("Date,GBP\n2025-05-09,1.2001\n");
        bench.look();

        assertThat(bench.letters()).isEmpty();
        assertThat(bench.files()).containsExactly("daily taken 2", "daily taken 2");
        assertThat(rate("EUR", "GBP", "2025-05-09").id()).isEqualTo("eurofxref-daily.xml@2#2025-05-09");
    }

    @Test
    void a_crash_is_taken_once_it_is_accepted_for_its_day() {
        bench.answers(DAILY, xml("2025-05-08", "USD", "1.1297", "GBP", "0.8476"));
        bench.look();
        bench.answers(DAILY, xml("2025-05-09", "USD", "1.1252", "GBP", "1.2001"));
        bench.look();
        assertThat(bench.letters()).containsExactly("MAP-413 GBP 1.2001 on 2025-05-09 (1)");

        bench.accepts(new AcceptedRate("GBP", LocalDate.of(2025, 5, 9), new BigDecimal("1.2001")));
        bench.look();

        assertThat(bench.letters()).isEmpty();
        assertThat(rate("EUR", "GBP", "2025-05-09").shown()).isEqualByComparingTo("1.2001");
    }

    @Test
    void a_day_off_by_ten_in_the_first_history_of_all_is_seen_by_the_days_beside_it() {
        bench.configure(null, "/history.csv", 20);
        bench.answers("/history.csv", "Date,USD,GBP,\n2025-05-09,1.1252,0.8477,\n2025-05-08,11.297,0.8476,\n2025-05-07,1.136,0.8511,\n");

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-413 USD 11.297 on 2025-05-08 (1)");
        assertThat(bench.rates()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'2025-05-09,1.1252,0.8477,\n2025-05-08,1.1297\n2025-05-07,1.136,0.8511,\n', 'MAP-405 2025-05-08, 2 cells (1)'",
        "'2025-05-09,1.1252,0.8477,\n2025-04-08,1.1297,0.8476,\n2025-05-07,1.136,0.8511,\n', 'MAP-406 2025-04-08 (1)'",
        "'2025-05-09,1.1252,0.8477,\n2025-05-09,1.1252,0.8477,\n2025-05-07,1.136,0.8511,\n', 'MAP-406 2025-05-09 (1)'"
    })
    void rows_that_are_not_whole_or_out_of_order_refuse_their_table(String rows, String letter) {
        bench.configure(null, "/history.csv", 20);
        bench.answers("/history.csv", "Date,USD,GBP,\n" + rows.replace("\\n", "\n"));

        bench.look();

        assertThat(bench.letters()).containsExactly(letter);
        assertThat(bench.rates()).isZero();
    }

    @Test
    void a_currency_that_is_gone_is_told_and_the_others_are_taken() {
        bench.answers(DAILY, xml("2025-05-08", "USD", "1.1297", "GBP", "0.8476", "CHF", "0.9325", "JPY", "163.45"));
        bench.look();
        bench.answers(DAILY, xml("2025-05-09", "USD", "1.1252", "GBP", "0.8477", "JPY", "163.36"));
        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-416 no CHF on 2025-05-09 (1)");
        assertThat(bench.files()).containsExactly("daily taken 4", "daily taken 3");

        bench.answers(DAILY, xml("2025-05-09", "USD", "1.1252", "GBP", "0.8477", "CHF", "0.9353", "JPY", "163.36"));
        bench.look();
        assertThat(bench.letters()).isEmpty();
    }

    @Test
    void a_change_up_to_the_limit_is_taken_and_one_beyond_it_is_not() {
        bench.own("Date,USD,GBP\n2025-05-08,1.0000,1.2000\n");
        bench.answers(DAILY, xml("2025-05-09", "USD", "1.2000", "GBP", "1.0000"));
        bench.look();
        assertThat(bench.letters()).isEmpty();

        bench.clock.set("2025-05-12T15:00:00Z");
        bench.answers(DAILY, xml("2025-05-12", "USD", "1.4401", "GBP", "1.0000"));
        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-413 USD 1.4401 on 2025-05-12 (1)");
    }

    @Test
    void the_first_history_is_held_against_the_companys_own_table() {
        bench.own("Date,USD,GBP\n2025-05-08,1.1297,0.8476\n");
        bench.configure(null, HISTORY, 20);
        bench.answers(HISTORY, "Date,GBP,USD,\n2025-05-09,1.1252,0.8477,\n2025-05-08,1.1297,0.8476,\n");

        bench.look();

        assertThat(bench.letters()).singleElement().asString().startsWith("MAP-413 GBP 1.1297 on 2025-05-08, and ");
        assertThat(bench.rates()).isZero();
    }

    @Test
    void rates_of_tomorrow_are_refused() {
        bench.answers(DAILY, xml("2025-05-10", "USD", "1.1252"));

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-413 2025-05-10 (1)");
    }

    @Test
    void a_currency_that_nobody_knows_refuses_its_table() {
        bench.answers(DAILY, xml("2025-05-09", "USD", "1.1252", "QQQ", "1.1"));

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-413 QQQ (1)");
    }

    @Test
    void a_table_that_lost_most_of_its_currencies_is_refused_and_one_that_lost_one_is_not() {
        bench.answers(DAILY, xml("2025-05-08", "USD", "1.1297", "GBP", "0.8476", "JPY", "163.45", "SEK", "10.903"));
        bench.look();

        bench.answers(DAILY, xml("2025-05-09", "USD", "1.1252", "GBP", "0.8477"));
        bench.look();
        assertThat(bench.letters()).containsExactly("MAP-413 2 currencies on 2025-05-09 (1)");

        bench.answers(DAILY, xml("2025-05-09", "USD", "1.1252", "GBP", "0.8477", "JPY", "163.36"));
        bench.look();
        assertThat(bench.letters()).as("told, and taken").contains("MAP-416 no SEK on 2025-05-09 (1)");
        assertThat(bench.files()).containsExactly("daily taken 4", "daily refused 0", "daily taken 3");
    }

    @Test
    void a_rate_that_was_kept_is_never_changed() {
        bench.answers(DAILY, friday());
        bench.look();
        KeptRates.Kept before = bench.kept.current();

        bench.answers(DAILY, xml("2025-05-09", "USD", "1.1253", "GBP", "0.8477", "JPY", "163.36", "SEK", "10.92", "NOK", "11.67"));
        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-414 USD 1.1253 (1)");
        assertThat(bench.kept.current()).isSameAs(before);
        assertThat(bench.rates()).isEqualTo(4);
    }

    @Test
    void of_two_processes_that_are_told_different_rates_one_is_told_so() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (FeedBench one = new FeedBench(SOURCE, "2025-05-09T15:00:00Z"); FeedBench other = new FeedBench(SOURCE, "2025-05-09T15:00:00Z")) {
                one.answers(DAILY, friday());
                other.answers(DAILY, friday().replace("1.1252", "1.1253"));
                CompletableFuture<Throwable> beside = CompletableFuture.supplyAsync(other::look);
                one.look();
                beside.get(60, TimeUnit.SECONDS);

                assertThat(one.files()).containsExactlyInAnyOrder("daily taken 4", "daily refused 0");
                assertThat(one.jdbc.queryForObject("select reason from exchange_rate_file where state = 'refused'", String.class))
                        .startsWith("MAP-414 says another rate than was taken before for 2025-05-09: USD 1.125");
                assertThat(one.rates()).isEqualTo(4);
                assertThat(one.kept.current().version()).isEqualTo(other.kept.current().version());
            }
        }
    }

    @Test
    void a_kept_rate_that_the_company_overrules_stops_no_table() {
        bench.answers(DAILY, friday());
        bench.look();
        bench.own("Date,USD\n2025-05-09,1.1253\n");

        bench.answers(DAILY, xml("2025-05-09", "USD", "1.1253", "GBP", "0.8477", "JPY", "163.36", "SEK", "10.92", "NOK", "11.67"));
        bench.look();

        assertThat(bench.letters()).isEmpty();
        assertThat(bench.files()).containsExactly("daily taken 4", "daily taken 1");
        assertThat(rate("EUR", "USD", "2025-05-09").shown()).as("what was kept").isEqualByComparingTo("1.1252");
    }
}
