package io.hourbook.version;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.problem.Finding;
import io.hourbook.reload.RouteDeployer;
import io.hourbook.version.Change.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What becomes of an edit is told by the shipped route, and nobody waits for it. */
class EditNewsTest {

    private static final String ADDRESS = "/hooks/T0123SECRET";

    @RegisterExtension
    static final WireMockExtension OTHER = WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

    @TempDir
    Path routes;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private EditNews news;

    @BeforeEach
    void start() throws IOException {
        said.start();
        ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(said);
        news = new EditNews(() -> camel, OTHER.baseUrl() + ADDRESS);
        camel.disableJMX();
        camel.getPropertiesComponent().addInitialProperty("hourbook.notify.delay-millis", "1");
        camel.getRegistry().bind("editNews", news);
        camel.start();
        Path file = Path.of("report/tell-edit.camel.yaml");
        Files.createDirectories(routes.resolve("report"));
        Files.copy(Path.of("routes").resolve(file), routes.resolve(file));
        new RouteDeployer(camel, routes, () -> Map.of("editNews", EditNews.class)).deploy();
    }

    @AfterEach
    void stop() {
        camel.stop();
        ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(said);
    }

    @Test
    void aRefusalIsToldWithPlaceAndCureAndWithoutContent() {
        OTHER.stubFor(post(urlEqualTo(ADDRESS)).willReturn(aResponse().withStatus(204)));
        news.tell(refused());

        Awaitility.await().untilAsserted(() -> OTHER.verify(1, postRequestedFor(urlEqualTo(ADDRESS)).withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("""
                        {"event":"refused","at":"2026-11-22T10:00:00Z","who":"Ana Lee <ana@example.org>","why":"commit 1234567890: raise","proposal":null,
                         "version":null,"inForce":7,"files":["mappings/rates.csv"],"substantial":[],"moreFindings":0,
                         "findings":[{"code":"MAP-111","where":"mappings/rates.csv:3","what":"rate is not a number","want":"a number","do":"write digits"}]}
                        """))));
        assertThat(OTHER.getAllServeEvents().get(0).getRequest().getBodyAsString()).doesNotContain("secret price");
    }

    @Test
    void aWaitingProposalAndItsDecisionAreToldAndWhatGoesInForceAtOnceIsNot() {
        OTHER.stubFor(post(urlEqualTo(ADDRESS)).willReturn(aResponse().withStatus(200)));
        news.tell(new Journal.News(change(Event.ACCEPTED, 8, null), List.of(), List.of()));
        news.tell(new Journal.News(change(Event.PROPOSED, null, 3), List.of(), List.of("rates: mappings/rates.csv")));
        news.tell(new Journal.News(change(Event.APPROVED, 8, 3), List.of(), List.of("rates: mappings/rates.csv")));

        Awaitility.await().untilAsserted(() -> assertThat(OTHER.getAllServeEvents()).hasSize(2));
        assertThat(OTHER.getAllServeEvents()).extracting(event -> event.getRequest().getBodyAsString())
                .anyMatch(body -> body.contains("\"proposed\"") && body.contains("\"proposal\":3") && body.contains("rates: mappings/rates.csv"))
                .anyMatch(body -> body.contains("\"approved\"") && body.contains("\"version\":8") && body.contains("\"inForce\":8"));
    }

    @Test
    void aStumbleIsTriedAgain() {
        OTHER.stubFor(post(urlEqualTo(ADDRESS)).inScenario("stumble").whenScenarioStateIs(Scenario.STARTED).willReturn(serverError()).willSetStateTo("well"));
        OTHER.stubFor(post(urlEqualTo(ADDRESS)).inScenario("stumble").whenScenarioStateIs("well").willReturn(aResponse().withStatus(200)));
        news.tell(refused());

        Awaitility.await().untilAsserted(() -> assertThat(OTHER.getAllServeEvents()).hasSize(2));
        assertThat(OTHER.getAllServeEvents()).extracting(event -> event.getRequest().getBodyAsString()).allMatch(body -> body.contains("MAP-111"));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void whatCannotBeToldIsSaidOnceWithoutTheAddress() {
        OTHER.stubFor(post(urlEqualTo(ADDRESS)).willReturn(serverError()));
        news.tell(refused());
        news.tell(refused());

        Awaitility.await().untilAsserted(() -> assertThat(OTHER.getAllServeEvents()).hasSize(8));
        Awaitility.await().untilAsserted(() -> assertThat(warnings()).hasSize(1));
        assertThat(warnings().get(0)).contains("HOURBOOK_NOTIFY_URL: it answered 500");
        assertThat(said.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains("T0123SECRET"));
    }

    @Test
    void aHomeWithoutTheRouteIsToldSo() throws IOException {
        DefaultCamelContext without = new DefaultCamelContext();
        new EditNews(() -> without, "http://localhost:1/").tell(refused());

        assertThat(warnings()).singleElement().asString().contains("routes/report/tell-edit.camel.yaml");
        assertThat(OTHER.getAllServeEvents()).isEmpty();
    }

    @Test
    void withoutAnAddressNothingGoesOut() {
        new EditNews(() -> {
            throw new AssertionError("nobody is asked");
        }, " ").tell(refused());
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aHomeForTryingOutTellsNobodyAndSaysSoOnce() {
        EditNews trial = EditNews.of(TargetProfile.SANDBOX, () -> {
            throw new AssertionError("nobody is asked");
        }, OTHER.baseUrl() + ADDRESS);
        trial.tell(refused());
        assertThat(said.list).extracting(ILoggingEvent::getFormattedMessage)
                .containsOnlyOnce("Nothing is told at HOURBOOK_NOTIFY_URL: this home delivers to the sandbox only");
        assertThat(OTHER.getAllServeEvents()).isEmpty();

        EditNews.of(TargetProfile.PRODUCTION, () -> camel, OTHER.baseUrl() + ADDRESS).tell(refused());
        Awaitility.await().until(() -> !OTHER.getAllServeEvents().isEmpty());
    }

    private List<String> warnings() {
        return List.copyOf(said.list).stream().filter(event -> event.getLevel().toString().equals("WARN")).map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Journal.News refused() {
        return new Journal.News(change(Event.REFUSED, null, null), List.of(new Finding("MAP-111", "mappings/rates.csv:3", "rate is not a number",
                "secret price", "a number", "write digits")), List.of());
    }

    private static Change change(Event event, Integer version, Integer proposal) {
        return new Change(Instant.parse("2026-11-22T10:00:00Z"), event, "Ana Lee <ana@example.org>", version, proposal, 7, "x".repeat(64),
                List.of("mappings/rates.csv"), "commit 1234567890: raise", "done");
    }
}
