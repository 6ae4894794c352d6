package io.hourbook.console;

import io.hourbook.schedule.ScheduleView;
import io.hourbook.schedule.Slots;
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

/** What is done by itself and when, and the asking for it now. */
@RestController
@RequestMapping(path = "/api/schedules", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Schedules", description = "What is done by itself, by mappings/schedules.yaml.")
class SchedulesApi {

    /** What was asked for; whichever process looks first does it. */
    @Schema(name = "Asked")
    record AskedFor(String name, boolean asked) {}

    private final Slots slots;

    SchedulesApi(Slots slots) {
        this.slots = slots;
    }

    @GetMapping
    @Operation(summary = "Every schedule with its newest slot", description = "In the order of mappings/schedules.yaml.")
    List<ScheduleView> schedules() {
        return slots.view();
    }

    @PostMapping("/{name}/run")
    @Operation(operationId = "runSchedule", summary = "Have it done now", description = "Asked twice before it began, it is done once.")
    AskedFor run(@PathVariable String name, Principal who) {
        slots.runNow(name, Who.name(who));
        return new AskedFor(name, true);
    }
}
