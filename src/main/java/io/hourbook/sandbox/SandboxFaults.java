package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What goes wrong in the sandbox, to rehearse it. Nothing until somebody asks for it; forgotten with a restart. */
@Component
public class SandboxFaults {

    static final List<Switch> TABLE = table();
    static final Settings NOTHING = new Settings(Switches.off(TABLE));
    private static final int MOST_CALLS = 1_000_000;
    private static final int LONGEST_LATENCY = 60_000;
    private static final int LONGEST_ANSWER = 300_000;
    private static final int DAY_SECONDS = 86_400;
    private static final int MOST_A_DAY = 100_000;
    private static final int HUNDRED = 100;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final AtomicInteger calls = new AtomicInteger();
    private volatile Settings settings = NOTHING;

    /** How faults and limits are switched. */
    public record Settings(Switches switches) {

        /**
         * @param unavailableEvery  every so many calls the answer is 503, 0 for never
         * @param tooManyEvery      every so many calls the answer is 429, 0 for never
         * @param cutEvery          every so many calls the work is done and the line cut, 0 for never
         * @param retryAfterSeconds what 429 and 503 name as the time to come back, or null for no word about it
         * @param latencyMillis     how long every call takes at least
         */
        public Settings(int unavailableEvery, int tooManyEvery, int cutEvery, Integer retryAfterSeconds, long latencyMillis) {
            this(read(JsonNodeFactory.instance.objectNode().put("unavailableEvery", unavailableEvery).put("tooManyEvery", tooManyEvery)
                    .put("cutEvery", cutEvery).put("retryAfterSeconds", retryAfterSeconds).put("latencyMillis", latencyMillis)));
        }

        static Settings of(ObjectNode asked) {
            return new Settings(read(asked));
        }

        private static Switches read(ObjectNode asked) {
            Switches read = Switches.read(TABLE, asked);
            int percent = faults().stream().mapToInt(fault -> read.number(fault.percent())).sum();
            if (percent > HUNDRED) {
                throw new Switches.Refused(List.of("the percentages come to " + percent + ", and should come to 100 at most"));
            }
            return read;
        }

        private static List<Fault> faults() {
            return List.of(Fault.values()).subList(1, Fault.values().length);
        }

        int number(String name) {
            return switches.number(name);
        }
    }

    /** One call's lot. @param latencyMillis how long it takes at least */
    record Lot(Fault fault, long latencyMillis) {}

    /** What is asked for now. */
    public Settings settings() {
        return settings;
    }

    /** Asks for other faults; counting begins anew. */
    public void set(Settings asked) {
        settings = asked.switches().isOff() ? NOTHING : asked;
        calls.set(0);
    }

    /** Counts a call. The same call of the same seed always has the same lot. */
    Lot next() {
        Settings now = settings;
        if (now == NOTHING) {
            return new Lot(Fault.NONE, 0);
        }
        int call = calls.incrementAndGet();
        Random random = new Random((now.number("seed") + 1L) * SPREAD + call);
        int least = now.number("latencyMillis");
        int most = Math.max(least, now.number("latencyUpToMillis"));
        long latency = most == least ? least : random.nextInt(least, most + 1);
        return new Lot(fault(now, call, random), latency);
    }

    private static Fault fault(Settings now, int call, Random random) {
        for (Fault fault : Settings.faults()) {
            int every = now.number(fault.every());
            if (every > 0 && call % every == 0) {
                return fault;
            }
        }
        int drawn = random.nextInt(HUNDRED);
        for (Fault fault : Settings.faults()) {
            drawn -= now.number(fault.percent());
            if (drawn < 0) {
                return fault;
            }
        }
        return Fault.NONE;
    }

    private static List<Switch> table() {
        List<Switch> table = new ArrayList<>();
        for (Fault fault : Settings.faults()) {
            table.add(Switch.number(fault.every(), MOST_CALLS, "every so many calls it " + fault.words()));
        }
        for (Fault fault : Settings.faults()) {
            table.add(Switch.number(fault.percent(), HUNDRED, "of a hundred calls, by chance, it " + fault.words()));
        }
        table.add(Switch.number("seed", Integer.MAX_VALUE, "decides what chance does: the same seed, the same calls"));
        table.add(new Switch("retryAfterSeconds", Switch.Kind.NUMBER_OR_NOTHING, DAY_SECONDS, "what 429 and 503 name as the time to come back; nothing: no word about it", Set.of()));
        table.add(Switch.number("latencyMillis", LONGEST_LATENCY, "how long every call takes at least"));
        table.add(Switch.number("latencyUpToMillis", LONGEST_LATENCY, "how long a call takes at most: between the two, by the seed"));
        table.add(Switch.number("slowMillis", LONGEST_ANSWER, "how long a slow answer takes; a target's timeout_seconds is 30 as shipped"));
        table.add(Switch.number("perMinute", MOST_A_DAY, "calls in any 60 seconds; one more is answered 429 with X-Rate-Limit-Problem: minute"));
        table.add(Switch.number("perDay", MOST_A_DAY, "calls in any 24 hours; one more is answered 429 with X-Rate-Limit-Problem: day"));
        table.add(Switch.number("atOnce", 1_000, "calls at the same time; one more is answered 429 with X-Rate-Limit-Problem: concurrent"));
        return List.copyOf(table);
    }
}
