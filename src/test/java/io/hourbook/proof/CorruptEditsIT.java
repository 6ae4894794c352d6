package io.hourbook.proof;

import org.junit.jupiter.api.Test;

/** Fifty broken saves while entries flow: nothing is lost, doubled or booked wrongly, and what ran runs on. */
class CorruptEditsIT {

    private static final long SEED = 20_261_122;

    @Test
    void fiftyBrokenSavesWhileEntriesFlowHurtNothing() {
        CorruptEdits.survive(SEED, 50, 50);
    }
}
