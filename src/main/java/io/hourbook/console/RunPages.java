package io.hourbook.console;

import io.hourbook.console.RunBoard.Run;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.schedule.Slots;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All runs, and one of them. */
@Controller
class RunPages {

    private static final int ROWS = 50;
    private static final String PASS = "sync";

    private final Frame frame;
    private final RunBoard runs;
    private final DeadLetterDesk letters;
    private final Slots slots;

    RunPages(Frame frame, RunBoard runs, DeadLetterDesk letters, Slots slots) {
        this.frame = frame;
        this.runs = runs;
        this.letters = letters;
        this.slots = slots;
    }

    @GetMapping("/runs")
    String runs(@RequestParam(required = false) String state, @RequestParam(required = false) Integer page, Model model) {
        frame.around(model, "runs");
        RunBoard.Wanted wanted = RunsApi.wanted(state, null);
        model.addAttribute("runs", runs.runs(wanted, Slice.asked(page, null, ROWS)));
        model.addAttribute("state", wanted.state());
        model.addAttribute("schedules", slots.view());
        model.addAttribute("base", PageWords.base("/runs", "state", wanted.state()));
        return "runs";
    }

    /** A pass over all that is due, as soon as one can begin. */
    @PostMapping("/runs")
    String run(Principal who, RedirectAttributes said) {
        return run(PASS, who, said);
    }

    @PostMapping("/schedules/{name}/run")
    String run(@PathVariable String name, Principal who, RedirectAttributes said) {
        slots.runNow(name, Who.name(who));
        said.addFlashAttribute("said", "Asked for " + name + ": it begins as soon as nothing else runs. Reload to see what it came to.");
        return "redirect:/runs";
    }

    @GetMapping("/runs/{id}")
    String run(@PathVariable int id, @RequestParam(required = false) Integer page, Model model) {
        frame.around(model, "runs");
        Run run = runs.run(id).orElseThrow(() -> Asked.missing("run " + id, "there is no such run", "look it up among all runs"));
        model.addAttribute("run", run);
        model.addAttribute("files", runs.files(id));
        model.addAttribute("made", runs.made(id, Slice.asked(page, null, ROWS)));
        model.addAttribute("letters", letters.ofRun(id, ROWS));
        model.addAttribute("lettersCount", letters.countOfRun(id));
        return "run";
    }
}
