package io.hourbook.exchange;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.hourbook.exchange.FeedBench.xml;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that cannot be fetched is one letter until it can, and stops no other. */
class FailedFetchTest extends FetchedRates {

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
}
