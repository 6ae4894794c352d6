package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What was accepted is in the database and runs on every node; folders propose, and follow. */
class VersionsTest {

    private static final DataSource SOURCE = TestDatabase.fresh();
    private static final String ONE = "routes/process/one.camel.yaml";
    private static final String TWO = "routes/process/two.camel.yaml";

    @TempDir
    Path folder;

    private Node west;
    private Node east;

    @BeforeEach
    void start() {
        Node.forget(SOURCE);
        west = new Node(folder.resolve("west"), SOURCE);
        east = new Node(folder.resolve("east"), SOURCE);
        west.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).save(TWO, Node.route("two", "says two")).start();
    }

    @AfterEach
    void stop() {
        west.close();
        east.close();
    }

    @Test
    void whatIsTriedIsReadAsAHomeIsWithItsLinksAndWithoutWhatEditorsLeave() throws IOException {
        Path tried = Files.createDirectories(folder.resolve("tried"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kimai.yaml"), "tracker: Kimai\n");
        Files.writeString(tried.resolve("holds.yaml"), "suspicious_over_hours: 9\n");
        Files.writeString(tried.resolve(".holds.yaml.swp.yaml"), "half\n");
        Files.createSymbolicLink(tried.resolve("sources"), elsewhere);
        Files.createSymbolicLink(elsewhere.resolve("round"), tried);
        Path link = Files.createSymbolicLink(folder.resolve("link"), tried);

        assertThat(new Trial(SOURCE).with(new Home(west.root), link, folder.resolve("scratch")).keySet())
                .containsExactlyInAnyOrder("mappings/holds.yaml", "mappings/sources/kimai.yaml", Node.NET, ONE, TWO);
        Trial.clear(folder.resolve("scratch"));
        assertThat(tried.resolve("holds.yaml")).exists();
    }

    @Test
    void aNodeWithoutFilesRunsWhatWasAcceptedElsewhereAndGetsTheFiles() {
        east.start();

        assertThat(east.gate.number()).isOne();
        assertThat(east.call("one")).isEqualTo("says one");
        assertThat(east.read(ONE)).isEqualTo(west.read(ONE));

        west.save(ONE, Node.route("one", "says more")).delete(TWO).look();
        east.look();
        assertThat(east.call("one")).isEqualTo("says more");
        assertThat(east.camel.getRoute("two")).isNull();
        assertThat(east.read(ONE)).isEqualTo(west.read(ONE));
        assertThat(east.root.resolve(TWO)).doesNotExist();
        east.look();
        assertThat(east.store.newest()).as("following is no edit").isEqualTo(2);
    }

    @Test
    void editsOfDifferentFilesAtTwoNodesGoTogether() {
        east.start();
        west.save(ONE, Node.route("one", "from west")).look();
        east.save(TWO, Node.route("two", "from east")).look();
        west.look();

        for (Node node : List.of(west, east)) {
            assertThat(node.gate.number()).isEqualTo(3);
            assertThat(node.call("one")).isEqualTo("from west");
            assertThat(node.call("two")).isEqualTo("from east");
            assertThat(node.refused()).isEmpty();
            assertThat(node.read(ONE)).contains("from west");
            assertThat(node.read(TWO)).contains("from east");
        }
    }

    @Test
    void editsOfOneFileAtTwoNodesAreSaidAndNeitherIsLost() throws IOException {
        east.start();
        east.save(ONE, Node.route("one", "from east"));
        west.save(ONE, Node.route("one", "from west")).look();
        east.look();

        assertThat(east.refused()).containsExactly("VER-101");
        assertThat(east.gate.refused().orElseThrow().files()).containsExactly(ONE);
        assertThat(east.call("one")).isEqualTo("from west");

        Version same = east.gate.rollBack(2, "ana", null);
        assertThat(same.number()).as("no version of its own").isEqualTo(2);
        assertThat(east.refused()).isEmpty();
        assertThat(east.read(ONE)).contains("from west");
        assertThat(Files.readString(east.root.resolve("data/set-aside/before-version-2").resolve(ONE))).contains("from east");
    }

    @Test
    void aFolderThatCanBeWrittenInPartOnlyMakesNoVersions() throws IOException {
        east.start();
        Path inTheWay = east.root.resolve("routes/process/zzz.camel.yaml");
        Files.createDirectories(inTheWay.resolve("full"));
        west.save(ONE, Node.route("one", "says more")).save("routes/process/zzz.camel.yaml", Node.route("zzz", "is new")).look();

        east.look().look().look();
        assertThat(east.refused()).containsExactly("VER-104");
        assertThat(east.read(ONE)).contains("says more");
        assertThat(east.store.newest()).isEqualTo(2);

        Files.delete(inTheWay.resolve("full"));
        Files.delete(inTheWay);
        east.look();
        assertThat(east.refused()).isEmpty();
        assertThat(east.read("routes/process/zzz.camel.yaml")).contains("is new");
        assertThat(east.store.newest()).isEqualTo(2);
    }

    @Test
    void whatIsSavedWhileAnEditIsCheckedIsNotOverwritten() {
        try (Node north = new Node(folder.resolve("north"), SOURCE, Optional.of(files -> {
            // at this node, somebody saves the very file that another node has changed
            put(folder.resolve("north").resolve(ONE), Node.route("one", "saved meanwhile"));
            return new Judge.Verdict(List.of(), 0, List.of(), 1);
        }))) {
            north.start();
            assertThat(north.read(ONE)).contains("says one");
            west.save(ONE, Node.route("one", "from west")).look();
            north.save(TWO, Node.route("two", "from north")).look();

            assertThat(north.store.newest()).isEqualTo(3);
            assertThat(north.call("one")).isEqualTo("from west");
            assertThat(north.read(ONE)).contains("saved meanwhile");
            north.look();
            assertThat(north.refused()).containsExactly("VER-101");
            assertThat(north.call("one")).as("the edit of west is not taken back").isEqualTo("from west");
        }
    }

    @Test
    void whatIsSavedWhileSomebodyGoesBackIsPutAside() throws IOException {
        Path north = folder.resolve("north");
        AtomicBoolean saves = new AtomicBoolean();
        try (Node node = new Node(north, SOURCE, Optional.of(files -> {
            if (saves.get()) {
                put(north.resolve(ONE), Node.route("one", "saved meanwhile"));
            }
            return new Judge.Verdict(List.of(), 0, List.of(), 1);
        }))) {
            node.start();
            node.save(ONE, Node.route("one", "says more")).look();
            saves.set(true);

            node.gate.rollBack(1, "ana", null);

            assertThat(node.read(ONE)).contains("says one");
            assertThat(Files.readString(north.resolve("data/set-aside/before-version-3").resolve(ONE))).contains("saved meanwhile");
        }
    }

    @Test
    void whatWasPutAsideBeforeIsNotOverwritten() throws IOException {
        west.save(ONE, "- route: {first idea").look();
        west.gate.rollBack(1, "ana", null);
        west.save(ONE, "- route: {second idea").look();
        west.gate.rollBack(1, "ana", null);

        Path aside = west.root.resolve("data/set-aside");
        assertThat(Files.readString(aside.resolve("before-version-1").resolve(ONE))).contains("first idea");
        assertThat(Files.readString(aside.resolve("before-version-1-2").resolve(ONE))).contains("second idea");
    }

    @Test
    void whoAsksForAPassWhileOneRunsGetsWhatWasSavedBefore() throws Exception {
        assertThat(west.gate.calm().tryAcquire()).isTrue();
        west.save(ONE, Node.route("one", "says more"));
        CompletableFuture<Void> asked = CompletableFuture.runAsync(west.gate::personAsks);
        Awaitility.await().until(() -> west.gate.calm().hasQueuedThreads());
        Awaitility.await().during(Duration.ofMillis(500)).until(() -> !asked.isDone());
        assertThat(west.call("one")).isEqualTo("says one");

        west.gate.calm().release();
        asked.get(20, TimeUnit.SECONDS);
        assertThat(west.call("one")).isEqualTo("says more");
    }

    private static void put(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void twoNodesThatAcceptAtOnceMakeOneVersionAfterTheOther() {
        east.start();
        FileSet files = west.store.files(1);
        Version mine = new Version(2, files.hash(), null, "west", null, java.time.Instant.EPOCH, 0, List.of(), "test", 1);

        assertThat(west.store.add(mine, files, () -> {})).isTrue();
        assertThat(east.store.add(mine, files, () -> {})).as("the number is taken").isFalse();
        assertThat(east.store.files(2).all()).hasSize(3);
    }

    @Test
    void aFolderThatWasNeverInStepIsNotTakenForAnEdit() {
        east.save(Node.NET, Node.net("other")).save(ONE, Node.route("one", "of another company")).start();

        assertThat(east.refused()).containsExactly("VER-102");
        assertThat(east.call("one")).isEqualTo("says one");
        assertThat(east.read(ONE)).as("nothing is overwritten unasked").contains("of another company");
        assertThat(east.store.newest()).isOne();
    }

    @Test
    void aRestoredFolderRunsWhatWasAcceptedAndWhatWasBeingEditedIsPutAside() throws IOException {
        west.save(ONE, "- route: {").save("routes/process/fresh.camel.yaml", Node.route("fresh", "says so")).delete(TWO).look();
        assertThat(west.refused()).isNotEmpty();
        Home laidOut = new Home(folder.resolve("restored/.restore"));
        for (String path : List.of(ONE, "routes/process/fresh.camel.yaml", Node.NET)) {
            Files.createDirectories(laidOut.root().resolve(path).getParent());
            put(laidOut.root().resolve(path), west.read(path));
        }
        Path home = folder.resolve("restored");

        RestoredFolder restored = new Versions(SOURCE).restored(laidOut, new Home(home), Clock.systemUTC()).orElseThrow();

        assertThat(restored.inForce()).isOne();
        assertThat(restored.edited()).containsExactly("routes/process/fresh.camel.yaml", ONE, TWO);
        assertThat(restored.aside().resolve(ONE)).hasContent("- route: {");
        assertThat(restored.aside().resolve(TWO)).doesNotExist();
        Files.move(laidOut.routes(), home.resolve("routes"));
        try (Node again = new Node(home, SOURCE).start()) {
            assertThat(again.refused()).isEmpty();
            assertThat(again.gate.number()).isOne();
            assertThat(again.call("two")).isEqualTo("says two");
            again.save(ONE, Node.route("one", "says more")).look();
            assertThat(again.call("one")).as("the next save is an edit").isEqualTo("says more");
        }
        Home other = new Home(folder.resolve("other/.restore"));
        Files.createDirectories(other.routes().resolve("_common"));
        put(other.root().resolve(Node.NET), west.read(Node.NET));
        assertThat(new Versions(TestDatabase.fresh()).restored(other, new Home(folder.resolve("other")), Clock.systemUTC())).as("nothing was ever accepted").isEmpty();
    }

    @Test
    void aStartWithABrokenFolderRunsTheLastVersionAndSaysWhatIsWrong() {
        west.save(ONE, "- route: {").close();
        try (Node again = new Node(west.root, SOURCE).start()) {
            assertThat(again.call("one")).isEqualTo("says one");
            assertThat(again.refused()).containsExactly("ROU-101");
            assertThat(again.gate.refused().orElseThrow().inForce()).isOne();
            assertThat(again.gate.accepted().number()).isOne();
        }
    }

    @Test
    void anEditThatWasMadeWhileNothingRanIsAnEdit() {
        west.save(ONE, Node.route("one", "was edited meanwhile")).close();
        try (Node again = new Node(west.root, SOURCE).start()) {
            assertThat(again.call("one")).isEqualTo("was edited meanwhile");
            assertThat(again.gate.number()).isEqualTo(2);
        }
    }

    @Test
    void aFirstStartWithABrokenFolderRunsWhatIsSoundAndNoPass() {
        Node.forget(SOURCE);
        east.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).save(TWO, "- route: {").start();

        assertThat(east.call("one")).isEqualTo("says one");
        assertThat(east.camel.getRoute("two")).isNull();
        assertThatThrownBy(() -> east.gate.accepted()).isInstanceOf(Problem.class).hasMessageContaining("ROU-101");

        east.save(TWO, Node.route("two", "says two")).look();
        assertThat(east.gate.accepted().number()).isOne();
        assertThat(east.call("two")).isEqualTo("says two");
    }

    @Test
    void aNodeThatWasNeverToldWhatRunsSaysSo() {
        assertThatThrownBy(() -> east.gate.accepted()).isInstanceOf(Problem.class).hasMessageContaining("VER-107");
    }

    @Test
    void goingBackIsAVersionAndTheNextSaveDoesNotUndoIt() {
        west.save(ONE, Node.route("one", "says more")).look();
        west.save(TWO, Node.route("two", "says more")).look();
        assertThat(west.gate.number()).isEqualTo(3);

        Version back = west.gate.rollBack(1, "ana", "it was wrong");

        assertThat(back.number()).isEqualTo(4);
        assertThat(back.restores()).isOne();
        assertThat(back.author()).isEqualTo("ana");
        assertThat(back.note()).isEqualTo("it was wrong");
        assertThat(west.call("one")).isEqualTo("says one");
        assertThat(west.read(ONE)).contains("says one");
        west.look();
        assertThat(west.gate.number()).as("the folder is in step").isEqualTo(4);
        west.save(TWO, Node.route("two", "is new")).look();
        assertThat(west.call("one")).isEqualTo("says one");
        assertThat(west.call("two")).isEqualTo("is new");
    }

    @Test
    void goingBackPutsAsideWhatNobodyAccepted() throws IOException {
        west.save(ONE, Node.route("one", "says more")).look();
        west.save(TWO, "- route: {half an idea").look();
        assertThat(west.refused()).containsExactly("ROU-101");

        west.gate.rollBack(1, "ana", null);

        assertThat(west.refused()).isEmpty();
        assertThat(west.read(TWO)).contains("says two");
        assertThat(Files.readString(west.root.resolve("data/set-aside/before-version-3").resolve(TWO))).contains("half an idea");
    }

    @Test
    void whatDoesNotPassIsNotGoneBackTo() {
        AtomicBoolean strict = new AtomicBoolean();
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(files -> strict.get()
                ? new Judge.Verdict(List.of(new io.hourbook.problem.Finding("ROU-131", ONE + ":9", "there is no bean", null, null, "mend it")), 0, List.of(), 1)
                : new Judge.Verdict(List.of(), 5, List.of("a note"), 1)))) {
            node.start();
            node.save(ONE, Node.route("one", "says more")).look();
            strict.set(true);

            assertThatThrownBy(() -> node.gate.rollBack(1, "ana", null)).isInstanceOf(Problem.class)
                    .hasMessageStartingWith("version 1: VER-109").hasMessageContaining("ROU-131");
            assertThatThrownBy(() -> node.gate.rollBack(9, "ana", null)).isInstanceOf(Problem.class).hasMessageStartingWith("version 9: VER-108")
                    .hasMessageContaining("  want  a version from 1 to 2");
            assertThat(node.call("one")).isEqualTo("says more");
            Version shown = new Versions(SOURCE).whole(2).orElseThrow().version();
            assertThat(shown.cases()).isEqualTo(5);
            assertThat(shown.notes()).containsExactly("a note");
        }
    }

    @Test
    void aCaseThatFailedBeforeIsNotedAndHoldsUpNoEditOfSomethingElse() {
        Node.forget(SOURCE);
        io.hourbook.problem.Finding old = new io.hourbook.problem.Finding("MAP-302", "mappings/a.cases.yaml:3", "case \"a\": gives", "1", "2", "mend it");
        io.hourbook.problem.Finding fresh = new io.hourbook.problem.Finding("MAP-302", "mappings/b.cases.yaml:3", "case \"b\": gives", "1", "2", "mend it");
        AtomicBoolean more = new AtomicBoolean();
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(
                files -> new Judge.Verdict(more.get() ? List.of(old, fresh) : List.of(old), 2, List.of(), 1)))) {
            node.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).start();
            assertThat(node.gate.number()).as("a home from before there were versions goes on").isOne();
            assertThat(new Versions(SOURCE).whole(1).orElseThrow().version().notes()).containsExactly("mappings/a.cases.yaml:3: MAP-302 case \"a\": gives");

            node.save(ONE, Node.route("one", "says more")).look();
            assertThat(node.call("one")).isEqualTo("says more");

            more.set(true);
            node.save(ONE, Node.route("one", "says too much")).look();
            assertThat(node.gate.refused().orElseThrow().findings()).containsExactly(fresh);
            assertThat(node.call("one")).isEqualTo("says more");
        }
    }

    @Test
    void aTableThatIsEditedBeforeAPassByHandGoesInForceAndItsCasesAreTold() {
        Node.forget(SOURCE);
        io.hourbook.problem.Finding price = new io.hourbook.problem.Finding("MAP-302", "mappings/rates.cases.csv:3", "case \"a\": gives", "1", "2", "mend it");
        io.hourbook.problem.Finding route = new io.hourbook.problem.Finding("ROU-201", "routes/one.cases.yaml:3", "case \"b\": leaves", "1", "2", "mend it");
        AtomicBoolean more = new AtomicBoolean();
        List<io.hourbook.problem.Finding> found = new ArrayList<>();
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(
                files -> new Judge.Verdict(more.get() ? List.copyOf(found) : List.of(), 2, List.of(), 1)), false)) {
            node.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).save("mappings/rates.csv", "rate\n1\n").start();

            more.set(true);
            found.add(price);
            node.save("mappings/rates.csv", "rate\n2\n").look();
            assertThat(node.gate.refused()).isEmpty();
            assertThat(new Versions(SOURCE).whole(2).orElseThrow().version().notes()).containsExactly("mappings/rates.cases.csv:3: MAP-302 case \"a\": gives");

            found.add(route);
            node.save(ONE, Node.route("one", "says more")).look();
            assertThat(node.gate.refused().orElseThrow().findings()).as("a route's cases hold").containsExactly(route);
            assertThat(node.call("one")).isEqualTo("says one");
        }
    }

    @Test
    void anEditOfTimesGoesInForceUnderAServiceAndItsCasesAreTold() {
        Node.forget(SOURCE);
        io.hourbook.problem.Finding daily = new io.hourbook.problem.Finding("MAP-302", "mappings/schedules.cases.yaml:3", "case \"a\": next", "1", "2", "mend it");
        AtomicBoolean more = new AtomicBoolean();
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(
                files -> new Judge.Verdict(more.get() ? List.of(daily) : List.of(), 2, List.of(), 1)))) {
            node.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).save("mappings/schedules.yaml", "sync: hourly\n").start();

            more.set(true);
            String log = logged(() -> node.save("mappings/schedules.yaml", "sync: daily 04:00\n").look());

            assertThat(log).contains("they hold nothing up").contains("mappings/schedules.cases.yaml:3: MAP-302 case \"a\": next\n  saw   1\n  want  2\n  do    mend it")
                    .contains("Version 2 is in force, by").contains(": 1 of 2 cases came out as written, 1 did not and holds nothing up, checked in");
            assertThat(new Versions(SOURCE).whole(2).orElseThrow().version().tested()).isEqualTo("1 of 2 cases came out as written, 1 did not and holds nothing up");
            assertThat(node.gate.refused()).isEmpty();
            assertThat(new Versions(SOURCE).whole(2).orElseThrow().version().notes()).containsExactly("mappings/schedules.cases.yaml:3: MAP-302 case \"a\": next");
        }
    }

    private static String logged(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger("io.hourbook.version");
        ListAppender<ILoggingEvent> kept = new ListAppender<>();
        kept.start();
        logger.addAppender(kept);
        try {
            work.run();
        } finally {
            logger.detachAppender(kept);
        }
        return kept.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
    }

    @Test
    void aCheckThatBreaksOffLetsNothingIn() {
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(files -> {
            throw new NullPointerException();
        }))) {
            node.start();
            node.save(ONE, Node.route("one", "says more")).look();

            assertThat(node.refused()).containsExactly("VER-111");
            assertThat(node.call("one")).isEqualTo("says one");
        }
    }

    @Test
    void whileAPassRunsNothingGoesInForceAndAfterItByItself() {
        assertThat(west.gate.calm().tryAcquire()).isTrue();
        west.save(ONE, Node.route("one", "says more")).look();
        assertThat(west.call("one")).isEqualTo("says one");
        assertThat(west.refused()).isEmpty();

        west.gate.calm().release();
        west.look();
        assertThat(west.call("one")).isEqualTo("says more");
    }

    @Test
    void aPassBeginsWithWhatIsInForceEverywhere() {
        east.start();
        west.save(ONE, Node.route("one", "says more")).look();

        east.gate.passBegins();

        assertThat(east.gate.number()).isEqualTo(2);
        assertThat(east.call("one")).isEqualTo("says more");
    }

    @Test
    void aProgramThatCannotRunAVersionBeginsNoPass() {
        east.start();
        Set<String> newer = Set.of(ONE);
        FileSet files = new FileSet(java.util.Map.of(Node.NET, west.read(Node.NET).getBytes(), newer.iterator().next(),
                Node.route("one", "x").replace("ref: steps", "ref: stepsOfLater").getBytes()));
        west.store.add(new Version(2, files.hash(), null, "later", null, java.time.Instant.EPOCH, 0, List.of(), "later", 1), files, () -> {});

        assertThatThrownBy(() -> east.gate.passBegins()).isInstanceOf(Problem.class).hasMessageStartingWith("version 2: VER-103")
                .hasMessageContaining("ROU-402");
        assertThat(east.call("one")).as("what ran runs on").isEqualTo("says one");
    }

    @Test
    void aProgramThatDoesNotReadAFormatBeginsNoPassAndDoesNotStart() {
        east.start();
        FileSet files = new FileSet(java.util.Map.of(Node.NET, west.read(Node.NET).getBytes(), ONE, Node.route("one", "x").getBytes(),
                "mappings/format.yaml", "# of later\nformat: 9.0\n".getBytes()));
        west.store.add(new Version(2, files.hash(), null, "later", null, java.time.Instant.EPOCH, 0, List.of(), "later", 1), files, () -> {});

        assertThatThrownBy(() -> east.gate.passBegins()).isInstanceOf(Problem.class).hasMessageStartingWith("version 2: VER-103")
                .hasMessageContaining("go back to version 1").hasMessageContaining("mappings/format.yaml:2: VER-301");
        assertThat(east.call("one")).as("what ran runs on").isEqualTo("says one");
        try (Node again = new Node(folder.resolve("again"), SOURCE)) {
            assertThatThrownBy(again::start).isInstanceOf(Problem.class).hasMessageStartingWith("version 2: VER-103").hasMessageContaining("VER-301");
        }
    }

    @Test
    void aKillBetweenTheSwapAndItsRowLeavesTheVersionBeforeItAndTheFolderProposesAgain() {
        // the routes were swapped, and then nobody wrote anything down: neither the row nor what the folder is in step with
        west.save(ONE, Node.route("one", "says more"));
        west.live.accept(new Version(1, "x".repeat(64), null, "kill", null, java.time.Instant.EPOCH, 0, List.of(), "test", 1),
                new FileSet(java.util.Map.of(Node.NET, west.read(Node.NET).getBytes(), ONE, west.read(ONE).getBytes())), () -> {});
        assertThat(west.call("one")).as("a row that cannot be written takes the swap back").isEqualTo("says one");
        west.close();

        try (Node again = new Node(west.root, SOURCE).start()) {
            assertThat(again.gate.number()).isEqualTo(2);
            assertThat(again.call("one")).isEqualTo("says more");
            assertThat(again.call("two")).isEqualTo("says two");
        }
    }

    @Test
    void aSwapThatCouldNotBeTakenBackIsTakenBackBeforeAPassBegins() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (Node north = new Node(folder.resolve("north"), new DelegatingDataSource(SOURCE) {
            @Override
            public Connection getConnection() throws SQLException {
                meanwhile.get().run();
                return super.getConnection();
            }
        })) {
            north.start();
            north.steps.work = text -> {
                inHand.countDown();
                return waited(done) ? text : "";
            };
            FileSet files = new FileSet(Map.of(Node.NET, north.read(Node.NET).getBytes(), ONE, Node.route("one", "never accepted").getBytes()));
            AtomicReference<CompletableFuture<String>> busy = new AtomicReference<>();
            meanwhile.set(() -> {
                busy.set(CompletableFuture.supplyAsync(() -> north.call("one")));
                waited(inHand);
                throw new IllegalStateException("the database is away");
            });

            assertThatThrownBy(() -> north.live.accept(
                    new Version(2, files.hash(), null, "x", null, java.time.Instant.EPOCH, 0, List.of(), "test", 1), files, () -> {})).hasMessageContaining("ROU-401");
            meanwhile.set(() -> {});
            done.countDown();
            assertThat(busy.get().join()).isEqualTo("never accepted");

            assertThat(north.live.behind()).isTrue();
            north.gate.passBegins();
            assertThat(north.call("one")).isEqualTo("says one");
            assertThat(north.call("two")).isEqualTo("says two");
            assertThat(north.live.behind()).isFalse();
        }
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aVersionSaysWhatItChanged() {
        west.save(ONE, west.read(ONE).replace("says one", "says more")).delete(TWO).save("routes/process/new.camel.yaml", Node.route("new", "is new")).look();

        Versions.Whole whole = new Versions(SOURCE).whole(2).orElseThrow();

        assertThat(whole.version().author()).isEqualTo("whoever can write to this home");
        assertThat(whole.files()).extracting(Versions.FileChange::path, Versions.FileChange::change).containsExactly(
                org.assertj.core.api.Assertions.tuple("routes/process/new.camel.yaml", "added"),
                org.assertj.core.api.Assertions.tuple(ONE, "changed"), org.assertj.core.api.Assertions.tuple(TWO, "removed"));
        assertThat(whole.files().get(1).diff()).contains("-                expression: says one", "+                expression: says more");
        assertThat(new Versions(SOURCE).list(0, 10)).extracting(Version::number).containsExactly(2, 1);
    }

    @Test
    void aFileThatMayNotBeReadIsSaidUntilItMay() throws IOException {
        assertThat(FolderFiles.closed("mappings/rates.csv").text()).startsWith("mappings/rates.csv:1: VER-105 this may not be read");
        Path one = west.root.resolve(ONE);
        Files.setPosixFilePermissions(one, Set.of());
        org.junit.jupiter.api.Assumptions.assumeFalse(Files.isReadable(one), "a superuser reads everything");
        west.save(TWO, Node.route("two", "says more")).look();
        assertThat(west.refused()).containsExactly("VER-105");

        Files.setPosixFilePermissions(one, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        west.look();
        assertThat(west.refused()).isEmpty();
    }

    @Test
    void filesThatCannotBeReadOrAreNoTextAreSaid() throws IOException {
        FileSet binary = new FileSet(java.util.Map.of("mappings/x.cases.csv", new byte[] {(byte) 0xff, (byte) 0xfe}));
        Judge judge = new Judge(folder.resolve("copy"), key -> null, java.util.Map::of);
        assertThat(judge.judge(binary).findings()).extracting(io.hourbook.problem.Finding::code).containsExactly("VER-106");

        Path file = Files.writeString(folder.resolve("a-file"), "in the way");
        assertThat(new Judge(file.resolve("copy"), key -> null, java.util.Map::of).judge(FileSet.EMPTY).findings())
                .extracting(io.hourbook.problem.Finding::code).containsExactly("VER-104");
        assertThatThrownBy(() -> Rollback.untilCalm(() -> {
            Thread.currentThread().interrupt();
            return false;
        })).isInstanceOf(Problem.class).hasMessageContaining("VER-110");
        Thread.interrupted();
    }
}
