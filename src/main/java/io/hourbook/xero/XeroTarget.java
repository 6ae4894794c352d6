package io.hourbook.xero;

import io.hourbook.delivery.LockedBooks;
import io.hourbook.delivery.Sending;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How documents are delivered to Xero: the step of {@code routes/deliver/xero-target} that begins the conversation. */
@Component("xeroTarget")
public class XeroTarget implements LockedBooks {

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

    @Override
    public Optional<Lock> lock(Target target) {
        Known here = target.kind() == TargetKind.XERO ? known.get(place(target)) : null;
        Locks locks = here == null || here.organisation() == null ? Locks.NONE : here.organisation().locks();
        return Optional.ofNullable(locks.last()).map(until -> new Lock(until, locks.words()));
    }

    private Known here(Target target) {
        return remembers ? known.computeIfAbsent(place(target), any -> new Known()) : new Known();
    }

    /** An organisation at another address is another one, as in a rehearsal. */
    private static String place(Target target) {
        return target.url() + " " + target.setting("tenant", "");
    }

    private String moment() {
        return Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
    }
}
