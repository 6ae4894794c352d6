package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Twenty-five kills of the program and twenty-five of its database server, at random moments of a pass each: the next pass is exact. */
class KillSoak {

    private static final int KILLS = Integer.getInteger("soak.kills", 25);
    private static final long SEED = 20_261_123;

    @Test
    void theProgramIsKilled() {
        Kills kills = new Kills(SEED);
        all("of the program", kills, kills::theProgram);
    }

    @Test
    void theDatabaseServerIsKilled() {
        Kills kills = new Kills(SEED + 1);
        all("of the database server", kills, kills::theDatabase);
    }

    /** A kill that came after the end of its pass does not count. */
    private static void all(String what, Kills kills, Runnable kill) {
        List<String> broken = new ArrayList<>();
        int passes = 0;
        while (kills.inTime() < KILLS && passes < 3 * KILLS) {
            passes++;
            try {
                kill.run();
            } catch (AssertionError wrong) {
                broken.add("pass " + passes + ": " + wrong.getMessage());
            }
            System.out.println("Kills " + what + ": " + kills.inTime() + " in " + passes + " passes, " + broken.size() + " not exact");
        }
        assertThat(broken).isEmpty();
        assertThat(kills.inTime()).as("kills before the end of their pass").isEqualTo(KILLS);
    }
}
