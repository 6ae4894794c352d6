package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a start, a pass and a kill leave in force. */
class InForceTest extends TwoNodes {

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
    void whatWasMendedWhileAPassRunsIsRefusedNoMoreAndASoundEditIsSaidToWaitForIt() {
        assertThat(west.gate.calm().tryAcquire()).isTrue();
        west.save(ONE, "- route: {").look();
        assertThat(west.refused()).containsExactly("ROU-101");
        assertThat(west.gate.ahead()).isEmpty();

        west.save(ONE, Node.route("one", "says more")).look();
        assertThat(west.refused()).isEmpty();
        assertThat(west.gate.ahead()).hasValueSatisfying(edit -> assertThat(edit.words())
                .isEqualTo("the edit of " + ONE + " is sound, and goes in force when the pass that runs is through"));

        west.save(ONE, "- route: {").look();
        assertThat(west.refused()).containsExactly("ROU-101");
        assertThat(west.gate.ahead()).isEmpty();

        west.save(ONE, Node.route("one", "says one")).look();
        assertThat(west.refused()).as("taken back").isEmpty();
        assertThat(west.gate.ahead()).isEmpty();

        west.save(ONE, Node.route("one", "says more")).look();
        west.look();
        assertThat(west.gate.ahead()).as("still").isPresent();
        west.gate.calm().release();
        west.look();
        assertThat(west.gate.ahead()).isEmpty();
        assertThat(west.call("one")).isEqualTo("says more");
    }

    @Test
    void aKillBetweenTheSwapAndItsRowLeavesTheVersionBeforeItAndTheFolderProposesAgain() {
        // the routes were swapped, and then nobody wrote anything down: neither the row nor what the folder is in step with
        west.save(ONE, Node.route("one", "says more"));
        west.live.accept(new Version(1, "x".repeat(64), null, "kill", null, Instant.EPOCH, 0, List.of(), "test", 1),
                new FileSet(Map.of(Node.NET, west.read(Node.NET).getBytes(), ONE, west.read(ONE).getBytes())), () -> {});
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
                    new Version(2, files.hash(), null, "x", null, Instant.EPOCH, 0, List.of(), "test", 1), files, () -> {})).hasMessageContaining("ROU-401");
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
    void aFileThatMayNotBeReadIsSaidUntilItMay() throws IOException {
        assertThat(FolderFiles.closed("mappings/rates.csv").text()).startsWith("mappings/rates.csv:1: VER-105 this may not be read");
        Path one = west.root.resolve(ONE);
        Files.setPosixFilePermissions(one, Set.of());
        assumeFalse(Files.isReadable(one), "a superuser reads everything");
        west.save(TWO, Node.route("two", "says more")).look();
        assertThat(west.refused()).containsExactly("VER-105");

        Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rw-r--r--"));
        west.look();
        assertThat(west.refused()).isEmpty();
    }
}
