package io.hourbook.console;

import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.deadletter.DeadLetterDesk.Wanted;
import io.hourbook.intake.Inbox;
import io.hourbook.problem.Finding;
import io.hourbook.report.Explanation;
import io.hourbook.version.Gate;
import io.hourbook.version.Proposals;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** How things stand and what needs a person; one entry; one error code. They show and change nothing. */
@Controller
class Pages {

    private static final int WORK_FLAGS = 50;

    private final Frame frame;
    private final RunBoard runs;
    private final DocumentBoard documents;
    private final HoldBoard holds;
    private final RetainerBoard retainers;
    private final WorkFlagBoard workFlags;
    private final DeadLetterDesk letters;
    private final ReportedEntry entries;
    private final ErrorPages errors;
    private final ObjectProvider<Inbox> inbox;
    private final ObjectProvider<Gate> gate;
    private final Proposals proposals;

    Pages(
            Frame frame,
            RunBoard runs,
            DocumentBoard documents,
            HoldBoard holds,
            RetainerBoard retainers,
            WorkFlagBoard workFlags,
            DeadLetterDesk letters,
            ReportedEntry entries,
            ErrorPages errors,
            ObjectProvider<Inbox> inbox,
            ObjectProvider<Gate> gate, Proposals proposals) {
        this.frame = frame;
        this.runs = runs;
        this.documents = documents;
        this.holds = holds;
        this.retainers = retainers;
        this.workFlags = workFlags;
        this.letters = letters;
        this.entries = entries;
        this.errors = errors;
        this.inbox = inbox;
        this.gate = gate;
        this.proposals = proposals;
    }

    @GetMapping("/")
    String overview(Model model) {
        Company.View view = frame.around(model, "overview");
        model.addAttribute("last", runs.last().orElse(null));
        List<HoldBoard.Group> held = holds.counts(HoldBoard.Wanted.ALL);
        model.addAttribute("holds", held);
        model.addAttribute("held", held.stream().mapToLong(HoldBoard.Group::count).sum());
        model.addAttribute("causes", letters.countCauses(new Wanted(State.OPEN, null, null, null, null)));
        model.addAttribute("letters", letters.counts().get(State.OPEN));
        model.addAttribute("refused", documents.count(state(Progress.State.REFUSED), view.today()));
        model.addAttribute("unreleased", documents.count(state(Progress.State.UNRELEASED), view.today()));
        model.addAttribute("strays", strays(view));
        model.addAttribute("refusal", Optional.ofNullable(gate.getIfAvailable()).flatMap(Gate::refused).orElse(null));
        model.addAttribute("proposals", proposals.waiting());
        model.addAttribute("retainers", retainers.balances(view.book()));
        model.addAttribute("workFlags", workFlags.newest(Slice.first(WORK_FLAGS)));
        return "overview";
    }

    private static DocumentBoard.Wanted state(Progress.State state) {
        return new DocumentBoard.Wanted(null, null, state.word(), null, null, null, null, null);
    }

    /** What lies in the inbox and nobody takes. Without mappings nobody knows which folders are sources. */
    private List<Finding> strays(Company.View view) {
        Inbox folders = inbox.getIfAvailable();
        return folders == null || view.book() == null ? List.of() : folders.troubles(view.sources());
    }

    @GetMapping("/entries/{source}/{key}")
    String entry(@PathVariable String source, @PathVariable String key, Model model) {
        frame.around(model, "");
        Explanation explanation = entries.explain(source, key);
        model.addAttribute("explanation", explanation);
        model.addAttribute("times", explanation.entries().stream().map(Pages::time).toList());
        return "entry";
    }

    /** Where the entry has its own clock: that time, with UTC beside it. */
    private static String time(Explanation.Entry entry) {
        Explanation.Time time = entry.time();
        if (!time.timed()) {
            return time.workDate();
        }
        String utc = Instant.parse(time.startAt()).toString().replace('T', ' ').replaceFirst(":\\d\\dZ$", "");
        String own = Instant.parse(time.startAt()).atZone(ZoneId.of(time.zone())).toLocalDateTime().toString().replace('T', ' ');
        return own + " " + time.zone() + " (" + utc + " UTC)";
    }

    /** The same for keys and sources that cannot be part of a path. */
    @GetMapping("/entries")
    String entryByQuery(@RequestParam(required = false) String source, @RequestParam(required = false) String key, Model model) {
        return entry(
                Asked.required("source", source, "the inbox folder that the entry came through"), Asked.required("key", key, "its id or short key"),
                model);
    }

    /** What docs/errors.md says of a code. */
    @GetMapping("/errors/{code}")
    String error(@PathVariable String code, Model model) {
        frame.around(model, "");
        model.addAttribute("code", code);
        model.addAttribute("section", errors.section(code).orElseThrow(() -> Asked.missing(
                "error " + code, "there is no such code", "take the code from what was said; docs/errors.md has all of them")));
        return "code";
    }
}
