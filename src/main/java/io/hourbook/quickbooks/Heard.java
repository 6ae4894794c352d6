package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome.Later;
import java.time.Duration;

/**
 * An answer of QuickBooks as it is meant: what went wrong stands in its body, whatever its status says.
 *
 * @param fault null where it has none
 */
record Heard(Answer answer, JsonNode json, Fault fault) {

    /** What QuickBooks asks for when it is asked too much; it names no time itself. */
    private static final Duration THROTTLED = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofMinutes(5);

    static Heard of(Answer answer) {
        JsonNode json = Wire.read(answer);
        return new Heard(answer, json, Fault.of(json));
    }

    boolean ok() {
        return answer.ok() && fault == null && json.isObject();
    }

    /** Whether it is to be tried again: nothing that it says is about the document. */
    boolean passing() {
        return throttled() || Lines.passing(answer) || (fault == null ? !ok() : fault.theirs() || fault.credentials());
    }

    private boolean throttled() {
        return answer.status() == 429 || fault != null && fault.throttled();
    }

    /** Whether a request that writes was certainly not carried out. */
    boolean certainlyNotDone() {
        if (throttled()) {
            return true;
        }
        if (fault != null && fault.theirs() || answer.ok()) {
            return false;
        }
        return Lines.certainlyNotDone(answer);
    }

    /** What follows from one that is passing. */
    Later later(boolean doubt, String foundId) {
        if (throttled()) {
            Duration wait = answer.retryAfter() == null ? THROTTLED : answer.retryAfter();
            return new Later(doubt, wait, true, true, true, words(), answer.status(), foundId);
        }
        if (Lines.passing(answer)) {
            return Lines.later(answer, doubt, foundId);
        }
        if (fault != null && fault.credentials()) {
            return new Later(doubt, SLOW, false, true, true, words(), answer.status(), foundId);
        }
        return fault == null ? Lines.unreadable(answer, doubt, foundId) : Later.backingOff(doubt, words(), answer.status(), foundId);
    }

    /** Its own words, with the status before them. */
    String words() {
        return fault == null ? answer.words() : answer.status() + " " + fault.words();
    }
}
