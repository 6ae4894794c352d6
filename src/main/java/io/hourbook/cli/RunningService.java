package io.hourbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.database.Occupant;
import io.hourbook.database.ServeLock;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.run.Summary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Asks the service that runs on a home for what only it can do, and waits for it. */
final class RunningService {

    private static final Duration START = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunningService() {}

    /** @throws Problem the service's own words where the pass broke, or CLI-103 where it could not be asked */
    static Summary pass(Home home, Occupant service) {
        JsonNode answer = post(home, service, "/api/runs", null);
        try {
            return JSON.treeToValue(answer, Summary.class);
        } catch (IOException failed) {
            throw unreachable(service, failed);
        }
    }

    /**
     * Asks for anything.
     *
     * @param body sent as JSON; null for none
     * @throws Problem the service's own words where it refuses, or CLI-103 where it could not be asked
     */
    static JsonNode post(Home home, Occupant service, String path, Map<String, String> body) {
        return post(home, service, path, body, null);
    }

    /**
     * Asks for what a person decides.
     *
     * @param authorization the header that says who it is, beside this machine's own token; null for nobody in particular
     */
    static JsonNode post(Home home, Occupant service, String path, Map<String, String> body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (body == null) {
            request.POST(HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()));
        }
        return answer(home, service, path, request);
    }

    /**
     * Asks for what stands there.
     *
     * @throws Problem the service's own words where it refuses, or CLI-103 where it could not be asked
     */
    static JsonNode get(Home home, Occupant service, String path) {
        return answer(home, service, path, HttpRequest.newBuilder().GET());
    }

    private static JsonNode answer(Home home, Occupant service, String path, HttpRequest.Builder request) {
        Occupant up = awaitConsole(home, service);
        try {
            // the port for commands hears nobody without it, whoever decides
            request.uri(URI.create("http://127.0.0.1:" + up.callPort() + path)).header("X-Hourbook-Token", up.token());
            HttpResponse<String> response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == 200) {
                return answer;
            }
            if (answer.path("detail").asText().isBlank()) {
                throw unreachable(up, null);
            }
            throw Problem.told(answer.path("code").asText("CLI-103"), answer.path("detail").asText());
        } catch (IOException failed) {
            throw unreachable(up, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable(up, interrupted);
        }
    }

    private static Occupant awaitConsole(Home home, Occupant service) {
        long until = System.nanoTime() + START.toNanos();
        Occupant seen = service;
        while (seen.callPort() == 0) {
            if (System.nanoTime() > until) {
                throw unreachable(seen, null);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw unreachable(seen, interrupted);
            }
            seen = ServeLock.running(home).orElseThrow(() -> unreachable(service, null));
        }
        return seen;
    }

    private static Problem unreachable(Occupant service, Exception cause) {
        return new Problem(
                new Finding(
                        "CLI-103", "service", "the service on this home does not answer", service.sentence(), "an answer from its console",
                        "see what that process does; end it and sync again"),
                cause);
    }
}
