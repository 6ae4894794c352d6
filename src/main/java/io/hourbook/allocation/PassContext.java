package io.hourbook.allocation;

import io.hourbook.mapping.MappingBook;
import io.hourbook.timetable.PassScope;
import java.time.LocalDate;

/**
 * What a pass holds fixed from its start to its end.
 *
 * @param runId     the pass
 * @param book      the mappings it works with
 * @param versionId their number in the database
 * @param today     the company's date when it started
 * @param scope     the sources it takes and the flows it sends
 */
public record PassContext(int runId, MappingBook book, int versionId, LocalDate today, PassScope scope) {

    /** A pass over everything. */
    public PassContext(int runId, MappingBook book, int versionId, LocalDate today) {
        this(runId, book, versionId, today, PassScope.ALL);
    }

    /** One pass is one context: its number says which. */
    @Override
    public int hashCode() {
        return runId;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    /** The day whose published rates hold for a document: its own date, or today while that is still to come. */
    public LocalDate rateDay(LocalDate documentDate) {
        return documentDate.isAfter(today) ? today : documentDate;
    }
}
