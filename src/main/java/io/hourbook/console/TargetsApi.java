package io.hourbook.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The accounting systems, which of them are left alone for a while, and the end of that. */
@RestController
@RequestMapping(path = "/api/targets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Targets", description = "The accounting systems of mappings/targets.yaml.")
class TargetsApi {

    /** @param resumed whether it was left alone until now */
    @Schema(name = "ResumedTarget")
    record Resumed(String target, boolean resumed) {}

    private final TargetDesk targets;

    TargetsApi(TargetDesk targets) {
        this.targets = targets;
    }

    @GetMapping
    @Operation(operationId = "targets", summary = "Every target, and until when and why it is left alone")
    List<TargetDesk.Seen> targets() {
        return targets.all();
    }

    @PostMapping("/{name}/resume")
    @Operation(
            operationId = "resumeTarget", summary = "Leave a target alone no longer",
            description = "What waits for it goes out with the next run. A target that still takes no more calls says so again.")
    Resumed resume(@PathVariable String name, Principal who) {
        return new Resumed(name, targets.resume(name, Who.name(who)));
    }
}
