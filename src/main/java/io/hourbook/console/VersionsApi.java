package io.hourbook.console;

import io.hourbook.problem.Finding;
import io.hourbook.version.Gate;
import io.hourbook.version.Refusal;
import io.hourbook.version.Version;
import io.hourbook.version.Versions;
import io.swagger.v3.oas.annotations.Operation;
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
     * @param refused whether there is such a thing; without it, the rest is empty
     */
    @Schema(name = "Proposal")
    record Proposal(boolean refused, Instant since, int inForce, List<String> files, List<String> findings) {}

    private final Versions versions;
    private final Gate gate;

    VersionsApi(Versions versions, Gate gate) {
        this.versions = versions;
        this.gate = gate;
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
    Proposal proposal() {
        return gate.refused().map(VersionsApi::proposal).orElseGet(() -> new Proposal(false, null, gate.number(), List.of(), List.of()));
    }

    private static Proposal proposal(Refusal refusal) {
        return new Proposal(true, refusal.since(), refusal.inForce(), refusal.files(), refusal.findings().stream().map(Finding::text).toList());
    }

    @GetMapping("/{number}")
    @Operation(operationId = "versionByNumber", summary = "One version", description = "Who, when, why, what was tested, and what it changed, file by file.")
    Versions.Whole version(@PathVariable int number) {
        return whole(versions, number);
    }

    static Versions.Whole whole(Versions versions, int number) {
        return versions.whole(number).orElseThrow(() -> Asked.missing("version " + number, "there is no such version", "look it up among all versions"));
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
