package io.hourbook.console;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Entries and expenses on hold, grouped by what they wait for. */
@Controller
class HoldPages {

    private static final int ROWS = 100;
    private static final int ROWS_OF_EACH = 20;

    private final Frame frame;
    private final HoldBoard holds;

    HoldPages(Frame frame, HoldBoard holds) {
        this.frame = frame;
        this.holds = holds;
    }

    /** Without a reason, the first entries of each group; with one, a page of its entries. */
    @GetMapping("/holds")
    String holds(
            @RequestParam(required = false) String reason, @RequestParam(required = false) String source,
            @RequestParam(required = false) String worker, @RequestParam(required = false) String project,
            @RequestParam(required = false) Integer page, Model model) {
        Company.View view = frame.around(model, "holds");
        HoldBoard.Wanted wanted = BooksApi.wanted(reason, source, worker, project);
        Slice slice = Slice.asked(wanted.reason() == null ? null : page, null, wanted.reason() == null ? ROWS_OF_EACH : ROWS);
        List<HoldBoard.Group> groups = holds.groups(wanted, slice);
        model.addAttribute("groups", groups);
        model.addAttribute("wanted", wanted);
        model.addAttribute("sources", view.sources());
        model.addAttribute("held", groups.stream().mapToLong(HoldBoard.Group::count).sum());
        model.addAttribute("listed", wanted.reason() == null || groups.isEmpty()
                ? null
                : HoldBoard.listed(groups, slice));
        String filters = PageWords.base("/holds", "source", wanted.source(), "worker", wanted.worker(), "project", wanted.project());
        model.addAttribute("filters", filters);
        model.addAttribute("base", wanted.reason() == null ? filters : filters + "reason=" + wanted.reason() + "&");
        return "holds";
    }
}
