package io.hourbook.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.proof.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP target's contract, byte by byte on the wire. */
class TargetContractTest {

    private static final String DOCUMENTS = "/books/documents";
    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(1), 10);
    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

    @BeforeEach
    void start() {
        server.start();
        bench.target("books", server.baseUrl() + "/books", 0, 2);
    }

    @AfterEach
    void stop() {
        bench.close();
        server.stop();
    }

    private void answersPost(int status, String body) {
        server.stubFor(post(DOCUMENTS).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    @Test
    void a_create_carries_the_document_its_key_and_the_token_and_nothing_of_ours() {
        answersPost(201, "{\"id\":\"A/1 ö\"}");
        Outgoing document = bench.put(1, "5.00");
        bench.pass();
        server.verify(1, postRequestedFor(urlEqualTo(DOCUMENTS))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("Idempotency-Key", equalTo(DeliveryBench.item(document, DeliveryBench.LONG_AGO).idempotencyKey()))
                .withHeader("Authorization", equalTo("Bearer secret-token"))
                .withHeader("runId", absent())
                .withRequestBody(equalToJson(document.json())));
        LoggedRequest call = server.findAll(postRequestedFor(anyUrl())).get(0);
        assertThat(call.getHeaders().keys()).noneMatch(name -> name.startsWith("Camel"));
        assertThat(call.getUrl()).doesNotContain("?");

        server.stubFor(put(anyUrl()).willReturn(aResponse().withStatus(200).withBody("{}")));
        bench.put(1, "6.00");
        assertThat(bench.pass().updated()).isEqualTo(1);
        server.verify(1, putRequestedFor(urlEqualTo(DOCUMENTS + "/A%2F1%20%C3%B6")));
    }

    @Test
    void a_look_up_names_the_reference_encoded() {
        server.stubFor(post(DOCUMENTS).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        server.stubFor(get(urlPathEqualTo(DOCUMENTS)).willReturn(aResponse().withBody("{\"documents\":[{\"id\":\"7\"}]}")));
        bench.put(1, "5.00");
        assertThat(bench.pass().created()).isEqualTo(1);
        server.verify(1, getRequestedFor(urlPathEqualTo(DOCUMENTS))
                .withQueryParam("reference", equalTo("HB-INV-CUST-1-USD-2025-03-1")));
        server.verify(1, postRequestedFor(anyUrl()));
        assertThat(bench.documents.outgoing(1).externalId()).isEqualTo("7");
    }

    @Test
    void a_redirect_is_not_followed() {
        server.stubFor(any(urlPathEqualTo("/elsewhere")).willReturn(aResponse().withStatus(201).withBody("{\"id\":\"1\"}")));
        server.stubFor(post(DOCUMENTS)
                .willReturn(aResponse().withStatus(307).withHeader("Location", server.baseUrl() + "/elsewhere")));
        bench.put(1, "5.00");
        assertThat(bench.pass().pending()).isEqualTo(1);
        server.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void a_time_to_come_back_in_any_case_is_kept_to_and_the_next_pass_keeps_to_it_too() {
        server.stubFor(post(DOCUMENTS)
                .willReturn(aResponse().withStatus(503).withHeader("rEtRy-aFtEr", "7200")));
        bench.put(1, "5.00");
        assertThat(bench.pass().pending()).isEqualTo(1);
        assertThat(bench.pass().pending()).isEqualTo(1);
        server.verify(1, postRequestedFor(anyUrl()));
        server.resetMappings();
        answersPost(201, "{\"id\":\"1\"}");
        bench.clock.advance(Duration.ofHours(3));
        assertThat(bench.pass().created()).isEqualTo(1);
    }

    @Test
    void a_429_silences_the_whole_target_for_as_long_as_it_says() {
        bench.target("books", server.baseUrl() + "/books", 0, 1);
        server.stubFor(post(DOCUMENTS).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));
        IntStream.rangeClosed(1, 10).forEach(id -> bench.put(id, "5.00"));
        assertThat(bench.pass().pending()).isEqualTo(10);
        server.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void a_refused_token_is_asked_once_a_pass_and_not_once_a_document() {
        bench.target("books", server.baseUrl() + "/books", 0, 1);
        answersPost(401, "{\"message\":\"who are you\"}");
        IntStream.rangeClosed(1, 10).forEach(id -> bench.put(id, "5.00"));
        assertThat(bench.pass().pending()).isEqualTo(10);
        server.verify(1, postRequestedFor(anyUrl()));
        assertThat(bench.deadLetters.open).isEmpty();
    }

    @Test
    void a_first_retry_comes_within_the_same_pass() {
        server.stubFor(post(DOCUMENTS).inScenario("once").whenScenarioStateIs(Scenario.STARTED).willSetStateTo("up")
                .willReturn(aResponse().withStatus(429)));
        server.stubFor(post(DOCUMENTS).inScenario("once").whenScenarioStateIs("up")
                .willReturn(aResponse().withStatus(201).withBody("{\"id\":\"1\"}")));
        bench.put(1, "5.00");
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(1, 0, 0, 0, 0));
    }

    @Test
    void a_key_with_another_body_is_looked_up_and_the_document_updated() {
        answersPost(409, "{}");
        server.stubFor(get(urlPathEqualTo(DOCUMENTS)).willReturn(aResponse()
                .withBody("{\"documents\":[{\"id\":\"7\",\"reference\":\"HB-INV-CUST-1-USD-2025-03-1\"}]}")));
        server.stubFor(put(DOCUMENTS + "/7").willReturn(aResponse().withStatus(200)));
        bench.put(1, "5.00");
        assertThat(bench.pass().delivered()).isEqualTo(1);
        server.verify(1, putRequestedFor(urlEqualTo(DOCUMENTS + "/7")));
    }

    @Test
    void a_conflict_that_passes_is_nobody_s_business() {
        for (int time = 0; time < 3; time++) {
            server.stubFor(post(DOCUMENTS).inScenario("under way").whenScenarioStateIs(time == 0 ? Scenario.STARTED : "call " + time)
                    .willSetStateTo("call " + (time + 1)).willReturn(aResponse().withStatus(409).withBody("{\"message\":\"under way\"}")));
        }
        server.stubFor(post(DOCUMENTS).inScenario("under way").whenScenarioStateIs("call 3").willReturn(aResponse().withStatus(201).withBody("{\"id\":\"7\"}")));
        server.stubFor(get(urlPathEqualTo(DOCUMENTS)).willReturn(aResponse().withBody("{\"documents\":[]}")));
        bench.put(1, "5.00");
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(1, 0, 0, 0, 0));
        assertThat(bench.deadLetters.open).isEmpty();
    }

    @Test
    void a_conflict_that_stays_is_a_letter_after_six_calls() {
        answersPost(409, "{\"message\":\"another body\"}");
        server.stubFor(get(urlPathEqualTo(DOCUMENTS)).willReturn(aResponse().withBody("{\"documents\":[]}")));
        bench.put(1, "5.00");
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(0, 0, 1, 0, 0));
        server.verify(6, postRequestedFor(urlEqualTo(DOCUMENTS)));
        assertThat(bench.deadLetters.open).singleElement().satisfies(letter -> assertThat(letter.finding().code()).isEqualTo("DEL-102"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><html>Sign in</html>", "{\"id\":", "{\"id\":\"8\"}"})
    void an_update_is_not_done_where_the_answer_cannot_be_one(String body) {
        answersPost(201, "{\"id\":\"7\"}");
        server.stubFor(put(anyUrl()).inScenario("page").whenScenarioStateIs(Scenario.STARTED).willSetStateTo("through")
                .willReturn(aResponse().withStatus(200).withBody(body)));
        server.stubFor(put(anyUrl()).inScenario("page").whenScenarioStateIs("through").willReturn(aResponse().withStatus(204)));
        bench.put(1, "5.00");
        bench.pass();
        bench.put(1, "6.00");
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(0, 1, 0, 0, 0));
        server.verify(2, putRequestedFor(urlEqualTo(DOCUMENTS + "/7")));
    }

    @Test
    void an_answer_that_came_twice_is_not_taken_for_the_answer_to_the_next_call() {
        try (AccountingServer books = new AccountingServer(); FaultProxy line = new FaultProxy()) {
            line.become(URI.create(books.url()).getPort(), call -> call == 2 ? FaultProxy.Fault.ANSWERED_TWICE : FaultProxy.Fault.NONE);
            bench.target("books", line.url() + "/api", 0, 1);
            IntStream.rangeClosed(1, 6).forEach(id -> bench.put(id, id + ".00"));
            assertThat(bench.pass()).isEqualTo(new DeliverySummary(6, 0, 0, 0, 0));
            assertThat(books.references()).hasSize(6).doesNotHaveDuplicates();
            assertThat(bench.jdbc.queryForList("select external_id from document", String.class)).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_document_that_is_final_there_is_reported_with_the_revision_that_stands() {
        answersPost(201, "{\"id\":\"7\"}");
        server.stubFor(put(anyUrl()).willReturn(aResponse().withStatus(423)));
        bench.put(1, "5.00");
        bench.pass();
        bench.put(1, "6.00");
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(0, 0, 0, 0, 1));
        assertThat(bench.documents.finals).containsEntry(1, 1);
        assertThat(bench.states(1)).containsExactly("delivered", "superseded");
    }

    @Test
    void an_answer_that_takes_too_long_is_in_doubt() {
        bench.targets.computeIfPresent("books", (name, t) -> new io.hourbook.mapping.Target(
                name, t.url(), null, 500, 0, 1, 0, 1));
        server.stubFor(post(DOCUMENTS).willReturn(aResponse().withFixedDelay(3_000).withStatus(201).withBody("{\"id\":\"1\"}")));
        server.stubFor(get(urlPathEqualTo(DOCUMENTS)).willReturn(aResponse().withBody("{\"documents\":[{\"id\":\"1\"}]}")));
        bench.put(1, "5.00");
        assertThat(bench.pass().created()).isEqualTo(1);
        server.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void a_batch_that_the_target_does_not_know_goes_out_one_by_one() {
        bench.target("books", server.baseUrl() + "/books", 5, 1);
        server.stubFor(post(DOCUMENTS + "/batch").willReturn(aResponse().withStatus(404)));
        answersPost(201, "{\"id\":\"1\"}");
        IntStream.rangeClosed(1, 5).forEach(id -> bench.put(id, "5.00"));
        assertThat(bench.pass().created()).isEqualTo(5);
        server.verify(1, postRequestedFor(urlEqualTo(DOCUMENTS + "/batch")));
    }

    @Test
    void a_batch_answered_in_order_without_keys_is_understood() {
        bench.target("books", server.baseUrl() + "/books", 3, 1);
        server.stubFor(post(DOCUMENTS + "/batch").willReturn(aResponse().withBody("{\"documents\":[{\"status\":201,\"id\":\"a\"},"
                + "{\"status\":422,\"errors\":[{\"message\":\"no\"}]},{\"status\":200,\"id\":\"c\"}]}")));
        List.of(1, 2, 3).forEach(id -> bench.put(id, "5.00"));
        assertThat(bench.pass()).isEqualTo(new DeliverySummary(2, 0, 1, 0, 0));
        assertThat(bench.documents.outgoing(3).externalId()).isEqualTo("c");
        assertThat(bench.deadLetters.open.get(0).documentId()).isEqualTo(2);
    }
}
