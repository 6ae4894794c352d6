package io.hourbook.console;

import io.hourbook.version.ChangeLog;
import io.hourbook.version.Gate;
import io.hourbook.version.Proposals;
import io.hourbook.version.Version;
import io.hourbook.version.Versions;
import java.security.Principal;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is proposed and refused, all versions, and one of them with its diff. */
@Controller
class VersionPages {

    private static final int ROWS = 50;

    private final Frame frame;
    private final Versions versions;
    private final Gate gate;
    private final Proposals proposals;
    private final ChangeLog log;

    VersionPages(Frame frame, Versions versions, Gate gate, Proposals proposals, ChangeLog log) {
        this.frame = frame;
        this.versions = versions;
        this.gate = gate;
        this.proposals = proposals;
        this.log = log;
    }

    @GetMapping("/versions")
    String versions(@RequestParam(required = false) Integer page, Model model) {
        frame.around(model, "versions");
        Slice slice = Slice.asked(page, null, ROWS);
        model.addAttribute("versions", new Listed<>(versions.list(slice.offset(), slice.size()), versions.count(), slice));
        model.addAttribute("refusal", gate.refused().orElse(null));
        model.addAttribute("strays", gate.strays());
        model.addAttribute("weighs", gate.weighs().orElse(null));
        model.addAttribute("ahead", gate.ahead().orElse(null));
        model.addAttribute("proposed", gate.weighs().isPresent() || gate.ahead().isPresent() ? null : gate.proposed().orElse(null));
        model.addAttribute("waiting", proposals.waiting());
        model.addAttribute("running", gate.number());
        model.addAttribute("base", PageWords.base("/versions"));
        return "versions";
    }

    @GetMapping("/versions/log")
    String log(@RequestParam(required = false) String since, @RequestParam(required = false) Integer page, Model model) {
        frame.around(model, "versions");
        Slice slice = Slice.asked(page, null, ROWS);
        Instant from = Asked.day("since", since);
        model.addAttribute("since", Asked.text("since", since));
        model.addAttribute("log", new Listed<>(log.list(from, slice.offset(), slice.size()), log.count(from), slice));
        model.addAttribute("base", PageWords.base("/versions/log", "since", since));
        return "change-log";
    }

    @GetMapping("/versions/{number}")
    String version(@PathVariable int number, Model model) {
        frame.around(model, "versions");
        model.addAttribute("whole", VersionsApi.whole(versions, number));
        model.addAttribute("running", gate.number());
        return "version";
    }

    @PostMapping("/versions/{number}/rollback")
    String rollBack(@PathVariable int number, @RequestParam(required = false) String note, Principal who, RedirectAttributes said) {
        VersionsApi.whole(versions, number);
        Version now = gate.rollBack(number, Who.name(who), Asked.note("note", note));
        said.addFlashAttribute("said", wentBack(number, now.number(), gate.left()));
        return "redirect:/versions";
    }

    /** @param left the files in the folder that were not brought in step */
    static String wentBack(int number, int inForce, Set<String> left) {
        String now = inForce > number ? "Version " + inForce + " is in force, with the files of version " + number + "."
                : left.isEmpty() ? "The folder has the files of version " + number + ", which is in force." : "Version " + number + " is in force.";
        return left.isEmpty() ? now
                : now + " Left as they are in the folder, for they are links or may not be written: " + String.join(", ", new TreeSet<>(left)) + ".";
    }
}
