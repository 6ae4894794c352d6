package io.hourbook.exchange;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.hourbook.exchange.FeedBench.xml;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.hourbook.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates fetched over a real socket into a real database, by the routes that are shipped. */
class RateFeedTest {

    private static final DataSource SOURCE = TestDatabase.fresh();
    private static final String DAILY = "/eurofxref-daily.xml";
    private static final String HISTORY = "/eurofxref-hist.csv";
    private static final String HEADER = "Date,USD,GBP,JPY,SEK,\n";
    private static final String WEEK = HEADER
            + "2025-05-09,1.1252,0.8477,163.36,10.92,\n"
            + "2025-05-08,1.1297,0.8476,163.45,10.903,\n"
            + "2025-05-07,1.136,0.8511,162.89,10.903,\n";

    private final FeedBench bench = new FeedBench(SOURCE, "2025-05-09T15:00:00Z");

    @AfterEach
    void stop() {
        bench.close();
    }

    private static String friday() {
        return xml("2025-05-09", "USD", "1.1252", "GBP", "0.8477", "JPY", "163.36", "SEK", "10.92");
    }

    private Cross rate(String from, String to, String day) {
        return bench.kept.current().rates().cross(from, to, LocalDate.parse(day), 7).orElseThrow();
    }

    @Test
    void nothing_is_called_where_no_address_is_configured() {
        bench.configure(null, null, 20);

        bench.look();

        assertThat(bench.publisher.findAll(getRequestedFor(anyUrl()))).isEmpty();
        assertThat(bench.kept.current().none()).isTrue();
        assertThat(bench.letters()).isEmpty();
    }

    @Test
    void the_days_rates_are_kept_exactly_with_source_day_and_file() {
        bench.answers(DAILY, friday());

        bench.look();

        Cross cross = rate("GBP", "USD", "2025-05-09");
        assertThat(cross.numerator()).isEqualByComparingTo("1.1252");
        assertThat(cross.denominator()).isEqualByComparingTo("0.8477");
        assertThat(cross.source()).isEqualTo("ECB");
        assertThat(cross.id()).isEqualTo("eurofxref-daily.xml@1#2025-05-09");
        assertThat(bench.jdbc.queryForMap("select feed, url, name, state, reason, first_day, last_day, rate_count from exchange_rate_file"))
                .hasToString("{feed=daily, url=" + bench.publisher.baseUrl() + DAILY + ", name=eurofxref-daily.xml, state=taken, reason=null,"
                        + " first_day=2025-05-09, last_day=2025-05-09, rate_count=4}");
        bench.publisher.verify(1, getRequestedFor(urlEqualTo(DAILY)).withHeader("User-Agent", equalTo("Hourbook")).withHeader("source", absent()));
    }

    @Test
    void the_same_table_again_changes_nothing_not_even_the_version() {
        bench.answers(DAILY, friday());
        bench.look();
        KeptRates.Kept before = bench.kept.current();

        bench.clock.set("2025-05-11T15:00:00Z");
        bench.look();

        assertThat(bench.kept.current()).isSameAs(before);
        assertThat(bench.files()).containsExactly("daily taken 4");
        assertThat(bench.jdbc.queryForObject("select cast(seen_at as char) from exchange_rate_file", String.class)).startsWith("2025-05-11");
    }

    @Test
    void another_process_sees_what_was_kept_without_a_restart() {
        KeptRates other = new KeptRates(bench.jdbc);
        assertThat(other.current().none()).isTrue();
        bench.answers(DAILY, friday());

        bench.look();

        assertThat(other.current().version()).isEqualTo(bench.kept.current().version()).hasSize(64);
        assertThat(other.current()).isSameAs(other.current());
        assertThat(new KeptRates(bench.jdbc).current().version()).isEqualTo(other.current().version());
    }

    @Test
    void the_history_is_fetched_at_first_and_then_only_where_a_weekday_is_missing() {
        bench.configure(DAILY, HISTORY, 20);
        bench.answers(DAILY, friday());
        bench.answers(HISTORY, WEEK);
        bench.look();
        assertThat(bench.files()).containsExactly("daily taken 4", "history taken 8");

        bench.clock.set("2025-05-12T15:00:00Z");
        bench.answers(DAILY, xml("2025-05-12", "USD", "1.1106", "GBP", "0.8426", "JPY", "164.6", "SEK", "10.87"));
        bench.look();
        bench.publisher.verify(1, getRequestedFor(urlEqualTo(HISTORY)));

        // Tuesday is missed
        bench.clock.set("2025-05-14T15:00:00Z");
        bench.answers(DAILY, xml("2025-05-14", "USD", "1.1214", "GBP", "0.84", "JPY", "164.1", "SEK", "10.86"));
        bench.answers(HISTORY, HEADER + "2025-05-14,1.1214,0.84,164.1,10.86,\n2025-05-13,1.1112,0.8407,164.6,10.87,\n"
                + "2025-05-12,1.1106,0.8426,164.6,10.87,\n" + WEEK.substring(HEADER.length()));
        bench.look();
        bench.look();
        bench.publisher.verify(2, getRequestedFor(urlEqualTo(HISTORY)));
        assertThat(rate("EUR", "USD", "2025-05-13").shown()).isEqualByComparingTo("1.1112");
        assertThat(rate("EUR", "USD", "2025-05-13").id()).startsWith("eurofxref-hist.csv@").endsWith("#2025-05-13");
        assertThat(bench.letters()).isEmpty();
    }

    @Test
    void a_zip_archive_is_opened() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../../eurofxref-hist.csv"));
            zip.write(WEEK.getBytes(StandardCharsets.UTF_8));
        }
        bench.configure(null, "/eurofxref-hist.zip", 20);
        bench.answers("/eurofxref-hist.zip", aResponse().withBody(bytes.toByteArray()));

        bench.look();

        assertThat(bench.letters()).isEmpty();
        assertThat(rate("GBP", "USD", "2025-05-09").id()).isEqualTo("eurofxref-hist.zip@1#2025-05-09");
    }

    @Test
    void a_bomb_in_a_zip_archive_is_not_opened_whole() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("eurofxref-hist.csv"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                zip.write(zeros);
            }
        }
        bench.answers(DAILY, aResponse().withBody(bytes.toByteArray()));

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-401 a zip archive with more than 16 MB in it (1)");
    }

    @Test
    void what_failed_is_one_letter_however_often_and_is_closed_when_it_works_again() {
        bench.answers(DAILY, aResponse().withStatus(503).withHeader("Retry-After", "3600"));
        bench.look();
        bench.look();
        assertThat(bench.look()).as("the slot is worked again").hasMessageContaining("MAP-411");
        assertThat(bench.letters()).containsExactly("MAP-411 status 503 (3)");
        bench.publisher.verify(3, getRequestedFor(urlEqualTo(DAILY)));

        bench.answers(DAILY, friday());
        assertThat(bench.look()).isNull();

        assertThat(bench.letters()).isEmpty();
        assertThat(bench.jdbc.queryForMap("select state, source, change_note, kind from dead_letter"))
                .hasToString("{state=resolved, source=ECB daily, change_note=worked after all, kind=file}");
    }

    @Test
    void a_table_that_fails_stops_no_other() {
        bench.configure(DAILY, HISTORY, 20);
        bench.answers(DAILY, aResponse().withStatus(500));
        bench.answers(HISTORY, WEEK);

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-411 status 500 (1)");
        assertThat(bench.files()).containsExactly("history taken 12");
    }

    @Test
    void a_redirect_is_not_followed() {
        bench.answers(DAILY, aResponse().withStatus(302).withHeader("Location", bench.publisher.baseUrl() + "/elsewhere"));
        bench.answers("/elsewhere", friday());

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-411 status 302, which sends elsewhere (1)");
        bench.publisher.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
        assertThat(bench.rates()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE", "CONNECTION_RESET_BY_PEER"})
    void an_answer_that_breaks_off_is_none(String fault) {
        bench.answers(DAILY, aResponse().withFault(Fault.valueOf(fault)));

        bench.look();

        assertThat(bench.letters()).singleElement().asString().startsWith("MAP-411 ").doesNotContain("Exception");
        assertThat(bench.rates()).isZero();
    }

    @Test
    void an_answer_that_is_late_is_none() {
        try (FeedBench hurried = new FeedBench(SOURCE, "2025-05-09T15:00:00Z", 200)) {
            hurried.answers(DAILY, aResponse().withFixedDelay(1_000).withBody(friday()));

            hurried.look();

            assertThat(hurried.letters()).containsExactly("MAP-411 no answer in time (1)");
        }
    }

    @Test
    void an_answer_without_an_end_is_cut() {
        bench.answers(DAILY, aResponse().withBody(new byte[RateFile.MOST_BYTES + 10]));

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-411 more than 16 MB (1)");
        assertThat(bench.files()).isEmpty();
    }

    @Test
    void nobody_at_the_address_is_said() {
        bench.configure(DAILY, null, 20);
        bench.publisher.stop();

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-411 nobody who answers there (1)");
    }

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
        assertThat(bench.letters()).isEmpty();
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
    void two_processes_that_fetch_the_same_day_at_once_keep_it_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (FeedBench one = new FeedBench(SOURCE, "2025-05-09T15:00:00Z"); FeedBench other = new FeedBench(SOURCE, "2025-05-09T15:00:00Z")) {
                one.answers(DAILY, friday());
                other.answers(DAILY, friday());
                CompletableFuture<Throwable> beside = CompletableFuture.supplyAsync(other::look);

                assertThat(one.look()).isNull();

                assertThat(beside.get(60, TimeUnit.SECONDS)).isNull();
                assertThat(one.letters()).isEmpty();
                assertThat(one.files()).containsExactly("daily taken 4");
                assertThat(one.rates()).isEqualTo(4);
            }
        }
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
    void a_letter_that_was_put_away_comes_back_after_it_has_worked() {
        bench.answers(DAILY, aResponse().withStatus(503));
        bench.look();
        bench.jdbc.update("update dead_letter set state = 'discarded', changed_by = 'ops', change_note = 'known'");
        bench.look();
        assertThat(bench.letters()).isEmpty();

        bench.answers(DAILY, friday());
        bench.look();
        assertThat(bench.jdbc.queryForObject("select concat(state, ': ', change_note) from dead_letter", String.class))
                .isEqualTo("resolved: discarded by ops; known; worked after all");
        bench.answers(DAILY, aResponse().withStatus(503));
        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-411 status 503 (3)");
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

    @Test
    void a_publisher_that_stands_still_is_said_and_what_it_has_is_kept() {
        bench.answers(DAILY, friday());
        bench.clock.set("2025-05-17T15:00:00Z");

        bench.look();

        assertThat(bench.letters()).containsExactly("MAP-415 the last are of 2025-05-09 (1)");
        assertThat(bench.rates()).isEqualTo(4);
        bench.answers(DAILY, xml("2025-05-16", "USD", "1.1194", "GBP", "0.8413", "JPY", "162.7", "SEK", "10.9"));
        bench.look();
        assertThat(bench.letters()).isEmpty();
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "HOURBOOK_FIXTURES",
            matches = ".+",
            disabledReason = "set HOURBOOK_FIXTURES to the folder that holds fx-ecb/eurofxref-hist.csv and eurofxref-daily.xml")
    void the_banks_own_files_are_taken_whole() throws IOException {
        Path folder = Path.of(System.getenv("HOURBOOK_FIXTURES"), "fx-ecb");
        bench.configure(DAILY, HISTORY, 20);
        bench.clock.set("2022-07-08T15:00:00Z");
        bench.answers(DAILY, Files.readString(folder.resolve("eurofxref-daily.xml")));
        bench.answers(HISTORY, aResponse().withStatus(404));
        bench.look();
        assertThat(bench.rates()).isEqualTo(31);

        bench.clock.set("2025-05-09T15:00:00Z");
        bench.answers(HISTORY, Files.readString(folder.resolve("eurofxref-hist.csv")));
        bench.look();

        assertThat(bench.letters()).as("the recording of the day is three years old").containsExactly("MAP-415 the last are of 2022-07-08 (1)");
        Cross cross = rate("GBP", "USD", "2025-05-09");
        assertThat(cross.numerator()).isEqualByComparingTo("1.1252");
        assertThat(cross.denominator()).isEqualByComparingTo("0.8477");
        assertThat(cross.shown()).isEqualByComparingTo("1.327356376");
        assertThat(cross.id()).startsWith("eurofxref-hist.csv@").endsWith("#2025-05-09");
        assertThat(rate("EUR", "USD", "2022-07-08").id()).startsWith("eurofxref-daily.xml@1#");
        assertThat(rate("EUR", "USD", "1999-01-04").shown()).isEqualByComparingTo("1.1789");
        assertThat(new KeptRates(bench.jdbc).current().rates().currencies()).hasSize(41);
    }
}
