package io.hourbook.console;

import io.hourbook.readback.ExchangeDifference;
import io.hourbook.readback.Payment;
import io.hourbook.readback.ReadBack;
import io.hourbook.readback.TargetRead;
import io.hourbook.readback.VendorYear;
import io.hourbook.readback.WhatWasRead;
import io.hourbook.readback.WhatWasRead.Wanted;
import io.hourbook.run.ReadBackNow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people did in the accounting systems, as it was read back, and what comes of it. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reading back", description = "What people did in the accounting systems: payments, and how far each target was read.")
class ReadBackApi {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    private final WhatWasRead read;
    private final ObjectProvider<ReadBack> targets;
    private final ObjectProvider<ReadBackNow> now;

    ReadBackApi(WhatWasRead read, ObjectProvider<ReadBack> targets, ObjectProvider<ReadBackNow> now) {
        this.read = read;
        this.targets = targets;
        this.now = now;
    }

    @GetMapping("/payments")
    @Operation(operationId = "payments", summary = "Payments of our documents, the latest first")
    ResponseEntity<List<Payment>> payments(
            @Parameter(description = "our reference") @RequestParam(required = false) String document,
            @RequestParam(required = false) String target,
            @Parameter(description = "the customer's or vendor's id") @RequestParam(required = false) String counterparty,
            @Parameter(description = "the first day of payment") @RequestParam(required = false) String from,
            @Parameter(description = "the last") @RequestParam(required = false) String to, @RequestParam(required = false) Integer page,
            @RequestParam(required = false) Integer size, HttpServletRequest request) {
        Wanted wanted = new Wanted(
                Asked.text("document", document), Asked.text("target", target), Asked.text("counterparty", counterparty), day("from", from),
                day("to", to));
        Slice slice = Slice.asked(page, size, Slice.MOST);
        return Paged.answer(new Listed<>(read.payments(wanted, slice.size(), slice.offset()), read.count(wanted), slice), request);
    }

    @GetMapping("/exchange-differences")
    @Operation(
            operationId = "exchangeDifferences", summary = "Realised exchange differences, payment by payment",
            description = "Settled base amount less booked base amount: a gain is positive. Where the target does not tell what a payment came to, "
                    + "the published rate of its day does.")
    List<ExchangeDifference> differences(
            @Parameter(description = "the first day of payment") @RequestParam(required = false) String from,
            @Parameter(description = "the last") @RequestParam(required = false) String to) {
        return read.differences(day("from", from), day("to", to));
    }

    @GetMapping("/vendor-payments")
    @Operation(
            operationId = "vendorPayments", summary = "What each vendor was paid in a year",
            description = "Counted by the day of payment, as tax forms count it; with the threshold of the form where one is known.")
    List<VendorYear> vendors(@RequestParam(required = false) String year) {
        String asked = Asked.required("year", year, "a year such as 2025");
        if (!asked.matches("\\d{4}") || Integer.parseInt(asked) < FIRST_YEAR || Integer.parseInt(asked) > LAST_YEAR) {
            throw Asked.wrong("year", asked, "a year such as 2025");
        }
        return read.vendors(Integer.parseInt(asked));
    }

    @GetMapping("/read-back")
    @Operation(operationId = "readings", summary = "How far each target was read, and how the last reading went")
    List<TargetRead> readings() {
        return targets.getObject().reads();
    }

    @PostMapping("/read-back")
    @Operation(
            operationId = "readBack", summary = "Read the targets back now, and settle what was read",
            description = "Waits for a run that is under way. What `read-back --json` prints.")
    ReadBackNow.Came readNow() {
        return now.getObject().read();
    }

    private static LocalDate day(String name, String asked) {
        String text = Asked.text(name, asked);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            throw Asked.wrong(name, asked, "a day such as 2025-04-30");
        }
    }
}
