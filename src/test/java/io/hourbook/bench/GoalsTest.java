package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalsTest {

    private static final String HOURBOOK = "hourbook";

    @Test
    void whatIsMetIsNotMissed() {
        List<Observed> all = List.of(
                one(HOURBOOK, Bench.FIRST_TIME, 50_000, 5_000, 2_000, 100), one(HOURBOOK, Bench.FIRST_TIME, 200_000, 20_000, 9_000, 900),
                one(HOURBOOK, Bench.AGAIN, 200_000, 2_000, 10, 0), one(HOURBOOK, Bench.CHANGED, 200_000, 6_000, 100, 0),
                one("floor", Bench.FIRST_TIME, 200_000, 14_000, 10, 0), one("spring-batch", Bench.FIRST_TIME, 200_000, 21_000, 10, 0),
                one("textbook", Bench.FIRST_TIME, 5_000, 30_000, 10, 0));

        List<Goals.Goal> goals = Goals.of(all, new Starts(900, 5_000, 5_900), 200_000);

        assertThat(goals).filteredOn(Goals.Goal::missed).isEmpty();
        assertThat(goals).filteredOn(goal -> goal.saw() == null).extracting(Goals.Goal::what)
                .containsExactly("1,000,000 entries and more with -Xmx512m, heap at most");
    }

    @Test
    void whatIsMissedSaysByHowMuch() {
        List<Observed> all = List.of(
                one(HOURBOOK, Bench.FIRST_TIME, 50_000, 5_000, 3_000, 100), one(HOURBOOK, Bench.FIRST_TIME, 200_000, 28_000, 12_000, 1_400),
                one(HOURBOOK, Bench.AGAIN, 200_000, 10_000, 10, 0), one("floor", Bench.FIRST_TIME, 200_000, 14_000, 10, 0),
                one("spring-batch", Bench.FIRST_TIME, 200_000, 27_000, 10, 0), one("textbook", Bench.FIRST_TIME, 5_000, 34_000, 10, 0));

        assertThat(Goals.of(all, new Starts(3_000, 5_000, 9_000), 200_000)).filteredOn(Goals.Goal::missed).extracting(Goals.Goal::sentence)
                .containsExactly(
                        "whole job, of the rate of the plain-Java floor: saw 0.50; want at least 0.6667; missed by 25 %",
                        "whole job, times the rate of the same job in Spring Batch: saw 0.9643; want at least 1.00; missed by 4 %",
                        "whole job, times the rate of the textbook Camel route: saw 48.5714; want at least 50.00; missed by 3 %",
                        "time per entry, 200,000 to 50,000: saw 1.40; want at most 1.20; missed by 17 %",
                        "a file already taken, same export again, times the first time's rate: saw 2.80; want at least 3.00; missed by 7 %",
                        "database statements per entry: saw 0.06; want under 0.05; missed by 20 %",
                        "time in garbage collection: saw 5.00 %; want under 5.00 %; missed by 0 %",
                        "sync on nothing due, beyond start-up: saw 3,000 ms; want under 3,000 ms; missed by 0 %",
                        "second start of serve, until ready: saw 9,000 ms; want under 6,000 ms; missed by 50 %");
    }

    @Test
    void aJvmsOwnLogTellsItsHeapPausesAndAllocation(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("gc.log"), """
                [0.512s] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->5M(512M) 4.123ms
                [0.900s] GC(1) Pause Young (Concurrent Start) (Metadata GC Threshold) 105M->40M(512M) 6.877ms
                [0.901s] GC(2) Concurrent Mark Cycle
                [0.950s] GC(2) Pause Remark 50M->50M(512M) 1.000ms
                [0.990s] GC(2) Concurrent Mark Cycle 88.123ms
                [1.200s] Heap
                [1.200s]  garbage-first heap   total 524288K, used 71680K [0x00000000e0000000, 0x0000000100000000)
                [1.200s]   region size 1024K, 61 young (62464K), 10 survivors (10240K)
                [1.200s]  Metaspace       used 61440K, committed 62000K, reserved 1114112K
                """);

        GcLog read = GcLog.read(log, 10_000);

        assertThat(read).isEqualTo(new GcLog(105, 50, read.pauseMs(), 23 + 100 + 10 + 20, 3));
        assertThat(read.pauseMs()).isBetween(11.999, 12.001);
        // the second before the work that lasted 0.2 s counts, too: the end of a process is not its own
        assertThat(GcLog.read(Files.writeString(log, Files.readString(log).replace("[1.2", "[2.0")), 200).pauseMs()).isBetween(7.876, 7.878);
    }

    @Test
    void percentilesAreToldToATenthOfAMillisecond() {
        Millis millis = new Millis();
        for (int i = 1; i <= 100; i++) {
            millis.add(i * 1_000_000L - 1);
        }
        assertThat(List.of(millis.percentile(50), millis.percentile(99), millis.percentile(100))).containsExactly(50.0, 99.0, 100.0);
        assertThat(new Millis().percentile(50)).isZero();
    }

    private static Observed one(String who, String what, long entries, long elapsedMs, long statements, double pauses) {
        return new Observed(
                who, what, entries, elapsedMs, elapsedMs + 5_000, 1, 1, 1, new GcLog(300, 200, pauses, 1_000, 10), Map.of("Questions", statements), 0,
                new Millis(), 0, 0, 0);
    }
}
