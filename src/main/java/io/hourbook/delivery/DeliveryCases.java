package io.hourbook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.document.Documents;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import io.hourbook.reload.CaseAdapter;
import io.hourbook.reload.CaseIn;
import io.hourbook.reload.CaseMessage;
import io.hourbook.reload.CaseTold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * What the cases beside routes/deliver mean: a document, or several, and a target that answers as the case says. What is said to the
 * target and what its answers mean is worked out by the real conversations; nothing is sent or written down.
 */
public final class DeliveryCases implements CaseAdapter {

    private static final Instant NOW = Instant.parse("2025-03-31T12:00:00Z");
    private static final String LANE = "lane";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    /** How the routes of targets end. */
    private static final String TARGET = "-target";

    private final Map<Due, Documents.Outgoing> documents = new LinkedHashMap<>();
    private final Map<Due, Outcome> outcomes = new LinkedHashMap<>();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final CasePauses pauses = new CasePauses(clock);
    private Target target;
    private String there = "";
    private String wrote;
    private String facts;
    private boolean ours = true;
    /** Whether the route is to write answers down itself; one of a target only has the conversation. */
    private boolean settles;
    private List<String> lanes = List.of();
    private long cutOff;

    /** What computes in the routes of delivery. */
    public Map<String, Object> beans() {
        HttpTarget calls = new HttpTarget(new CaseTarget(() -> target), clock, pauses);
        return Map.of("deliveries", new Conversing(), "deliveryKeys", new Keys(), "httpTarget", calls, "targetBreaker", TargetBreakers.closed());
    }

    @Override
    public Object message(String route, Map<String, Object> fields) {
        documents.clear();
        outcomes.clear();
        CaseIn in = new CaseIn(fields);
        settles = !route.equals("http-target") && !route.endsWith(TARGET);
        ours = in.yes("ours", true);
        lanes = in.texts("lanes");
        cutOff = in.number("cut_off", 0);
        target = target(route, in);
        leaveAlone(in);
        there = in.text("there", "");
        wrote = in.text("wrote", null);
        List<String> due = in.texts("due");
        String earlier = in.text("earlier", null);
        List<CaseIn> several = in.list("documents");
        String json = in.text("document", null);
        if (!several.isEmpty()) {
            several.forEach(one -> document(one, one.text("document", null)));
        } else if (due.isEmpty()) {
            document(in, json);
        }
        in.done();
        Map<String, Object> variables = new LinkedHashMap<>();
        if (route.equals("http-target")) {
            variables.put(Deliveries.CONVERSATION, Deliveries.plain(new Conversing().sending(work())));
        } else if (route.endsWith(TARGET)) {
            variables.put(Sending.VARIABLE, new Conversing().sending(work()));
        }
        if (earlier != null) {
            variables.put(Deliveries.CONVERSATION, earlier(earlier));
        }
        CaseLane lane = due.isEmpty() ? new CaseLane(List.of("one"), documents.isEmpty() ? null : work()) : new CaseLane(due, null);
        if (!due.isEmpty()) {
            return CaseMessage.of(lane);
        }
        variables.put(LANE, lane);
        return new CaseMessage("a pass", null, Map.of(), Map.of(), variables);
    }

    /** Takes from a case how long its target is left alone, in seconds: a case that does not say so has one that may be called. */
    public void leaveAlone(CaseIn in) {
        pauses.leaveAlone(Duration.ofSeconds(in.number("left_alone_seconds", 0)));
    }

    /** A target of the kind whose route it is, with what the case says of it. */
    private static Target target(String route, CaseIn in) {
        TargetKind kind = route.endsWith(TARGET)
                ? TargetKind.of(route.substring(0, route.length() - TARGET.length())).orElse(TargetKind.HTTP) : TargetKind.HTTP;
        Map<String, String> settings = new LinkedHashMap<>();
        if (in.any("settings") instanceof Map<?, ?> own) {
            own.forEach((name, value) -> settings.put(name.toString(), value.toString()));
        }
        TargetNames names = TargetNames.of(in.list("names").stream()
                .map(row -> List.of(row.text("kind", ""), row.text("ours", ""), row.text("theirs", ""))).toList());
        return new Target("default", kind, "http://books.example", in.text("token", null), 500, (int) in.number("batch", 50), 4,
                (int) in.number("per_minute", 0), (int) in.number("timeout_seconds", 30), null, settings, names);
    }

    @Override
    public void standOn(String name) {
        facts = name;
    }

    /** The name of the facts that the case stands on, or null. */
    public String facts() {
        return facts;
    }

    /** What the target of the case has already, in its own words. */
    public String there() {
        return there;
    }

    /** The conversation that the lane had before this one, of another document. */
    private Dialogue earlier(String key) {
        Due due = new Due(0, key, 0, 1, 0, false, 0, false, false, "case", target);
        return new DocumentConversation(due, new Documents.Outgoing(0, "HB-EARLIER", "sales-invoice", 1, null, 0, "{}"));
    }

    private Object work() {
        List<Due> dues = List.copyOf(documents.keySet());
        return dues.size() == 1 ? dues.get(0) : new Batch(target, dues);
    }

    private void document(CaseIn in, String json) {
        int number = documents.size() + 1;
        String reference = in.text("reference", "HB-INV-CUST-1001-USD-2025-03-" + number);
        int revision = (int) in.number("revision", 1);
        int now = (int) in.number("now_revision", revision);
        Due due = new Due(number, in.text("key", "key-" + number), number, revision, (int) in.number("attempts", 0), in.yes("doubted", false),
                (int) in.number("doubted_earlier", 0), in.yes("restored", false), in.yes("refused_before", false), "case", target);
        documents.put(due, new Documents.Outgoing(number, reference, in.text("type", "sales-invoice"), now, in.text("known_as", null),
                (int) in.number("delivered_revision", 0), json == null ? "{\"reference\":\"" + reference + "\"}" : json));
    }

    /** Stands where {@code deliveries} stands: reads what the case has, and notes how each delivery ended. */
    public final class Conversing {

        public CaseRound open(Exchange exchange) {
            return CaseRound.of(lanes, cutOff);
        }

        public void free(CaseRound round) {
            round.free();
        }

        public void compose(Exchange exchange) {
            sending(exchange.getMessage().getBody()).on(exchange);
            if (target.kind() == TargetKind.HTTP) {
                Sending.converse(exchange, Deliveries.plain(Sending.of(exchange)));
            }
        }

        private Sending sending(Object work) {
            Map<Due, Documents.Outgoing> outgoing = new LinkedHashMap<>();
            (work instanceof Batch batch ? batch.dues() : List.of((Due) work)).forEach(due -> outgoing.put(due, documents.get(due)));
            Map<Due, Sending.Before> before = new LinkedHashMap<>();
            outgoing.keySet().stream().filter(due -> wrote != null).forEach(due -> before.put(due, new Sending.Before(List.of(wrote), null)));
            return new Sending(target, outgoing, before);
        }

        public boolean markSending(Batch batch) {
            return ours;
        }

        public void settle(Exchange exchange) {
            outcomes.putAll(exchange.getVariable(Deliveries.CONVERSATION, Dialogue.class).outcomes());
        }

        public void release(Exchange exchange) {
            outcomes.putAll(new Release(exchange).outcomes());
        }
    }

    /** Stands where {@code deliveryKeys} stands: a key is ours or another's, and is put back with what was heard. */
    public final class Keys extends ServiceSupport implements IdempotentRepository {

        @Override
        public boolean add(Exchange exchange, String key) {
            return ours;
        }

        @Override
        public boolean remove(Exchange exchange, String key) {
            new Conversing().release(exchange);
            return true;
        }

        @Override
        public boolean add(String key) {
            return ours;
        }

        @Override
        public boolean contains(String key) {
            return !ours;
        }

        @Override
        public boolean remove(String key) {
            return true;
        }

        @Override
        public boolean confirm(String key) {
            return true;
        }

        @Override
        public void clear() {
            // keys are the case's
        }
    }

    @Override
    public Object told(Object value) {
        return CaseTold.plain(value);
    }

    /** A call as it goes to the target, by its exit; at the end, how each delivery ended. */
    @Override
    public List<Map<String, Object>> fields(String exit, Exchange exchange, String address) {
        if (exit.equals("end")) {
            Dialogue dialogue = Sending.conversation(exchange);
            if (!settles && outcomes.isEmpty() && dialogue != null && !dialogue.asks()) {
                outcomes.putAll(dialogue.outcomes());
            }
            return outcomes.entrySet().stream().map(one -> OutcomeFields.of(one.getKey(), one.getValue())).toList();
        }
        Object body = exchange.getMessage().getBody();
        Map<String, Object> fields = new LinkedHashMap<>();
        if (exit.equals("to-accounting-endpoint")) {
            Map<String, Object> headers = new LinkedHashMap<>(exchange.getMessage().getHeaders());
            fields.put("method", headers.remove(Exchange.HTTP_METHOD));
            fields.put("path", String.valueOf(headers.remove(Exchange.HTTP_URI)).replaceFirst("^http://books.example", ""));
            fields.put("query", headers.remove(Exchange.HTTP_RAW_QUERY));
            fields.put("key", headers.remove("Idempotency-Key"));
            fields.put("document", CaseTold.body(exchange));
            fields.put("body", parsed(CaseTold.body(exchange)));
            fields.put("headers", headers);
        } else if (body instanceof Due due) {
            fields.put("key", due.key());
        } else if (body instanceof Batch batch) {
            fields.put("keys", batch.dues().stream().map(Due::key).toList());
        } else if (exit.equals("to-ledger-file")) {
            fields.put("file", exchange.getMessage().getHeader(Exchange.FILE_NAME));
            fields.put("text", CaseTold.body(exchange));
        } else if (body instanceof String piece) {
            fields.put("piece", piece);
        }
        return List.of(fields);
    }

    /** JSON by its fields, its numbers as they are written; null where it is none. */
    private static Object parsed(Object body) {
        try {
            return body == null ? null : JSON.readValue(body.toString(), Object.class);
        } catch (JsonProcessingException none) {
            return null;
        }
    }
}
