package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.hourbook.problem.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every save that upstream's reload is known to stumble over, on a running context: what is good runs, what is not changes nothing. */
class SavedRoutesTest extends RunningRoutes {

    /** What is saved, for people; the code of what is said of it; and how. */
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
    void aNameThatNothingReadsIsNamedOnceAsLongAsItLiesThere() {
        String log = Said.whileDoing("io.hourbook.version", () -> {
            node.save("routes/process/new.yaml", Node.route("new", "is new")).save("routes/process/other.camel.yml", "x").save("mappings/rates.CSV", "x\n");
            node.look().look().look();
        });

        assertThat(log.lines().filter(line -> line.contains("ROU-119") || line.contains("MAP-504"))).containsExactly(
                "mappings/rates.CSV:1: MAP-504 nothing reads this file", "routes/process/new.yaml:1: ROU-119 nothing reads this file",
                "routes/process/other.camel.yml:1: ROU-119 nothing reads this file");
        assertThat(log).contains("rename it to new.camel.yaml", "rename it to other.camel.yaml");
        assertThat(node.refused()).isEmpty();
        assertThat(node.gate.number()).as("no edit").isOne();
        assertThat(node.gate.strays()).hasSize(3);

        node.delete("routes/process/new.yaml").delete("routes/process/other.camel.yml").delete("mappings/rates.CSV").look().look();
        assertThat(node.gate.strays()).isEmpty();
    }

    @Test
    void aRouteThatOnlyAClockCallsIsNotTakenOutByASlipAndGoingBackBehindItIsPossible() {
        String slots = "routes/schedule/look-for-slots.camel.yaml";
        node.save(slots, Node.route("look-for-slots", "looks")).look();
        assertThat(node.gate.number()).isEqualTo(2);

        node.delete(slots).look();
        assertThat(node.gate.refused().orElseThrow().findings()).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith(slots + ":1: ROU-173 there is no route \"look-for-slots\", and nothing that mappings/schedules.yaml says is done without it"));
        assertThat(node.call("look-for-slots")).isEqualTo("looks");

        node.save("routes/elsewhere/look-for-slots.camel.yaml", Node.route("look-for-slots", "looks")).look();
        assertThat(node.refused()).as("in another folder").isEmpty();
        node.gate.rollBack(1, "ana", null);
        assertThat(node.camel.getRoute("look-for-slots")).isNull();
    }

    @Test
    void casesThatAreGoneAreSaidWithTheVersion() {
        String cases = "mappings/rates.cases.csv";
        node.save(cases, "case,rate\na,1\nb,2\nc,3\n").look();
        String log = Said.whileDoing("io.hourbook.version", () -> node.save(cases, "case,rate\nb,2\n").look());

        assertThat(node.refused()).isEmpty();
        Version version = new Versions(SOURCE).whole(3).orElseThrow().version();
        assertThat(version.notes()).containsExactly(cases + ":1: VER-125 2 cases that version 2 has are gone: 3 there, 1 here");
        assertThat(version.tested()).endsWith("; 2 are gone that were there before");
        assertThat(log).contains("VER-125").contains("2 are gone that were there before, checked in");
        assertThat(node.root.resolve("data/cases-in-force")).content().isEqualTo(cases + "\tb\t1\n");
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

    private static String to(String uri) {
        return "        - to:\n            id: to-x\n            uri: \"" + uri + "\"\n        - setBody:";
    }
}
