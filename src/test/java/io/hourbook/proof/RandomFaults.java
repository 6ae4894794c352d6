package io.hourbook.proof;

import io.hourbook.proof.FaultProxy.Fault;
import io.hourbook.proof.FaultyLine.Memory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Faults by a seed: the same call of the same seed always meets the same. */
final class RandomFaults implements IntFunction<Fault> {

    /** What waits for a timeout is met so much less often. */
    private static final int RARELY = 10;

    private final long seed;
    private final int percent;
    private final List<Fault> faults;
    private final Map<Fault, Integer> met = new EnumMap<>(Fault.class);

    /** @param percent of the calls that meet one */
    RandomFaults(long seed, int percent, Memory memory) {
        this(seed, percent, Stream.of(Fault.values())
                .filter(fault -> fault != Fault.NONE && (memory != Memory.NONE || !fault.wantsMemory()))
                .flatMap(fault -> Stream.generate(() -> fault).limit(fault.takesLong() ? 1 : RARELY))
                .toList());
    }

    private RandomFaults(long seed, int percent, List<Fault> faults) {
        this.seed = seed;
        this.percent = percent;
        this.faults = faults;
    }

    RandomFaults without(Predicate<Fault> left) {
        return new RandomFaults(seed, percent, faults.stream().filter(left.negate()).toList());
    }

    @Override
    public synchronized Fault apply(int call) {
        Random random = new Random(seed * 1_000_003 + call);
        Fault fault = random.nextInt(100) < percent ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
        met.merge(fault, 1, Integer::sum);
        return fault;
    }

    /** How often each was met, the calls without one left out. */
    synchronized Map<Fault, Integer> met() {
        Map<Fault, Integer> faulty = new EnumMap<>(met);
        faulty.remove(Fault.NONE);
        return faulty;
    }
}
