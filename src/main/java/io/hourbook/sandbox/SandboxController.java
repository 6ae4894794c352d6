package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
    private static final int MOST_SWITCH_BYTES = 1_000_000;

    private final Sandbox sandbox;
    private final SandboxPeople people;
    private final SandboxFaults faults;
    private final SandboxRulebook rulebook;
    private final SandboxSwitchboard board;
    private final FaultyAnswers answers;
    private final SandboxChanges changes;

    SandboxController(
            Sandbox sandbox, SandboxPeople people, SandboxFaults faults, SandboxRulebook rulebook, SandboxSwitchboard board, FaultyAnswers answers,
            SandboxChanges changes) {
        this.changes = changes;
        this.sandbox = sandbox;
        this.people = people;
        this.faults = faults;
        this.rulebook = rulebook;
        this.board = board;
        this.answers = answers;
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
        answers.answer(response, () -> reference == null ? sandbox.list(after) : sandbox.find(reference));
    }

    @GetMapping("/documents/changes")
    void changes(
            @RequestParam(required = false) String after, @RequestParam(defaultValue = "200") int limit, HttpServletResponse response)
            throws IOException {
        answers.answer(response, () -> changes.after(after, limit));
    }

    /** What people do there meets no limit and no fault. */
    @PostMapping(path = "/documents/{id}/{deed}", consumes = MediaType.APPLICATION_JSON_VALUE)
    void people(@PathVariable String id, @PathVariable String deed, HttpServletRequest request, HttpServletResponse response) throws IOException {
        said(request, response, body -> people.does(deed, id, body));
    }

    @GetMapping("/faults")
    void faults(HttpServletResponse response) throws IOException {
        FaultyAnswers.write(response, new SandboxReply(200, faults.settings().switches().json()));
    }

    @PutMapping(path = "/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    void setFaults(HttpServletRequest request, HttpServletResponse response) throws IOException {
        said(request, response, board::setFaults);
    }

    @GetMapping("/rules")
    void rules(HttpServletResponse response) throws IOException {
        FaultyAnswers.write(response, new SandboxReply(200, rulebook.json()));
    }

    @PutMapping(path = "/rules", consumes = MediaType.APPLICATION_JSON_VALUE)
    void setRules(HttpServletRequest request, HttpServletResponse response) throws IOException {
        said(request, response, board::setRules);
    }

    private static void said(HttpServletRequest request, HttpServletResponse response, Function<ObjectNode, SandboxReply> work) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_SWITCH_BYTES + 1);
        Optional<ObjectNode> asked = body.length > MOST_SWITCH_BYTES ? Optional.empty() : SandboxJson.object(body);
        FaultyAnswers.write(response, asked.map(work).orElseGet(() -> SandboxReply.error(400, "the body is no JSON object")));
    }

    private void withBody(
            HttpServletRequest request, HttpServletResponse response, int most, Function<byte[], SandboxReply> work)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(most + 1);
        answers.answer(response, () -> body.length > most
                ? SandboxReply.error(413, "more than " + most + " bytes")
                : work.apply(body));
    }
}
