package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Tryton on a PostgreSQL of its own, with the sample company's chart, parties and fiscal year, and nothing booked yet: the same in
 * two databases. What takes it shares one, which ends with the tests.
 */
final class TrytonPeer implements AutoCloseable {

    static final String USER = "hourbook";
    /** A person there. */
    static final String PERSON = "bookkeeper";
    /** The other database. */
    static final String DRAFTS = "drafts";
    private static final Path SCRIPT = Path.of("src/test/tryton/peer.sh").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 420;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String password = UUID.randomUUID().toString();
    private final Path words;
    private final Process process;
    private final Thread atExit;
    private final String url;
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();
    private static TrytonPeer shared;

    private TrytonPeer() {
        try {
            Path folder = Files.createTempDirectory("hourbook-tryton-");
            words = Files.createTempFile("hourbook-tryton-", ".log");
            ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), folder.toString(), Path.of("mappings").toAbsolutePath().toString())
                    .redirectError(words.toFile());
            builder.environment().put("HOURBOOK_TRYTON_ADMIN", UUID.randomUUID().toString());
            builder.environment().put("HOURBOOK_TRYTON_PASSWORD", password);
            process = builder.start();
            atExit = new Thread(this::end, "tryton-exit");
            Runtime.getRuntime().addShutdownHook(atExit);
            url = ready();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The one that all tests share, which takes calls. A machine without Tryton or PostgreSQL skips the test, unless HOURBOOK_TRYTON says that it is required. */
    static synchronized TrytonPeer started() {
        if (shared != null) {
            return shared;
        }
        if (!"required".equals(System.getenv("HOURBOOK_TRYTON"))) {
            Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/trytond-admin")) && Files.isDirectory(Path.of("/usr/lib/postgresql"))
                    && Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/trytond/modules/account_invoice"))
                    && Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/proteus")),
                    "no Tryton on this machine: .ci/run installs it");
        }
        shared = new TrytonPeer();
        return shared;
    }

    private String ready() {
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String line = CompletableFuture.supplyAsync(() -> firstLine(out)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("what %s said: %s", SCRIPT.getFileName(), Files.readString(words)).startsWith("ready ");
            return line.substring("ready ".length());
        } catch (Exception failed) {
            close();
            throw new AssertionError("Tryton did not start: " + Company.read(words), failed);
        }
    }

    private static String firstLine(BufferedReader out) {
        try {
            return out.readLine();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String url() {
        return url;
    }

    /** Where the other database is. */
    String drafts() {
        return url.substring(0, url.lastIndexOf('/') + 1) + DRAFTS;
    }

    String password() {
        return password;
    }

    /** A call in a session of the test's own, as Hourbook's user. */
    JsonNode call(String method, String params) {
        return call(url, USER, method, params);
    }

    /** A call to one of the databases, as one of its users. */
    JsonNode call(String database, String user, String method, String params) {
        String authorization = authorizations.computeIfAbsent(database + " " + user, any -> {
            JsonNode session = post(database, null, "common.db.login", "[\"" + user + "\",{\"password\":\"" + password + "\"},\"en\"]");
            String text = user + ":" + session.path(0).asLong() + ":" + session.path(1).asText();
            return "Session " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        });
        return post(database, authorization, "model." + method, params);
    }

    private JsonNode post(String database, String header, String method, String params) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(database + "/")).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}"));
        if (header != null) {
            request.header("Authorization", header);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode body = JSON.readTree(answer.body());
            assertThat(body.has("error")).as(method + ": " + answer.body()).isFalse();
            return body.path("result");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** All records of a model that meet a condition. */
    JsonNode all(String model, String condition, String context, String... fields) {
        return allOf(url, model, condition, context, fields);
    }

    /** The same of one of the databases. */
    JsonNode allOf(String database, String model, String condition, String context, String... fields) {
        return call(database, USER, model + ".search_read", "[" + condition + ",0,null,[[\"id\",\"ASC\"]],[\"" + String.join("\",\"", fields)
                + "\"],{\"company\":1,\"language\":\"en\"" + context + "}]");
    }

    /** Ends it. Whoever shares it leaves it. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void end() {
        try {
            // the script ends what it started when nobody holds its input any more
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroy();
            }
            Files.deleteIfExists(words);
        } catch (IOException alreadyGone) {
            process.destroy();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
