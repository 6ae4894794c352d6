package io.hourbook.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.SchedulerException;

class RouteDeployerTest {

    private static final String NET = """
            - routeConfiguration:
                id: dead-letter
                errorHandler:
                  deadLetterChannel:
                    deadLetterUri: log:dead
            """;

    @TempDir
    Path home;

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws IOException {
        camel.disableJMX();
        camel.getRegistry().bind("shout", new Shout());
        camel.start();
        write("_common/dead-letter.camel.yaml", NET);
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
    }

    @Test
    void aFolderOfSoundFilesRuns() throws IOException {
        write("process/one.camel.yaml", route("one", "says one"));
        write("process/two.camel.yaml", route("two", "says two"));

        assertThat(deployer().deploy()).isEmpty();

        assertThat(call("one")).isEqualTo("says one");
        assertThat(call("two")).isEqualTo("says two");
    }

    @Test
    void noTriggerFiresBeforeItsEndpointIsKnown() throws Exception {
        QuartzComponent quartz = camel.getComponent("quartz", QuartzComponent.class);
        assertThat(standsStill(quartz)).as("it goes, but for that moment").isFalse();
        List<Boolean> still = new ArrayList<>();
        camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof QuartzEndpoint) {
                still.add(standsStill(quartz));
            }
            return endpoint;
        });
        write("process/one.camel.yaml", route("one", "says one"));
        write("schedule/tick.camel.yaml", route("tick", "says nothing").replace("""
                      uri: direct
                      parameters:
                        name: tick
                """, """
                      uri: quartz
                      parameters:
                        groupName: schedule
                        triggerName: tick
                        cron: 0/1 * * * * ?
                """));

        assertThat(deployer().deploy()).isEmpty();

        assertThat(still).as("where Camel is about to know it").containsExactly(true);
        assertThat(standsStill(quartz)).isFalse();
    }

    private static boolean standsStill(QuartzComponent quartz) {
        try {
            return quartz.getScheduler().isInStandbyMode();
        } catch (SchedulerException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @Test
    void aBrokenFileIsLeftOutAndTheOthersRun() throws IOException {
        write("process/one.camel.yaml", route("one", "says one"));
        write("process/two.camel.yaml", route("two", "says two").replace("setBody", "setBodyy"));

        List<Finding> findings = deployer().deploy();

        assertThat(call("one")).isEqualTo("says one");
        assertThat(camel.getRoute("two")).isNull();
        assertThat(findings).extracting(Finding::where, Finding::code)
                .containsExactly(tuple("routes/process/two.camel.yaml:10", "ROU-104"));
    }

    @Test
    void everyKindOfBrokenFileLeavesASoundOneRunning() throws IOException {
        write("process/sound.camel.yaml", route("sound", "says so"));
        Path broken = Path.of("src/test/resources/broken");
        for (Path file : RouteFolder.paths(broken, RouteFile.SUFFIX)) {
            String folder = broken.relativize(file).getName(0).toString();
            if (folder.startsWith("routes-") && !folder.equals("routes-171-stands-on-broken") && !file.toString().contains("_common")) {
                Path target = home.resolve("routes").resolve(broken.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }

        RouteDeployer deployer = deployer();
        deployer.deploy();

        assertThat(call("sound")).isEqualTo("says so");
        assertThat(camel.getRoutes()).extracting(Route::getRouteId).contains("sound").doesNotContain("sync", "hourly", "one", "two");
    }

    @Test
    void aBrokenSharedPartLeavesOutAllThatStandOnItAndNothingElse() throws IOException {
        write("_common/dead-letter.camel.yaml", NET.replace("errorHandler", "errorHandlr"));
        write("process/one.camel.yaml", route("one", "says one"));
        write("process/two.camel.yaml", route("two", "says two").replace("routeConfigurationId: dead-letter", "errorHandler: {noErrorHandler: {}}"));

        List<Finding> findings = deployer().deploy();

        assertThat(camel.getRoute("one")).isNull();
        assertThat(call("two")).isEqualTo("says two");
        assertThat(findings).extracting(Finding::code).containsExactly("ROU-104", "ROU-171");
        assertThat(findings.get(1).saw()).contains("routes/_common/dead-letter.camel.yaml");
    }

    @Test
    void anUnreadableSharedPartIsNamedAsTheReason() throws IOException {
        write("_common/dead-letter.camel.yaml", "- routeConfiguration:\n    id: dead-letter\n   errorHandler: {\n");
        write("process/one.camel.yaml", route("one", "says one"));

        List<Finding> findings = deployer().deploy();

        assertThat(findings).extracting(Finding::code).containsExactly("ROU-101", "ROU-171");
        assertThat(findings.get(1).where()).isEqualTo("routes/process/one.camel.yaml:4");
    }

    @Test
    void whoeverCallsABrokenRouteWaitsForItToo() throws IOException {
        String call = "        - to: {id: to-two, uri: direct, parameters: {name: two}}\n        - setBody:";
        write("process/one.camel.yaml", route("one", "says one").replace("        - setBody:", call));
        write("process/two.camel.yaml", "");

        List<Finding> findings = deployer().deploy();

        assertThat(camel.getRoutes()).isEmpty();
        assertThat(findings).extracting(Finding::code).containsExactly("ROU-102", "ROU-171");
    }

    @Test
    void aMissingRouteIsReportedWithTheReasonBeforeItIsCalled() throws IOException {
        write("process/two.camel.yaml", "");
        RouteDeployer deployer = deployer();
        deployer.deploy();

        assertThatThrownBy(() -> deployer.require("two"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("/: ROU-172 the route \"two\" does not run\n  do    mend what is named below; everything waits until then")
                .hasMessageContaining("routes/process/two.camel.yaml:1: ROU-102");
    }

    @Test
    void stepsKnowTheFileAndLineThatTheyStandOn() throws IOException {
        write("process/one.camel.yaml", route("one", "says one"));
        deployer().deploy();

        assertThat(camel.getRoute("one").getSourceLocation()).isEqualTo("routes/process/one.camel.yaml:6");
    }

    @Test
    void aRouteThatStartsByItselfComesAfterAllWhomItCalls() throws IOException {
        write("a/tick.camel.yaml", route("tick", "x").replace("uri: direct", "uri: timer").replace("name: tick", "timerName: tick"));
        write("z/one.camel.yaml", route("one", "says one"));

        assertThat(deployer().deploy()).isEmpty();

        assertThat(camel.getRoutes()).extracting(Route::getRouteId).containsExactly("one", "tick");
    }

    @Test
    void aHostileFileIsLeftOutLikeAnyOther() throws IOException {
        write("process/one.camel.yaml", route("one", "says one"));
        write("process/deep.camel.yaml", "[".repeat(100_000));
        write("process/laughs.camel.yaml", "- &a [x, x]\n- &b [*a, *a]\n- &c [*b, *b]\n");
        Files.write(home.resolve("routes/process/binary.camel.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(deployer().deploy()).extracting(Finding::code).containsOnly("ROU-101").hasSize(3);
        assertThat(call("one")).isEqualTo("says one");
    }

    @Test
    void noFolderMeansNoRoutesAndNoFailure() {
        assertThat(new RouteDeployer(camel, home.resolve("elsewhere"), Map::of).deploy()).isEmpty();
    }

    private RouteDeployer deployer() {
        return new RouteDeployer(camel, home.resolve("routes"), () -> Map.of("shout", Shout.class));
    }

    private Object call(String route) {
        return camel.createProducerTemplate().requestBody("direct:" + route, "hello");
    }

    private void write(String path, String text) throws IOException {
        Path file = home.resolve("routes").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String route(String id, String says) {
        return """
                - route:
                    id: %s
                    description: Say something
                    routeConfigurationId: dead-letter
                    from:
                      uri: direct
                      parameters:
                        name: %s
                      steps:
                        - setBody:
                            id: say
                            expression:
                              constant:
                                expression: %s
                """.formatted(id, id, says);
    }

    /** A bean that routes may name. */
    public static final class Shout {
        public String shout(String text) {
            return text + "!";
        }
    }
}
