package io.hourbook.console;

import io.hourbook.rehearsal.PreviewDesk;
import io.hourbook.rehearsal.PreviewDesk.Asking;
import io.hourbook.version.Proposals;
import io.hourbook.version.Trial;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What proposals, or going back to versions, would make of recorded history. Asked for, worked in the background, come back to. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Previews", description = "What routes and mappings that are not in force would make of recorded history.")
class PreviewsApi {

    private final PreviewDesk desk;
    private final Trial trial;
    private final Proposals proposals;

    PreviewsApi(PreviewDesk desk, DataSource source) {
        this.desk = desk;
        this.trial = new Trial(source);
        this.proposals = new Proposals(source);
    }

    @PostMapping("/proposals/{number}/preview")
    @Operation(
            operationId = "previewProposal", summary = "Ask for a preview of a proposal",
            description = "Worked in the background on a copy of the books. One that is under way is not begun again.")
    Asking askOfProposal(@PathVariable int number, @RequestParam(required = false) String since, Principal who) {
        return desk.ask(ofProposal(number), () -> proposals.files(number), since(since), Who.name(who));
    }

    @GetMapping("/proposals/{number}/preview")
    @Operation(operationId = "proposalPreview", summary = "The preview of a proposal that was asked for last")
    Asking ofProposalAsked(@PathVariable int number) {
        return desk.get(ofProposal(number));
    }

    @PostMapping("/versions/{number}/preview")
    @Operation(
            operationId = "previewVersion", summary = "Ask for a preview of going back to a version",
            description = "Worked in the background on a copy of the books. One that is under way is not begun again.")
    Asking askOfVersion(@PathVariable int number, @RequestParam(required = false) String since, Principal who) {
        return desk.ask(ofVersion(number), versionFiles(number), since(since), Who.name(who));
    }

    @GetMapping("/versions/{number}/preview")
    @Operation(operationId = "versionPreview", summary = "The preview of going back to a version that was asked for last")
    Asking ofVersionAsked(@PathVariable int number) {
        return desk.get(ofVersion(number));
    }

    private Supplier<Map<String, byte[]>> versionFiles(int number) {
        return () -> trial.version(number).orElseThrow(() -> missingVersion(number));
    }

    /** @throws io.hourbook.problem.Problem API-104 where there is no such proposal */
    String ofProposal(int number) {
        if (proposals.find(number).isEmpty()) {
            throw Asked.missing("proposal " + number, "there is no such proposal", "look it up among all proposals");
        }
        return "proposal " + number;
    }

    /** @throws io.hourbook.problem.Problem API-104 where there is no such version */
    String ofVersion(int number) {
        if (trial.version(number).isEmpty()) {
            throw missingVersion(number);
        }
        return "version " + number;
    }

    private static RuntimeException missingVersion(int number) {
        return Asked.missing("version " + number, "there is no such version", "look it up among all versions");
    }

    private static LocalDate since(String value) {
        String asked = Asked.text("since", value);
        try {
            return asked == null ? null : LocalDate.parse(asked);
        } catch (DateTimeException notOne) {
            throw Asked.wrong("since", asked, "a date such as 2025-03-01");
        }
    }
}
