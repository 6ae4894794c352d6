package io.hourbook.proof;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link ReadBackChanceTest} samples, for as many seeds as there is time for. */
class ReadBackSoak {

    private static final int ROWS = 40;

    @Test
    void whateverPeopleDoOnBothSidesEachSecondIsBilledOnce(@TempDir Path root) {
        int seeds = Integer.getInteger("readback.seeds", 10);
        for (int seed = 1; seed <= seeds; seed++) {
            try (ReadBooks books = ReadBackChance.company(root.resolve("home-" + seed), ROWS)) {
                books.export();
                books.pass();
                ReadBackChance chance = new ReadBackChance(books, seed, ROWS);
                chance.happen(Integer.getInteger("readback.steps", 120));
                chance.decided();
                try (ReadBooks fresh = ReadBackChance.company(root.resolve("fresh-" + seed), ROWS)) {
                    fresh.export(books.asRecorded());
                    fresh.pass();
                    chance.standsAsIn(fresh);
                }
            }
        }
    }
}
