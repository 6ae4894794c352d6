package io.hourbook.delivery;

import io.hourbook.delivery.Outcome.Later;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** What answers and broken lines mean for any call. */
public final class Lines {

    /** A target that refuses our credentials or is not where we think it is: no document can change that. */
    private static final Set<Integer> TARGET_WIDE = Set.of(401, 403, 407);
    /** By their meaning the work was not done: request timeout, too early, too many requests. */
    private static final Set<Integer> NOT_DONE = Set.of(408, 425, 429);
    static final Duration SLOW = Duration.ofMinutes(5);

    private Lines() {}

    /** Whether the answer is one to try again after: nothing about the document itself. */
    public static boolean passing(Answer answer) {
        int status = answer.status();
        return status < 200 || status >= 300 && status < 400 || status >= 500 || TARGET_WIDE.contains(status)
                || NOT_DONE.contains(status);
    }

    /**
     * Whether the answer says for certain that nothing was done: a 503 does so when it names a time to come back, any other
     * server error may have come after the work.
     */
    public static boolean certainlyNotDone(Answer answer) {
        return answer.status() < 500 || answer.status() == 503 && answer.retryAfter() != null;
    }

    /** What follows from an answer that is to be tried again after. */
    public static Later later(Answer answer, boolean doubt, String foundId) {
        int status = answer.status();
        boolean targetWide = TARGET_WIDE.contains(status) || status >= 300 && status < 400;
        Duration wait = targetWide && answer.retryAfter() == null ? SLOW : answer.retryAfter();
        boolean pauses = targetWide || status == 429 && wait != null;
        return new Later(doubt, wait, answer.retryAfter() != null, pauses, true, answer.words(), status, foundId);
    }

    /** An answer that says nothing that we understand. */
    public static Later unreadable(Answer answer, boolean doubt, String foundId) {
        return Later.backingOff(doubt, "unreadable answer: " + answer.words(), answer.status(), foundId);
    }

    /** Whether the request cannot have reached the target. */
    public static boolean certainlyNotSent(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof ConnectException
                    || t instanceof ConnectTimeoutException
                    || t instanceof ConnectionRequestTimeoutException
                    || t instanceof UnknownHostException
                    || t instanceof NoRouteToHostException
                    || t instanceof SSLHandshakeException
                    || t instanceof NotCalled) {
                return true;
            }
        }
        return false;
    }

    /** A broken line in few words, without class names. */
    public static String words(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        if (root instanceof NotCalled) {
            return message;
        }
        return certainlyNotSent(cause) ? "not reached: " + message : "no answer: " + message;
    }
}
