package io.hourbook.run;

import io.hourbook.format.Formats;
import io.hourbook.home.Home;
import io.hourbook.intake.IntakeFacts;
import io.hourbook.mapping.Mappings;

/** What intake knows of the mappings, read once for a run. */
final class PinnedFacts implements IntakeFacts.OfRun {

    private final Home home;
    private final Mappings mappings;
    private int runId;
    private IntakeFacts facts;

    PinnedFacts(Home home, Mappings mappings) {
        this.home = home;
        this.mappings = mappings;
    }

    @Override
    public synchronized IntakeFacts facts(int run) {
        if (facts == null || run != runId) {
            facts = IntakeFacts.of(mappings.current().book(), Formats.load(home.mappings()));
            runId = run;
        }
        return facts;
    }
}
