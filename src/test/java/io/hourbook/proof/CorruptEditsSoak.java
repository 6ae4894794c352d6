package io.hourbook.proof;

import org.junit.jupiter.api.Test;

/** A thousand broken saves while entries flow: nothing is lost, doubled or booked wrongly, and what ran runs on. */
class CorruptEditsSoak {

    private static final long SEED = 1_000;

    @Test
    void aThousandBrokenSavesWhileEntriesFlowHurtNothing() {
        CorruptEdits.survive(SEED, 1_000, 100);
    }
}
