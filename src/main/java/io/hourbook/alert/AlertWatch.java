package io.hourbook.alert;

import io.hourbook.mapping.AlertPolicy;
import io.hourbook.observe.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what needs a person, and has it told: once a cause, again while it lasts, and once more when it is over. On a thread of its
 * own; no pass knows of it. Nothing is asked of the database while nobody is to be told.
 */
final class AlertWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    /** Longer than two looks: what one node does not see any more, another that looked earlier may. */
    private static final Duration GONE = Duration.ofSeconds(60);
    /** What another node saw is its to end, unless that node is no more. */
    private static final Duration NODE_GONE = Duration.ofDays(1);
    private static final Duration OVER_IS_NEWS = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Supplier<AlertPolicy> policy;
    private final Supplier<Optional<List<Condition>>> conditions;
    private final String node;
    private final AlertStore store;
    private final AlertSender sender;
    private final AlertState state;
    private final Clock clock;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hourbook-alerts");
        thread.setDaemon(true);
        return thread;
    });
    /** Whether somebody was to be told at the last look; not known before the first. */
    private boolean on = true;

    AlertWatch(
            Supplier<AlertPolicy> policy, Supplier<Optional<List<Condition>>> conditions, String node, AlertStore store, AlertSender sender, AlertState state,
            Clock clock) {
        this.policy = policy;
        this.conditions = conditions;
        this.node = node;
        this.store = store;
        this.sender = sender;
        this.state = state;
        this.clock = clock;
    }

    void start(Duration between) {
        looks.scheduleWithFixedDelay(this::safely, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whatever goes wrong here: the next look finds things as they are then. */
    private void safely() {
        try {
            look();
        } catch (RuntimeException failed) {
            LOG.debug("what needs a person could not be looked at", failed);
        }
    }

    void look() {
        AlertPolicy now = policy.get();
        if (!now.on()) {
            if (on) {
                store.switchedOff(clock.instant());
                on = false;
            }
            state.looked("nobody", 0, 0);
            return;
        }
        on = true;
        // nothing is known before the first look of the others, and while the database is away
        conditions.get().ifPresent(found -> {
            store.notice(found.stream().filter(condition -> counts(now, condition)).toList(), clock.instant());
            judge(now, clock.instant());
        });
        sender.send(now);
        state.looked(String.join(", ", Channel.of(now).stream().map(Channel::word).toList()), store.standing().size(), store.overdue());
    }

    /** Where it is known since when, it is nothing before it has lasted: a target that takes what is due always has something due. */
    private boolean counts(AlertPolicy policy, Condition condition) {
        Instant now = clock.instant();
        return condition.since() == null
                || policy.says(condition.kind(), Duration.between(condition.since(), now), condition.letters(), now) != AlertPolicy.Verdict.NO;
    }

    private void judge(AlertPolicy policy, Instant now) {
        List<Channel> channels = Channel.of(policy);
        for (Alert alert : store.standing()) {
            Duration unseen = Duration.between(alert.seen(), now);
            boolean ours = alert.node().isEmpty() || alert.node().equals(node);
            if (unseen.compareTo(ours ? GONE : NODE_GONE) > 0) {
                store.end(alert, ours ? channels : List.of(), now);
                store.tidy(now.minus(OVER_IS_NEWS), now.minus(KEPT));
            } else if (alert.told() == null) {
                if (policy.says(alert.kind(), alert.lasted(now), alert.letters(), now) == AlertPolicy.Verdict.YES) {
                    store.tell(alert, channels, now);
                }
            } else if (policy.again(Duration.between(alert.said(), now), now) == AlertPolicy.Verdict.YES) {
                store.remind(alert, channels, now);
            }
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
