package io.hourbook.allocation;

import io.hourbook.mapping.ClosedPeriods;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.mapping.MappingBook;
import io.hourbook.overtime.Overtime;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Work that comes in for a period that is closed, where the company looks at such work first (late: hold in periods.yaml). What is
 * booked already is never late: a change of it is a correction, which goes to the first open period.
 */
final class Late {

    private Late() {}

    /** Why the worker's side waits, or null. */
    static String paid(Outcome outcome, DocumentKind kind) {
        boolean booked = outcome.booked() != null && outcome.booked().paid();
        return booked ? null : late(outcome, kind);
    }

    /** Why the client's side waits, or null. */
    static String charged(Outcome outcome, DocumentKind kind) {
        boolean booked = outcome.booked() != null && outcome.booked().charged();
        return booked ? null : late(outcome, kind);
    }

    private static String late(Outcome outcome, DocumentKind kind) {
        MappingBook book = outcome.pass().book();
        ClosedPeriods closed = book.policies().closed();
        if (!closed.holdsLate()) {
            return null;
        }
        String target = book.targetOf(kind);
        LocalDate date = kind == DocumentKind.PAYROLL_BATCH
                ? Overtime.weekOf(outcome.entry().workDate(), outcome.worker().workweekStarts()).plusDays(6)
                : YearMonth.from(outcome.entry().workDate()).atEndOfMonth();
        return !closed.closed(target, date) ? null
                : "a " + kind.word() + " of " + date + " is closed: the books of " + target + " are, through " + closed.through(target)
                        + " (mappings/periods.yaml)";
    }
}
