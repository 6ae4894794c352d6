package io.hourbook.sandbox;

import io.hourbook.sandbox.SandboxFaults.Fault;
import io.hourbook.sandbox.SandboxFaults.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sandbox over HTTP, under {@code /sandbox}. Takes JSON only, so that no web page of a stranger can post to it. */
@RestController
@RequestMapping("/sandbox")
class SandboxController {

    private static final int MOST_BYTES = 4_000_000;
    private static final int MOST_BATCH_BYTES = 40_000_000;

    private final Sandbox sandbox;
    private final SandboxFaults faults;

    SandboxController(Sandbox sandbox, SandboxFaults faults) {
        this.sandbox = sandbox;
        this.faults = faults;
    }

    @PostMapping(path = "/documents", consumes = MediaType.APPLICATION_JSON_VALUE)
    void create(
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        withBody(request, response, MOST_BYTES, body -> sandbox.create(key, body));
    }

    @PostMapping(path = "/documents/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    void createAll(HttpServletRequest request, HttpServletResponse response) throws IOException {
        withBody(request, response, MOST_BATCH_BYTES, sandbox::createAll);
    }

    @PutMapping(path = "/documents/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    void update(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        withBody(request, response, MOST_BYTES, body -> sandbox.update(id, body));
    }

    @GetMapping("/documents")
    void find(
            @RequestParam(required = false) String reference,
            @RequestParam(required = false) String after,
            HttpServletResponse response)
            throws IOException {
        answer(response, () -> reference == null ? sandbox.list(after) : sandbox.find(reference));
    }

    @PostMapping(path = "/documents/{id}/finalise", consumes = MediaType.APPLICATION_JSON_VALUE)
    void finalise(@PathVariable String id, HttpServletResponse response) throws IOException {
        write(response, sandbox.finalise(id));
    }

    @GetMapping("/faults")
    Settings faults() {
        return faults.settings();
    }

    @PutMapping(path = "/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    Settings rehearse(@RequestBody Settings asked) {
        faults.set(asked);
        return asked;
    }

    private void withBody(
            HttpServletRequest request, HttpServletResponse response, int most, Function<byte[], SandboxReply> work)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(most + 1);
        answer(response, () -> body.length > most
                ? SandboxReply.error(413, "more than " + most + " bytes")
                : work.apply(body));
    }

    private void answer(HttpServletResponse response, Supplier<SandboxReply> work) throws IOException {
        Fault fault = faults.next();
        long latency = faults.settings().latencyMillis();
        if (latency > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(latency));
        }
        switch (fault) {
            case UNAVAILABLE -> refuse(response, 503, "not available, for rehearsal");
            case TOO_MANY -> refuse(response, 429, "too many calls, for rehearsal");
            case CUT -> {
                work.get();
                cut(response);
            }
            case NONE -> write(response, work.get());
        }
    }

    private void refuse(HttpServletResponse response, int status, String why) throws IOException {
        Integer seconds = faults.settings().retryAfterSeconds();
        if (seconds != null) {
            response.setHeader("Retry-After", seconds.toString());
        }
        write(response, SandboxReply.error(status, why));
    }

    /** Begins an answer and fails in the middle of it, at which the web server closes the connection. */
    private static void cut(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(1_000);
        response.getOutputStream().write('{');
        response.flushBuffer();
        throw new CutLine();
    }

    /** Not for people: it reaches nobody but the web server. */
    private static final class CutLine extends RuntimeException {
        CutLine() {
            super("line cut, for rehearsal", null, false, false);
        }
    }

    private static void write(HttpServletResponse response, SandboxReply reply) throws IOException {
        byte[] body = SandboxJson.text(reply.body()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(reply.status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
