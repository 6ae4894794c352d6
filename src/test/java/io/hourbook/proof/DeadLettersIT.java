package io.hourbook.proof;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every invoice and bill is refused for one thing: operations get one mail, see one problem, put it right with one command, and each
 * document goes out under the key that it had.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeadLettersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PASSWORD = "mail-secret-of-the-studio";

    private final WireMockServer books = new WireMockServer(wireMockConfig().dynamicPort());
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Company company = Company.withExports();
    private Company.Running service;
    private JsonNode cause;

    @BeforeAll
    void start() throws IOException {
        mail.setUser("hourbook@example.com", "hourbook", PASSWORD);
        mail.start();
        books.start();
        books.stubFor(get(urlPathEqualTo("/documents")).willReturn(okJson("{\"documents\":[]}")));
        books.stubFor(any(urlEqualTo("/told")).willReturn(ok()));
        books.stubFor(post(urlEqualTo("/documents")).atPriority(5).willReturn(aResponse().withStatus(201).withHeader("Content-Type", "application/json")
                .withBody("{\"id\":\"{{randomValue type='UUID'}}\"}").withTransformers("response-template")));
        books.stubFor(post(urlEqualTo("/documents")).atPriority(1).withRequestBody(matchingJsonPath("$.type", matching("sales-invoice|vendor-bill")))
                .willReturn(aResponse().withStatus(422).withBody("{\"errors\":[{\"message\":\"the tax code is unknown\"}]}")));
        Path policy = company.home().resolve("mappings/alerts.yaml");
        Files.writeString(policy, Files.readString(policy).replace("\nto:", "\nto: ops@example.com").replace("\nfrom:", "\nfrom: hourbook@example.com")
                .replace("\nserver:", "\nserver: 127.0.0.1:" + mail.getSmtp().getPort()).replace("\nsecurity: starttls", "\nsecurity: none")
                .replace("\nuser:", "\nuser: hourbook").replace("\npassword:", "\npassword: ${env:STUDIO_MAIL}").replace("\nhook:", "\nhook: " + books.baseUrl() + "/told")
                .replace("\nconsole:", "\nconsole: https://hourbook.example.com").replace("dead_letter_minutes: 30", "dead_letter_minutes: 0"));
        service = company.start(
                Map.of("HOURBOOK_TARGET_URL", books.baseUrl(), "HOURBOOK_PORT", Integer.toString(ServeIT.freePort()), "STUDIO_MAIL", PASSWORD,
                        "HOURBOOK_ALERTS_BETWEEN_LOOKS", "1s", "HOURBOOK_OBSERVE_BETWEEN_LOOKS", "1s"),
                "serve");
    }

    @AfterAll
    void leaveNothing() {
        company.close();
        books.stop();
        mail.stop();
    }

    private Company.Ended run(String... command) {
        return company.start(Map.of(), command).await();
    }

    @Test
    @Order(1)
    void oneMailTellsOfOneCauseAndNamesNobody() throws Exception {
        await().atMost(PATIENCE).until(() -> toldOf("DEL-101") > 0);

        assertThat(toldOf("DEL-101")).isEqualTo(1);
        StringBuilder all = new StringBuilder();
        for (MimeMessage message : mail.getReceivedMessages()) {
            all.append(message.getSubject()).append('\n').append(message.getContent()).append('\n');
        }
        assertThat(all.toString()).containsPattern("\\d+ documents? could not be handled \\(DEL-101\\)").contains("https://hourbook.example.com/dead-letters?state=open&fingerprint=")
                .doesNotContain("tax code", "CUST-", "HB-INV", "USD", PASSWORD);
        assertThat(service.words()).doesNotContain(PASSWORD);
    }

    private long toldOf(String code) {
        return books.findAll(postRequestedFor(urlEqualTo("/told"))).stream()
                .flatMap(call -> json(call.getBodyAsString()).path("alerts").findValuesAsText("code").stream()).filter(code::equals).count();
    }

    private static JsonNode json(String text) {
        return new Company.Ended(0, text, "").json();
    }

    @Test
    @Order(2)
    void besideTheServiceTheListHasOneProblemOneCureAndOneCommand() {
        Company.Ended listed = run("dead-letters", "--json");
        assertThat(listed.exit()).as(listed.err()).isZero();
        for (JsonNode each : listed.json()) {
            cause = each.path("code").asText().equals("DEL-101") ? each : cause;
        }
        assertThat(listed.json().findValuesAsText("code")).containsOnlyOnce("DEL-101");
        assertThat(cause.path("letters").asInt()).isGreaterThanOrEqualTo(12);

        String words = run("dead-letters").out();
        assertThat(words).contains("DEL-101 target sandbox refuses the document for good", "saw    422 the tax code is unknown",
                "then   hourbook dead-letters replay --cause " + cause.path("fingerprint").asText());
        Company.Ended shown = run("dead-letters", "show", cause.path("newest").asText());
        assertThat(shown.out()).contains("DEL-101", "--- answered ---\n422", "--- sent ---\nPOST " + books.baseUrl() + "/documents", "Idempotency-Key: ", "rules  mappings ");
    }

    @Test
    @Order(3)
    void oneCommandPutsThemBackAndEachGoesOutUnderItsKey() {
        List<String> refused = keys();
        books.stubFor(post(urlEqualTo("/documents")).atPriority(0).willReturn(aResponse().withStatus(201).withHeader("Content-Type", "application/json")
                .withBody("{\"id\":\"{{randomValue type='UUID'}}\"}").withTransformers("response-template")));
        books.resetRequests();

        Company.Ended replayed = run("dead-letters", "replay", "--cause", cause.path("fingerprint").asText(), "--note", "the tax code is there");
        assertThat(replayed.exit()).as(replayed.err()).isZero();
        assertThat(replayed.out()).contains(cause.path("letters").asText() + " letters put back: the next pass takes them up again");

        assertThat(run("sync").exit()).isZero();
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(refused).doesNotHaveDuplicates();
    }

    /** Of the calls that were made for what was refused. */
    private List<String> keys() {
        return books.findAll(postRequestedFor(urlEqualTo("/documents")).withRequestBody(matchingJsonPath("$.type", matching("sales-invoice|vendor-bill")))).stream()
                .map((LoggedRequest call) -> call.getHeader("Idempotency-Key")).toList();
    }

    @Test
    @Order(4)
    void withoutAServiceTheSameWorksAndWhatIsPutAwaySaysWhoAndWhy() {
        assertThat(run("dead-letters", "show", cause.path("newest").asText()).out()).contains("replayed by local: the tax code is there", "delivered after all");
        service.process().destroy();
        assertThat(service.await().exit()).isIn(0, 143);

        JsonNode left = run("dead-letters", "list", "--json").json();
        assertThat(left.findValuesAsText("code")).doesNotContain("DEL-101").isNotEmpty();
        String row = left.get(0).path("newest").asText();
        assertThat(run("dead-letters", "replay", row).exit()).as("a row is corrected where it comes from").isOne();
        assertThat(run("dead-letters", "discard", row).exit()).as("no reason").isEqualTo(2);
        Company.Ended discarded = run("dead-letters", "discard", row, "--reason", "a test row", "--json");
        assertThat(discarded.json().path("discarded").asBoolean()).isTrue();
        assertThat(run("dead-letters", "show", row).out()).contains("discarded by local: a test row");
        assertThat(run("dead-letters", "discard", row, "--reason", "again").err()).contains("ROU-302");
    }
}
