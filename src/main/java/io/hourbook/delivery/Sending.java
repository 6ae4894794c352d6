package io.hourbook.delivery;

import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What one exchange of the delivery routes is about. The target's own route begins the conversation about it: that is where our
 * document becomes the target's.
 *
 * @param target    where to
 * @param documents one, or those that share a call, each as it stands now, in the order of the outbox; none where nothing is delivered
 * @param before    what is known of what stands there, where the target has no place for a mark of ours
 */
public record Sending(Target target, Map<Due, Outgoing> documents, Map<Due, Before> before) {

    static final String VARIABLE = "sending";

    /**
     * What is known of what stands at a target.
     *
     * @param bodies    what was sent and may stand there, newest first, as {@link Dialogue#wrote} had it
     * @param delivered our document as it was when it was delivered last, where no body was kept of it; else null
     */
    public record Before(List<String> bodies, Outgoing delivered) {

        /** Nothing is known. */
        public static final Before NOTHING = new Before(List.of(), null);

        public Before {
            bodies = List.copyOf(bodies);
        }
    }

    public Sending {
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        before = Map.copyOf(before);
    }

    /** Where nothing is known of what stands there, or nobody wants to know. */
    public Sending(Target target, Map<Due, Outgoing> documents) {
        this(target, documents, Map.of());
    }

    /** That of an exchange. */
    public static Sending of(Exchange exchange) {
        return exchange.getVariable(VARIABLE, Sending.class);
    }

    /** The delivery of the only document. */
    public Due due() {
        return documents.keySet().iterator().next();
    }

    /** The only document. */
    public Outgoing document() {
        return documents.values().iterator().next();
    }

    /** What is known of what stands there of the only document. */
    public Before stood() {
        return before.getOrDefault(due(), Before.NOTHING);
    }

    /** Whether several documents share a call. */
    public boolean together() {
        return documents.size() > 1;
    }

    /** From here on the exchange holds this conversation. */
    public static void converse(Exchange exchange, Dialogue dialogue) {
        if (exchange.getVariable(Deliveries.CONVERSATION) instanceof Begun begun) {
            begun.with(dialogue);
        } else {
            exchange.setVariable(Deliveries.CONVERSATION, dialogue);
        }
    }

    /** The conversation that an exchange holds, or null where none was begun. */
    public static Dialogue conversation(Exchange exchange) {
        Dialogue dialogue = exchange.getVariable(Deliveries.CONVERSATION, Dialogue.class);
        return dialogue instanceof Begun begun ? begun.dialogue() : dialogue;
    }

    /** A conversation with a target that delivers nothing, such as one that reads. */
    public static Sending about(Target target) {
        return new Sending(target, Map.of());
    }

    /** What the exchange must carry on which the conversation is to be begun. */
    public Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put(VARIABLE, this);
        variables.put(Deliveries.CONVERSATION, new Begun(this));
        return variables;
    }

    void on(Exchange exchange) {
        variables().forEach(exchange::setVariable);
    }
}
