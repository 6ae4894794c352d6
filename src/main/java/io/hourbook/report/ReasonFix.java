package io.hourbook.report;

import io.hourbook.allocation.Reason;
import io.hourbook.entry.TimeEntry;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.NameKind;

/** What a person does about a hold or an exclusion, or nothing where it is as it should be. */
final class ReasonFix {

    private ReasonFix() {}

    /** @return null where there is nothing to mend */
    static String of(Reason reason, MappingBook book, TimeEntry entry) {
        return switch (reason) {
            case UNMAPPED_WORKER -> named(NameKind.WORKER, book, entry);
            case UNMAPPED_PROJECT -> book.project(entry.source(), entry.names()).isPresent()
                    ? "give its client a customer in mappings/clients.csv, or run sync where that was done since"
                    : named(NameKind.PROJECT, book, entry);
            case UNMAPPED_SERVICE -> book.service(entry.source(), entry.names()).isPresent()
                    ? "give the service an income account in mappings/services.csv, or run sync where that was done since"
                    : named(NameKind.SERVICE, book, entry);
            case INACTIVE_WORKER -> "correct the entry in the tracker, or the worker's until in mappings/workers.csv";
            case CONFLICT -> "look at both revisions, save the right one once more in the tracker, and drop a fresh export";
            case SUSPICIOUS -> "ask the worker; correct the entry in the tracker and drop a fresh export";
            case SECOND_APPROVAL -> "have a second person approve it";
            case UNAPPROVED -> "approve it in the tracker and drop a fresh export";
            case NO_RATE -> "add a rate that is in force on " + entry.workDate() + " to mappings/rates.csv";
            case NO_EXCHANGE_RATE -> "add the published rates to mappings/exchange-rates-ecb.csv";
            case BUDGET -> "raise the budget, or release the entry";
            case RETAINER_EXHAUSTED -> "raise prepaid in mappings/retainers.csv, or set its overage to invoice";
            case CLOSED_PERIOD -> "open the period, or let it be booked in the first open one";
            case MISSING_DOCUMENT -> "bring the document that is missing";
            case ALREADY_INVOICED, BEFORE_START, BY_HAND, NON_BILLABLE, NOT_REBILLED, ZERO -> null;
        };
    }

    private static String named(NameKind kind, MappingBook book, TimeEntry entry) {
        boolean known = kind == NameKind.WORKER && book.worker(entry.source(), entry.names()).isPresent();
        return known ? "run sync: the mappings know it by now" : book.names().why(kind, entry.source(), entry.names()).fix();
    }
}
