package io.hourbook.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32C;

/**
 * An accounting endpoint as the contract of the HTTP target describes it, that answers after a set time and keeps no document:
 * only what it came to, its reference and its key. It notices references that are made twice, keys that come back with another
 * body, and documents that do not add up.
 */
public final class BooksEndpoint implements AutoCloseable {

    private static final int MOST_COMPLAINTS = 20;

    private static final class Made {
        private final String id;
        private final String reference;
        private Totals totals;

        private Made(String id, DocumentSums document) {
            this.id = id;
            this.reference = document.reference();
            this.totals = document.totals;
        }
    }

    private record Key(long body, String id) {}

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "books-endpoint");
        thread.setDaemon(true);
        return thread;
    });
    private final long latencyMillis;
    private final Map<String, Made> byId = new HashMap<>();
    private final Map<String, Made> byReference = new HashMap<>();
    private final Map<String, Key> keys = new HashMap<>();
    private final Totals totals = new Totals();
    private final List<String> complaints = new ArrayList<>();
    private Millis answers = new Millis();
    private long calls;
    private long updates;
    private long bytes;

    /** @param latencyMillis waited before each answer, 0 or more */
    public BooksEndpoint(long latencyMillis) throws IOException {
        this.latencyMillis = latencyMillis;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 128);
        server.setExecutor(threads);
        server.createContext("/documents", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What stands, and whatever was wrong on the way: a sentence each, empty where all is as it must be. */
    public synchronized List<String> faults(Totals wanted) {
        List<String> faults = new ArrayList<>(complaints);
        faults.addAll(wanted.differences(totals));
        return faults;
    }

    /** The same of some types of documents alone. */
    public synchronized List<String> faults(Totals wanted, Set<String> types) {
        List<String> faults = new ArrayList<>(complaints);
        faults.addAll(wanted.of(types).differences(totals.of(types)));
        return faults;
    }

    public synchronized int documents() {
        return byReference.size();
    }

    public synchronized long calls() {
        return calls;
    }

    public synchronized long updates() {
        return updates;
    }

    /** Received, bodies only. */
    public synchronized long bytes() {
        return bytes;
    }

    /** How long answers took since the last time this was asked: the set time and this endpoint's own work, body included. */
    public synchronized Millis answers() {
        Millis before = answers;
        answers = new Millis();
        return before;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange call) throws IOException {
        long began = System.nanoTime();
        byte[] body = call.getRequestBody().readAllBytes();
        Answer answer;
        try {
            answer = answer(call, body);
            Thread.sleep(latencyMillis);
        } catch (InterruptedException closing) {
            call.close();
            return;
        } catch (IOException | RuntimeException noDocument) {
            complain("a call that is no document: " + noDocument);
            answer = error(422, "no document");
        }
        byte[] sent = answer.body().getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(answer.status(), sent.length);
        call.getResponseBody().write(sent);
        call.close();
        synchronized (this) {
            calls++;
            bytes += body.length;
            answers.add(System.nanoTime() - began);
        }
    }

    private Answer answer(HttpExchange call, byte[] body) throws IOException {
        String path = call.getRequestURI().getPath();
        return switch (call.getRequestMethod()) {
            case "GET" -> found(call.getRequestURI().getRawQuery());
            case "POST" -> make(call.getRequestHeaders().getFirst("Idempotency-Key"), body);
            case "PUT" -> change(path.substring(path.lastIndexOf('/') + 1), body);
            default -> error(405, "no such method");
        };
    }

    private synchronized Answer found(String query) {
        Made made = byReference.get(URLDecoder.decode(query.substring("reference=".length()), StandardCharsets.UTF_8));
        return new Answer(200, made == null ? "{\"documents\":[]}"
                : "{\"documents\":[{\"id\":\"" + made.id + "\",\"reference\":\"" + made.reference + "\"}]}");
    }

    private Answer make(String key, byte[] body) throws IOException {
        if (key == null || key.isBlank()) {
            complain("a POST without Idempotency-Key");
            return error(400, "no Idempotency-Key");
        }
        long check = checked(body);
        DocumentSums document = DocumentSums.read(body);
        synchronized (this) {
            Key before = keys.get(key);
            if (before != null && before.body != check) {
                complain("key " + key + " came back with another body");
                return error(409, "this key came with another body");
            }
            if (before != null) {
                return new Answer(200, "{\"id\":\"" + before.id + "\"}");
            }
            Made made = new Made("D" + (byId.size() + 1), document);
            if (byReference.put(made.reference, made) != null) {
                complain(made.reference + " was made twice");
            }
            byId.put(made.id, made);
            keys.put(key, new Key(check, made.id));
            judge(document);
            totals.add(made.totals);
            return new Answer(201, "{\"id\":\"" + made.id + "\"}");
        }
    }

    private Answer change(String id, byte[] body) throws IOException {
        DocumentSums document = DocumentSums.read(body);
        synchronized (this) {
            Made before = byId.get(id);
            if (before == null) {
                complain("a PUT to " + id + ", which was never made");
                return error(404, "no such document");
            }
            if (!before.reference.equals(document.reference())) {
                complain("a PUT changed " + before.reference + " to " + document.reference());
            }
            judge(document);
            totals.subtract(before.totals);
            totals.add(document.totals);
            before.totals = document.totals;
            updates++;
            return new Answer(200, "{\"id\":\"" + id + "\"}");
        }
    }

    private void judge(DocumentSums document) {
        document.faults.forEach(fault -> complain(document.reference() + ": " + fault));
    }

    private synchronized void complain(String words) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(words);
        }
    }

    private static long checked(byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(body);
        return sum.getValue() << 24 ^ body.length;
    }

    private static Answer error(int status, String words) {
        return new Answer(status, "{\"errors\":[{\"message\":\"" + words + "\"}]}");
    }
}
