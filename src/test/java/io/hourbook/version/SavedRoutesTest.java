package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.hourbook.database.TestDatabase;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.impl.matchers.GroupMatcher;

/** Every save that upstream's reload is known to stumble over, on a running context: what is good runs, what is not changes nothing. */
class SavedRoutesTest {

    private static final DataSource SOURCE = TestDatabase.fresh();
    private static final String ONE = "routes/process/one.camel.yaml";
    private static final String TWO = "routes/process/two.camel.yaml";
    private static final String TEMPLATE = "routes/deliver/_target.camel.yaml";
    private static final String BOOKS = "routes/deliver/books.camel.yaml";

    @TempDir
    Path home;

    private Node node;

    @BeforeEach
    void start() {
        Node.forget(SOURCE);
        node = new Node(home, SOURCE);
        node.save(Node.NET, Node.net("first")).save(ONE, Node.route("one", "says one")).save(TWO, Node.route("two", "says two"));
        node.save(TEMPLATE, template("says ${body} to {{who}}")).save(BOOKS, books("who", "books")).start();
        assertThat(node.refused()).isEmpty();
        assertThat(node.gate.number()).isOne();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    static Stream<Arguments> brokenSaves() {
        String one = Node.route("one", "says one");
        return Stream.of(
                save("a syntax error", "ROU-101", one.replace("id: one", "id: [one")),
                save("an empty file, as an editor leaves it between truncating and writing", "ROU-102", ""),
                save("a map instead of a list", "ROU-103", one.replace("- route:", "route:").replace("\n    ", "\n  ")),
                save("an unknown step", "ROU-104", one.replace("setBody", "setBodyy")),
                save("an unknown option of a step", "ROU-104", one.replace("method: work", "metod: work")),
                save("an unknown component", "ROU-151", one.replace("        - setBody:", to("htttp:x"))),
                save("an unknown option of an address", "ROU-152", one.replace("        - setBody:", to("log:x?showBodyy=true"))),
                save("an expression that cannot be read", "ROU-153", one.replace("says one", "\"${bodyy.size( > }\"")),
                save("a bean that is not there", "ROU-131", one.replace("ref: steps", "ref: stepz")),
                save("a setting that is not there", "ROU-154", one.replace("        - setBody:", to("log:{{no.such.setting}}"))),
                save("a schedule that is no point in time", "ROU-141", cron("one", "every day")),
                save("a schedule that Quartz alone would take for every minute", "ROU-141", cron("one", "0 99 * * * ?")),
                save("an id that another file has", "ROU-121", Node.route("two", "says one")),
                arguments("an address that another file listens to", "ROU-122", (Consumer<Node>) node -> node
                        .save(ONE, files(one, "one")).save(TWO, files(Node.route("two", "says two"), "two"))),
                save("an id that is not its file's, beside which the old one would go on", "ROU-111", one.replace("id: one", "id: uno")),
                save("the name that callers call another route by", "ROU-111", one.replace("name: one", "name: two")),
                save("a template called as a kamelet, which no later save could change", "ROU-151", one.replace("        - setBody:", to("kamelet:target"))),
                save("two routes in one file", "ROU-118", one + Node.route("three", "says three")),
                save("beans in a file of routes", "ROU-118", one + "- beans:\n    - name: x\n      type: java.util.ArrayList\n"),
                save("bytes that are no text", "ROU-101", "\u0000\u0001"),
                arguments("a configuration without an id, of which the old one would stay", "ROU-112", (Consumer<Node>) node ->
                        node.save(Node.NET, Node.net("second").replace("    id: dead-letter\n", ""))),
                arguments("a configuration that is gone", "ROU-134", (Consumer<Node>) node -> node.delete(Node.NET)),
                arguments("a template that is gone", "ROU-135", (Consumer<Node>) node -> node.delete(TEMPLATE)),
                arguments("a template with a parameter that nobody gives", "ROU-155", (Consumer<Node>) node ->
                        node.save(TEMPLATE, template("says ${body} to {{who}} {{more}}").replace("- name: who", "- name: who\n      - name: more"))),
                arguments("a route that others call is gone", "ROU-133", (Consumer<Node>) node ->
                        node.save(ONE, one.replace("        - setBody:", to("direct:nobody")))),
                arguments("good and bad saved together", "ROU-104", (Consumer<Node>) node ->
                        node.save(TWO, Node.route("two", "says more")).save(ONE, one.replace("setBody", "setBodyy"))));
    }

    private static String files(String route, String id) {
        return route.replace("uri: direct\n      parameters:\n        name: " + id, "uri: file\n      parameters:\n        directoryName: drop");
    }

    private static Arguments save(String what, String code, String text) {
        return arguments(what, code, (Consumer<Node>) node -> node.save(ONE, text));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("brokenSaves")
    void aBrokenSaveChangesNothingAndTheNextGoodOneIsInForce(String what, String code, Consumer<Node> edit) {
        List<Route> before = List.copyOf(node.camel.getRoutes());
        edit.accept(node);
        node.look();

        assertThat(node.refused()).contains(code);
        assertThat(node.gate.refused().orElseThrow().findings()).allSatisfy(finding -> assertThat(finding.where()).matches("routes/.*:\\d+"));
        assertThat(node.camel.getRoutes()).as("not one was touched").isEqualTo(before);
        assertThat(List.of(node.call("one"), node.call("two"), node.call("books"))).containsExactly("says one", "says two", "says hello to books");

        // a second bad save after the bad one, then a good one
        node.save(ONE, "- route: {").look();
        assertThat(node.refused()).contains("ROU-101");
        node.save(Node.NET, Node.net("first")).save(TEMPLATE, template("says ${body} to {{who}}")).save(TWO, Node.route("two", "says two"));
        node.save(ONE, Node.route("one", "is mended")).look();
        assertThat(node.refused()).isEmpty();
        assertThat(node.gate.number()).isEqualTo(2);
        assertThat(List.of(node.call("one"), node.call("two"), node.call("books"))).containsExactly("is mended", "says two", "says hello to books");
    }

    @Test
    void onlyTheEditedRouteIsTouched() {
        Route two = node.camel.getRoute("two");
        Route books = node.camel.getRoute("books");

        node.save(ONE, Node.route("one", "says more")).look();

        assertThat(node.call("one")).isEqualTo("says more");
        assertThat(node.camel.getRoute("two")).isSameAs(two);
        assertThat(node.camel.getRoute("books")).as("made of a template, in another file").isSameAs(books);
    }

    @Test
    void aRenamedRouteLeavesNoOldOne() {
        node.delete(ONE).save("routes/process/uno.camel.yaml", Node.route("uno", "says uno")).look();

        assertThat(node.camel.getRoutes()).extracting(Route::getRouteId).containsExactlyInAnyOrder("uno", "two", "books");
        assertThat(node.call("uno")).isEqualTo("says uno");
    }

    @Test
    void aDeletedFileStopsItsRouteAndAFileThatMovesToANewFolderKeepsItRunning() {
        node.delete(TWO).look();
        assertThat(node.camel.getRoute("two")).isNull();

        node.delete(ONE).save("routes/new/deep/one.camel.yaml", Node.route("one", "from there")).look();
        assertThat(node.call("one")).isEqualTo("from there");
        assertThat(node.camel.getRouteDefinitions()).hasSize(2);
    }

    @Test
    void anEditedTemplateMakesItsRoutesAnewAndNoOthers() {
        Route one = node.camel.getRoute("one");

        node.save(TEMPLATE, template("tells {{who}} ${body}")).look();

        assertThat(node.call("books")).isEqualTo("tells books hello");
        assertThat(node.camel.getRoute("one")).isSameAs(one);
        assertThat(node.camel.getRouteTemplateDefinitions()).hasSize(1);
        node.delete(BOOKS).delete(TEMPLATE).look();
        assertThat(node.refused()).isEmpty();
        assertThat(node.camel.getRouteTemplateDefinitions()).isEmpty();
    }

    @Test
    void anEditedConfigurationIsThatOfAllWhoStandOnItAndOneThatGoesIsGone() {
        assertThat(net("one")).isEqualTo("first");

        node.save(Node.NET, Node.net("second")).look();
        assertThat(net("one")).isEqualTo("second");
        assertThat(net("two")).isEqualTo("second");

        String alone = "routeConfigurationId: dead-letter";
        node.save(ONE, node.read(ONE).replace(alone, "errorHandler: {noErrorHandler: {}}"));
        node.save(TWO, node.read(TWO).replace(alone, "errorHandler: {noErrorHandler: {}}")).delete(Node.NET).look();
        assertThat(node.refused()).isEmpty();
        assertThat(net("one")).isNull();
    }

    private String net(String route) {
        return node.camel.createProducerTemplate().request("direct:" + route, exchange -> exchange.getIn().setBody("hello"))
                .getMessage().getHeader("net", String.class);
    }

    @Test
    void fiftyFilesSavedAtOnceAreOneVersion() {
        for (int i = 0; i < 50; i++) {
            node.save("routes/many/r" + i + ".camel.yaml", Node.route("r" + i, "says " + i));
        }
        node.look();
        assertThat(node.gate.number()).isEqualTo(2);
        assertThat(node.call("r49")).isEqualTo("says 49");

        for (int i = 0; i < 50; i++) {
            node.save("routes/many/r" + i + ".camel.yaml", Node.route("r" + i, "says more"));
        }
        node.look();
        assertThat(node.gate.number()).isEqualTo(3);
        assertThat(node.call("r0")).isEqualTo("says more");
        assertThat(node.camel.getRoutes()).hasSize(53);
    }

    @Test
    void whatEditorsAndSystemsLeaveBesideTheFilesIsNobodysEdit() throws IOException {
        for (String name : List.of(".one.camel.yaml.swp", "one.camel.yaml~", "#one.camel.yaml#", "one.camel.yaml.tmp", "4913", ".git/index", "~$rates.csv")) {
            node.save("routes/process/" + name, "nonsense").save("mappings/" + name, "nonsense");
        }
        node.look();

        assertThat(node.refused()).isEmpty();
        assertThat(node.gate.number()).isOne();
        // written elsewhere and moved over the old one
        Path draft = Files.writeString(home.resolve("routes/process/.one.new"), Node.route("one", "was moved here"));
        Files.move(draft, home.resolve(ONE), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        node.look();
        assertThat(node.call("one")).isEqualTo("was moved here");
    }

    @Test
    void aFileThatIsStillWrittenIsNotLookedAt() {
        node.save(ONE, "");
        node.gate.look(false);
        node.save(ONE, Node.route("one", "says more"));
        node.gate.look(false);
        assertThat(node.gate.number()).as("seen once").isOne();
        assertThat(node.refused()).as("the empty one was never judged").isEmpty();

        node.gate.look(false);
        assertThat(node.call("one")).isEqualTo("says more");
    }

    @Test
    void aMessageInHandIsFinishedByTheRouteThatBeganItAndItsCallersWait() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        node.steps.work = text -> {
            began.countDown();
            await(mayGoOn);
            return text;
        };
        CompletableFuture<String> inHand = CompletableFuture.supplyAsync(() -> node.call("one"));
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();

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
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        node.steps.work = text -> {
            began.countDown();
            await(mayGoOn);
            return text;
        };
        CompletableFuture<String> inHand = CompletableFuture.supplyAsync(() -> node.call("one"));
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();

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
        List<String> taken = java.util.Collections.synchronizedList(new ArrayList<>());
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

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> assertThat(file.toFile().delete()).isTrue());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String reader(String says) {
        return Node.route("reader", says)
                .replace("      uri: direct\n      parameters:\n        name: reader\n", "      uri: file\n      parameters:\n        directoryName: "
                        + home.resolve("drop") + "\n        initialDelay: 0\n        delay: 20\n")
                .replace("method: work\n", "method: work(${bodyAs(String)})\n");
    }

    @Test
    void aScheduleThatChangesHasOneTriggerAndOneThatGoesHasNone() throws Exception {
        Scheduler scheduler = node.camel.getComponent("quartz", QuartzComponent.class).getScheduler();
        node.save("routes/schedule/tick.camel.yaml", cron("tick", "0 0 3 1 1 ?")).look();
        assertThat(node.refused()).isEmpty();
        Trigger before = trigger(scheduler);

        node.save("routes/schedule/tick.camel.yaml", cron("tick", "0 0 4 1 1 ?")).look();
        assertThat(trigger(scheduler).getNextFireTime()).isAfter(before.getNextFireTime());

        node.save(ONE, Node.route("one", "says more")).look();
        Trigger untouched = trigger(scheduler);
        assertThat(untouched.getStartTime()).isEqualTo(trigger(scheduler).getStartTime());
        node.delete("routes/schedule/tick.camel.yaml").look();
        assertThat(scheduler.getTriggerKeys(GroupMatcher.anyGroup())).isEmpty();
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

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        org.awaitility.Awaitility.await().atMost(java.time.Duration.ofSeconds(30)).pollInterval(java.time.Duration.ofMillis(10)).until(condition);
    }

    private static String to(String uri) {
        return "        - to:\n            id: to-x\n            uri: \"" + uri + "\"\n        - setBody:";
    }

    private static String cron(String id, String cron) {
        return Node.route(id, "x").replace("      uri: direct\n      parameters:\n        name: " + id + "\n",
                "      uri: quartz\n      parameters:\n        groupName: g\n        triggerName: t\n        cron: \"" + cron + "\"\n");
    }

    private static String template(String says) {
        return """
                - routeTemplate:
                    id: target
                    parameters:
                      - name: who
                      - name: name
                    from:
                      uri: direct
                      parameters:
                        name: "{{name}}"
                      steps:
                        - setBody:
                            id: say
                            expression:
                              simple:
                                expression: %s
                """.formatted(says);
    }

    private static String books(String parameter, String value) {
        return """
                - templatedRoute:
                    routeTemplateRef: target
                    routeId: books
                    parameters:
                      - name: %s
                        value: %s
                      - name: name
                        value: books
                """.formatted(parameter, value);
    }
}
