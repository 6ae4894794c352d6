package io.hourbook.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import io.hourbook.cli.WholeService;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import io.hourbook.security.Listening;
import io.hourbook.version.Impact;
import io.hourbook.version.Trial;
import io.hourbook.version.Versions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.impl.SchedulerRepository;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Previews of edits of the sample company, and what the same edits then do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreviewTest {

    private static final int MOST = 1_000;
    private static final Consumer<String> NOBODY = words -> {};

    @TempDir
    static Path root;

    private static WholeService service;
    private static Path home;
    private static Edits edits;
    private static Rehearsals rehearsals;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void aMonthIsInTheBooks() {
        home = root.resolve("home");
        edits = new Edits(root, home);
        service = WholeService.start(home, Listening.local(), Map.of(), beans -> {});
        jdbc = service.context().getBean(JdbcTemplate.class);
        rehearsals = service.context().getBean(Rehearsals.class);
        assertThat(passes(service).run("test").documents().delivered()).isEqualTo(48);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void whatIsInForceMovesNothing() {
        Map<String, byte[]> inForce = new Trial(jdbc.getDataSource()).version(1).orElseThrow();

        assertThat(service.context().getBean(Impact.class).moved(inForce)).isEqualByComparingTo("0");
        CamelContext camel = service.context().getBean(CamelContext.class);
        assertThat(camel.getStatus().isStarted()).isTrue();
        assertThat(SchedulerRepository.getInstance().lookupAll()).as("the service's own scheduler, and no other").singleElement()
                .satisfies(scheduler -> assertThat(scheduler.isShutdown()).isFalse());
    }

    @Test
    @Order(1)
    void whateverRoutesReachForNothingActsOnTheOutside() throws IOException {
        Path drop = Files.createDirectories(root.resolve("drop"));
        Path waits = Files.writeString(drop.resolve("waits.txt"), "what somebody dropped");
        Path outside = Files.createDirectories(root.resolve("outside"));
        Map<String, byte[]> edit = new TreeMap<>(new Trial(jdbc.getDataSource()).version(1).orElseThrow());
        String billable = "routes/process/allocate-billable.camel.yaml";
        String tell = "      steps:\n        - wireTap: { id: to-tell-outside, uri: direct, parameters: { name: tell-outside } }\n";
        edit.put(billable, new String(edit.get(billable), StandardCharsets.UTF_8).replace("      steps:\n", tell).getBytes(StandardCharsets.UTF_8));
        for (String route : List.of("tell-outside", "take-dropped", "tick", "listen")) {
            String text = Files.readString(Path.of("src/test/resources/outside", route + ".camel.yaml"));
            edit.put("routes/process/" + route + ".camel.yaml",
                    text.replace("@outside@", outside.toString()).replace("@drop@", drop.toString()).getBytes(StandardCharsets.UTF_8));
        }
        Map<String, String> files = WhatStands.files(home);

        Preview preview = rehearsals.preview(edit, null, MOST, NOBODY);

        assertThat(preview.conserved()).isTrue();
        assertThat(preview.entries().moved()).as("what is sent goes on as if it had been taken").isZero();
        assertThat(outside).isEmptyDirectory();
        assertThat(waits).hasContent("what somebody dropped");
        assertThat(Carrier.CARRIED).hasValue(0);
        assertThat(Carrier.LISTENS).hasValue(0);
        assertThat(WhatStands.files(home)).isEqualTo(files);
    }

    @Test
    @Order(2)
    void anotherPriceIsToldToTheCentAndIsACorrectionThatNobodyMakesByItself() {
        jdbc.update("update document set status = 'final' where reference = 'HB-INV-CUST-1001-USD-2025-03-1'");
        Map<String, String> books = WhatStands.books(jdbc);
        Map<String, String> files = WhatStands.files(home);
        // 140.00 an hour becomes 142.00: March has 128.75 hours at that price, April another 128.50
        Path edit = edits.with("rates.csv", "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01");

        Preview preview = rehearsals.preview(edit, null, MOST, NOBODY);

        assertThat(preview.entries()).isEqualTo(new Preview.Entries(1110, 1110, 0, 114, 0, Map.of("repriced", 114)));
        assertThat(preview.moves()).filteredOn(move -> move.key().equals("2jn9mbs3tck0")).singleElement().satisfies(move -> {
            // six hours
            assertThat(move.from().amount()).isEqualTo("840.00");
            assertThat(move.to().amount()).isEqualTo("852.00");
            assertThat(move.from().rate()).isEqualTo("140.00");
            assertThat(move.to().rate()).isEqualTo("142.00");
        });
        assertThat(preview.documents()).extracting(one -> one.reference() + " " + one.outcome().word() + " " + (one.from() == null ? "" : one.from().total() + " → ")
                        + one.to().total() + " " + one.corrects())
                .containsExactly(
                        // what is final stays; 128.75 hours at 140.00 are taken back, and said anew at 142.00
                        "HB-CRN-CUST-1001-USD-2025-03-1 correction 18025.00 [HB-INV-CUST-1001-USD-2025-03-1]",
                        "HB-INV-CUST-1001-USD-2025-03-2 new 18282.50 []",
                        "HB-INV-CUST-1001-USD-2025-04-1 updated 33511.56 → 33768.56 []");
        assertThat(preview.moved()).as("what is taken back and said anew moves the difference").isEqualTo("514.50");
        assertThat(preview.notes()).as("the case of that price says otherwise").anyMatch(note -> note.contains("MAP-302"));
        assertThat(preview.conserved()).isTrue();
        assertThat(WhatStands.books(jdbc)).isEqualTo(books);
        assertThat(WhatStands.files(home)).isEqualTo(files);
        assertThat(WhatStands.schemas(jdbc)).isEmpty();

        Preview april = rehearsals.preview(edit, LocalDate.of(2025, 4, 1), MOST, NOBODY);
        jdbc.update("update document set status = 'draft' where reference = 'HB-INV-CUST-1001-USD-2025-03-1'");
        assertThat(april.moved()).isEqualTo("257.00");
        assertThat(april.documents()).extracting(DocumentChange::reference).containsExactly("HB-INV-CUST-1001-USD-2025-04-1");
        assertThat(april.totals()).containsExactly(new Preview.Total("sales-invoice", "USD", "76304.56", "76561.56", "257.00"));
    }

    @Test
    @Order(3)
    void whatIsRoundedOrExchangedOtherwiseHasTheSamePrice() {
        Path edit = edits.with("rounding.yaml", "money: half-up", "money: half-even");
        Edits.replace(edit.resolve("exchange-rates-ecb.csv"), "2025-04-30,1.1373,", "2025-04-30,1.1374,");

        Preview preview = rehearsals.preview(edit, null, MOST, NOBODY);

        assertThat(preview.entries().kinds()).containsOnlyKeys("amount");
        assertThat(preview.moves()).isNotEmpty().allSatisfy(move -> {
            assertThat(move.kind().words()).isEqualTo("with another amount at the same price");
            assertThat(move.to().rate()).isEqualTo(move.from().rate());
            assertThat(move.to().amount()).isNotEqualTo(move.from().amount());
        });
        assertThat(preview.documents()).filteredOn(DocumentChange::onlyBaseMoves).isNotEmpty().allSatisfy(change -> {
            assertThat(change.to().total()).isEqualTo(change.from().total());
            assertThat(change.to().baseTotal()).matches("\\d+\\.\\d\\d").isNotEqualTo(change.from().baseTotal());
        });
        assertThat(preview.documents()).filteredOn(change -> change.currency() != null)
                .allSatisfy(change -> assertThat(change.to().baseTotal()).as(change.reference()).matches("-?\\d+\\.\\d\\d"));
    }

    @Test
    @Order(4)
    void whatAReplayComesToIsWhatTheSameMappingsMakeOfAFreshHome() throws IOException {
        Path edit = edits.with("rates.csv", "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01");
        Edits.replace(edit.resolve("rounding.yaml"), "time_scope: entry", "time_scope: day");
        Edits.replace(edit.resolve("posting.yaml"), "subcontractors: 5500", "subcontractors: 5510");
        Edits.append(edit.resolve("accounts.csv"), "5510,Other subcontractors,expense\n", "5500,");
        Files.writeString(edit.resolve("names.csv"), Files.readString(edit.resolve("names.csv")).stripTrailing() + "\n,project,Skunkworks,BLAU-ERP\n");

        Preview preview = rehearsals.preview(edit, null, MOST, NOBODY);

        Path other = root.resolve("fresh");
        try (WholeService fresh = startedWith(other, edit)) {
            passes(fresh).run("test");
            Map<String, String> replayed = WhatStands.documents(jdbc);
            for (DocumentChange change : preview.documents()) {
                replayed.remove(change.reference());
                if (change.to() != null) {
                    replayed.put(change.reference(), WhatStands.says(change.to()));
                }
            }
            assertThat(preview.documents()).hasSizeGreaterThan(10);
            assertThat(preview.entries().kinds()).containsKeys("released", "moved", "repriced", "rounded");
            assertThat(replayed).isEqualTo(WhatStands.documents(fresh.context().getBean(JdbcTemplate.class)));
        }
    }

    @Test
    @Order(5)
    void whatHappensByItselfIsWhatTheNextRunDoes() throws IOException {
        Path edit = edits.with("rates.csv", "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,140.00,USD,2025-01-01");
        Files.writeString(edit.resolve("names.csv"), Files.readString(edit.resolve("names.csv")).stripTrailing()
                + "\n,project,Skunkworks,BLAU-ERP\n,service,Archery,DEV\n");

        Preview preview = rehearsals.preview(edit, null, MOST, NOBODY);

        // two are billed now, and their pay sides have a project or an account; a third has its project and waits on for its approval
        assertThat(preview.entries().kinds()).isEqualTo(Map.of("released", 2, "moved", 4));
        assertThat(preview.entries().byItself()).isEqualTo(6);
        assertThat(preview.moves()).filteredOn(move -> move.kind() == Move.Kind.RELEASED).extracting(move -> move.from().reason())
                .containsExactlyInAnyOrder("unmapped-project", "unmapped-service");
        assertThat(preview.documents()).isNotEmpty().allMatch(DocumentChange::byItself);

        Map<String, String> expected = WhatStands.documents(jdbc);
        preview.documents().forEach(change -> expected.put(change.reference(), WhatStands.says(change.to())));
        Files.copy(edit.resolve("names.csv"), home.resolve("mappings/names.csv"), StandardCopyOption.REPLACE_EXISTING);
        passes(service).run("test");
        assertThat(WhatStands.documents(jdbc)).isEqualTo(expected);
        for (Move move : preview.moves().stream().filter(move -> move.kind() == Move.Kind.RELEASED).toList()) {
            assertThat(jdbc.queryForObject(
                    "select a.amount from bill_allocation a join entry e on e.id = a.entry_id where e.work_date = ? and a.project = ? and a.amount = ? limit 1",
                    BigDecimal.class, move.workDate(), move.to().project(), move.to().amount())).isNotNull();
        }
    }

    @Test
    @Order(6)
    void aProgramAsksWhatGoingBackWouldMove() throws Exception {
        assertThat(ask("GET", "/api/versions/1/preview").body()).contains("PRE-110");
        assertThat(ask("GET", "/api/versions/77/preview").statusCode()).isEqualTo(404);

        assertThat(ask("POST", "/api/versions/1/preview").statusCode()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200))
                .until(() -> ask("GET", "/api/versions/1/preview").body().contains("\"state\":\"done\""));

        // the one that is still on hold goes back with the next run; what is billed stays until it is corrected
        assertThat(ask("GET", "/api/versions/1/preview").body()).contains("\"kinds\":{\"held\":2,\"moved\":4}").contains("\"byItself\":2");
        assertThat(ask("GET", "/api/versions/1/preview").body()).contains("HB-INV-CUST-1002-EUR-2025-04-1").contains("unmapped-project");
    }

    private static HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                        .header("X-Hourbook-Token", WholeService.TOKEN).method(method, HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Order(7)
    void aDryRunComesToWhatTheRunComesTo() throws IOException {
        String march = Files.readString(Path.of("src/main/resources/sample/entries/harvest-time-report.csv"));
        Path file = home.resolve("inbox/harvest/late.csv");
        Files.writeString(file, march.replace("2025-04-30", "2025-04-29"));
        Map<String, String> books = WhatStands.books(jdbc);
        Map<String, String> files = WhatStands.files(home);

        DryRun dry = rehearsals.dryRun(false, NOBODY);

        assertThat(WhatStands.books(jdbc)).isEqualTo(books);
        assertThat(WhatStands.files(home)).isEqualTo(files);
        Summary real = passes(service).run("test");
        assertThat(real.rows().fresh()).isPositive();
        Summary.Documents documents = real.documents();
        assertThat(dry.summary()).usingRecursiveComparison().ignoringFields("elapsedMs", "documents").isEqualTo(real);
        assertThat(dry.summary().documents())
                .isEqualTo(new Summary.Documents(documents.created(), documents.updated(), 0, documents.delivered(), 0));
        assertThat(dry.sends()).extracting(DryRun.Send::documents).satisfies(counts ->
                assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(documents.delivered()));
        assertThat(dry.sends()).extracting(DryRun.Send::target).containsOnly("sandbox");
    }

    @Test
    @Order(7)
    void anEditThatFailsByACaseIsPromisedOnlyWhereTheNextRunTakesIt() throws IOException {
        Path rates = home.resolve("mappings/rates.csv");
        String before = Files.readString(rates);
        try {
            Edits.replace(rates, "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01");

            assertThatThrownBy(() -> rehearsals.dryRun(true, NOBODY)).as("the gate of a service").isInstanceOfSatisfying(Problem.class, refused ->
                    assertThat(refused.findings()).isNotEmpty().allSatisfy(finding -> {
                        assertThat(finding.code()).isEqualTo("MAP-302");
                        assertThat(finding.text()).contains("  saw   142.00").contains("  want  140.00").contains("  do    ");
                    }));
            assertThat(WhatStands.schemas(jdbc)).isEmpty();
            assertThat(rehearsals.dryRun(false, NOBODY).notes()).as("without a service").anyMatch(note -> note.contains("MAP-302"));
        } finally {
            Files.writeString(rates, before);
        }
    }

    @Test
    @Order(12)
    void whatCannotBeTriedIsToldAndNothingIsLeft() {
        assertThatThrownBy(() -> rehearsals.preview(root.resolve("nowhere"), null, MOST, NOBODY)).isInstanceOf(Problem.class).hasMessageContaining("PRE-107");
        Path broken = edits.with("rates.csv", "ACME,,,,140.00,USD", "ACME,,,,14O.00,USD");
        assertThatThrownBy(() -> rehearsals.preview(broken, null, MOST, NOBODY)).isInstanceOf(Problem.class)
                .hasMessageStartingWith(broken.resolve("rates.csv") + ":3: ").hasMessageContaining("14O.00");

        Map<String, byte[]> files = new TreeMap<>(new Trial(jdbc.getDataSource()).version(new Versions(jdbc.getDataSource()).count()).orElseThrow());
        // its cases would tell, and so the check
        files.remove("routes/schedule/sync.cases.yaml");
        String sync = new String(files.get("routes/schedule/sync.camel.yaml"), StandardCharsets.UTF_8);
        files.put("routes/schedule/sync.camel.yaml", sync.replaceFirst("( +)- to:\n +id: to-check-worker-days", """
                $1- throwException:
                $1    id: never
                $1    exceptionType: java.lang.IllegalStateException
                $1    message: this route never ends well
                $0""").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> rehearsals.preview(files, null, MOST, NOBODY)).isInstanceOf(Problem.class)
                .hasMessageContaining("PRE-108").hasMessageContaining("this route never ends well");
        assertThat(WhatStands.schemas(jdbc)).isEmpty();
        assertThat(home.resolve("data/rehearsal")).doesNotExist();

        // a folder that is there and cannot be looked into, whoever asks
        DryRunning noRoom = new DryRunning(new Home(home), null, home.resolve("mappings/rates.csv"), NOBODY, 0);
        assertThatThrownBy(() -> noRoom.inbox(new Home(home.resolve("mappings/rates.csv")))).isInstanceOf(Problem.class)
                .hasMessageContaining("PRE-109");
    }

    @Test
    @Order(13)
    void whatAnEarlierEditLeftAsItWasAgreedOnIsNoWeightOfTheNext() throws IOException {
        Edits.replace(home.resolve("mappings/rates.csv"), "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01");
        Files.delete(home.resolve("mappings/rates.cases.csv"));
        passes(service).run("test");
        Map<String, byte[]> files = new TreeMap<>(new Trial(jdbc.getDataSource()).version(new Versions(jdbc.getDataSource()).count()).orElseThrow());
        String rates = new String(files.get("mappings/rates.csv"), StandardCharsets.UTF_8);
        assertThat(rates).contains("142.00,USD,2025-01-01");
        Impact impact = service.context().getBean(Impact.class);

        assertThat(impact.moved(files)).isEqualByComparingTo("0");
        // 257.25 hours, a dollar each
        files.put("mappings/rates.csv", rates.replace("142.00,USD,2025-01-01", "143.00,USD,2025-01-01").getBytes(StandardCharsets.UTF_8));
        assertThat(impact.moved(files)).isEqualByComparingTo("257.25");
    }

    @Test
    @Order(14)
    void tablesThatAreWrongAreToldBeforeAnythingIsCopied() {
        Path doubled = edits.with("rates.csv", "ACME,,,,142.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01\nACME,,,,143.00,USD,2025-01-01");
        List<String> steps = new ArrayList<>();

        assertThatThrownBy(() -> rehearsals.preview(doubled, null, MOST, steps::add)).isInstanceOfSatisfying(Problem.class, told -> {
            assertThat(told.code()).isEqualTo("MAP-123");
            assertThat(told.findings()).extracting(finding -> finding.where()).containsOnly(doubled.resolve("rates.csv") + ":4");
        });

        assertThat(steps).containsExactly("checking routes, mappings and cases");
    }

    @Test
    @Order(15)
    void nothingThatIsOnlyRehearsedReadsInTheLogAsIfItHadHappened() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> words = (ConsoleAppender<ILoggingEvent>) root.getAppender("stderr");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try {
            rehearsals.preview(home.resolve("mappings"), LocalDate.of(2025, 4, 29), MOST, step -> LoggerFactory.getLogger("io.hourbook.test").warn("at {}", step));
            rehearsals.dryRun(false, NOBODY);
            assertThat(log.list).extracting(event -> event.getLevel() + " " + event.getFormattedMessage().replaceAll("\\d+", "…")).containsExactlyInAnyOrder(
                    "WARN at checking routes, mappings and cases", "WARN at waiting for the books to be still", "WARN at copying the books",
                    "WARN at keeping what stands, to compare with", "WARN at a run as the next one would be", "WARN at replaying … entries", "WARN at comparing");
            assertThat(log.list).allSatisfy(event -> assertThat(new String(words.getEncoder().encode(event), StandardCharsets.UTF_8))
                    .containsPattern(" WARN +test: rehearsal: at "));
            log.list.clear();
            passes(service).run("test");
            assertThat(log.list).as("the log of a pass afterwards").anySatisfy(event -> assertThat(
                    new String(words.getEncoder().encode(event), StandardCharsets.UTF_8)).contains(" INFO ", "Run ").doesNotContain("rehearsal"));
        } finally {
            root.detachAppender(log);
        }
    }

    private static Passes passes(WholeService of) {
        return of.context().getBean(Passes.class);
    }

    private static WholeService startedWith(Path other, Path mappings) throws IOException {
        Home laidOut = new Home(other);
        Files.createDirectories(laidOut.root());
        Edits.copy(mappings, laidOut.mappings());
        Edits.copy(Path.of("routes"), laidOut.routes());
        Edits.copy(home.resolve("inbox"), laidOut.inbox());
        try (Stream<Path> taken = Files.walk(laidOut.inbox())) {
            for (Path file : taken.filter(path -> path.toString().contains("/done/") && Files.isRegularFile(path)).toList()) {
                Files.move(file, file.getParent().getParent().resolve(file.getFileName().toString().replaceFirst("^.*\\.run-1\\.", "")));
            }
        }
        return WholeService.start(other, Listening.local(), Map.of(), beans -> {});
    }
}
