package io.hourbook.console;

import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterReplay;
import io.hourbook.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a person decides about a dead letter: try again, or put it away with a reason. Only for whoever can read the local token. */
@RestController
@RequestMapping("/api/dead-letters/{id}")
class Triage {

    private static final String LOCAL = "whoever can read this home";

    private final DeadLetterDesk letters;
    private final DeadLetterReplay replay;
    private final ObjectProvider<LocalToken> token;

    Triage(DeadLetterDesk letters, DeadLetterReplay replay, ObjectProvider<LocalToken> token) {
        this.letters = letters;
        this.replay = replay;
        this.token = token;
    }

    @PostMapping("/replay")
    ResponseEntity<Object> replay(
            @PathVariable long id, @RequestHeader(name = "X-Hourbook-Token", required = false) String shown,
            @RequestParam(name = "note", required = false) String note) {
        if (!known(shown)) {
            return refused();
        }
        try {
            return ResponseEntity.ok(replay.replay(id, LOCAL, note));
        } catch (Problem problem) {
            return answer(HttpStatus.CONFLICT, "The letter could not be replayed", problem.getMessage());
        }
    }

    @PostMapping("/discard")
    ResponseEntity<Object> discard(
            @PathVariable long id, @RequestHeader(name = "X-Hourbook-Token", required = false) String shown,
            @RequestParam(name = "why", required = false) String why) {
        if (!known(shown)) {
            return refused();
        }
        if (why == null || why.isBlank()) {
            return answer(HttpStatus.BAD_REQUEST, "A reason is missing", "say why, for those who look at it later: ?why=…");
        }
        return letters.discard(id, LOCAL, why)
                ? ResponseEntity.ok(Map.of("id", id, "discarded", true))
                : answer(HttpStatus.CONFLICT, "The letter is not open", "there is no open letter " + id);
    }

    private boolean known(String shown) {
        LocalToken wanted = token.getIfAvailable();
        return shown != null && wanted != null && wanted.value() != null && !wanted.value().isBlank()
                && MessageDigest.isEqual(wanted.value().getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<Object> refused() {
        return answer(
                HttpStatus.FORBIDDEN, "This caller may not decide about dead letters",
                "show the token of data/service.json, which only the user who runs the service can read, as X-Hourbook-Token");
    }

    private static ResponseEntity<Object> answer(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return ResponseEntity.status(status).body(problem);
    }
}
