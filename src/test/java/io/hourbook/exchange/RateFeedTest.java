package io.hourbook.exchange;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.hourbook.exchange.FeedBench.xml;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What is fetched is kept exactly, once, and seen by all. */
class RateFeedTest extends FetchedRates {

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
