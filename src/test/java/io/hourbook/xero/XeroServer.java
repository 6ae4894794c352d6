package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Xero's Accounting API over a real socket, as it is documented, for one organisation; it fails on demand. */
public final class XeroServer implements AutoCloseable {

    /** What goes wrong with a call. */
    public enum Fault {
        NONE,
        THROTTLED,
        UNAVAILABLE,
        SERVER_ERROR,
        CUT_BEFORE_WORK,
        CUT_AFTER_WORK,
        HTML,
        EXPIRED,
        GONE
    }

    /** A call as it came in. */
    public record Seen(String method, String path, String query, String key, JsonNode body) {}

    private record Remembered(Instant at, String body, int status, JsonNode answer) {}

    private static final Duration MEMORY = Duration.ofMinutes(6);
    private static final String TENANT = "59712f8f-45a3-4d45-a705-5d0c9748317e";

    final XeroBooks books = new XeroBooks();
    private final List<Seen> calls = new ArrayList<>();
    private final Map<String, Remembered> keys = new LinkedHashMap<>();
    private final HttpServer server;
    private final Clock clock;
    private volatile IntFunction<Fault> faults = call -> Fault.NONE;
    private volatile Predicate<String> wanted = any -> true;

    public XeroServer(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "xero");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/api.xro/2.0", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api.xro/2.0";
    }

    public static String tenant() {
        return TENANT;
    }

    /** @param faults by the number of the call, the first is 1 */
    public void fail(IntFunction<Fault> faults) {
        this.faults = faults;
    }

    /** @param authorization whether what a call shows is good */
    public void wants(Predicate<String> authorization) {
        wanted = authorization;
    }

    public synchronized void keeps(List<String> accounts, List<String> currencies, List<String> counterparties) {
        books.accounts.addAll(accounts);
        books.currencies.addAll(currencies);
        counterparties.forEach(number -> books.contact(number, "Name of " + number));
    }

    public synchronized void lockedUntil(String day) {
        books.lockDate = day;
    }

    public synchronized void yearLockedUntil(String day) {
        books.yearLockDate = day;
    }

    public synchronized void baseCurrency(String currency) {
        books.baseCurrency = currency;
    }

    public synchronized void discount(String amount) {
        books.discount = new BigDecimal(amount);
    }

    public synchronized List<Seen> calls() {
        return List.copyOf(calls);
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /** Bodies that came in, of the calls that make and change documents. */
    public List<Seen> written() {
        return calls().stream().filter(call -> call.body() != null).toList();
    }

    /** All documents that stand there, whatever they are. */
    public synchronized List<JsonNode> standing() {
        List<JsonNode> all = new ArrayList<>();
        books.documents.values().forEach(of -> of.values().stream()
                .filter(one -> !List.of("DELETED", "VOIDED").contains(one.path("Status").asText())).forEach(one -> all.add(one.deepCopy())));
        return all;
    }

    /** The one with our reference, whatever its state. */
    public synchronized ObjectNode document(String reference) {
        return books.documents.entrySet().stream()
                .flatMap(of -> of.getValue().values().stream().filter(one -> {
                    String number = one.path(of.getKey().number()).asText();
                    return number.equals(reference) || number.startsWith(reference + " ") || one.path("Reference").asText().equals(reference);
                }))
                .reduce((first, last) -> last).orElseThrow(() -> new AssertionError("no " + reference));
    }

    /** Somebody copies it there. */
    public synchronized void copy(String reference) {
        ObjectNode copy = document(reference).deepCopy().put("InvoiceID", java.util.UUID.randomUUID().toString());
        books.documents.get(Resource.INVOICES).put(copy.path("InvoiceID").asText(), copy);
    }

    private void serve(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Fault fault;
        ObjectNode answer = null;
        int[] status = {200};
        synchronized (this) {
            String path = call.getRequestURI().getPath().substring("/api.xro/2.0/".length());
            calls.add(new Seen(call.getRequestMethod(), path, call.getRequestURI().getRawQuery(),
                    call.getRequestHeaders().getFirst("Idempotency-Key"), body.isEmpty() ? null : Json.ours(body)));
            fault = wanted.test(call.getRequestHeaders().getFirst("Authorization")) ? faults.apply(calls.size()) : Fault.EXPIRED;
            if (fault == Fault.NONE || fault == Fault.CUT_AFTER_WORK || fault == Fault.HTML) {
                answer = once(call, path, body, status);
            }
        }
        switch (fault) {
            case THROTTLED -> {
                call.getResponseHeaders().add("Retry-After", "1");
                call.getResponseHeaders().add("X-Rate-Limit-Problem", "minute");
                answer(call, 429, "");
            }
            case UNAVAILABLE -> answer(call, 503, "");
            case SERVER_ERROR -> answer(call, 500, "{\"ErrorNumber\":500,\"Type\":\"InternalServerError\",\"Message\":\"An error occurred in Xero.\"}");
            case EXPIRED -> answer(call, 401, "{\"Type\":null,\"Title\":\"Unauthorized\",\"Status\":401,\"Detail\":\"TokenExpired: token expired at 03/31/2025\"}");
            case GONE -> answer(call, 404, "");
            case HTML -> answer(call, 200, "<html><body>Xero is being improved</body></html>");
            case CUT_BEFORE_WORK, CUT_AFTER_WORK -> call.close();
            default -> answer(call, status[0], Json.written(answer));
        }
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", text.startsWith("<") ? "text/html" : "application/json");
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    /** A key of the last six minutes gets the answer that it got, errors too. */
    private ObjectNode once(HttpExchange call, String path, String body, int[] status) {
        if (!TENANT.equals(call.getRequestHeaders().getFirst("xero-tenant-id"))) {
            status[0] = 403;
            return Json.object().put("Title", "Forbidden").put("Detail", "AuthenticationUnsuccessful");
        }
        String key = call.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null) {
            return done(call, path, body, status);
        }
        Remembered before = keys.get(key);
        boolean fresh = before != null && before.at().plus(MEMORY).isAfter(clock.instant());
        if (key.length() > 128 || fresh && !before.body().equals(body)) {
            return refused(status, "Idempotency Key: " + key + " is used with a different request.");
        }
        if (fresh) {
            status[0] = before.status();
            return (ObjectNode) before.answer();
        }
        ObjectNode answer = done(call, path, body, status);
        keys.put(key, new Remembered(clock.instant(), body, status[0], answer));
        return answer;
    }

    private ObjectNode done(HttpExchange call, String path, String body, int[] status) {
        String query = call.getRequestURI().getRawQuery() == null ? "" : call.getRequestURI().getRawQuery();
        String[] parts = path.split("/");
        if (path.equals("Organisation")) {
            return books.organisation();
        } else if (call.getRequestMethod().equals("GET") && parts.length == 1) {
            String where = query.replaceFirst("^.*where=", "").replaceFirst("&.*$", "");
            ObjectNode found = books.find(path, URLDecoder.decode(where, StandardCharsets.UTF_8));
            return path.equals("Contacts") ? found : Echo.answer(XeroBooks.resource(path), found);
        }
        Resource resource = XeroBooks.resource(parts[0]);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray(resource.path());
        ObjectNode standing = parts.length > 1 ? books.documents.get(resource).get(parts[1]) : null;
        if (parts.length > 1 && standing == null) {
            status[0] = 404;
            return Json.object().put("Title", "Not found");
        } else if (call.getRequestMethod().equals("GET")) {
            list.add(standing.deepCopy());
        } else if (call.getRequestMethod().equals("POST")) {
            ObjectNode element = books.update(resource, standing, Json.ours(body).path(resource.path()).path(0));
            return element.path("HasErrors").asBoolean() ? refused(status, element.path("ValidationErrors").path(0).path("Message").asText())
                    : Echo.answer(resource, list(answer, list, element));
        } else {
            boolean apart = query.contains("summarizeErrors=false");
            for (JsonNode sent : Json.ours(body).path(resource.path())) {
                ObjectNode element = books.create(resource, sent);
                if (element.path("HasErrors").asBoolean() && !apart) {
                    return refused(status, element.path("ValidationErrors").path(0).path("Message").asText());
                }
                list.add(element.deepCopy());
            }
        }
        return Echo.answer(resource, answer);
    }

    private static ObjectNode list(ObjectNode answer, ArrayNode list, ObjectNode element) {
        list.add(element.deepCopy());
        return answer;
    }

    private static ObjectNode refused(int[] status, String message) {
        status[0] = 400;
        ObjectNode answer = Json.object().put("ErrorNumber", 10).put("Type", "ValidationException").put("Message", "A validation exception occurred");
        answer.putArray("Elements").addObject().putArray("ValidationErrors").addObject().put("Message", message);
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
