package io.hourbook.console;

import io.hourbook.problem.Problem;
import io.hourbook.version.Gate;
import io.hourbook.version.Proposals;
import io.hourbook.version.Version;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Edits that wait for a second person, and one of them with its diff and the decision. */
@Controller
class ProposalPages {

    private static final int ROWS = 50;

    private final Frame frame;
    private final Proposals proposals;
    private final Gate gate;

    ProposalPages(Frame frame, Proposals proposals, Gate gate) {
        this.frame = frame;
        this.proposals = proposals;
        this.gate = gate;
    }

    @GetMapping("/proposals")
    String proposals(@RequestParam(required = false) Integer page, Model model) {
        frame.around(model, "versions");
        Slice slice = Slice.asked(page, null, ROWS);
        model.addAttribute("proposals", new Listed<>(proposals.list(slice.offset(), slice.size()), proposals.count(), slice));
        model.addAttribute("base", PageWords.base("/proposals"));
        return "proposals";
    }

    @GetMapping("/proposals/{number}")
    String proposal(@PathVariable int number, Model model) {
        frame.around(model, "versions");
        model.addAttribute("whole", ProposalsApi.whole(proposals, number));
        model.addAttribute("running", gate.number());
        return "proposal";
    }

    @PostMapping("/proposals/{number}/approve")
    String approve(@PathVariable int number, @RequestParam(required = false) String note, Principal who, RedirectAttributes said) {
        return decided(number, said, () -> {
            Version now = gate.approve(number, Who.person(who), Asked.note("note", note));
            return "Version " + now.number() + " is in force.";
        });
    }

    @PostMapping("/proposals/{number}/reject")
    String reject(@PathVariable int number, @RequestParam(required = false) String note, Principal who, RedirectAttributes said) {
        return decided(number, said, () -> {
            gate.reject(number, Who.person(who), Asked.note("note", note));
            return "Proposal " + number + " is rejected. Its edit stays in its folder, and is not proposed again until it is changed.";
        });
    }

    private interface Decision {
        String words();
    }

    /** What keeps somebody from deciding is told on the page that they decide on. */
    private String decided(int number, RedirectAttributes said, Decision decision) {
        ProposalsApi.whole(proposals, number);
        try {
            said.addFlashAttribute("said", decision.words());
        } catch (Problem refused) {
            said.addFlashAttribute("refused", refused.findings());
        }
        return "redirect:/proposals/" + number;
    }
}
