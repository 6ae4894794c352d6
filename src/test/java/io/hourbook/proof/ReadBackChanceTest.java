package io.hourbook.proof;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of what {@link ReadBackSoak} does in full. */
class ReadBackChanceTest {

    private static final int ROWS = 30;

    @Test
    void whateverPeopleDoOnBothSidesEachSecondIsBilledOnce(@TempDir Path root) {
        try (ReadBooks books = ReadBackChance.company(root.resolve("home"), ROWS)) {
            books.export();
            books.pass();
            ReadBackChance chance = new ReadBackChance(books, Long.getLong("readback.seed", 20_261_123), ROWS);
            chance.happen(Integer.getInteger("readback.steps", 40));
            chance.decided();
            try (ReadBooks fresh = ReadBackChance.company(root.resolve("fresh"), ROWS)) {
                fresh.export(books.asRecorded());
                fresh.pass();
                chance.standsAsIn(fresh);
            }
        }
    }
}
