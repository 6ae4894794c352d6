package io.hourbook.bench.rival;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts documents to the accounting endpoint over one kept connection, one after the other. */
final class Post {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The endpoint's answer. @param id under which it has the document */
    record Answer(int status, String id) {}

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    Post(String endpoint) {
        address = URI.create(endpoint + "/documents");
    }

    /** @throws IOException where the endpoint does not take it */
    Answer send(String key, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(key + ": " + answer.statusCode() + " " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()).path("id").asText());
    }
}
