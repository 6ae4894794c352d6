package io.hourbook.console;

import io.hourbook.problem.Finding;
import io.hourbook.version.Change;
import io.hourbook.version.ChangeLog;
import io.hourbook.version.Gate;
import io.hourbook.version.PassAhead;
import io.hourbook.version.Proposal;
import io.hourbook.version.Refusal;
import io.hourbook.version.Version;
import io.hourbook.version.Versions;
import io.hourbook.version.Weighing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes and mappings that were ever in force, and the way back to earlier ones. */
@RestController
@RequestMapping(path = "/api/versions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Versions", description = "Every accepted set of routes and mappings. The newest is in force on every node.")
class VersionsApi {

    private static final int USUAL = 100;

    /** Why somebody goes back. */
    @Schema(name = "Rollback")
    record Back(@Schema(description = "Why, for those who look at it later") String note) {}

    /**
     * What this node's folder proposes and was not let in.
     *
     * @param refused  whether there is such a thing; without it, the next ones are empty
     * @param proposal the number under which it waits for a second person, or was rejected by one; null where it is neither
     * @param says     how that stands, in a sentence, also while it is being found out how much money an edit moves; or null
     * @param workedWith the version that the last run here began with; 0: none did
     * @param left     files that say something else than what runs, and are left so, for they are links or may not be written
     * @param unread   what lies there as if it were meant to be read, and nothing reads: with what it should be called
     */
    @Schema(name = "FolderNow")
    record FolderNow(boolean refused, Instant since, int inForce, List<String> files, List<String> findings, Integer proposal, String says, int workedWith,
            List<String> left, List<String> unread) {}

    /**
     * Something that happened to an edit.
     *
     * @param event    refused, accepted, proposed, approved, rejected, withdrawn, superseded or rolled-back
     * @param who      as far as that can be known
     * @param version  that came of it, or null
     * @param proposal that it was about, or null
     * @param base     the version in force before
     * @param result   what came of it; what was found, where it was refused
     */
    @Schema(name = "LogEntry")
    record LogEntry(
            Instant at, String event, String who, Integer version, Integer proposal, int base, String hash, List<String> files, String why, String result) {}

    private final Versions versions;
    private final Gate gate;
    private final ChangeLog log;

    VersionsApi(Versions versions, Gate gate, ChangeLog log) {
        this.versions = versions;
        this.gate = gate;
        this.log = log;
    }

    @GetMapping
    @Operation(summary = "Versions, the newest first")
    ResponseEntity<List<Version>> versions(
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        Slice slice = Slice.asked(page, size, USUAL);
        return Paged.answer(new Listed<>(versions.list(slice.offset(), slice.size()), versions.count(), slice), request);
    }

    @GetMapping("/proposal")
    @Operation(operationId = "proposal", summary = "What the folder of this node proposes and was not let in")
    FolderNow proposal() {
        Refusal refusal = gate.refused().orElse(null);
        Weighing weighs = gate.weighs().orElse(null);
        PassAhead ahead = gate.ahead().orElse(null);
        String says = weighs != null ? weighs.words() : ahead != null ? ahead.words() : null;
        Proposal proposal = says == null ? gate.proposed().orElse(null) : null;
        return new FolderNow(
                refusal != null, refusal == null ? null : refusal.since(), refusal == null ? gate.number() : refusal.inForce(),
                refusal == null ? List.of() : refusal.files(), refusal == null ? List.of() : refusal.findings().stream().map(Finding::text).toList(),
                proposal == null ? null : proposal.number(), proposal != null ? proposal.words() : says, gate.workedWith(),
                gate.left().stream().sorted().toList(), gate.strays().stream().map(Finding::text).toList());
    }

    @GetMapping("/log")
    @Operation(
            operationId = "changeLog", summary = "Everything that ever happened to edits, the newest first",
            description = "Who, what, when, why, and what came of it. It is only added to.")
    ResponseEntity<List<LogEntry>> log(
            @Parameter(description = "The first day to show, in UTC", example = "2026-01-01") @RequestParam(required = false) String since,
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        Slice slice = Slice.asked(page, size, USUAL);
        Instant from = Asked.day("since", since);
        List<LogEntry> rows = log.list(from, slice.offset(), slice.size()).stream().map(VersionsApi::entry).toList();
        return Paged.answer(new Listed<>(rows, log.count(from), slice), request);
    }

    private static LogEntry entry(Change change) {
        return new LogEntry(
                change.at(), change.event().word(), change.who(), change.version(), change.proposal(), change.base(), change.hash(), change.files(),
                change.why(), change.result());
    }

    @GetMapping("/{number}")
    @Operation(operationId = "versionByNumber", summary = "One version", description = "Who, when, why, what was tested, and what it changed, file by file.")
    Versions.Whole version(@PathVariable int number) {
        return whole(versions, number);
    }

    static Versions.Whole whole(Versions versions, int number) {
        return versions.whole(number).orElseThrow(() -> Asked.missing(
                "version " + number, "there is no such version", Versions.range(versions.count()), "look it up among all versions"));
    }

    @PostMapping("/{number}/rollback")
    @Operation(
            operationId = "rollBack", summary = "Go back to a version",
            description = "Its files are checked again and go in force as a new version, and into this node's folder. What was edited there and never "
                    + "accepted is put aside. Going back to the newest version only brings the folder in step.")
    Version rollBack(@PathVariable int number, @RequestBody(required = false) Back why, Principal who) {
        whole(versions, number);
        return gate.rollBack(number, Who.name(who), why == null ? null : Asked.note("note", why.note()));
    }
}
