package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.document.Books;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of life cycles: {@code -Dlives=300 -Dseed=1000}. */
class LifeCyclesSoak {

    private static final int LIVES = Integer.getInteger("lives", 300);
    private static final long SEED = Long.getLong("seed", 1_000L);

    @TempDir
    Path folder;

    @Test
    void whateverBefellTheEntriesTheBooksAreThoseOfTheirLastState() throws Exception {
        Books books = LifeCyclesTest.books();
        Books fresh = LifeCyclesTest.books();
        LedgerTool hledger = LedgerTool.installed("hledger");
        int events = 0;
        for (int n = 0; n < LIVES; n++) {
            LifeCycle life = new LifeCycle(books, SEED + n);
            int length = LifeCyclesTest.EVENTS + n % 17;
            life.live(length);
            events += length;
            life.equalsFresh(fresh);
            assertThat(hledger.run("-f", life.journal(folder).toString(), "check", "--strict"))
                    .as("seed %s", SEED + n).isEqualTo(new LedgerTool.Answer(0, ""));
        }
        System.out.println("Lives of entries: " + LIVES + " with " + events + " events, each with the books of its last state");
    }
}
