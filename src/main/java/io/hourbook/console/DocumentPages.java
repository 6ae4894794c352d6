package io.hourbook.console;

import io.hourbook.console.DocumentBoard.Document;
import io.hourbook.console.DocumentBoard.Wanted;
import io.hourbook.document.Releases.Result;
import io.hourbook.document.Releases.Seen;
import io.hourbook.readback.WhatWasRead;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All documents, and one of them. */
@Controller
class DocumentPages {

    private static final int ROWS = 100;
    private static final Pattern CHOSEN = Pattern.compile("[0-9]{1,9}-[0-9]{1,9}");

    private final Frame frame;
    private final DocumentBoard documents;
    private final LineBoard lines;
    private final ReleaseDesk releases;
    private final TargetDesk targets;
    private final WhatWasRead read;

    DocumentPages(
            Frame frame, DocumentBoard documents, LineBoard lines, ReleaseDesk releases, TargetDesk targets, WhatWasRead read) {
        this.read = read;
        this.targets = targets;
        this.frame = frame;
        this.documents = documents;
        this.lines = lines;
        this.releases = releases;
    }

    /** @param reference one document, for references that cannot be part of a path */
    @GetMapping("/documents")
    String documents(
            @RequestParam(required = false) String type, @RequestParam(required = false) String status,
            @RequestParam(required = false) String state, @RequestParam(required = false) String period,
            @RequestParam(required = false) String counterparty, @RequestParam(required = false) String target,
            @RequestParam(required = false) String reference, @RequestParam(required = false) String there,
            @RequestParam(required = false) Integer page, Model model) {
        if (reference != null && !reference.isBlank()) {
            return document(reference, target, page, model);
        }
        Company.View view = frame.around(model, "documents");
        Wanted wanted = DocumentsApi.wanted(type, status, state, period, counterparty, target, null, there);
        Listed<Document> listed = documents.documents(wanted, Slice.asked(page, null, ROWS), view.today());
        model.addAttribute("documents", listed);
        List<TargetDesk.Seen> all = targets.all();
        model.addAttribute("parked", all.stream().filter(one -> one.pausedUntil() != null).toList());
        model.addAttribute("locked", all.stream().filter(one -> one.lockedUntil() != null).toList());
        model.addAttribute("releasable", listed.rows().stream().anyMatch(document -> document.delivery().releasable()));
        model.addAttribute("wanted", wanted);
        model.addAttribute("types", documents.types());
        model.addAttribute("states", Progress.State.values());
        model.addAttribute("statuses", DocumentsApi.STATUSES);
        model.addAttribute("totals", documents.totals(wanted, view.today()));
        model.addAttribute("base", PageWords.base(
                "/documents", "type", wanted.type(), "status", wanted.status(), "state", wanted.state(), "period", wanted.period(),
                "counterparty", wanted.counterparty(), "target", wanted.target(), "there", wanted.there()));
        model.addAttribute("theres", DocumentsApi.THERE);
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
        model.addAttribute("releases", releases.history(document));
        model.addAttribute("there", read.standing(document.id()).orElse(null));
        model.addAttribute("heldByEdit", documents.heldByEdit(document.id()).orElse(null));
        return "document";
    }

    /** @param document the chosen ones, each as number and revision: {@code 12-3} */
    @PostMapping("/documents/release")
    String release(
            @RequestParam(required = false) List<String> document, @RequestParam(defaultValue = "false") boolean evenUnfinished,
            @RequestParam(required = false) String note, Principal who, RedirectAttributes said) {
        List<Seen> seen = new ArrayList<>();
        for (String chosen : document == null ? List.<String>of() : document) {
            if (!CHOSEN.matcher(chosen).matches()) {
                throw Asked.wrong("document", chosen, "a document and its revision, as the page names them");
            }
            String[] parts = chosen.split("-");
            seen.add(documents.seen(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])).orElseThrow(() -> Asked.missing(
                    "document " + parts[0], "this document is no longer there", "look at the list again")));
        }
        if (seen.isEmpty()) {
            said.addFlashAttribute("said", "Nothing was chosen: tick the documents that are to go.");
        } else {
            Result result = releases.release(seen, evenUnfinished, Who.name(who), note);
            said.addFlashAttribute("said", words(result.released().size(), "released: the next run sends it", "released: the next run sends them")
                    + (result.already().isEmpty() ? "" : " " + words(result.already().size(), "was released before", "were released before")));
        }
        return seen.size() == 1 && !seen.get(0).reference().contains("/")
                ? "redirect:" + new PageWords(null).documentLink(seen.get(0).reference(), seen.get(0).target())
                : "redirect:/documents";
    }

    private static String words(int count, String one, String many) {
        return (count == 1 ? "1 document " + one : count + " documents " + many) + ".";
    }
}
