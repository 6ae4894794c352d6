package io.hourbook.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** A small accounting endpoint over a real socket that fails on demand. Remembers keys, but takes any reference twice. */
final class AccountingServer implements AutoCloseable {

    /** What goes wrong with a call. */
    enum Fault {
        NONE,
        UNAVAILABLE,
        SERVER_ERROR,
        SERVER_ERROR_AFTER_WORK,
        CUT_BEFORE_WORK,
        CUT_AFTER_WORK,
        CUT_IN_ANSWER,
        GARBLED_ANSWER,
        TOO_MANY
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server;
    private final Map<String, String> answersByKey = new LinkedHashMap<>();
    private final Map<String, JsonNode> bodyByKey = new LinkedHashMap<>();
    final Map<String, JsonNode> documents = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    private boolean blocked = true;
    private volatile IntFunction<Fault> faults = call -> Fault.NONE;

    AccountingServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "accounting");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/api", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
    }

    /** @param faults by the number of the call, the first is 1 */
    void fail(IntFunction<Fault> faults) {
        this.faults = faults;
    }

    /** From now on it takes what it refused. */
    synchronized void unblock() {
        blocked = false;
    }

    /** Under which it made something. */
    synchronized List<String> keys() {
        return List.copyOf(answersByKey.keySet());
    }

    synchronized List<String> references() {
        return documents.values().stream().map(d -> d.path("reference").asText()).toList();
    }

    private void serve(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        Fault fault;
        String answer = null;
        synchronized (this) {
            calls.add(call.getRequestMethod() + " " + call.getRequestURI().getRawPath());
            fault = faults.apply(calls.size());
            boolean works = fault != Fault.UNAVAILABLE && fault != Fault.SERVER_ERROR && fault != Fault.CUT_BEFORE_WORK
                    && fault != Fault.TOO_MANY;
            if (works) {
                answer = work(call, body);
            }
        }
        switch (fault) {
            case UNAVAILABLE -> answer(call, "503 {}");
            case SERVER_ERROR, SERVER_ERROR_AFTER_WORK -> answer(call, "500 {}");
            case TOO_MANY -> {
                call.getResponseHeaders().add("retry-after", "1");
                answer(call, "429 {}");
            }
            case CUT_BEFORE_WORK, CUT_AFTER_WORK -> call.close();
            case CUT_IN_ANSWER -> {
                call.sendResponseHeaders(201, 5_000);
                call.getResponseBody().write("{\"id\":".getBytes(StandardCharsets.UTF_8));
                call.getResponseBody().flush();
                call.close();
            }
            case GARBLED_ANSWER -> answer(call, "201 <html>fine</html>");
            default -> answer(call, answer);
        }
    }

    private static void answer(HttpExchange call, String statusAndBody) throws IOException {
        byte[] body = statusAndBody.substring(4).getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(Integer.parseInt(statusAndBody.substring(0, 3)), body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private String work(HttpExchange call, byte[] body) throws IOException {
        String path = call.getRequestURI().getRawPath();
        if (call.getRequestMethod().equals("GET")) {
            String reference = URLDecoder.decode(
                    call.getRequestURI().getRawQuery().substring("reference=".length()), StandardCharsets.UTF_8);
            ObjectNode found = JSON.createObjectNode();
            documents.forEach((id, document) -> {
                if (document.path("reference").asText().equals(reference)) {
                    found.withArray("documents").add(document);
                }
            });
            found.withArray("documents");
            return "200 " + found;
        }
        JsonNode sent = JSON.readTree(body);
        if (call.getRequestMethod().equals("PUT")) {
            String id = path.substring(path.lastIndexOf('/') + 1);
            if (!documents.containsKey(id)) {
                return "404 {}";
            }
            documents.put(id, ((ObjectNode) sent.deepCopy()).put("id", id));
            return "200 {\"id\":\"" + id + "\"}";
        }
        if (path.endsWith("/batch")) {
            ObjectNode answers = JSON.createObjectNode();
            for (JsonNode item : sent.path("documents")) {
                String answer = create(item.path("idempotencyKey").asText(), item.path("document"));
                ObjectNode each = (ObjectNode) JSON.readTree(answer.substring(4));
                each.put("status", Integer.parseInt(answer.substring(0, 3)));
                answers.withArray("documents").add(each.put("idempotencyKey", item.path("idempotencyKey").asText()));
            }
            return "200 " + answers;
        }
        return create(call.getRequestHeaders().getFirst("Idempotency-Key"), sent);
    }

    private String create(String key, JsonNode sent) {
        if (answersByKey.containsKey(key)) {
            return bodyByKey.get(key).equals(sent) ? "200 " + answersByKey.get(key) : "409 {}";
        }
        if (blocked && sent.path("total").asText().equals("666.00")) {
            return "422 {\"errors\":[{\"message\":\"the customer is blocked\"}]}";
        }
        String id = "D" + (documents.size() + 1);
        documents.put(id, ((ObjectNode) sent.deepCopy()).put("id", id));
        answersByKey.put(key, "{\"id\":\"" + id + "\"}");
        bodyByKey.put(key, sent);
        return "201 {\"id\":\"" + id + "\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
