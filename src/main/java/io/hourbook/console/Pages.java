package io.hourbook.console;

import io.hourbook.console.DocumentBoard.Document;
import io.hourbook.console.RunBoard.Run;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterDesk.State;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages: how things stand, one document, one entry. They show and change nothing. */
@Controller
class Pages {

    private static final int RUNS = 10;
    private static final int WORK_FLAGS = 50;

    private final Company company;
    private final RunBoard runs;
    private final DocumentBoard documents;
    private final LineBoard lines;
    private final HoldBoard holds;
    private final RetainerBoard retainers;
    private final WorkFlagBoard workFlags;
    private final DeadLetterDesk letters;
    private final ObjectProvider<EntryExplainer> explainer;

    Pages(
            Company company,
            RunBoard runs,
            DocumentBoard documents,
            LineBoard lines,
            HoldBoard holds,
            RetainerBoard retainers,
            WorkFlagBoard workFlags,
            DeadLetterDesk letters,
            ObjectProvider<EntryExplainer> explainer) {
        this.company = company;
        this.runs = runs;
        this.documents = documents;
        this.lines = lines;
        this.holds = holds;
        this.retainers = retainers;
        this.workFlags = workFlags;
        this.letters = letters;
        this.explainer = explainer;
    }

    /**
     * @param type only documents of this type
     * @param page of the documents
     */
    @GetMapping("/")
    String overview(@RequestParam(required = false) String type, @RequestParam(required = false) Integer page, Model model) {
        Company.View view = common(model);
        List<Run> newest = runs.newest(RUNS);
        String wanted = type == null || type.isBlank() ? null : type;
        model.addAttribute("runs", newest);
        model.addAttribute("last", newest.isEmpty() ? null : newest.get(0));
        model.addAttribute("documents", documents.documents(wanted, Listed.page(page), view.today()));
        model.addAttribute("type", wanted);
        model.addAttribute("types", documents.types());
        model.addAttribute("totals", documents.totals(wanted));
        List<HoldBoard.Group> held = holds.groups();
        model.addAttribute("holds", held);
        model.addAttribute("held", held.stream().mapToLong(HoldBoard.Group::count).sum());
        model.addAttribute("causes", letters.causes(State.OPEN, Listed.MOST));
        model.addAttribute("letters", letters.counts().get(State.OPEN));
        model.addAttribute("retainers", retainers.balances(view.book()));
        model.addAttribute("workFlags", workFlags.newest(WORK_FLAGS));
        return "overview";
    }

    @GetMapping("/documents/{reference}")
    String document(
            @PathVariable String reference,
            @RequestParam(required = false) String target,
            @RequestParam(required = false) Integer page,
            Model model,
            HttpServletResponse response) {
        Company.View view = common(model);
        Document document = documents.named(reference, target, view.today()).orElse(null);
        if (document == null) {
            return missing("There is no document " + reference + ".", model, response);
        }
        model.addAttribute("document", document);
        model.addAttribute("lines", lines.lines(document.id(), document.lines(), Listed.page(page)));
        return "document";
    }

    /** The same for references that cannot be part of a path. */
    @GetMapping("/documents")
    String documentByQuery(
            @RequestParam(defaultValue = "") String reference,
            @RequestParam(required = false) String target,
            @RequestParam(required = false) Integer page,
            Model model,
            HttpServletResponse response) {
        return reference.isEmpty() ? "redirect:/#documents" : document(reference, target, page, model, response);
    }

    @GetMapping("/entries/{source}/{key}")
    String entry(@PathVariable String source, @PathVariable String key, Model model, HttpServletResponse response) {
        common(model);
        EntryExplainer told = explainer.getIfAvailable();
        String explanation = told == null ? null : told.explain(source, key).orElse(null);
        if (explanation == null) {
            return missing("There is no entry " + key + " from " + source + ".", model, response);
        }
        model.addAttribute("source", source);
        model.addAttribute("key", key);
        model.addAttribute("explanation", explanation);
        return "entry";
    }

    /** The same for keys and sources that cannot be part of a path. */
    @GetMapping("/entries")
    String entryByQuery(
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String key,
            Model model,
            HttpServletResponse response) {
        return entry(source, key, model, response);
    }

    private Company.View common(Model model) {
        Company.View view = company.now();
        Figures figures = view.figures();
        model.addAttribute("company", view);
        model.addAttribute("names", view.words());
        model.addAttribute("figures", figures);
        model.addAttribute("words", new PageWords(figures));
        return view;
    }

    private static String missing(String what, Model model, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        model.addAttribute("sentence", what);
        model.addAttribute("todo", "Check the address, or go back to the overview: it lists what there is.");
        return "error";
    }
}
