package io.hourbook.report;

import io.hourbook.allocation.Reason;
import io.hourbook.entry.TimeEntry;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.NameKind;

/** What a person does about this very entry: as {@link HoldWords} says for its reason, or closer where the entry tells more. */
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
            case NO_RATE -> "add a rate that is in force on " + entry.workDate() + " to mappings/rates.csv";
            default -> HoldWords.fix(reason);
        };
    }

    private static String named(NameKind kind, MappingBook book, TimeEntry entry) {
        boolean known = kind == NameKind.WORKER && book.worker(entry.source(), entry.names()).isPresent();
        return known ? "run sync: the mappings know it by now" : book.names().why(kind, entry.source(), entry.names()).fix();
    }
}
