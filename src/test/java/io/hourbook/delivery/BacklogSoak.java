package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A target that is down for a day and then takes twenty calls a second: what gathered drains, once, with no more threads or memory. */
class BacklogSoak {

    private static final int DOCUMENTS = 2_000;
    private static final int MORE_THREADS = 12;
    private static final long MORE_BYTES = 32L << 20;

    @Test
    void aDayDownAndThenThrottled() {
        try (Backlog warm = new Backlog(50, 20)) {
            warm.down(1);
            warm.drain();
        }
        try (Backlog backlog = new Backlog(DOCUMENTS, 20)) {
            backlog.down(1);
            int threads = Backlog.threads();
            long heap = Backlog.heap();
            backlog.down(23);
            int threadsDown = Backlog.threads();
            long heapDown = Backlog.heap();
            int passesDown = backlog.passes();
            backlog.drain();
            System.out.printf("A day down, then twenty calls a second: %d documents in %d revisions, %d passes down, %d to drain, %d calls, %d of them refused;"
                            + " threads %d, %d, %d; heap %d, %d, %d MB%n",
                    DOCUMENTS, 2 * DOCUMENTS, passesDown, backlog.passes() - passesDown, backlog.calls(), backlog.refused(),
                    threads, threadsDown, Backlog.threads(), heap >> 20, heapDown >> 20, Backlog.heap() >> 20);
            backlog.assertDrained();
            assertThat(threadsDown).isLessThanOrEqualTo(threads + MORE_THREADS);
            assertThat(Backlog.threads()).isLessThanOrEqualTo(threads + MORE_THREADS);
            assertThat(heapDown).isLessThan(heap + MORE_BYTES);
            assertThat(Backlog.heap()).isLessThan(heap + MORE_BYTES);
        }
    }
}
