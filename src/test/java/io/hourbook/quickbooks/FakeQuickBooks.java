package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A company of QuickBooks Online over a real socket, as strict as the real one where it matters: ids must exist, numbers are short
 * and unique, the sync token must be the newest, closed periods stay closed, amounts are quantity by price, and what was asked with
 * a request id before is answered as before. It fails on demand.
 */
public final class FakeQuickBooks implements AutoCloseable {

    /** What goes wrong with a call. */
    public enum Trouble {
        NONE,
        CUT_BEFORE_WORK,
        CUT_AFTER_WORK,
        SERVER_ERROR,
        SERVER_ERROR_AFTER_WORK,
        SYSTEM_FAULT,
        THROTTLED,
        PAGE_INSTEAD_OF_JSON,
        PAGE_AFTER_WORK
    }

    /** What is wrong with a request, in QuickBooks' own words. */
    private static final class Wrong extends RuntimeException {
        private final String code;

        Wrong(String code, String message) {
            super(message);
            this.code = code;
        }

        ObjectNode fault() {
            ObjectNode fault = JSON.createObjectNode();
            ObjectNode error = fault.putObject("Fault").putArray("Error").addObject();
            error.put("Message", getMessage()).put("Detail", getMessage() + " : for the test").put("code", code);
            ((ObjectNode) fault.path("Fault")).put("type", code.equals("10000") ? "SystemFault" : "ValidationFault");
            return fault;
        }
    }

    static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final Pattern QUERY = Pattern.compile(
            "select \\* from (\\w+)(?: where (\\w+) (?:= ('(?:[^'\\\\]|\\\\.)*')|in \\((.*)\\)))? startposition (\\d+) maxresults (\\d+)");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");
    private static final List<String> TRANSACTIONS =
            List.of("Invoice", "CreditMemo", "Bill", "VendorCredit", "JournalEntry", "TimeActivity");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Map<String, ObjectNode>> entities = new LinkedHashMap<>();
    private final Map<String, String> answersById = new HashMap<>();
    /** Method, path and operation of every call. */
    public final List<String> calls = new ArrayList<>();
    /** Every body that was posted. */
    public final List<JsonNode> bodies = new ArrayList<>();
    private volatile IntFunction<Trouble> troubles = call -> Trouble.NONE;
    private volatile LocalDate closedUntil = LocalDate.MIN;
    private volatile Predicate<String> token = "Bearer secret-token"::equals;
    private int nextId = 100;
    /** How often it was asked until when its books are closed; these calls are in no other count, and nothing goes wrong with them. */
    public volatile int preferences;

    public FakeQuickBooks() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v3/company/9341457", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param byCall by the number of the call, the first is 1 */
    public void fail(IntFunction<Trouble> byCall) {
        troubles = byCall;
    }

    public void close(LocalDate until) {
        closedUntil = until;
    }

    public void wants(String bearer) {
        wants(("Bearer " + bearer)::equals);
    }

    /** @param authorization whether what a call shows is good */
    public void wants(Predicate<String> authorization) {
        token = authorization;
    }

    /** Adds a customer, vendor, item, account and the like. @return its id */
    public synchronized String has(String entity, String field, String name) {
        String id = String.valueOf(++nextId);
        all(entity).put(id, JSON.createObjectNode().put("Id", id).put(field, name).put("Name", name + " by name").put("Active", true));
        return id;
    }

    /** Nobody may use it any more. */
    public synchronized void deactivate(String entity, String id) {
        all(entity).get(id).put("Active", false);
    }

    public synchronized List<ObjectNode> list(String entity) {
        return all(entity).values().stream().map(ObjectNode::deepCopy).toList();
    }

    /** What a person does there. */
    public synchronized void edit(String entity, String id, java.util.function.Consumer<ObjectNode> change) {
        ObjectNode node = all(entity).get(id);
        change.accept(node);
        node.put("SyncToken", String.valueOf(node.path("SyncToken").asInt() + 1));
    }

    public synchronized void remove(String entity, String id) {
        all(entity).remove(id);
    }

    /** The number of every document there. */
    public synchronized List<String> numbers() {
        return TRANSACTIONS.stream().flatMap(entity -> all(entity).values().stream()).map(one -> one.path("DocNumber").asText()).toList();
    }

    private Map<String, ObjectNode> all(String entity) {
        return entities.computeIfAbsent(entity, any -> new TreeMap<>());
    }

    private void serve(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        Trouble trouble;
        String answer = "500 {}";
        synchronized (this) {
            String query = call.getRequestURI().getRawQuery();
            String operation = query.contains("operation=delete") ? " delete" : "";
            if (query.contains("Preferences")) {
                preferences++;
                answer(call, "200 " + preferred());
                return;
            }
            calls.add(call.getRequestMethod() + " " + call.getRequestURI().getPath().substring("/v3/company/9341457".length()) + operation);
            trouble = troubles.apply(calls.size());
            if (List.of(Trouble.NONE, Trouble.CUT_AFTER_WORK, Trouble.SERVER_ERROR_AFTER_WORK, Trouble.PAGE_AFTER_WORK).contains(trouble)) {
                answer = work(call, query, body);
            }
        }
        switch (trouble) {
            case CUT_BEFORE_WORK, CUT_AFTER_WORK -> call.close();
            case SERVER_ERROR, SERVER_ERROR_AFTER_WORK -> answer(call, "500 {}");
            case SYSTEM_FAULT -> answer(call, "400 " + new Wrong("10000", "An application error has occurred while processing your request").fault());
            case THROTTLED -> answer(call, "429 {\"Fault\":{\"Error\":[{\"Message\":\"message=ThrottleExceeded; errorCode=003001; statusCode=429\","
                    + "\"code\":\"003001\"}],\"type\":\"ValidationFault\"}}");
            case PAGE_INSTEAD_OF_JSON, PAGE_AFTER_WORK -> answer(call, "200 <html><body>maintenance</body></html>");
            default -> answer(call, answer);
        }
    }

    private ObjectNode preferred() {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode prefs = answer.putObject("QueryResponse").putArray("Preferences").addObject().putObject("AccountingInfoPrefs");
        if (!closedUntil.equals(LocalDate.MIN)) {
            prefs.put("BookCloseDate", closedUntil.toString());
        }
        return answer;
    }

    private static void answer(HttpExchange call, String statusAndBody) throws IOException {
        byte[] body = statusAndBody.substring(4).getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(Integer.parseInt(statusAndBody.substring(0, 3)), body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private String work(HttpExchange call, String query, byte[] body) throws IOException {
        if (!token.test(call.getRequestHeaders().getFirst("Authorization"))) {
            return "401 {\"Fault\":{\"Error\":[{\"Message\":\"message=AuthenticationFailed; errorCode=003200; statusCode=401\",\"code\":\"3200\"}],"
                    + "\"type\":\"AUTHENTICATION\"}}";
        }
        Map<String, String> parameters = new HashMap<>();
        for (String one : query.split("&")) {
            parameters.put(one.split("=", 2)[0], URLDecoder.decode(one.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        String path = call.getRequestURI().getPath().substring("/v3/company/9341457/".length());
        try {
            if (!"75".equals(parameters.get("minorversion"))) {
                throw new Wrong("4000", "minor version");
            }
            if (call.getRequestMethod().equals("GET")) {
                return "200 " + (path.equals("query") ? found(parameters.get("query")) : read(path));
            }
            String before = answersById.get(parameters.get("requestid"));
            if (before != null) {
                return before;
            }
            JsonNode sent = JSON.readTree(body);
            bodies.add(sent);
            String answer = "200 " + (path.equals("batch") ? batch(sent) : entity(path, parameters.get("operation"), sent));
            answersById.put(parameters.get("requestid"), answer);
            return answer;
        } catch (Wrong wrong) {
            return "400 " + wrong.fault();
        }
    }

    private ObjectNode found(String select) {
        Matcher query = QUERY.matcher(select);
        if (!query.matches()) {
            throw new Wrong("4000", "Error parsing query " + select);
        }
        String field = query.group(2);
        if (field != null && !List.of("DocNumber", "TxnDate", "DisplayName", "Name").contains(field)) {
            throw new Wrong("4001", "QueryValidationError: property '" + field + "' is not queryable");
        }
        List<String> values = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(query.group(3) != null ? query.group(3) : query.group(4) != null ? query.group(4) : "");
        while (quoted.find()) {
            values.add(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        }
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode response = answer.putObject("QueryResponse");
        all(query.group(1)).values().stream()
                .filter(one -> one.path("Active").asBoolean(true))
                .filter(one -> field == null || values.contains(one.path(field).asText()))
                .skip(Long.parseLong(query.group(5)) - 1)
                .limit(Math.min(1_000, Long.parseLong(query.group(6))))
                .forEach(one -> response.withArray(query.group(1)).add(one));
        return answer;
    }

    private ObjectNode read(String path) {
        String entity = word(path.split("/")[0]);
        ObjectNode node = all(entity).get(path.split("/")[1]);
        if (node == null) {
            throw new Wrong("610", "Object Not Found");
        }
        return JSON.createObjectNode().set(entity, node);
    }

    private static String word(String path) {
        return TRANSACTIONS.stream().filter(one -> one.equalsIgnoreCase(path)).findFirst().orElseThrow(() -> new Wrong("4000", "no such thing"));
    }

    private ObjectNode batch(JsonNode sent) {
        if (sent.path("BatchItemRequest").size() > 30) {
            throw new Wrong("1040", "Batch size exceeds 30");
        }
        List<ObjectNode> answers = new ArrayList<>();
        for (JsonNode item : sent.path("BatchItemRequest")) {
            ObjectNode answer;
            try {
                String entity = TRANSACTIONS.stream().filter(item::has).findFirst().orElseThrow();
                String operation = item.path("operation").asText();
                boolean update = item.path(entity).has("Id");
                if (operation.equals("create") == update) {
                    throw new Wrong("2010", "operation " + operation);
                }
                answer = (ObjectNode) JSON.readTree(entity(entity, operation, item.path(entity)).toString());
            } catch (Wrong wrong) {
                answer = wrong.fault();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            answers.add(0, answer.put("bId", item.path("bId").asText()));
        }
        ObjectNode all = JSON.createObjectNode();
        ArrayNode responses = all.putArray("BatchItemResponse");
        answers.forEach(responses::add);
        return all;
    }

    private ObjectNode entity(String path, String operation, JsonNode sent) {
        String entity = word(path);
        ObjectNode standing = sent.has("Id") ? all(entity).get(sent.path("Id").asText()) : null;
        if (sent.has("Id")) {
            if (standing == null) {
                throw new Wrong("610", "Object Not Found");
            }
            if (!standing.path("SyncToken").asText().equals(sent.path("SyncToken").asText())) {
                throw new Wrong("5010", "Stale Object Error");
            }
            open(standing);
        }
        if ("delete".equals(operation)) {
            all(entity).remove(sent.path("Id").asText());
            return JSON.createObjectNode().set(entity, JSON.createObjectNode().put("Id", sent.path("Id").asText()).put("status", "Deleted"));
        }
        open(sent);
        number(entity, sent);
        references(sent);
        ObjectNode made = sent.deepCopy();
        made.put("Id", standing == null ? String.valueOf(++nextId) : sent.path("Id").asText());
        made.put("SyncToken", standing == null ? "0" : String.valueOf(standing.path("SyncToken").asInt() + 1));
        made.putObject("MetaData").put("CreateTime", "2026-05-05T02:08:55-07:00");
        if (!entity.equals("TimeActivity")) {
            sums(entity, made);
        }
        all(entity).put(made.path("Id").asText(), made);
        return JSON.createObjectNode().set(entity, made);
    }

    private void open(JsonNode document) {
        if (!LocalDate.parse(document.path("TxnDate").asText()).isAfter(closedUntil)) {
            throw new Wrong("6200", "Account Period Closed, Cannot Update Through Services API");
        }
    }

    private void number(String entity, JsonNode sent) {
        String number = sent.path("DocNumber").asText();
        if (number.length() > 21) {
            throw new Wrong("2050", "String length specified is too long: DocNumber");
        }
        boolean taken = all(entity).values().stream()
                .anyMatch(one -> !number.isEmpty() && one.path("DocNumber").asText().equals(number) && !one.path("Id").equals(sent.path("Id")));
        if (taken) {
            throw new Wrong("6140", "Duplicate Document Number Error");
        }
    }

    private void references(JsonNode node) {
        Map<String, String> known = Map.of("CustomerRef", "Customer", "VendorRef", "Vendor", "ItemRef", "Item", "AccountRef", "Account",
                "EmployeeRef", "Employee", "ClassRef", "Class");
        node.fields().forEachRemaining(field -> {
            if (known.containsKey(field.getKey())) {
                ObjectNode to = all(known.get(field.getKey())).get(field.getValue().path("value").asText());
                if (to == null) {
                    throw new Wrong("2500", "Invalid Reference Id");
                }
                if (!to.path("Active").asBoolean()) {
                    throw new Wrong("610", "Object Not Found");
                }
                ((ObjectNode) field.getValue()).put("name", to.path("Name").asText());
            } else {
                references(field.getValue());
            }
        });
        if (node.isArray()) {
            node.forEach(this::references);
        }
    }

    private static void sums(String entity, ObjectNode made) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal balance = BigDecimal.ZERO;
        ArrayNode lines = JSON.createArrayNode();
        int number = 0;
        for (JsonNode line : made.path("Line")) {
            if (line.path("DetailType").asText().equals("SubTotalLineDetail")) {
                continue;
            }
            if (!line.path("Amount").isNumber()) {
                throw new Wrong("2010", "Request has invalid or unsupported property: Amount");
            }
            BigDecimal amount = line.path("Amount").decimalValue();
            JsonNode detail = line.path(line.path("DetailType").asText());
            if (detail.has("Qty") && detail.path("Qty").decimalValue().multiply(detail.path("UnitPrice").decimalValue())
                    .setScale(2, RoundingMode.HALF_UP).compareTo(amount) != 0) {
                throw new Wrong("6070", "Amount calculation incorrect in the request");
            }
            total = total.add(amount);
            balance = detail.path("PostingType").asText().equals("Debit") ? balance.add(amount) : balance.subtract(amount);
            lines.add(((ObjectNode) line.deepCopy()).put("Id", line.path("Id").asText(String.valueOf(number + 1))).put("LineNum", ++number));
        }
        if (number == 0) {
            throw new Wrong("2020", "Required param missing, need to supply the required value for the API: Line");
        }
        if (entity.equals("JournalEntry") && balance.signum() != 0) {
            throw new Wrong("6000", "The debits and credits do not balance");
        }
        if (entity.equals("Invoice") || entity.equals("CreditMemo")) {
            lines.addObject().put("Amount", total).put("DetailType", "SubTotalLineDetail").putObject("SubTotalLineDetail");
        }
        made.set("Line", lines);
        made.put("TotalAmt", entity.equals("JournalEntry") ? BigDecimal.ZERO : total);
        if (!entity.equals("JournalEntry")) {
            made.put("Balance", total);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
