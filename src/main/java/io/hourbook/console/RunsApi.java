package io.hourbook.console;

import io.hourbook.console.RunBoard.Run;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Passes: what each came to, and the asking for one. */
@RestController
@RequestMapping(path = "/api/runs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs", description = "A run is one pass over all that is due.")
class RunsApi {

    static final List<String> STATES = List.of("running", "done", "failed", "stopped");
    static final List<String> TRIGGERS = List.of("sync", "serve", "schedule", "console");
    private static final int USUAL = 100;

    /**
     * One run with all that came of it.
     *
     * @param files          the first {@link Slice#MOST}
     * @param documents      the first {@link Slice#MOST} that it made, or was the last to change
     * @param documentsCount of them in all
     * @param letters        the first {@link Slice#MOST} that failed in it for the first time
     * @param lettersCount   of them in all
     */
    @Schema(name = "RunWhole")
    record Whole(
            int run, String trigger, String state, String mappingVersion, Instant startedAt, Instant finishedAt, Summary summary,
            String failure, List<RunBoard.File> files, List<RunBoard.Made> documents, long documentsCount,
            List<DeadLetterDesk.Line> letters, long lettersCount) {}

    private final RunBoard runs;
    private final DeadLetterDesk letters;
    private final ObjectProvider<Passes> passes;

    RunsApi(RunBoard runs, DeadLetterDesk letters, ObjectProvider<Passes> passes) {
        this.runs = runs;
        this.letters = letters;
        this.passes = passes;
    }

    @GetMapping
    @Operation(summary = "Runs, the newest first")
    ResponseEntity<List<Run>> runs(
            @Parameter(description = "running, done, failed or stopped") @RequestParam(required = false) String state,
            @Parameter(description = "what asked for it: sync, serve, schedule or console") @RequestParam(required = false) String trigger,
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        return Paged.answer(runs.runs(wanted(state, trigger), Slice.asked(page, size, USUAL)), request);
    }

    static RunBoard.Wanted wanted(String state, String trigger) {
        return new RunBoard.Wanted(Asked.oneOf("state", state, STATES), Asked.text("trigger", trigger));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "runById", summary = "One run", description = "What it came to, the files it took, the documents it made or changed, and what failed.")
    Whole run(@PathVariable int id) {
        Run run = runs.run(id).orElseThrow(() -> Asked.missing("run " + id, "there is no such run", "look it up in /api/runs"));
        Listed<RunBoard.Made> made = runs.made(id, Slice.first(Slice.MOST));
        return new Whole(
                run.run(), run.trigger(), run.state(), run.mappingVersion(), run.startedAt(), run.finishedAt(), run.summary(), run.failure(),
                runs.files(id), made.rows(), made.total(), letters.ofRun(id, Slice.MOST), letters.countOfRun(id));
    }

    /**
     * Runs a pass and answers with its summary when it is over.
     *
     * @throws io.hourbook.problem.Problem where the pass broke: what it had done up to there stays
     */
    @PostMapping
    @Operation(
            operationId = "startRun", summary = "Ask for a run",
            description = "Waits for a run that is under way, then runs a pass and answers when it is over. What `sync --json` prints.")
    Summary run() {
        return passes.getObject().run("sync");
    }
}
