package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.proof.FaultProxy.Fault;
import io.hourbook.proof.FaultyLine.Memory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault on every call of the sample company's documents in turn, at endpoints that remember keys for ever and not at all; and ten
 * thousand calls with faults at random, at those and at one that remembers keys for six minutes. Each time every document stands there once, field by field what it is
 * over a line without faults.
 */
class FaultyLineSoak {

    private static final int CALLS = 10_000;
    /** One call in so many meets the fault of a round, another one in each round, until every call has met it. */
    private static final int APART = 4;
    private static final int PERCENT = 30;
    private static final long SEED = 20_261_123;

    @TempDir
    private Path root;

    @Test
    void everyFaultOnEveryCallInTurn() {
        List<String> broken = new ArrayList<>();
        int rounds = 0;
        int calls = 0;
        try (FaultyLine line = new FaultyLine(root.resolve("home"), 1)) {
            for (Memory memory : List.of(Memory.FOR_EVER, Memory.NONE)) {
                for (Fault fault : Fault.values()) {
                    if (fault == Fault.NONE || memory == Memory.NONE && fault.wantsMemory()) {
                        continue;
                    }
                    for (int first = 1; first <= APART; first++) {
                        int at = first;
                        IntFunction<Fault> plan = call -> call % APART == at % APART ? fault : Fault.NONE;
                        for (String what : List.of("create", "update")) {
                            try {
                                if (what.equals("create")) {
                                    line.create(memory, plan);
                                } else {
                                    line.update(memory, plan);
                                }
                            } catch (AssertionError wrong) {
                                broken.add(memory + " " + fault + " at " + what + " " + at + ": " + wrong.getMessage());
                            }
                            rounds++;
                            calls += line.calls();
                        }
                    }
                }
            }
        }
        System.out.println("Every fault on every call in turn: " + rounds + " rounds, " + calls + " calls, " + broken.size() + " not exact");
        assertThat(broken).isEmpty();
    }

    @Test
    void tenThousandCallsWithFaultsAtRandom() {
        Map<Fault, Integer> met = new EnumMap<>(Fault.class);
        int rounds = 0;
        int calls = 0;
        int passes = 0;
        try (FaultyLine line = new FaultyLine(root.resolve("home"), 4)) {
            for (long seed = SEED; calls < CALLS; seed++) {
                Memory memory = Memory.values()[(int) (seed % Memory.values().length)];
                RandomFaults faults = new RandomFaults(seed, PERCENT, memory);
                try {
                    line.createAndUpdate(memory, faults);
                } catch (AssertionError wrong) {
                    throw new AssertionError("seed " + seed + ", " + memory + ": " + wrong.getMessage(), wrong);
                }
                faults.met().forEach((fault, times) -> met.merge(fault, times, Integer::sum));
                rounds++;
                calls += line.calls();
                passes += line.passes();
            }
        }
        System.out.println("Faults at random: " + rounds + " rounds, " + calls + " calls, " + passes + " passes, exact; met " + met);
        assertThat(met).as("every fault").hasSize(Fault.values().length - 1);
    }
}
