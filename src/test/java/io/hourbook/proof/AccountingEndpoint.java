package io.hourbook.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * An accounting endpoint as the contract of the HTTP target describes it, over a real socket, that fails on demand. It keeps
 * every document it ever made, and takes the same reference twice if it is sent with two keys: that is what tests look for.
 */
public final class AccountingEndpoint implements AutoCloseable {

    /** What becomes of a call. */
    public enum Fault {
        NONE,
        /** 503, and nothing is done. */
        BUSY,
        /** The work is done and the line is cut before the answer. */
        CUT
    }

    private record Answer(int status, JsonNode body) {}

    private record Kept(byte[] body, String id, Instant at) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();
    private final Map<String, Kept> keys = new LinkedHashMap<>();
    private final Map<String, Integer> creations = new TreeMap<>();
    private final Map<Integer, Runnable> onCreation = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "accounting-endpoint");
        thread.setDaemon(true);
        return thread;
    });
    private final int port;
    private HttpServer server;
    private int calls;
    private int updates;
    private IntFunction<Fault> faults = call -> Fault.NONE;
    private boolean finals;
    private Clock clock = Clock.systemUTC();
    private Duration memory = Duration.ofDays(36_500);

    public AccountingEndpoint() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** @param faults by the number of the call, the first is 1 */
    public synchronized AccountingEndpoint failing(IntFunction<Fault> faults) {
        this.faults = faults;
        return this;
    }

    /** Has a document from before, under an id of its own. */
    public synchronized void has(String id, JsonNode document) {
        documents.put(id, ((ObjectNode) document.deepCopy()).put("id", id));
        creations.merge(document.path("reference").asText(), 1, Integer::sum);
    }

    /** From now on every document is final: a PUT is answered with 423. */
    public synchronized AccountingEndpoint finals() {
        finals = true;
        return this;
    }

    /** Remembers keys for so long and no longer, as vendors do: then the same key makes another document. */
    public synchronized AccountingEndpoint remembering(Duration keys, Clock by) {
        memory = keys;
        clock = by;
        return this;
    }

    /** Runs once the n-th document has been made and before its maker hears of it; the first is 1. */
    public synchronized AccountingEndpoint whenCreated(int nth, Runnable work) {
        onCreation.put(nth, work);
        return this;
    }

    /** From now on connections are refused, until {@link #up}. */
    public void down() {
        server.stop(0);
    }

    public void up() {
        server = listen(port);
    }

    /** Every document as it stands, in the order in which they were made. */
    public synchronized List<JsonNode> documents() {
        return documents.values().stream().map(document -> (JsonNode) document.deepCopy()).toList();
    }

    /** References that were made more than once. */
    public synchronized Set<String> twice() {
        Set<String> twice = new TreeSet<>();
        creations.forEach((reference, times) -> {
            if (times > 1) {
                twice.add(reference);
            }
        });
        return twice;
    }

    /** Calls that broke the contract, in sentences. */
    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    public synchronized int created() {
        return documents.size();
    }

    public synchronized int updated() {
        return updates;
    }

    public synchronized int calls() {
        return calls;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpServer listen(int at) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), at), 128);
            listening.setExecutor(threads);
            listening.createContext("/documents", this::serve);
            listening.start();
            return listening;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void serve(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        Fault fault;
        Answer answer;
        synchronized (this) {
            calls++;
            fault = faults.apply(calls);
            answer = fault == Fault.BUSY ? error(503, "come back later") : work(call, body);
        }
        if (fault == Fault.CUT) {
            // closed before an answer was begun: the caller sees the connection end
            call.close();
            return;
        }
        byte[] sent = JSON.writeValueAsBytes(answer.body());
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(answer.status(), sent.length);
        call.getResponseBody().write(sent);
        call.close();
    }

    private Answer work(HttpExchange call, byte[] body) throws IOException {
        String path = call.getRequestURI().getPath();
        return switch (call.getRequestMethod()) {
            case "GET" -> found(call.getRequestURI().getRawQuery());
            case "POST" -> make(call.getRequestHeaders().getFirst("Idempotency-Key"), body);
            case "PUT" -> change(path.substring(path.lastIndexOf('/') + 1), body);
            default -> error(405, "no such method");
        };
    }

    private Answer found(String query) {
        String reference = URLDecoder.decode(query.substring("reference=".length()), StandardCharsets.UTF_8);
        ObjectNode found = JSON.createObjectNode();
        ArrayNode list = found.putArray("documents");
        documents.values().stream().filter(document -> document.path("reference").asText().equals(reference)).forEach(list::add);
        return new Answer(200, found);
    }

    private Answer make(String key, byte[] body) throws IOException {
        if (key == null || key.isBlank()) {
            complaints.add("a POST without Idempotency-Key");
            return error(400, "no Idempotency-Key");
        }
        keys.values().removeIf(kept -> !kept.at().plus(memory).isAfter(clock.instant()));
        Kept before = keys.get(key);
        if (before != null && !java.util.Arrays.equals(before.body(), body)) {
            complaints.add("key " + key + " came back with another body");
            return error(409, "this key came with another body");
        }
        if (before != null) {
            return new Answer(200, JSON.createObjectNode().put("id", before.id()));
        }
        ObjectNode document = (ObjectNode) JSON.readTree(body);
        String id = "D" + (documents.size() + 1);
        documents.put(id, document.put("id", id));
        keys.put(key, new Kept(body, id, clock.instant()));
        creations.merge(document.path("reference").asText(), 1, Integer::sum);
        Runnable hook = onCreation.remove(documents.size());
        if (hook != null) {
            hook.run();
        }
        return new Answer(201, JSON.createObjectNode().put("id", id));
    }

    private Answer change(String id, byte[] body) throws IOException {
        ObjectNode before = documents.get(id);
        if (before == null) {
            complaints.add("a PUT to " + id + ", which was never made");
            return error(404, "no such document");
        }
        if (finals || before.path("status").asText().equals("final")) {
            return error(423, "this document is final");
        }
        ObjectNode document = (ObjectNode) JSON.readTree(body);
        if (!document.path("reference").equals(before.path("reference"))) {
            complaints.add("a PUT changed " + before.path("reference") + " to " + document.path("reference"));
        }
        documents.put(id, document.put("id", id));
        updates++;
        return new Answer(200, JSON.createObjectNode().put("id", id));
    }

    private static Answer error(int status, String words) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("errors").addObject().put("message", words);
        return new Answer(status, body);
    }
}
