package io.hourbook.xero;

import io.hourbook.delivery.Sending;
import io.hourbook.mapping.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How documents are delivered to Xero: the step of {@code routes/deliver/xero-target} that begins the conversation. */
@Component("xeroTarget")
public class XeroTarget {

    private final Clock clock;
    private final boolean remembers;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    @Autowired
    public XeroTarget(Clock clock) {
        this(clock, true);
    }

    private XeroTarget(Clock clock, boolean remembers) {
        this.clock = clock;
        this.remembers = remembers;
    }

    /** One that asks anew in each conversation, and for which it is always the same moment: each case stands alone. */
    public static XeroTarget forgetful() {
        return new XeroTarget(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), false);
    }

    /** Begins the conversation about what is to be sent. */
    public void begin(Exchange exchange) {
        Sending sending = Sending.of(exchange);
        Target target = sending.target();
        Known here = here(target);
        Sending.converse(exchange, sending.together()
                ? new PaperBatch(target, sending.documents(), here, moment())
                : new PaperConversation(sending.due(), sending.document(), sending.stood(), here, moment()));
    }

    private Known here(Target target) {
        // an organisation at another address is another one, as in a rehearsal
        return remembers ? known.computeIfAbsent(target.url() + " " + target.setting("tenant", ""), any -> new Known()) : new Known();
    }

    private String moment() {
        return Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
    }
}
