package io.hourbook.run;

import io.hourbook.format.Formats;
import io.hourbook.intake.IntakeFacts;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Mappings;

/** What intake knows of the mappings, once for a run: the formats are those that were read and checked with the rest of the book. */
final class PinnedFacts implements IntakeFacts.OfRun {

    private final Mappings mappings;
    private int runId;
    private IntakeFacts facts;

    PinnedFacts(Mappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public synchronized IntakeFacts facts(int run) {
        if (facts == null || run != runId) {
            MappingBook book = mappings.current().book();
            facts = IntakeFacts.of(book, Formats.read(book.content()).formats());
            runId = run;
        }
        return facts;
    }
}
