package io.hourbook.console;

import io.hourbook.console.DocumentBoard.Document;
import io.hourbook.console.DocumentBoard.Wanted;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** All documents, and one of them. */
@Controller
class DocumentPages {

    private static final int ROWS = 100;

    private final Frame frame;
    private final DocumentBoard documents;
    private final LineBoard lines;

    DocumentPages(Frame frame, DocumentBoard documents, LineBoard lines) {
        this.frame = frame;
        this.documents = documents;
        this.lines = lines;
    }

    /** @param reference one document, for references that cannot be part of a path */
    @GetMapping("/documents")
    String documents(
            @RequestParam(required = false) String type, @RequestParam(required = false) String status,
            @RequestParam(required = false) String state, @RequestParam(required = false) String period,
            @RequestParam(required = false) String counterparty, @RequestParam(required = false) String target,
            @RequestParam(required = false) String reference, @RequestParam(required = false) Integer page, Model model) {
        if (reference != null && !reference.isBlank()) {
            return document(reference, target, page, model);
        }
        Company.View view = frame.around(model, "documents");
        Wanted wanted = DocumentsApi.wanted(type, status, state, period, counterparty, target, null);
        Listed<Document> listed = documents.documents(wanted, Slice.asked(page, null, ROWS), view.today());
        model.addAttribute("documents", listed);
        model.addAttribute("releasable", listed.rows().stream().anyMatch(document -> document.delivery().releasable()));
        model.addAttribute("wanted", wanted);
        model.addAttribute("types", documents.types());
        model.addAttribute("states", Progress.State.values());
        model.addAttribute("statuses", DocumentsApi.STATUSES);
        model.addAttribute("totals", documents.totals(wanted, view.today()));
        model.addAttribute("base", PageWords.base(
                "/documents", "type", wanted.type(), "status", wanted.status(), "state", wanted.state(), "period", wanted.period(),
                "counterparty", wanted.counterparty(), "target", wanted.target()));
        return "documents";
    }

    @GetMapping("/documents/{reference}")
    String document(
            @PathVariable String reference, @RequestParam(required = false) String target, @RequestParam(required = false) Integer page,
            Model model) {
        Company.View view = frame.around(model, "documents");
        Document document = documents.named(reference, Asked.text("target", target), view.today()).orElseThrow(() -> Asked.missing(
                "document " + reference, "there is no such document", "look it up among all documents"));
        model.addAttribute("document", document);
        model.addAttribute("lines", lines.lines(document.id(), document.lines(), Slice.asked(page, null, Slice.MOST)));
        model.addAttribute("revisions", documents.revisions(document.id()));
        return "document";
    }
}
