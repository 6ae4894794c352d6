package io.hourbook.console;

import io.hourbook.version.Gate;
import io.hourbook.version.Proposal;
import io.hourbook.version.Proposals;
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

/** Substantial edits of routes and mappings, and what a second person decides about them. */
@RestController
@RequestMapping(path = "/api/proposals", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Proposals", description = "Edits that wait for a second person, or did. mappings/changes.yaml says which ones do.")
class ProposalsApi {

    private static final int USUAL = 100;

    /** What somebody says to a decision. */
    @Schema(name = "Decision")
    record Decision(@Schema(description = "Why, for those who look at it later") String note) {}

    /**
     * An edit that waits for a second person, or did.
     *
     * @param base        the version in force that it was made upon
     * @param author      whose edit it is, as far as that can be known
     * @param state       waiting, approved, rejected, withdrawn or superseded
     * @param substantial what makes it substantial
     * @param version     that it became, or null
     */
    @Schema(name = "Proposal")
    record View(
            int number, String hash, int base, String author, String note, Instant proposedAt, String state, String decidedBy, Instant decidedAt,
            String why, List<String> substantial, int cases, List<String> notes, int checkMillis, Integer version) {

        static View of(Proposal one) {
            return new View(one.number(), one.hash(), one.base(), one.author(), one.note(), one.proposedAt(), one.state().word(), one.decidedBy(),
                    one.decidedAt(), one.why(), one.substantial(), one.cases(), one.notes(), one.checkMillis(), one.version());
        }
    }

    /** @param files what it changes against the version that it was made upon */
    @Schema(name = "WholeProposal")
    record Whole(View proposal, List<Versions.FileChange> files) {}

    private final Proposals proposals;
    private final Gate gate;

    ProposalsApi(Proposals proposals, Gate gate) {
        this.proposals = proposals;
        this.gate = gate;
    }

    @GetMapping
    @Operation(summary = "Proposals, the newest first")
    ResponseEntity<List<View>> proposals(
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        Slice slice = Slice.asked(page, size, USUAL);
        List<View> rows = proposals.list(slice.offset(), slice.size()).stream().map(View::of).toList();
        return Paged.answer(new Listed<>(rows, proposals.count(), slice), request);
    }

    @GetMapping("/{number}")
    @Operation(operationId = "proposalByNumber", summary = "One proposal", description = "Who, when, why, what makes it substantial, what was tested, "
            + "and what it changes, file by file.")
    Whole proposal(@PathVariable int number) {
        Proposals.Whole whole = whole(proposals, number);
        return new Whole(View.of(whole.proposal()), whole.files());
    }

    static Proposals.Whole whole(Proposals proposals, int number) {
        return proposals.whole(number)
                .orElseThrow(() -> Asked.missing("proposal " + number, "there is no such proposal", "look it up among all proposals"));
    }

    @PostMapping("/{number}/approve")
    @Operation(
            operationId = "approve", summary = "Put a proposal in force",
            description = "It is checked again, upon what is in force now. Whoever wrote it is refused. The answer is the version that it became.")
    Version approve(@PathVariable int number, @RequestBody(required = false) Decision said, Principal who) {
        whole(proposals, number);
        return gate.approve(number, Who.person(who), note(said));
    }

    @PostMapping("/{number}/reject")
    @Operation(
            operationId = "reject", summary = "Refuse a proposal for good",
            description = "Its edit stays in its folder, and is not proposed again until it is changed. Whoever wrote it is refused.")
    View reject(@PathVariable int number, @RequestBody(required = false) Decision said, Principal who) {
        whole(proposals, number);
        return View.of(gate.reject(number, Who.person(who), note(said)));
    }

    private static String note(Decision said) {
        return said == null ? null : Asked.note("note", said.note());
    }
}
