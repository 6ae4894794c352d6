package io.hourbook.console;

import io.hourbook.rehearsal.PreviewDesk;
import io.hourbook.rehearsal.PreviewDesk.Asking;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a proposal, or going back to a version, would move: a button that asks for it, and the page that says it. */
@Controller
class PreviewPages {

    private static final String RELOAD_SECONDS = "2";

    private final Frame frame;
    private final PreviewDesk desk;
    private final PreviewsApi previews;

    PreviewPages(Frame frame, PreviewDesk desk, PreviewsApi previews) {
        this.frame = frame;
        this.desk = desk;
        this.previews = previews;
    }

    @GetMapping("/proposals/{number}/preview")
    String proposal(@PathVariable int number, Model model, HttpServletResponse response) {
        return page(previews.ofProposal(number), "/proposals/" + number, "Proposal " + number, model, response);
    }

    @PostMapping("/proposals/{number}/preview")
    String askOfProposal(@PathVariable int number, @RequestParam(required = false) String since, Principal who) {
        previews.askOfProposal(number, since, who);
        return "redirect:/proposals/" + number + "/preview";
    }

    @GetMapping("/versions/{number}/preview")
    String version(@PathVariable int number, Model model, HttpServletResponse response) {
        return page(previews.ofVersion(number), "/versions/" + number, "Going back to version " + number, model, response);
    }

    @PostMapping("/versions/{number}/preview")
    String askOfVersion(@PathVariable int number, @RequestParam(required = false) String since, Principal who) {
        previews.askOfVersion(number, since, who);
        return "redirect:/versions/" + number + "/preview";
    }

    private String page(String of, String path, String title, Model model, HttpServletResponse response) {
        frame.around(model, "versions");
        Optional<Asking> asked = desk.find(of);
        if (asked.filter(Asking::open).isPresent()) {
            // without a script: the page is asked for again until there is something to read
            response.setHeader("Refresh", RELOAD_SECONDS);
        }
        model.addAttribute("asked", asked.orElse(null));
        model.addAttribute("preview", asked.map(Asking::preview).orElse(null));
        model.addAttribute("path", path);
        model.addAttribute("title", title);
        model.addAttribute("faces", new PreviewWords());
        return "preview";
    }
}
