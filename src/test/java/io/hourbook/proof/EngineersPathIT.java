package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What an integration engineer does on a working day, in this order: changes how a client's time is rounded, breaks it, mends it, goes
 * back, with a service that runs all the while and then without one. Each time, the next entry is billed by what is in force.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EngineersPathIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CLIENTS = "mappings/clients.csv";
    private static final String CLIENT_CASES = "mappings/clients.cases.csv";
    private static final String PROJECT_CASES = "mappings/projects.cases.csv";
    private static final String ROUNDING_CASES = "mappings/rounding.cases.yaml";
    private static final String BLAU = "CUST-1002";
    /** What 8 minutes and 20 seconds come to in seconds, six minutes to the nearest or up. */
    private static final long TO_THE_NEAREST = 360;
    private static final long UP = 720;
    private static final String FIRST_DAY = "2025-04-01";
    private static final String HEADER = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n";

    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.ofRepository();
    private Company.Running service;
    private EditsSeen seen;
    private int days;

    @BeforeAll
    void start() {
        int port = ServeIT.freePort();
        service = company.start(Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(port)), "serve");
        awaited("the service is up", () -> service.words().contains("Hourbook is up"));
        seen = new EditsSeen(company, port);
        assertThat(seen.newest().number()).isOne();
        assertThat(billed()).isEqualTo(TO_THE_NEAREST);
    }

    @AfterAll
    void leaveNothing() {
        company.close();
        target.close();
    }

    @Test
    @Order(1)
    void aRoundingThatIsChangedWithoutItsCasesIsRefusedAndSaysWhichCases() {
        edit(CLIENTS, "transaction,6,half-up,", "transaction,6,up,");
        awaited("the edit is refused", () -> seen.refused() != null);

        assertThat(seen.refused().files()).containsExactly(CLIENTS);
        assertThat(seen.refused().findings()).isNotEmpty().allSatisfy(finding -> assertThat(finding).matches(EditsSeen.PLACED))
                .anySatisfy(finding -> assertThat(finding).matches(CLIENT_CASES + ":\\d+: MAP-302 [\\s\\S]*"))
                .anySatisfy(finding -> assertThat(finding).matches(PROJECT_CASES + ":\\d+: MAP-302 [\\s\\S]*"));
        assertThat(seen.newest().number()).isOne();
        assertThat(billed()).isEqualTo(TO_THE_NEAREST);
    }

    @Test
    @Order(2)
    void withItsCasesItIsInForceByItselfAndTheNextEntryIsBilledByIt() {
        edit(CLIENT_CASES, "6 min half-up", "6 min up", "179,118.00,,,,,,0,,0.00", "179,118.00,,,,,,360,,11.80");
        edit(PROJECT_CASES, "6 min half-up", "6 min up");
        edit(ROUNDING_CASES, "6 min half-up", "6 min up");
        awaited("it is in force", () -> seen.newest().number() == 2 && seen.refused() == null);

        assertThat(billed()).isEqualTo(UP);
        JsonNode version = seen.json("/api/versions/2");
        assertThat(version.path("files").findValuesAsText("path")).containsExactlyInAnyOrder(CLIENTS, CLIENT_CASES, PROJECT_CASES, ROUNDING_CASES);
        assertThat(version.toString()).contains("+BLAU,Blau Werke,CUST-1002,EUR,net14,transaction,6,up,");
        assertThat(version.path("version").path("cases").asInt()).isPositive().isEqualTo(version.path("version").path("passed").asInt());
        assertThat(version.path("version").path("tested").asText()).endsWith(" cases came out as written");
    }

    @Test
    @Order(3)
    void whatIsBrokenIsRefusedWithItsPlaceAndWhatRanRunsOn() {
        List<Integer> running = seen.running();
        edit(CLIENTS, "transaction,6,up,", "transaction,six,up,");
        awaited("the edit is refused", () -> seen.refused() != null);

        assertThat(seen.refused().findings()).anySatisfy(finding -> assertThat(finding).startsWith(CLIENTS + ":4: MAP-").contains("six"));
        assertThat(seen.newest().number()).isEqualTo(2);
        assertThat(seen.running()).isEqualTo(running);
        JsonNode edits = seen.health().path("components").path("edits");
        assertThat(edits.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(edits.path("details").path("refused").toString()).contains(CLIENTS + ":4");
        assertThat(seen.text("/observe/metrics")).containsPattern("(?m)^hourbook_edits_refused(\\{[^}]*})? 1");
        assertThat(service.words()).contains("are refused; version 2 runs on\n" + CLIENTS + ":4: MAP-");
        assertThat(billed()).isEqualTo(UP);
    }

    @Test
    @Order(4)
    void whatIsMendedIsNoLongerRefused() {
        edit(CLIENTS, "transaction,six,up,", "transaction,6,up,");
        awaited("nothing is refused", () -> seen.refused() == null);

        assertThat(seen.newest().number()).as("nothing new").isEqualTo(2);
        assertThat(seen.health().path("components").path("edits").path("status").asText()).isEqualTo("UP");
        assertThat(seen.text("/observe/metrics")).containsPattern("(?m)^hourbook_edits_refused(\\{[^}]*})? 0");
    }

    @Test
    @Order(6)
    void theVersionsAreListedAndToldBesideTheService() {
        Company.Ended list = hourbook("versions");
        assertThat(list.exit()).as(list.err()).isZero();
        assertThat(list.out().lines()).hasSize(2).first().asString().matches("\\s+2  2\\S+Z  .*  (\\d+) of \\1 cases passed.*");
        Company.Ended shown = hourbook("versions", "show", "2");
        assertThat(shown.out()).contains("cases came out as written").contains("changed " + CLIENTS)
                .contains("-BLAU,Blau Werke,CUST-1002,EUR,net14,transaction,6,half-up,").contains("+BLAU,Blau Werke,CUST-1002,EUR,net14,transaction,6,up,");
        Company.Ended missing = hourbook("versions", "show", "99");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("VER-108");
    }

    @Test
    @Order(7)
    void goingBackIsInForceAtOnceInTheFolderAndRecorded() {
        Company.Ended back = hourbook("versions", "rollback", "1", "--note", "Blau's contract says to the nearest", "--json");

        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(back.json().path("number").asInt()).isEqualTo(3);
        assertThat(back.json().path("restores").asInt()).isOne();
        assertThat(Company.read(company.home().resolve(CLIENTS))).contains("transaction,6,half-up,");
        assertThat(billed()).isEqualTo(TO_THE_NEAREST);
        assertThat(seen.newest().number()).as("the folder is in step").isEqualTo(3);
        assertThat(seen.json("/api/versions/3").path("version").path("note").asText()).isEqualTo("Blau's contract says to the nearest");
    }

    @Test
    @Order(8)
    void withoutAServiceTheSameIsAtHand() throws Exception {
        assertThat(service.words()).as("what is only being checked is nothing to warn of").doesNotContain("VER-107");
        service.process().destroy();
        assertThat(service.process().waitFor(30, TimeUnit.SECONDS)).as(service.words()).isTrue();

        Company.Ended back = hourbook("versions", "rollback", "2");
        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(back.out()).contains("Version 4 is in force");
        assertThat(Company.read(company.home().resolve(CLIENTS))).contains("transaction,6,up,");
        JsonNode all = new ObjectMapper().readTree(hourbook("versions", "--json").out());
        assertThat(all.findValuesAsText("number")).containsExactly("4", "3", "2", "1");
        assertThat(all.path(1).path("note").asText()).isEqualTo("Blau's contract says to the nearest");
        String day = enter();
        assertThat(company.sync(target).path("conserved").asBoolean()).isTrue();
        assertThat(seconds(day)).containsExactly(UP);
        assertThat(seconds(FIRST_DAY)).as("what was agreed stays").containsExactly(TO_THE_NEAREST);
        assertThat(target.twice()).isEmpty();
        assertThat(target.complaints()).isEmpty();
        Wire.assertSound(target.documents());
    }

    private Company.Ended hourbook(String... command) {
        return company.run(target, command);
    }

    /** Somebody works for Blau for 8 minutes and 20 seconds. @return on which day: another one each time */
    private String enter() {
        String day = "2025-04-%02d".formatted(++days);
        company.drop("toggl-berlin", day + ".csv", HEADER + "Eva Brandt,eva.brandt@harbourlane.example,Blau Werke,Blau ERP,Consulting,A call,Yes,"
                + day + ",09:00:00," + day + ",09:08:20,00:08:20,\n");
        return day;
    }

    /** Billed seconds of that, as the endpoint has them. */
    private long billed() {
        String day = enter();
        awaited("the file is taken", () -> company.taken("toggl-berlin").size() == days);
        assertThat(seen.pass().path("conserved").asBoolean()).isTrue();
        assertThat(seconds(day)).hasSize(1);
        return seconds(day).get(0);
    }

    private List<Long> seconds(String day) {
        return target.documents().stream()
                .filter(document -> document.path("type").asText().equals("sales-invoice") && document.path("counterparty").asText().equals(BLAU))
                .flatMap(document -> StreamSupport.stream(document.path("lines").spliterator(), false))
                .filter(line -> line.path("workDate").asText().equals(day)).map(line -> line.path("seconds").asLong()).toList();
    }

    /** @param words what is there, what is to be there instead, and so on */
    private void edit(String path, String... words) {
        Path file = company.home().resolve(path);
        String text = Company.read(file);
        for (int i = 0; i < words.length; i += 2) {
            assertThat(text).contains(words[i]);
            text = text.replace(words[i], words[i + 1]);
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaited(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(service.process().isAlive()).as(service.words()).isTrue();
            return condition.call();
        });
    }
}
