package io.hourbook.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts calls as a vendor does, and says in a vendor's headers when there are too many. */
@Component
class SandboxLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final SandboxFaults faults;
    private final Clock clock;
    private final Deque<Instant> calls = new ArrayDeque<>();
    private SandboxFaults.Settings counted;
    private int now;

    SandboxLimits(SandboxFaults faults, Clock clock) {
        this.faults = faults;
        this.clock = clock;
    }

    /**
     * What a call may.
     *
     * @param problem {@code minute}, {@code day} or {@code concurrent}; null where it may go on, and then has to {@link #leave}
     * @param headers to go with whatever it is answered
     */
    record Pass(String problem, Map<String, String> headers) {}

    /** A call that is refused is not counted. */
    synchronized Pass enter() {
        SandboxFaults.Settings settings = faults.settings();
        if (settings != counted) {
            calls.clear();
            counted = settings;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Instant at = clock.instant();
        int perMinute = settings.number("perMinute");
        int perDay = settings.number("perDay");
        int atOnce = settings.number("atOnce");
        if (atOnce > 0 && now >= atOnce) {
            return refused("concurrent", 1, headers);
        }
        if (perDay == 0 && perMinute == 0) {
            now++;
            return new Pass(null, headers);
        }
        while (!calls.isEmpty() && !calls.peekFirst().plus(perDay > 0 ? DAY : MINUTE).isAfter(at)) {
            calls.removeFirst();
        }
        if (perDay > 0 && calls.size() >= perDay) {
            headers.put("X-DayLimit-Remaining", "0");
            return refused("day", seconds(at, calls.peekFirst().plus(DAY)), headers);
        }
        int recent = 0;
        for (Iterator<Instant> latest = calls.descendingIterator(); perMinute > 0 && latest.hasNext(); ) {
            Instant free = latest.next().plus(MINUTE);
            if (!free.isAfter(at)) {
                break;
            }
            if (++recent == perMinute) {
                headers.put("X-MinLimit-Remaining", "0");
                return refused("minute", seconds(at, free), headers);
            }
        }
        calls.addLast(at);
        if (perMinute > 0) {
            headers.put("X-MinLimit-Remaining", Integer.toString(perMinute - recent - 1));
        }
        if (perDay > 0) {
            headers.put("X-DayLimit-Remaining", Integer.toString(perDay - calls.size()));
        }
        now++;
        return new Pass(null, headers);
    }

    synchronized void leave() {
        now--;
    }

    private static Pass refused(String problem, long seconds, Map<String, String> headers) {
        headers.put("X-Rate-Limit-Problem", problem);
        headers.put("Retry-After", Long.toString(seconds));
        return new Pass(problem, headers);
    }

    /** Rounded up: who comes back after so many whole seconds is let in. */
    private static long seconds(Instant from, Instant until) {
        return Math.max(1, Duration.between(from, until).plusMillis(999).toSeconds());
    }
}
