package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short form of {@link BacklogSoak}. */
class BacklogTest {

    @Test
    void whatGatheredWhileATargetWasDownDrainsWithinWhatItTakes() {
        try (Backlog backlog = new Backlog(30, 10)) {
            backlog.down(1);
            backlog.drain();
            backlog.assertDrained();
            assertThat(backlog.calls()).as("one for each, and those that were refused").isEqualTo(30 + backlog.refused());
        }
    }
}
