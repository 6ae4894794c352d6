package io.hourbook.xero;

import io.hourbook.delivery.Due;
import io.hourbook.delivery.Sending;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** How documents are delivered to Xero: the step of {@code routes/deliver/xero-target} that begins the conversation. */
@Component("xeroTarget")
public class XeroTarget {

    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public XeroTarget(Clock clock) {
        this.clock = clock;
    }

    /** Begins the conversation about what is to be sent. */
    public void begin(Exchange exchange) {
        Sending sending = Sending.of(exchange);
        Target target = sending.target();
        // an organisation at another address is another one, as in a rehearsal
        Known here = known.computeIfAbsent(target.url() + " " + target.setting("tenant", ""), any -> new Known());
        Sending.converse(exchange, sending.together()
                ? new PaperBatch(target, sending.documents(), here, moment())
                : conversation(sending.due(), sending.document(), here));
    }

    private PaperConversation conversation(Due due, Outgoing document, Known here) {
        return new PaperConversation(due, document, here, moment());
    }

    private String moment() {
        return Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
    }
}
