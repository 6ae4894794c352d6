package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.schedule.Slots;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people decide over the API and on the pages: once, by name, with a reason, whoever else decides at the same time. */
class DecisionsTest {

    private static final String REFUSED = "0".repeat(31) + "2";

    private static ConsoleWorld studio;
    private static Browser browser;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() {
        studio = ConsoleWorld.start(0);
        StudioBooks.plant(new Planted(studio.jdbc()));
        browser = new Browser(studio);
        jdbc = studio.jdbc();
        // letters 2 and 3 are of one cause: documents that the books refused
        jdbc.update("update dead_letter set kind = 'document', document_id = (select id from document where reference = 'HB-BIL-V-SATO-JPY-2025-04-1') where id in (2, 3)");
    }

    @AfterAll
    static void stop() {
        studio.close();
    }

    @BeforeEach
    void nothingDecidedYet() {
        jdbc.update("update dead_letter set state = 'open', changed_by = null, change_note = null, changed_at = null");
        jdbc.update("update delivery set state = 'failed' where answer like '422%'");
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (java.io.IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static HttpResponse<String> post(String path) {
        return browser.post(path, "X-Test-User", "ann");
    }

    private static String state(int letter) {
        return jdbc.queryForObject("select concat(state, ' ', ifnull(changed_by, '-'), ' ', ifnull(change_note, '-')) from dead_letter where id = ?",
                String.class, letter);
    }

    @Test
    void one_is_tried_again_once_and_by_name() {
        assertThat(json(post("/api/dead-letters/2/replay?note=vendor+is+there")).path("replayed").asBoolean()).isTrue();
        assertThat(state(2)).isEqualTo("replayed ann vendor is there");
        assertThat(jdbc.queryForObject("select count(*) from delivery where state = 'failed'", Integer.class)).isZero();
        HttpResponse<String> again = post("/api/dead-letters/2/replay");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).path("code").asText()).isEqualTo("ROU-302");
        assertThat(json(again).path("saw").asText()).isEqualTo("replayed by ann");
    }

    @Test
    void all_of_a_cause_are_tried_again_with_one_button() {
        JsonNode replayed = json(post("/api/dead-letters/replay?fingerprint=" + REFUSED));
        assertThat(replayed.path("replayed").asInt()).isEqualTo(2);
        assertThat(replayed.path("left").asInt()).isZero();
        assertThat(state(2)).startsWith("replayed ann");
        assertThat(state(3)).startsWith("replayed ann");
        assertThat(state(1)).startsWith("open");
        assertThat(json(post("/api/dead-letters/replay?fingerprint=" + REFUSED)).path("replayed").asInt()).isZero();
    }

    @Test
    void everything_is_tried_again_with_one_button() {
        JsonNode replayed = json(post("/api/dead-letters/replay-all?note=all+is+well"));
        assertThat(replayed.path("replayed").asInt()).isEqualTo(2);
        assertThat(replayed.path("left").asInt()).isEqualTo(1);
        assertThat(state(3)).isEqualTo("replayed ann all is well");
        nothingDecidedYet();
        assertThat(browser.form("/dead-letters/replay-all", "").headers().firstValue("Location").orElse("")).endsWith("/dead-letters");
        assertThat(state(2)).startsWith("replayed");
    }

    @Test
    void a_row_cannot_be_tried_again_and_what_to_do_is_said() {
        JsonNode row = json(post("/api/dead-letters/replay?fingerprint=" + "0".repeat(31) + "1"));
        assertThat(row.path("replayed").asInt()).isZero();
        assertThat(row.path("left").asInt()).isEqualTo(1);
        assertThat(row.path("next").asText()).contains("drop the file into the inbox again");
        assertThat(state(1)).startsWith("open");
    }

    @Test
    void putting_away_wants_a_reason_and_is_done_once() {
        assertThat(post("/api/dead-letters/2/discard").statusCode()).isEqualTo(400);
        assertThat(post("/api/dead-letters/2/discard?why=+").statusCode()).isEqualTo(400);
        assertThat(post("/api/dead-letters/2/discard?why=" + "x".repeat(501)).statusCode()).isEqualTo(400);
        assertThat(state(2)).startsWith("open");
        assertThat(json(post("/api/dead-letters/2/discard?why=a+test")).toString()).isEqualTo("{\"id\":2,\"discarded\":true}");
        assertThat(state(2)).isEqualTo("discarded ann a test");
        assertThat(post("/api/dead-letters/2/discard?why=again").statusCode()).isEqualTo(409);
        assertThat(state(2)).isEqualTo("discarded ann a test");
    }

    @Test
    void letters_that_came_since_somebody_looked_are_not_put_away_with_the_others() {
        assertThat(json(post("/api/dead-letters/discard?why=x&upTo=2&fingerprint=" + REFUSED)).path("discarded").asInt()).isEqualTo(1);
        assertThat(state(3)).startsWith("open");
        assertThat(json(post("/api/dead-letters/discard?why=x&fingerprint=" + REFUSED)).path("discarded").asInt()).isEqualTo(1);
        assertThat(json(post("/api/dead-letters/discard?why=x&fingerprint=" + REFUSED)).path("discarded").asInt()).isZero();
    }

    @Test
    void of_two_people_at_once_one_decides() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                nothingDecidedYet();
                List<Callable<Integer>> both = List.of(
                        () -> post("/api/dead-letters/2/replay").statusCode(),
                        () -> browser.post("/api/dead-letters/2/discard?why=no", "X-Test-User", "ben").statusCode());
                int[] answers = two.invokeAll(both).stream().mapToInt(one -> {
                    try {
                        return one.get();
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                }).toArray();
                assertThat(answers).containsExactlyInAnyOrder(200, 409);
                boolean replayed = answers[0] == 200;
                assertThat(state(2)).startsWith(replayed ? "replayed ann" : "discarded ben");
                // what was put away is not sent again behind the back of whoever put it away
                assertThat(jdbc.queryForObject("select count(*) from delivery where state = 'failed'", Integer.class)).isEqualTo(replayed ? 0 : 1);
            }
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void the_buttons_of_the_pages_do_the_same() {
        assertThat(browser.form("/dead-letters/2/replay", "").headers().firstValue("Location").orElse("")).endsWith("/dead-letters/2");
        assertThat(state(2)).startsWith("replayed ann");
        assertThat(browser.form("/dead-letters/discard", "why=never+mind&upTo=99&fingerprint=" + REFUSED).statusCode()).isEqualTo(302);
        assertThat(state(3)).isEqualTo("discarded ann never mind");
        assertThat(browser.form("/dead-letters/1/discard", "why=").statusCode()).isEqualTo(400);
        assertThat(browser.form("/dead-letters/1/discard", "why=x").statusCode()).isEqualTo(302);
        assertThat(browser.form("/dead-letters/1/discard", "why=x").statusCode()).isEqualTo(409);
        assertThat(browser.form("/schedules/sync/run", "").statusCode()).isEqualTo(302);
        verify(studio.bean(Slots.class)).runNow("sync", "ann");
    }

    @Test
    void documents_are_released_in_the_revision_that_was_seen() {
        String body = "{\"documents\":[{\"reference\":\"HB-PAY-2025-04-28-1\",\"revision\":%d}],\"note\":\"%s\"}";
        HttpResponse<String> early = browser.send("/api/documents/release", body.formatted(1, "too early"));
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(json(early).path("code").asText()).isEqualTo("DEL-201");
        HttpResponse<String> changed = browser.send("/api/documents/release", body.formatted(7, "changed"));
        assertThat(json(changed).path("code").asText()).isEqualTo("DEL-202");
        HttpResponse<String> sent = browser.send("/api/documents/release",
                "{\"references\":[\"HB-LAB-USD-2025-04-1\",\"HB-PAY-2025-04-28-1\"],\"evenUnfinished\":true}");
        assertThat(sent.statusCode()).isEqualTo(409);
        assertThat(json(sent).path("code").asText()).isEqualTo("DEL-203");
        assertThat(jdbc.queryForList("select 1 from document_release")).as("all or none").isEmpty();
        String page = browser.page("/documents");
        String chosen = page.replaceAll("(?s).*name=\"document\" value=\"([0-9-]+)\".*", "$1");
        assertThat(browser.form("/documents/release", "document=" + chosen + "&evenUnfinished=true&note=pay+early").statusCode()).isEqualTo(302);
        assertThat(json(browser.send("/api/documents/release", body.formatted(1, "again"))).at("/already/0/by").asText()).isEqualTo("ann");
        assertThat(browser.page("/documents/HB-PAY-2025-04-28-1")).contains("Revision 1 released by ann").contains("pay early");
        assertThat(json(browser.get("/api/documents/HB-PAY-2025-04-28-1")).at("/releases/0/note").asText()).isEqualTo("pay early");
        assertThat(browser.form("/documents/release", "document=1%27-x").statusCode()).isEqualTo(400);
    }
}
