package io.hourbook.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;

/**
 * What the command line asks of the benchmark, by system properties.
 *
 * @param sizes      {@code bench.sizes}: entries of each pass, in this order; {@code bench.large=true} adds a million and five
 * @param contenders {@code bench.contenders}: names, {@code all} or {@code none}; with one size alone, none unless asked for
 * @param extras     {@code bench.extras}: whether files are read again and starts are timed; as with contenders
 * @param latencyMs  {@code bench.latency}: what the endpoint waits before an answer, in ms
 * @param seed       {@code bench.seed}
 * @param recording  {@code bench.recording}: whether each process leaves a flight recording
 * @param goals      {@code bench.goals}: whether a goal that is missed fails the command; wrong totals always do
 */
record Options(
        List<Long> sizes, List<Contender> contenders, boolean extras, long latencyMs, long seed, boolean recording, boolean goals) {

    private static final long COMPARED = 200_000;

    static Options ofSystem() {
        List<Long> sizes = new ArrayList<>(Arrays.stream(word("bench.sizes", "50000,200000").split(",")).map(size -> Long.parseLong(size.strip())).toList());
        if (yes("bench.large", false)) {
            sizes.addAll(List.of(1_000_000L, 5_000_000L));
        }
        boolean many = sizes.size() > 1;
        return new Options(
                sizes, contenders(word("bench.contenders", many ? "all" : "none")), yes("bench.extras", many),
                Long.parseLong(word("bench.latency", "5")), Long.parseLong(word("bench.seed", "17")), yes("bench.recording", false),
                yes("bench.goals", true));
    }

    /** The size at which contenders run: the largest up to 200,000, or the smallest there is. */
    long compared() {
        return sizes.stream().filter(size -> size <= COMPARED).max(Long::compare).orElseGet(() -> sizes.stream().min(Long::compare).orElseThrow());
    }

    private static List<Contender> contenders(String names) {
        if (names.equals("none")) {
            return List.of();
        }
        List<Contender> all = ServiceLoader.load(Contender.class).stream().map(ServiceLoader.Provider::get).toList();
        return names.equals("all") ? all : Arrays.stream(names.split(",")).map(name -> ContenderProcess.named(name.strip())).toList();
    }

    private static boolean yes(String property, boolean otherwise) {
        return Boolean.parseBoolean(word(property, Boolean.toString(otherwise)));
    }

    /** A property that Maven hands on empty was not given. */
    private static String word(String property, String otherwise) {
        String value = System.getProperty(property, "").strip();
        return value.isEmpty() || value.startsWith("${") ? otherwise : value;
    }
}
