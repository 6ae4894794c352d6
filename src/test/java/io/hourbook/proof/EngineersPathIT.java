package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * What an integration engineer does on a working day, in this order: changes how a client's time is rounded, breaks it, mends it, goes
 * back, checks out another branch, sees what the edit would move, has it approved, and goes back again; with a service that runs all the
 * while and then without one. Each time, the next entry is billed by what is in force.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EngineersPathIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CLIENTS = "mappings/clients.csv";
    private static final String CLIENT_CASES = "mappings/clients.cases.csv";
    private static final String PROJECT_CASES = "mappings/projects.cases.csv";
    private static final String ROUNDING_CASES = "mappings/rounding.cases.yaml";
    private static final String POLICY = "mappings/changes.yaml";
    private static final String POLICY_CASES = "mappings/changes.cases.yaml";
    private static final String BLAU = "CUST-1002";
    /** What 8 minutes and 20 seconds come to in seconds, six minutes to the nearest or up. */
    private static final long TO_THE_NEAREST = 360;
    private static final long UP = 720;
    private static final String FIRST_DAY = "2025-04-01";
    private static final String HEADER = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n";

    @TempDir
    static Path scratch;

    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.ofRepository();
    private Git git;
    private Company.Running service;
    private EditsSeen seen;
    private int days;

    @BeforeAll
    void start() throws Exception {
        git = Git.init().setDirectory(company.home().toFile()).call();
        commit(git, "the home as it was");
        int port = ServeIT.freePort();
        service = company.start(Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(port)), "serve");
        awaited("the service is up", () -> service.words().contains("Hourbook is up"));
        seen = new EditsSeen(company, port);
        assertThat(seen.newest().number()).isOne();
        assertThat(billed()).isEqualTo(TO_THE_NEAREST);
    }

    @AfterAll
    void leaveNothing() {
        git.close();
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
        cases(company.home());
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
    void anotherBranchOfTheWholeFolderIsOneVersionAndSoIsTheWayBack() throws Exception {
        Path elsewhere = scratch.resolve("branch");
        String hash = seen.newest().hash();
        commit(git, "as it is");
        try (Git clone = Git.cloneRepository().setURI(company.home().toUri().toString()).setDirectory(elsewhere.toFile()).call()) {
            clone.checkout().setCreateBranch(true).setName("spring").call();
            up(elsewhere);
            try (Stream<Path> routes = Files.walk(elsewhere.resolve("routes"))) {
                for (Path route : routes.filter(file -> file.toString().endsWith(".camel.yaml")).toList()) {
                    Files.writeString(route, "# As of spring.\n" + Files.readString(route));
                }
            }
            commit(clone, "rounding as of spring");
        }
        git.fetch().setRemote(elsewhere.toUri().toString()).setRefSpecs("refs/heads/spring:refs/heads/spring").call();
        String before = git.getRepository().getBranch();

        git.checkout().setName("spring").call();
        awaited("the branch is in force", () -> seen.newest().number() == 4 && seen.refused() == null);
        assertThat(billed()).isEqualTo(UP);
        JsonNode version = seen.json("/api/versions/4");
        assertThat(version.path("version").path("author").asText()).isEqualTo("Ana Lee <ana@example.org>");
        assertThat(version.path("version").path("note").asText()).endsWith("rounding as of spring");
        assertThat(version.path("files").findValuesAsText("path")).contains(CLIENTS, "routes/process/allocate-entry.camel.yaml").hasSizeGreaterThan(50);

        git.checkout().setName(before).call();
        awaited("the way back is in force", () -> seen.newest().number() == 5 && seen.refused() == null);
        assertThat(seen.newest().hash()).isEqualTo(hash);
        assertThat(billed()).isEqualTo(TO_THE_NEAREST);
        assertThat(seen.newest().number()).as("all at once, each time").isEqualTo(5);
        assertThat(service.words()).doesNotContain("are refused; version 3", "are refused; version 4");
    }

    @Test
    @Order(9)
    void whatARoundingWouldMoveIsSeenBeforeAnybodyIsAsked() throws Exception {
        edit(POLICY, "\nrounding: at-once", "\nrounding: second-person");
        edit(POLICY_CASES, "in:    { changed: mappings/rounding.yaml }\n    gives: { waits: no }", "in:    { changed: mappings/rounding.yaml }\n    gives: { waits: yes }");
        awaited("the policy is in force", () -> seen.newest().number() == 6);

        Path tried = Files.createDirectories(scratch.resolve("tried"));
        FileSystemUtils.copyRecursively(company.home().resolve("mappings"), tried.resolve("mappings"));
        up(tried);
        Company.Ended preview = hourbook("preview", "--mappings", tried.resolve("mappings").toString(), "--json");
        assertThat(preview.exit()).as(preview.err()).isZero();
        assertThat(preview.json().at("/entries/kinds/rounded").asInt()).isPositive();
        assertThat(new BigDecimal(preview.json().path("moved").asText())).isPositive();
        assertThat(preview.json().path("conserved").asBoolean()).isTrue();
        assertThat(preview.json().path("documents").toString()).contains(BLAU);
        assertThat(seen.newest().number()).as("nothing in force").isEqualTo(6);
        assertThat(billed()).isEqualTo(TO_THE_NEAREST);
    }

    @Test
    @Order(10)
    void brokenItIsRefusedMendedItWaitsAndApprovedItBills() {
        edit(CLIENTS, "transaction,6,half-up,", "transaction,six,up,");
        awaited("the edit is refused", () -> seen.refused() != null);
        assertThat(seen.refused().findings()).anySatisfy(finding -> assertThat(finding).startsWith(CLIENTS + ":4: MAP-"));

        edit(CLIENTS, "transaction,six,up,", "transaction,6,half-up,");
        up(company.home());
        awaited("it waits", () -> !seen.json("/api/versions/proposal").path("proposal").isNull() && seen.refused() == null);
        int number = seen.json("/api/versions/proposal").path("proposal").asInt();
        assertThat(seen.newest().number()).isEqualTo(6);
        assertThat(billed()).as("what ran runs on").isEqualTo(TO_THE_NEAREST);
        assertThat(hourbook("proposals", "show", Integer.toString(number)).out()).contains("waits  rounding: " + CLIENTS)
                .contains("+BLAU,Blau Werke,CUST-1002,EUR,net14,transaction,6,up,");

        String token = company.start(Map.of(), "users", "token", "second", "--role", "approver").await().out().strip();
        Company.Ended approved = company.start(Map.of("HOURBOOK_TOKEN", token), "proposals", "approve", Integer.toString(number), "--note", "as agreed").await();
        assertThat(approved.exit()).as(approved.err()).isZero();
        assertThat(approved.out()).contains("Version 7 is in force");
        assertThat(billed()).isEqualTo(UP);
        assertThat(seen.json("/api/versions/7").path("version").path("approver").asText()).isEqualTo("token:second");
    }

    @Test
    @Order(11)
    void andGoneBackFromItBillsAsBefore() {
        Company.Ended back = hourbook("versions", "rollback", "6", "--json");

        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(back.json().path("number").asInt()).isEqualTo(8);
        assertThat(billed()).isEqualTo(TO_THE_NEAREST);
        assertThat(hourbook("versions", "log", "--csv").out()).contains(",rolled-back,", ",approved,token:second,", ",proposed,");
    }

    @Test
    @Order(12)
    void withoutAServiceTheSameIsAtHand() throws Exception {
        assertThat(service.words()).as("what is only being checked is nothing to warn of").doesNotContain("VER-107");
        service.process().destroy();
        assertThat(service.process().waitFor(30, TimeUnit.SECONDS)).as(service.words()).isTrue();

        Company.Ended back = hourbook("versions", "rollback", "7");
        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(back.out()).contains("Version 9 is in force");
        assertThat(Company.read(company.home().resolve(CLIENTS))).contains("transaction,6,up,");
        JsonNode all = new ObjectMapper().readTree(hourbook("versions", "--json").out());
        assertThat(all.findValuesAsText("number")).containsExactly("9", "8", "7", "6", "5", "4", "3", "2", "1");
        assertThat(all.path(6).path("note").asText()).isEqualTo("Blau's contract says to the nearest");
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

    /** Six minutes up for Blau, with all cases that say so. @param root of a home, or of a copy of its files */
    private static void up(Path root) {
        edit(root, CLIENTS, "transaction,6,half-up,", "transaction,6,up,");
        cases(root);
    }

    private static void cases(Path root) {
        edit(root, CLIENT_CASES, "6 min half-up", "6 min up", "179,118.00,,,,,,0,,0.00", "179,118.00,,,,,,360,,11.80");
        edit(root, PROJECT_CASES, "6 min half-up", "6 min up");
        edit(root, ROUNDING_CASES, "6 min half-up", "6 min up");
    }

    private static void commit(Git git, String message) throws Exception {
        git.add().addFilepattern("routes").addFilepattern("mappings").call();
        PersonIdent ana = new PersonIdent("Ana Lee", "ana@example.org");
        git.commit().setAuthor(ana).setCommitter(ana).setMessage(message).setSign(false).setAllowEmpty(true).call();
    }

    private void edit(String path, String... words) {
        edit(company.home(), path, words);
    }

    /** @param words what is there, what is to be there instead, and so on */
    private static void edit(Path root, String path, String... words) {
        Path file = root.resolve(path);
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
