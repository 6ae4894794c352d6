package io.hourbook.tryton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.delivery.Sending;
import io.hourbook.mapping.Target;
import io.hourbook.readback.Look;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Delivers to Tryton 6, over its JSON-RPC. Keeps for each target the session that all its calls share, and the ids of the records
 * that documents point to; both are found again after a restart.
 */
@Component("tryton")
public class Tryton {

    private static final Logger LOG = LoggerFactory.getLogger(Tryton.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Key, Access> accesses = new ConcurrentHashMap<>();
    private final boolean remembers;

    /** Another address, user or password is another access; the secret itself is not kept, and not shown. */
    private record Key(String target, String url, String user, String company, int secret) {
        static Key of(Target target) {
            Settings settings = new Settings(target);
            return new Key(target.target(), target.url(), settings.user(), settings.company(), String.valueOf(target.token()).hashCode());
        }
    }

    @Autowired
    Tryton() {
        this(true);
    }

    private Tryton(boolean remembers) {
        this.remembers = remembers;
    }

    /** One that begins every conversation as the first, with a login; for the cases of routes. */
    public static Tryton forgetful() {
        return new Tryton(false);
    }

    private Access access(Target target) {
        return remembers
                ? accesses.computeIfAbsent(Key.of(target), key -> new Access(finding -> LOG.warn("{}", finding))) : new Access(finding -> {});
    }

    /** Begins the conversation about one page of what changed there. */
    public void read(Exchange exchange) {
        Look look = Look.of(exchange);
        Look.converse(exchange, new TrytonReading(look, access(look.target())));
    }

    /** Begins the conversation about one document. */
    public void converse(Exchange exchange) {
        Sending sending = Sending.of(exchange);
        Access access = access(sending.target());
        Wording wording = new Wording(read(sending.document().json()), sending.target());
        Sending.converse(exchange, new TrytonConversation(sending.due(), sending.document(), wording, access, sending.stood().bodies()));
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own document is no JSON", e);
        }
    }
}
