package io.hourbook.console;

import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The way to an accounting system, where an admin lets Hourbook call it, and back; and the end of a pause. */
@Controller
class TargetPages {

    private final TargetDesk targets;

    TargetPages(TargetDesk targets) {
        this.targets = targets;
    }

    @GetMapping("/targets/{name}/authorize")
    String authorize(@PathVariable String name, Principal who) {
        String back = ServletUriComponentsBuilder.fromCurrentContextPath().path("/targets/authorized").toUriString();
        return "redirect:" + targets.authorize(name, back, Who.name(who));
    }

    /** Where the authorization server sends the admin back to; what else servers add is not looked at. */
    @GetMapping("/targets/authorized")
    String authorized(
            @RequestParam(required = false) String state, @RequestParam(required = false) String code,
            @RequestParam(required = false) String error, Principal who, RedirectAttributes said) {
        String target = targets.authorized(state, code, error, Who.name(who));
        said.addFlashAttribute("said", "Target " + target + " may be called now: what waits for it goes out with the next run.");
        return "redirect:/documents";
    }

    @PostMapping("/targets/{name}/resume")
    String resume(@PathVariable String name, Principal who, RedirectAttributes said) {
        said.addFlashAttribute("said", targets.resume(name, Who.name(who))
                ? "Target " + name + " is left alone no longer: what waits for it goes out with the next run."
                : "Target " + name + " was not left alone.");
        return "redirect:/documents";
    }
}
