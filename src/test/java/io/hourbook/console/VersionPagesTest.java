package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.version.Gate;
import io.hourbook.version.Refusal;
import io.hourbook.version.Version;
import io.hourbook.version.Versions;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the console shows of versions, and the way back to one. */
class VersionPagesTest {

    private static final String RATES = "mappings/rates.csv";
    private static ConsoleWorld world;
    private static Browser browser;
    private static Gate gate;

    @BeforeAll
    static void start() {
        world = ConsoleWorld.start(0);
        browser = new Browser(world);
        gate = world.bean(Gate.class);
        version(1, null, "whoever can write to this home", null, "client,rate\nACME,140.00\nBLAU,118.00\n");
        version(2, null, "Ana Ruiz <ana@example.org>", "raise Acme <for> April", "client,rate\nACME,150.00\nBLAU,118.00\n");
        version(3, 1, "ben", "it was not signed yet", "client,rate\nACME,140.00\nBLAU,118.00\n");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void nothingIsRefused() {
        when(gate.number()).thenReturn(3);
        when(gate.refused()).thenReturn(Optional.empty());
    }

    private static void version(int number, Integer restores, String author, String note, String rates) {
        JdbcTemplate jdbc = world.jdbc();
        String hash = hash(rates);
        jdbc.update("insert into version (number, hash, restores, author, note, accepted_at, case_count, notes, program, check_millis)"
                + " values (?, ?, ?, ?, ?, '2025-05-01 10:00:00', 412, ?, '0.4.0', 640)", number, hash, restores, author, note,
                number == 2 ? "[\"mappings/names.csv:4: MAP-119 a name that nobody uses\", \"mappings/rates.cases.csv:3: MAP-302 case \\\"a price\\\": rate\"]" : "[]");
        jdbc.update("insert ignore into version_content values (?, ?)", hash, rates.getBytes(StandardCharsets.UTF_8));
        jdbc.update("insert into version_file values (?, ?, ?)", number, RATES, hash);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String words(String html) {
        return html.replaceAll("(?s)<head.*?</head>", " ").replaceAll("<[^>]*>", " ").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&").replaceAll("\\s+", " ").replaceAll(" ([,.])(?= )", "$1");
    }

    @Test
    void allVersionsAreListedWithWhoAndWhy() {
        String page = browser.page("/versions");

        assertThat(words(page)).containsSubsequence("3 2025-05-01", "Runs", "ben back to version 1 it was not signed yet", "412 of 412",
                "2 2025-05-01", "Ana Ruiz", "raise Acme <for> April", "411 of 412", "1 2025-05-01", "whoever can write to this home").doesNotContain("does not pass");
        assertThat(page).contains("href=\"/versions/2\"").doesNotContain("<for>");
    }

    @Test
    void aRefusedEditIsShownWithItsPlacesAndWhatRuns() {
        when(gate.refused()).thenReturn(Optional.of(new Refusal(ConsoleWorld.NOW, 3, List.of(RATES),
                List.of(new Finding("MAP-110", RATES + ":2", "no number", "\"<i>many</i>\"", "a price", "write the price")))));

        assertThat(words(browser.page("/versions"))).contains("The folder as it is does not pass").contains("Version 3 runs on.")
                .contains("Edited: " + RATES).contains(RATES + ":2: MAP-110 no number").contains("do write the price");
        assertThat(browser.page("/versions")).doesNotContain("<i>many");
        assertThat(words(browser.page("/"))).contains("Routes and mappings as saved are refused. Version 3 runs on.").contains(RATES + ":2: MAP-110");
    }

    @Test
    void oneVersionIsToldWithWhatItChanged() {
        String page = browser.page("/versions/2");

        assertThat(words(page)).contains("Version 2").contains("raise Acme <for> April").contains("411 of 412 cases came out as written")
                .contains("What the check noted").contains("mappings/names.csv:4: MAP-119").contains(RATES + " changed")
                .contains("-ACME,140.00").contains("+ACME,150.00").contains("Go back to this version");
        assertThat(words(browser.page("/versions/3"))).contains("back to version 1").contains("Put its files in the folder again").contains("Runs");
        assertThat(browser.get("/versions/99").statusCode()).isEqualTo(404);
    }

    @Test
    void theButtonGoesBackWithWhoAndWhyAndSaysWhatIsInForce() {
        Version third = world.bean(Versions.class).whole(3).map(Versions.Whole::version).orElseThrow();
        when(gate.rollBack(eq(1), any(), any())).thenReturn(third);

        HttpResponse<String> answer = browser.form("/versions/1/rollback", "note=" + URLEncoder.encode("not signed yet", StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isBetween(302, 303);
        assertThat(answer.headers().firstValue("Location")).hasValueSatisfying(to -> assertThat(to).endsWith("/versions"));
        verify(gate).rollBack(1, "ann", "not signed yet");
        assertThat(browser.form("/versions/99/rollback", "").statusCode()).isEqualTo(404);
        assertThat(VersionPages.wentBack(1, 3, Set.of())).isEqualTo("Version 3 is in force, with the files of version 1.");
        assertThat(VersionPages.wentBack(3, 3, Set.of())).isEqualTo("The folder has the files of version 3, which is in force.");
        assertThat(VersionPages.wentBack(3, 3, Set.of(RATES)))
                .isEqualTo("Version 3 is in force. Left as they are in the folder, for they are links or may not be written: " + RATES + ".");
    }

    @Test
    void aVersionThatDoesNotPassAnyMoreIsToldAsItIs() {
        when(gate.rollBack(eq(2), any(), any())).thenThrow(new Problem(List.of(
                new Finding("VER-109", "version 2", "this version does not pass any more", null, "a version that this Hourbook can run", "go back to another one"),
                new Finding("ROU-131", "routes/process/x.camel.yaml:9", "there is no bean named \"x\"", null, null, "name another"))));

        HttpResponse<String> answer = browser.form("/versions/2/rollback", "note=");

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(words(answer.body())).contains("VER-109").contains("routes/process/x.camel.yaml:9");
    }
}
