package io.hourbook.console;

import io.hourbook.console.RetainerBoard.Balance;
import io.hourbook.console.WorkFlagBoard.WorkFlag;
import io.hourbook.report.Explanation;
import io.hourbook.report.HeldFirst;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Entries and what waits of them; retainers; working time to look at, and the register of it. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Books", description = "Entries with their explanation, holds, retainers, and working time to look at.")
class BooksApi {

    private final Company company;
    private final HoldBoard holds;
    private final RetainerBoard retainers;
    private final WorkFlagBoard workFlags;
    private final HoursBoard hours;
    private final ReportedEntry entries;

    BooksApi(Company company, HoldBoard holds, RetainerBoard retainers, WorkFlagBoard workFlags, HoursBoard hours, ReportedEntry entries) {
        this.company = company;
        this.holds = holds;
        this.retainers = retainers;
        this.workFlags = workFlags;
        this.hours = hours;
        this.entries = entries;
    }

    @GetMapping("/entries/{source}/{id}")
    @Operation(summary = "One entry from its raw row to the books", description = "What `explain --json` prints.")
    Explanation entry(
            @Parameter(description = "the inbox folder it came through") @PathVariable String source,
            @Parameter(description = "the source's own id, or the short key that stands wherever the entry is") @PathVariable String id) {
        return entries.explain(source, id);
    }

    @GetMapping("/entries")
    @Operation(summary = "The same for ids that cannot be part of a path")
    Explanation entryByQuery(@RequestParam(required = false) String source, @RequestParam(required = false) String id) {
        return entries.explain(
                Asked.required("source", source, "the inbox folder that the entry came through"),
                Asked.required("id", id, "the source's own id, or the short key that stands wherever the entry is"));
    }

    @GetMapping("/holds")
    @Operation(
            summary = "Entries and expenses on hold, grouped by their first reason",
            description = "In the order of precedence. Each group has the entries of one page, by work date; `count` says how many there "
                    + "are. Groups of expenses come after those of time, with `of` saying `expenses`. With `reason`, X-Total-Count and "
                    + "Link tell of that group's pages, the longer one's where both wait for it.")
    ResponseEntity<List<HoldBoard.Group>> holds(
            @Parameter(description = "only this reason, such as unmapped-project") @RequestParam(required = false) String reason,
            @RequestParam(required = false) String source,
            @Parameter(description = "as the source names the person") @RequestParam(required = false) String worker,
            @Parameter(description = "as the source names it") @RequestParam(required = false) String project,
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        Slice slice = Slice.asked(page, size, Slice.MOST);
        HoldBoard.Wanted wanted = wanted(reason, source, worker, project);
        List<HoldBoard.Group> groups = holds.groups(wanted, slice);
        if (wanted.reason() == null) {
            return ResponseEntity.ok().header("X-Total-Count", Integer.toString(groups.size())).body(groups);
        }
        return Paged.answer(groups, HoldBoard.listed(groups, slice), request);
    }

    static HoldBoard.Wanted wanted(String reason, String source, String worker, String project) {
        return new HoldBoard.Wanted(
                Asked.oneOf("reason", reason, HeldFirst.WORDS), Asked.text("source", source), Asked.text("worker", worker),
                Asked.text("project", project));
    }

    @GetMapping("/retainers")
    @Operation(summary = "Prepaid balances", description = "What was paid in advance, what has been drawn, what is left.")
    List<Balance> retainers() {
        return retainers.balances(company.now().book());
    }

    @GetMapping("/work-flags")
    @Operation(summary = "Working time to look at", description = "Long days and weeks, short rests, missing breaks; the newest week first.")
    ResponseEntity<List<WorkFlag>> workFlags(
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        return Paged.answer(workFlags.newest(Slice.asked(page, size, Slice.MOST)), request);
    }

    @GetMapping("/hours")
    @Operation(
            summary = "The register of hours that employees worked",
            description = "By worker and day: beginning, end, breaks and rest, as an inspector asks for them; what was recorded counts, whether it is paid "
                    + "yet or not. A period of up to 366 days.")
    ResponseEntity<List<HoursBoard.WorkedDay>> hours(
            @Parameter(description = "the first day") @RequestParam(required = false) String from,
            @Parameter(description = "the last day; without it, that of the first day's month") @RequestParam(required = false) String to,
            @Parameter(description = "the books' id") @RequestParam(required = false) String worker,
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        return Paged.answer(hours.days(HoursBoard.Period.asked(from, to, worker), Slice.asked(page, size, Slice.MOST)), request);
    }

    @GetMapping(path = "/hours.csv", produces = "text/csv;charset=UTF-8")
    @Operation(summary = "The same as CSV, all days of the period", description = "What `export hours` writes.")
    String hoursAsCsv(
            @Parameter(description = "the first day") @RequestParam(required = false) String from,
            @Parameter(description = "the last day; without it, that of the first day's month") @RequestParam(required = false) String to,
            @Parameter(description = "the books' id") @RequestParam(required = false) String worker) {
        return hours.csv(HoursBoard.Period.asked(from, to, worker));
    }
}
