package io.hourbook.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.console.DocumentBoard.Document;
import io.hourbook.console.DocumentBoard.Revision;
import io.hourbook.console.DocumentBoard.Wanted;
import io.hourbook.document.Releases.Released;
import io.hourbook.document.Releases.Result;
import io.hourbook.readback.Standing;
import io.hourbook.readback.WhatWasRead;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents as they stand, and how far each has come. */
@RestController
@RequestMapping(path = "/api/documents", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Documents", description = "Invoices, bills, journals and payroll batches; what goes to the books.")
class DocumentsApi {

    static final List<String> TYPES =
            List.of("sales-invoice", "credit-note", "vendor-bill", "vendor-credit", "journal-entry", "payroll-batch");
    static final List<String> STATUSES = List.of("draft", "final", "void");
    static final List<String> THERE = List.of("edited", "voided", "credited", "paid", "again");
    static final List<String> STATES = Arrays.stream(Progress.State.values()).map(Progress.State::word).toList();

    /**
     * One document whole.
     *
     * @param lines      a page of them, as they stand now
     * @param linesCount of them in all
     * @param revisions  the newest first: what each changed, and its delivery
     * @param releases   who released which revision, the newest first
     * @param there      how it stands at its target, payments and credits included; absent where it was never read back
     */
    @Schema(name = "DocumentWhole")
    record Whole(
            Document document, List<LineBoard.Line> lines, long linesCount, List<Revision> revisions, List<Released> releases,
            @JsonInclude(JsonInclude.Include.NON_NULL) Standing there) {}

    private final Company company;
    private final DocumentBoard documents;
    private final LineBoard lines;
    private final ReleaseDesk releases;
    private final WhatWasRead read;

    DocumentsApi(Company company, DocumentBoard documents, LineBoard lines, ReleaseDesk releases, WhatWasRead read) {
        this.read = read;
        this.company = company;
        this.documents = documents;
        this.lines = lines;
        this.releases = releases;
    }

    @GetMapping
    @Operation(summary = "Documents, the newest date first")
    ResponseEntity<List<Document>> documents(
            @Parameter(description = "sales-invoice, credit-note, vendor-bill, vendor-credit, journal-entry or payroll-batch")
                    @RequestParam(required = false) String type,
            @Parameter(description = "draft, final or void") @RequestParam(required = false) String status,
            @Parameter(description = "how far it has come: delivered, next-run, waiting, retry, sending, refused or none")
                    @RequestParam(required = false) String state,
            @Parameter(description = "a month such as 2025-04, or the first day of a payroll week") @RequestParam(required = false) String period,
            @Parameter(description = "the customer's or vendor's id") @RequestParam(required = false) String counterparty,
            @RequestParam(required = false) String target, @RequestParam(required = false) String reference,
            @Parameter(description = "what people did there, as it was read back: edited, voided, credited, paid or again (a void taken back)")
                    @RequestParam(required = false) String there,
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        Wanted wanted = wanted(type, status, state, period, counterparty, target, reference, there);
        return Paged.answer(documents.documents(wanted, Slice.asked(page, size, Slice.MOST), company.now().today()), request);
    }

    static Wanted wanted(
            String type, String status, String state, String period, String counterparty, String target, String reference, String there) {
        return new Wanted(
                Asked.oneOf("type", type, TYPES), Asked.oneOf("status", status, STATUSES), Asked.oneOf("state", state, STATES),
                Asked.period(period), Asked.text("counterparty", counterparty), Asked.text("target", target), Asked.text("reference", reference),
                Asked.oneOf("there", there, THERE));
    }

    @GetMapping("/{reference}")
    @Operation(
            summary = "One document with its lines, revisions and deliveries",
            description = "X-Total-Count and Link tell of the pages of its lines.")
    ResponseEntity<Whole> document(
            @PathVariable String reference,
            @Parameter(description = "where the reference went to several; else the newest") @RequestParam(required = false) String target,
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        Slice slice = Slice.asked(page, size, Slice.MOST);
        Document document = documents.named(reference, target, company.now().today()).orElseThrow(() -> Asked.missing(
                "document " + reference, "there is no such document", "look it up in /api/documents"));
        Listed<LineBoard.Line> listed = lines.lines(document.id(), document.lines(), slice);
        return Paged.answer(new Whole(document, listed.rows(), listed.total(), documents.revisions(document.id()),
                releases.history(document), read.standing(document.id()).orElse(null)), listed, request);
    }

    @PostMapping(path = "/release", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "releaseDocuments", summary = "Release documents: they go out with the next run",
            description = "All or none. Name them by `references`, as they stand at the moment of the call, or by `documents` with the revision "
                    + "that was seen. Releasing again what was released says so under `already` and does nothing.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true, content = @Content(schema = @Schema(implementation = ReleaseDesk.Request.class)))
    Result release(@RequestBody JsonNode body, HttpServletRequest request, Principal who) {
        return releases.release(ReleaseDesk.read(body, new ServletServerHttpRequest(request)), Who.name(who));
    }
}
