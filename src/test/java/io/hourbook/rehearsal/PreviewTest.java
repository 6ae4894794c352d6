package io.hourbook.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import io.hourbook.cli.WholeService;
import io.hourbook.database.Database;
import io.hourbook.database.PassLock;
import io.hourbook.database.TestDatabase;
import io.hourbook.problem.Problem;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import io.hourbook.security.Listening;
import io.hourbook.version.Impact;
import io.hourbook.version.Trial;
import io.hourbook.version.Versions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
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
    private static Rehearsals rehearsals;
    private static JdbcTemplate jdbc;
    private static int folders;

    @BeforeAll
    static void aMonthIsInTheBooks() {
        home = root.resolve("home");
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
        Map<String, String> files = files();

        Preview preview = rehearsals.preview(edit, null, MOST, NOBODY);

        assertThat(preview.conserved()).isTrue();
        assertThat(preview.entries().moved()).as("what is sent goes on as if it had been taken").isZero();
        assertThat(outside).isEmptyDirectory();
        assertThat(waits).hasContent("what somebody dropped");
        assertThat(Carrier.CARRIED).hasValue(0);
        assertThat(Carrier.LISTENS).hasValue(0);
        assertThat(files()).isEqualTo(files);
    }

    @Test
    @Order(2)
    void anotherPriceIsToldToTheCentAndIsACorrectionThatNobodyMakesByItself() {
        jdbc.update("update document set status = 'final' where reference = 'HB-INV-CUST-1001-USD-2025-03-1'");
        Map<String, String> books = books(jdbc);
        Map<String, String> files = files();
        // 140.00 an hour becomes 142.00: March has 128.75 hours at that price, April another 128.50
        Path edit = edited("rates.csv", "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01");

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
        assertThat(books(jdbc)).isEqualTo(books);
        assertThat(files()).isEqualTo(files);
        assertThat(rehearsalSchemas()).isEmpty();

        Preview april = rehearsals.preview(edit, LocalDate.of(2025, 4, 1), MOST, NOBODY);
        jdbc.update("update document set status = 'draft' where reference = 'HB-INV-CUST-1001-USD-2025-03-1'");
        assertThat(april.moved()).isEqualTo("257.00");
        assertThat(april.documents()).extracting(DocumentChange::reference).containsExactly("HB-INV-CUST-1001-USD-2025-04-1");
        assertThat(april.totals()).containsExactly(new Preview.Total("sales-invoice", "USD", "76304.56", "76561.56", "257.00"));
    }

    @Test
    @Order(3)
    void whatIsRoundedOrExchangedOtherwiseHasTheSamePrice() {
        Path edit = edited("rounding.yaml", "money: half-up", "money: half-even");
        replace(edit.resolve("exchange-rates-ecb.csv"), "2025-04-30,1.1373,", "2025-04-30,1.1374,");

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
        Path edit = edited("rates.csv", "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01");
        replace(edit.resolve("rounding.yaml"), "time_scope: entry", "time_scope: day");
        replace(edit.resolve("posting.yaml"), "subcontractors: 5500", "subcontractors: 5510");
        append(edit.resolve("accounts.csv"), "5510,Other subcontractors,expense\n", "5500,");
        Files.writeString(edit.resolve("names.csv"), Files.readString(edit.resolve("names.csv")).stripTrailing() + "\n,project,Skunkworks,BLAU-ERP\n");

        Preview preview = rehearsals.preview(edit, null, MOST, NOBODY);

        Path other = root.resolve("fresh");
        try (WholeService fresh = startedWith(other, edit)) {
            passes(fresh).run("test");
            Map<String, String> replayed = documents(jdbc);
            for (DocumentChange change : preview.documents()) {
                replayed.remove(change.reference());
                if (change.to() != null) {
                    replayed.put(change.reference(), says(change.to()));
                }
            }
            assertThat(preview.documents()).hasSizeGreaterThan(10);
            assertThat(preview.entries().kinds()).containsKeys("released", "moved", "repriced", "rounded");
            assertThat(replayed).isEqualTo(documents(fresh.context().getBean(JdbcTemplate.class)));
        }
    }

    @Test
    @Order(5)
    void whatHappensByItselfIsWhatTheNextRunDoes() throws IOException {
        Path edit = edited("rates.csv", "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,140.00,USD,2025-01-01");
        Files.writeString(edit.resolve("names.csv"), Files.readString(edit.resolve("names.csv")).stripTrailing()
                + "\n,project,Skunkworks,BLAU-ERP\n,service,Archery,DEV\n");

        Preview preview = rehearsals.preview(edit, null, MOST, NOBODY);

        // two are billed now, and their pay sides have a project or an account; a third has its project and waits on for its approval
        assertThat(preview.entries().kinds()).isEqualTo(Map.of("released", 2, "moved", 4));
        assertThat(preview.entries().byItself()).isEqualTo(6);
        assertThat(preview.moves()).filteredOn(move -> move.kind() == Move.Kind.RELEASED).extracting(move -> move.from().reason())
                .containsExactlyInAnyOrder("unmapped-project", "unmapped-service");
        assertThat(preview.documents()).isNotEmpty().allMatch(DocumentChange::byItself);

        Map<String, String> expected = documents(jdbc);
        preview.documents().forEach(change -> expected.put(change.reference(), says(change.to())));
        Files.copy(edit.resolve("names.csv"), home.resolve("mappings/names.csv"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        passes(service).run("test");
        assertThat(documents(jdbc)).isEqualTo(expected);
        for (Move move : preview.moves().stream().filter(move -> move.kind() == Move.Kind.RELEASED).toList()) {
            assertThat(jdbc.queryForObject(
                    "select a.amount from bill_allocation a join entry e on e.id = a.entry_id where e.work_date = ? and a.project = ? and a.amount = ? limit 1",
                    java.math.BigDecimal.class, move.workDate(), move.to().project(), move.to().amount())).isNotNull();
        }
    }

    @Test
    @Order(6)
    void aProgramAsksWhatGoingBackWouldMove() throws Exception {
        assertThat(ask("GET", "/api/versions/1/preview").body()).contains("PRE-110");
        assertThat(ask("GET", "/api/versions/77/preview").statusCode()).isEqualTo(404);

        assertThat(ask("POST", "/api/versions/1/preview").statusCode()).isEqualTo(200);
        org.awaitility.Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200))
                .until(() -> ask("GET", "/api/versions/1/preview").body().contains("\"state\":\"done\""));

        // the one that is still on hold goes back with the next run; what is billed stays until it is corrected
        assertThat(ask("GET", "/api/versions/1/preview").body()).contains("\"kinds\":{\"held\":2,\"moved\":4}").contains("\"byItself\":2");
        assertThat(ask("GET", "/api/versions/1/preview").body()).contains("HB-INV-CUST-1002-EUR-2025-04-1").contains("unmapped-project");
    }

    private static java.net.http.HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return java.net.http.HttpClient.newHttpClient().send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + service.port() + path))
                        .header("X-Hourbook-Token", WholeService.TOKEN).method(method, java.net.http.HttpRequest.BodyPublishers.noBody()).build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Order(7)
    void aDryRunComesToWhatTheRunComesTo() throws IOException {
        String march = Files.readString(Path.of("src/main/resources/sample/entries/harvest-time-report.csv"));
        Path file = home.resolve("inbox/harvest/late.csv");
        Files.writeString(file, march.replace("2025-04-30", "2025-04-29"));
        Map<String, String> books = books(jdbc);
        Map<String, String> files = files();

        DryRun dry = rehearsals.dryRun(false, NOBODY);

        assertThat(books(jdbc)).isEqualTo(books);
        assertThat(files()).isEqualTo(files);
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
            replace(rates, "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01");

            assertThatThrownBy(() -> rehearsals.dryRun(true, NOBODY)).as("the gate of a service").isInstanceOfSatisfying(Problem.class, refused ->
                    assertThat(refused.findings()).isNotEmpty().allSatisfy(finding -> {
                        assertThat(finding.code()).isEqualTo("MAP-302");
                        assertThat(finding.text()).contains("  saw   142.00").contains("  want  140.00").contains("  do    ");
                    }));
            assertThat(rehearsalSchemas()).isEmpty();
            assertThat(rehearsals.dryRun(false, NOBODY).notes()).as("without a service").anyMatch(note -> note.contains("MAP-302"));
        } finally {
            Files.writeString(rates, before);
        }
    }

    @Test
    @Order(8)
    void whatWasLeftByAKilledOneIsTakenAwayAndALivingOneIsLeftAlone() {
        Database database = service.context().getBean(Database.class);
        try (Stage living = Stage.open(database)) {
            jdbc.execute("create table " + living.table("entry") + " (id int)");
            assertThatThrownBy(() -> rehearsals.preview(home.resolve("mappings"), null, MOST, NOBODY)).isInstanceOf(Problem.class).hasMessageContaining("PRE-101");
            assertThat(Stage.swept(database)).as("by a start meanwhile").isFalse();
            assertThat(rehearsalSchemas()).hasSize(1);
        }
        assertThat(rehearsalSchemas()).isEmpty();
        assertThat(Stage.swept(database)).isFalse();
        String schema = jdbc.queryForObject("select database()", String.class) + "_rehearsal";
        jdbc.execute("create database " + schema);
        jdbc.execute("create table " + schema + "." + Stage.MARK + " (name varchar(64) not null primary key)");
        jdbc.execute("create table " + schema + ".entry (id int)");
        try (Stage next = Stage.open(database)) {
            assertThat(jdbc.queryForObject("select count(*) from information_schema.tables where table_schema = ?", Integer.class, schema)).isEqualTo(1);
        }
        assertThat(rehearsalSchemas()).isEmpty();
        jdbc.execute("create database " + schema);
        jdbc.execute("create table " + schema + "." + Stage.MARK + " (name varchar(64) not null primary key)");
        assertThat(Stage.swept(database)).as("by the next start").isTrue();
        assertThat(rehearsalSchemas()).isEmpty();
        assertThat(new JdbcTemplate(database.dataSource()).queryForObject(
                "select is_free_lock(concat('hourbook-rehearsal-', left(md5(database()), 16)))", Integer.class)).isOne();
    }

    @Test
    @Order(9)
    void aDatabaseThatHappensToHaveTheNameIsLeftAlone() {
        String schema = jdbc.queryForObject("select database()", String.class) + "_rehearsal";
        jdbc.execute("create database " + schema);
        jdbc.execute("create table " + schema + ".invoice (id int)");
        assertThat(Stage.swept(service.context().getBean(Database.class))).isFalse();
        try {
            assertThatThrownBy(() -> rehearsals.preview(home.resolve("mappings"), null, MOST, NOBODY)).isInstanceOf(Problem.class).hasMessageContaining("PRE-104");
            assertThat(jdbc.queryForList("select table_name from information_schema.tables where table_schema = ?", String.class, schema))
                    .containsExactly("invoice");
        } finally {
            jdbc.execute("drop database " + schema);
        }
    }

    @Test
    @Order(10)
    void aUserWhoMayNotMakeTheCopyIsToldWhatToGrant() {
        String schema = jdbc.queryForObject("select database()", String.class);
        String server = service.context().getBean(Database.class).address().replaceFirst("/.*", "");
        jdbc.execute("create user 'books_only'@'%' identified by 'a-word-for-a-test'");
        // written down, for whoever may not hand rights on may do that
        jdbc.update("insert into mysql.db (host, db, user, select_priv, insert_priv, update_priv, delete_priv, create_priv, drop_priv, alter_priv, index_priv,"
                + " references_priv) values ('%', ?, 'books_only', 'Y', 'Y', 'Y', 'Y', 'Y', 'Y', 'Y', 'Y', 'Y')", schema.replace("_", "\\_"));
        jdbc.execute("flush privileges");
        try (Database books = TestDatabase.of(new io.hourbook.home.Home(home), Map.of(
                "HOURBOOK_DB_URL", "jdbc:mariadb://" + server + "/" + schema, "HOURBOOK_DB_USER", "books_only", "HOURBOOK_DB_PASSWORD", "a-word-for-a-test"))) {
            assertThatThrownBy(() -> Stage.open(books)).isInstanceOf(Problem.class).hasMessageContaining("PRE-102").hasMessageContaining(
                    "grant all privileges on `" + (schema + "_rehearsal").replace("_", "\\_") + "`.* to 'books_only'@'%';");
        } finally {
            jdbc.execute("drop user 'books_only'@'%'");
        }
    }

    @Test
    @Order(11)
    void aCopyIsOfOneMomentOrNone() throws Exception {
        Database database = service.context().getBean(Database.class);
        try (Stage stage = Stage.open(database)) {
            assertThatThrownBy(() -> new Copying(stage, NOBODY).copy(1_000)).isInstanceOf(Problem.class).hasMessageContaining("PRE-103");
        }
        try (Stage stage = Stage.open(database); PassLock runs = database.passLock(Duration.ZERO).orElseThrow()) {
            assertThatThrownBy(() -> new Copying(stage, NOBODY, Duration.ZERO).copy(Long.MAX_VALUE)).isInstanceOf(Problem.class)
                    .hasMessageContaining("PRE-105");
        }
        try (Stage stage = Stage.open(database)) {
            Consumer<String> cut = words -> {
                if (words.equals("copying the books")) {
                    jdbc.execute("kill " + jdbc.queryForObject("select is_used_lock(concat('hourbook-pass-', database()))", Long.class));
                }
            };
            assertThatThrownBy(() -> new Copying(stage, cut).copy(Long.MAX_VALUE)).isInstanceOf(Problem.class).hasMessageContaining("PRE-106");
        }
    }

    @Test
    @Order(12)
    void whatCannotBeTriedIsToldAndNothingIsLeft() {
        assertThatThrownBy(() -> rehearsals.preview(root.resolve("nowhere"), null, MOST, NOBODY)).isInstanceOf(Problem.class).hasMessageContaining("PRE-107");
        Path broken = edited("rates.csv", "ACME,,,,140.00,USD", "ACME,,,,14O.00,USD");
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
        assertThat(rehearsalSchemas()).isEmpty();
        assertThat(home.resolve("data/rehearsal")).doesNotExist();

        // a folder that is there and cannot be looked into, whoever asks
        DryRunning noRoom = new DryRunning(new io.hourbook.home.Home(home), null, home.resolve("mappings/rates.csv"), NOBODY, 0);
        assertThatThrownBy(() -> noRoom.inbox(new io.hourbook.home.Home(home.resolve("mappings/rates.csv")))).isInstanceOf(Problem.class)
                .hasMessageContaining("PRE-109");
    }

    @Test
    @Order(13)
    void whatAnEarlierEditLeftAsItWasAgreedOnIsNoWeightOfTheNext() throws IOException {
        replace(home.resolve("mappings/rates.csv"), "ACME,,,,140.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01");
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
        Path doubled = edited("rates.csv", "ACME,,,,142.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01\nACME,,,,143.00,USD,2025-01-01");
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

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Passes passes(WholeService of) {
        return of.context().getBean(Passes.class);
    }

    private static WholeService startedWith(Path other, Path mappings) throws IOException {
        io.hourbook.home.Home laidOut = new io.hourbook.home.Home(other);
        Files.createDirectories(laidOut.root());
        copy(mappings, laidOut.mappings());
        copy(Path.of("routes"), laidOut.routes());
        copy(home.resolve("inbox"), laidOut.inbox());
        try (Stream<Path> taken = Files.walk(laidOut.inbox())) {
            for (Path file : taken.filter(path -> path.toString().contains("/done/") && Files.isRegularFile(path)).toList()) {
                Files.move(file, file.getParent().getParent().resolve(file.getFileName().toString().replaceFirst("^.*\\.run-1\\.", "")));
            }
        }
        return WholeService.start(other, Listening.local(), Map.of(), beans -> {});
    }

    /** A copy of the home's mappings with one word for another. */
    private static Path edited(String file, String before, String after) {
        Path folder = root.resolve("edit-" + ++folders);
        copy(home.resolve("mappings"), folder);
        replace(folder.resolve(file), before, after);
        return folder;
    }

    private static void replace(Path file, String before, String after) {
        try {
            String text = Files.readString(file);
            assertThat(text).contains(before);
            Files.writeString(file, text.replace(before, after));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void append(Path file, String row, String like) throws IOException {
        String text = Files.readString(file);
        String known = text.lines().filter(line -> line.startsWith(like)).findFirst().orElseThrow();
        int more = (int) (known.chars().filter(c -> c == ',').count() - row.chars().filter(c -> c == ',').count());
        Files.writeString(file, text.stripTrailing() + "\n" + row.stripTrailing() + ",".repeat(Math.max(0, more)) + "\n");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    // with its time: exports are taken in the order in which they were made
                    Files.copy(path, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A checksum of each table's rows. */
    private static Map<String, String> books(JdbcTemplate of) {
        String tables = of.queryForList("select table_name from information_schema.tables where table_schema = database()", String.class).stream()
                .map(Stage::quoted).collect(Collectors.joining(", "));
        Map<String, String> sums = new TreeMap<>();
        of.query("checksum table " + tables + " extended", row -> {
            sums.put(row.getString(1), row.getString(2));
        });
        assertThat(sums).hasSizeGreaterThan(20);
        return sums;
    }

    /** Every file of the home, with its size and time. */
    private static Map<String, String> files() {
        try (Stream<Path> tree = Files.walk(home)) {
            Map<String, String> found = new TreeMap<>();
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                found.put(home.relativize(path).toString(), Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
            return found;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> rehearsalSchemas() {
        return new ArrayList<>(jdbc.queryForList(
                "select schema_name from information_schema.schemata where schema_name = concat(database(), '_rehearsal')", String.class));
    }

    /** What every document says, by its reference. */
    private static Map<String, String> documents(JdbcTemplate of) {
        Map<String, String> documents = new TreeMap<>();
        of.query(
                """
                select d.reference, d.status, d.type, g.currency, d.total, d.base_total, d.line_count,
                    (select sum(l.seconds) from document_line l where l.document_id = d.id and l.until_revision is null) as seconds
                from document d join document_group g on g.id = d.group_id""",
                row -> {
                    boolean payroll = row.getString("type").equals("payroll-batch");
                    documents.put(row.getString("reference"), says(new DocumentChange.Said(
                            row.getString("status"), payroll ? null : Face.amount(row.getBigDecimal("total"), row.getString("currency")),
                            payroll ? null : Papers.base(row.getBigDecimal("base_total"), "USD"), row.getInt("line_count"),
                            payroll ? row.getLong("seconds") : null)));
                });
        return documents;
    }

    private static String says(DocumentChange.Said said) {
        return said.toString();
    }
}
