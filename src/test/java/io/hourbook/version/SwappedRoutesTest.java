package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.quartz.QuartzComponent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.impl.matchers.GroupMatcher;

/** What is under way while routes are swapped: messages in hand, callers, folders that are read, triggers. Nothing is lost, doubled or cut off. */
class SwappedRoutesTest extends RunningRoutes {

    @Test
    void aMessageInHandIsFinishedByTheRouteThatBeganItAndItsCallersWait() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CompletableFuture<String> inHand = held(mayGoOn);

        node.save(ONE, Node.route("one", "says more"));
        CompletableFuture<Void> swap = CompletableFuture.runAsync(() -> node.look());
        await(() -> node.gate.calm().availablePermits() == 0);
        node.steps.work = text -> text;
        CompletableFuture<String> caller = CompletableFuture.supplyAsync(() -> node.call("one"));
        mayGoOn.countDown();

        assertThat(inHand.get(10, TimeUnit.SECONDS)).isEqualTo("says one");
        swap.get(20, TimeUnit.SECONDS);
        assertThat(caller.get(20, TimeUnit.SECONDS)).isIn("says one", "says more");
        assertThat(node.call("one")).isEqualTo("says more");
    }

    @Test
    void aRouteThatDoesNotComeToRestPutsTheSwapOffAndNothingIsCutOff() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CompletableFuture<String> inHand = held(mayGoOn);

        node.save(ONE, Node.route("one", "says more")).save(TWO, Node.route("two", "says more")).look();

        assertThat(node.refused()).containsExactly("ROU-401");
        assertThat(node.gate.number()).isOne();
        assertThat(inHand).isNotDone();
        node.steps.work = text -> text;
        assertThat(node.call("two")).as("all or nothing").isEqualTo("says two");
        mayGoOn.countDown();
        assertThat(inHand.get(10, TimeUnit.SECONDS)).isEqualTo("says one");
        node.look();
        assertThat(node.refused()).isEmpty();
        assertThat(node.call("one")).isEqualTo("says more");
    }

    @Test
    void ofASharedFileThatIsPutOffEveryRouteRunsOn() throws Exception {
        List<String> ids = List.of("a", "b", "c");
        String shared = "routes/process/_pair.camel.yaml";
        node.save(shared, ids.stream().map(SwappedRoutesTest::oneOfSeveral).collect(Collectors.joining())).look();
        assertThat(node.refused()).isEmpty();
        String standing = node.read(shared);

        // each is the busy one once, for which of them is stopped first is nobody's promise
        for (String busy : ids) {
            CountDownLatch mayGoOn = new CountDownLatch(1);
            CompletableFuture<String> inHand = held(busy, mayGoOn);
            node.save(shared, standing.replace("says ", "says more of ")).look();

            assertThat(node.refused()).containsExactly("ROU-401");
            node.steps.work = text -> text;
            mayGoOn.countDown();
            assertThat(inHand.get(10, TimeUnit.SECONDS)).isEqualTo("says " + busy);
            assertThat(ids).allSatisfy(id -> assertThat(node.camel.getRouteController().getRouteStatus(id).isStarted()).as(id).isTrue());
            assertThat(ids).allSatisfy(id -> assertThat(node.call(id)).isEqualTo("says " + id));
            node.save(shared, standing).look();
        }
    }

    /** Its steps have names of their own. */
    private static String oneOfSeveral(String id) {
        return Node.route(id, "says " + id).replace("id: do-the-work", "id: work-" + id).replace("id: say", "id: say-" + id);
    }

    private CompletableFuture<String> held(CountDownLatch mayGoOn) {
        return held("one", mayGoOn);
    }

    /** A message that its route has in hand until it may go on. */
    private CompletableFuture<String> held(String route, CountDownLatch mayGoOn) {
        CountDownLatch began = new CountDownLatch(1);
        node.steps.work = text -> {
            began.countDown();
            await(mayGoOn);
            return text;
        };
        CompletableFuture<String> message = CompletableFuture.supplyAsync(() -> node.call(route));
        await(began);
        return message;
    }

    @Test
    void whoeverCallsWhileRoutesAreSwappedGetsAnAnswerAndOneOnly() throws Exception {
        AtomicInteger worked = new AtomicInteger();
        node.steps.work = text -> {
            worked.incrementAndGet();
            return text;
        };
        List<String> answers = new ArrayList<>();
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
            while (enough.getCount() > 0) {
                answers.add(node.call("one"));
            }
        });
        for (int i = 0; i < 5; i++) {
            node.save(ONE, Node.route("one", "says " + i)).look();
        }
        enough.countDown();
        caller.get(20, TimeUnit.SECONDS);

        assertThat(node.gate.number()).isEqualTo(6);
        assertThat(answers).hasSize(worked.get()).allMatch(answer -> answer.startsWith("says "));
    }

    @Test
    void aFolderThatIsReadLosesAndDoublesNothingWhileItsRouteIsSwapped() throws IOException {
        Path inbox = Files.createDirectories(home.resolve("drop"));
        List<String> taken = Collections.synchronizedList(new ArrayList<>());
        node.steps.work = text -> {
            taken.add(text);
            return text;
        };
        int files = 0;
        for (int i = 0; i < 4; i++) {
            node.save("routes/process/reader.camel.yaml", reader("says " + i)).look();
            for (int k = 0; k < 20; k++) {
                Path draft = Files.writeString(home.resolve("draft"), "file " + files++);
                Files.move(draft, inbox.resolve("f" + files));
            }
        }
        int dropped = files;
        await(() -> taken.size() >= dropped);
        assertThat(node.refused()).isEmpty();
        assertThat(taken).hasSize(dropped).doesNotHaveDuplicates();
    }

    @Test
    void aRouteThatDoesNotComeBackEitherIsSaidAndComesBackByItself() throws IOException {
        Path inbox = Files.createDirectories(home.resolve("drop"));
        String strict = reader("says so").replace("delay: 20\n", "delay: 20\n        autoCreate: false\n        startingDirectoryMustExist: true\n");
        node.save("routes/process/reader.camel.yaml", strict).look();
        assertThat(node.refused()).isEmpty();
        CountDownLatch taken = new CountDownLatch(1);
        node.steps.work = text -> {
            taken.countDown();
            return text;
        };

        // the new one finds no folder, and neither does the old one
        node.duringCheck = () -> delete(inbox);
        node.save("routes/process/reader.camel.yaml", strict.replace("says so", "says more")).save(ONE, Node.route("one", "says more")).look();
        assertThat(node.refused()).containsExactly("ROU-402", "ROU-403");
        assertThat(node.gate.refused().orElseThrow().findings()).allSatisfy(finding -> assertThat(finding.where()).matches("routes/.*:\\d+"));
        assertThat(node.call("one")).isEqualTo("says one");
        assertThatThrownBy(() -> node.gate.passBegins()).as("not without it").isInstanceOf(Problem.class).hasMessageContaining("ROU-402");

        node.duringCheck = () -> {};
        Files.createDirectories(inbox);
        node.gate.passBegins();
        assertThat(node.camel.getRouteController().getRouteStatus("reader").isStarted()).isTrue();
        Files.move(Files.writeString(home.resolve("draft"), "a file"), inbox.resolve("f"));
        await(taken);
        assertThat(node.gate.number()).isEqualTo(2);
    }

    @Test
    void aScheduleThatChangesHasOneTriggerAndOneThatGoesHasNone() throws Exception {
        Scheduler scheduler = node.camel.getComponent("quartz", QuartzComponent.class).getScheduler();
        node.save("routes/schedule/tick.camel.yaml", cron("tick", "0 0 3 1 1 ?")).look();
        assertThat(node.refused()).isEmpty();
        Trigger before = trigger(scheduler);

        node.save("routes/schedule/tick.camel.yaml", cron("tick", "0 0 4 1 1 ?")).look();
        assertThat(trigger(scheduler).getNextFireTime()).isAfter(before.getNextFireTime());

        Trigger changed = trigger(scheduler);
        node.save(ONE, Node.route("one", "says more")).look();
        assertThat(node.call("one")).isEqualTo("says more");
        assertThat(trigger(scheduler).getStartTime()).as("by another route's edit").isEqualTo(changed.getStartTime());
        node.delete("routes/schedule/tick.camel.yaml").look();
        assertThat(scheduler.getTriggerKeys(GroupMatcher.anyGroup())).isEmpty();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> assertThat(file.toFile().delete()).isTrue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String reader(String says) {
        return Node.route("reader", says)
                .replace("      uri: direct\n      parameters:\n        name: reader\n", "      uri: file\n      parameters:\n        directoryName: "
                        + home.resolve("drop") + "\n        initialDelay: 0\n        delay: 20\n")
                .replace("method: work\n", "method: work(${bodyAs(String)})\n");
    }

    private static Trigger trigger(Scheduler scheduler) throws Exception {
        assertThat(scheduler.getTriggerKeys(GroupMatcher.anyGroup())).hasSize(1);
        return scheduler.getTrigger(scheduler.getTriggerKeys(GroupMatcher.anyGroup()).iterator().next());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10)).until(condition);
    }
}
