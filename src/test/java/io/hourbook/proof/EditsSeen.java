package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What a running service shows of edits to whoever asks it: over its API, its health and its metrics. */
final class EditsSeen {

    /** Where a finding is, and which. */
    static final Pattern PLACED = Pattern.compile("(routes|mappings)/[^:\\s]+:\\d+: [A-Z]{3}-\\d{3} \\S[^\\n]*(\\n[\\s\\S]*)?");

    /** @param hash of all its files */
    record InForce(int number, String hash) {}

    /** @param findings whole, with their first lines first */
    record Refused(List<String> files, List<String> findings) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VERSION = Pattern.compile("(?m)^hourbook_version(?:\\{[^}]*})? (\\d+)");
    private static final Pattern RUNNING = Pattern.compile("(?m)^camel_routes_running_routes(?:\\{[^}]*})? (\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    EditsSeen(Company company, int port) {
        this.port = port;
        Company.Ended made = company.start(Map.of(), "users", "token", "watcher", "--role", "admin").await();
        assertThat(made.exit()).as(made.err()).isZero();
        this.token = made.out().strip();
    }

    /** The newest version. */
    InForce newest() {
        JsonNode newest = json("/api/versions?size=1").path(0);
        return new InForce(newest.path("number").asInt(), newest.path("hash").asText());
    }

    /** What the folder proposes and was not let in, or null. */
    Refused refused() {
        JsonNode proposal = json("/api/versions/proposal");
        return proposal.path("refused").asBoolean() ? new Refused(texts(proposal.path("files")), texts(proposal.path("findings"))) : null;
    }

    /** The version that this node runs, and how many routes run. */
    List<Integer> running() {
        String metrics = get("/observe/metrics").body();
        return List.of(number(VERSION, metrics), number(RUNNING, metrics));
    }

    /** Health as it answers: a refused edit is no reason to restart anything. */
    JsonNode health() {
        HttpResponse<String> answer = get("/observe/health");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return parsed(answer.body());
    }

    /** A pass over all that is due, when it is over. */
    JsonNode pass() {
        HttpResponse<String> answer = send(request("/api/runs").POST(HttpRequest.BodyPublishers.noBody()).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return parsed(answer.body());
    }

    /** Figures, as text. */
    String text(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return parsed(answer.body());
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError("no answer to " + request.uri(), failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ended);
        }
    }

    private static int number(Pattern pattern, String metrics) {
        Matcher found = pattern.matcher(metrics);
        assertThat(found.find()).as(pattern + " in\n" + metrics).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(text, notJson);
        }
    }
}
