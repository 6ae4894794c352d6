package io.hourbook.console;

import io.hourbook.console.DocumentBoard.Document;
import io.hourbook.console.HoldBoard.Group;
import io.hourbook.console.RetainerBoard.Balance;
import io.hourbook.console.RunBoard.Run;
import io.hourbook.console.WorkFlagBoard.WorkFlag;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterDesk.Cause;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.problem.Problem;
import io.hourbook.run.Passes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the pages show, as JSON; and the one thing that can be asked for: a pass. */
@RestController
@RequestMapping("/api")
class Api {

    private static final int RUNS = 100;

    private final Company company;
    private final RunBoard runs;
    private final DocumentBoard documents;
    private final HoldBoard holds;
    private final RetainerBoard retainers;
    private final WorkFlagBoard workFlags;
    private final DeadLetterDesk letters;
    private final ObjectProvider<LocalToken> token;
    private final ObjectProvider<Passes> passes;

    Api(
            Company company,
            RunBoard runs,
            DocumentBoard documents,
            HoldBoard holds,
            RetainerBoard retainers,
            WorkFlagBoard workFlags,
            DeadLetterDesk letters,
            ObjectProvider<LocalToken> token,
            ObjectProvider<Passes> passes) {
        this.company = company;
        this.runs = runs;
        this.documents = documents;
        this.holds = holds;
        this.retainers = retainers;
        this.workFlags = workFlags;
        this.letters = letters;
        this.token = token;
        this.passes = passes;
    }

    /** The newest first, no more than a hundred. */
    @GetMapping("/runs")
    List<Run> runs() {
        return runs.newest(RUNS);
    }

    /**
     * Runs a pass and answers with its summary when it is over.
     *
     * @return 403 for who does not have the token of this home; 500 with the finding's text where the pass broke
     */
    @PostMapping("/runs")
    ResponseEntity<Object> run(@RequestHeader(name = "X-Hourbook-Token", required = false) String shown) {
        if (!known(shown)) {
            ProblemDetail refused = ProblemDetail.forStatusAndDetail(
                    HttpStatus.FORBIDDEN,
                    "only the hourbook command of the user who runs this service may ask for a run: use `hourbook sync --home DIR`");
            refused.setTitle("This caller may not start a run");
            return ResponseEntity.status(HttpStatus.FORBIDDEN).body(refused);
        }
        try {
            return ResponseEntity.ok(passes.getObject().run("sync"));
        } catch (Problem problem) {
            ProblemDetail broken = ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, problem.getMessage());
            broken.setTitle("The run could not be carried through");
            broken.setProperty("code", problem.code());
            return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR).body(broken);
        }
    }

    /** Compared in the same time whatever was shown. */
    private boolean known(String shown) {
        LocalToken wanted = token.getIfAvailable();
        if (shown == null || wanted == null || wanted.value() == null || wanted.value().isBlank()) {
            return false;
        }
        return MessageDigest.isEqual(
                wanted.value().getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** A page of {@link Listed#MOST} documents; {@code X-Total-Count} says how many there are. */
    @GetMapping("/documents")
    ResponseEntity<List<Document>> documents(
            @RequestParam(required = false) String type, @RequestParam(required = false) Integer page) {
        Listed<Document> listed = documents.documents(type, Listed.page(page), company.now().today());
        return ResponseEntity.ok().header("X-Total-Count", Long.toString(listed.total())).body(listed.rows());
    }

    @GetMapping("/holds")
    List<Group> holds() {
        return holds.groups();
    }

    /** Open letters, a row for each cause. */
    @GetMapping("/dead-letters")
    List<Cause> deadLetters() {
        return letters.causes(State.OPEN, Listed.MOST);
    }

    @GetMapping("/retainers")
    List<Balance> retainers() {
        return retainers.balances(company.now().book());
    }

    /** The newest {@link Listed#MOST}; {@code X-Total-Count} says how many there are. */
    @GetMapping("/work-flags")
    ResponseEntity<List<WorkFlag>> workFlags() {
        Listed<WorkFlag> listed = workFlags.newest(Listed.MOST);
        return ResponseEntity.ok().header("X-Total-Count", Long.toString(listed.total())).body(listed.rows());
    }
}
