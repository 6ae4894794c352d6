package io.hourbook.sandbox;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Answers a call, or lets it meet what is rehearsed. */
@Component
class FaultyAnswers {

    private static final String PAGE = "<!DOCTYPE html>\n<html><body><h1>Sign in to the network</h1></body></html>\n";

    private final SandboxFaults faults;
    private final SandboxLimits limits;

    FaultyAnswers(SandboxFaults faults, SandboxLimits limits) {
        this.faults = faults;
        this.limits = limits;
    }

    void answer(HttpServletResponse response, Supplier<SandboxReply> work) throws IOException {
        SandboxLimits.Pass pass = limits.enter();
        pass.headers().forEach(response::setHeader);
        if (pass.problem() != null) {
            write(response, SandboxReply.error(429, "too many calls: " + pass.problem() + " limit"));
            return;
        }
        try {
            meet(response, faults.next(), work);
        } finally {
            limits.leave();
        }
    }

    private void meet(HttpServletResponse response, SandboxFaults.Lot lot, Supplier<SandboxReply> work) throws IOException {
        pause(lot.latencyMillis());
        switch (lot.fault()) {
            case UNAVAILABLE -> refuse(response, 503, "not available, for rehearsal");
            case TOO_MANY -> {
                response.setHeader("X-Rate-Limit-Problem", "minute");
                refuse(response, 429, "too many calls, for rehearsal");
            }
            case ERROR -> write(response, SandboxReply.error(500, "an error, for rehearsal"));
            case ERROR_AFTER -> {
                work.get();
                write(response, SandboxReply.error(500, "an error after the work, for rehearsal"));
            }
            case CONFLICT -> write(response, SandboxReply.error(409, "another call is under way, for rehearsal"));
            case CUT -> cut(response, work.get());
            case CUT_BEFORE -> cut(response, null);
            case TRUNCATED -> {
                byte[] body = bytes(work.get());
                write(response, 200, MediaType.APPLICATION_JSON_VALUE, java.util.Arrays.copyOf(body, body.length / 2));
            }
            case HTML -> write(response, 200, MediaType.TEXT_HTML_VALUE, PAGE.getBytes(StandardCharsets.UTF_8));
            case REPEATED -> {
                work.get();
                write(response, work.get());
            }
            case SLOW -> {
                SandboxReply reply = work.get();
                pause(faults.settings().number("slowMillis"));
                write(response, reply);
            }
            case NONE -> write(response, work.get());
        }
    }

    private void refuse(HttpServletResponse response, int status, String why) throws IOException {
        Integer seconds = faults.settings().switches().numberOrNothing("retryAfterSeconds");
        if (seconds != null) {
            response.setHeader("Retry-After", seconds.toString());
        }
        write(response, SandboxReply.error(status, why));
    }

    private static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0 && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Begins an answer and fails in the middle of it, at which the web server closes the connection. */
    private static void cut(HttpServletResponse response, SandboxReply reply) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(1_000);
        response.getOutputStream().write('{');
        response.flushBuffer();
        throw new CutLine(reply == null ? "before the work" : "after the work");
    }

    /** Not for people: it reaches nobody but the web server. */
    private static final class CutLine extends RuntimeException {
        CutLine(String when) {
            super("line cut " + when + ", for rehearsal", null, false, false);
        }
    }

    static void write(HttpServletResponse response, SandboxReply reply) throws IOException {
        write(response, reply.status(), MediaType.APPLICATION_JSON_VALUE, bytes(reply));
    }

    private static byte[] bytes(SandboxReply reply) {
        return SandboxJson.text(reply.body()).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
