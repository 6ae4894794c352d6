package io.hourbook.database;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a pass has had in hand: entries by their numbers, groups by kind and key. Its lanes note it as they go, and the laws of
 * conservation are looked at there. It is lost with the process: after a pass that broke off, everything is looked at.
 *
 * <p>A bit for an entry, so that a million of them take no room to speak of. A pass that has more groups in hand than can be kept
 * has so much in hand that everything is looked at: {@link #all}.
 */
public final class Touched {

    /** Entries in one bucket: their number divided by it is the bucket's. */
    public static final int BUCKET = 1_024;

    /** At some 110 bytes each. */
    static final int MOST_GROUPS = 100_000;

    /** Gaps up to this are cheaper read than left out. */
    private static final int SMALL_GAP = 16;

    private final NavigableMap<Long, BitSet> entries = new TreeMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();
    private boolean all;

    /** Entries by their numbers, both included. */
    public record Range(long from, long to) {

        public long size() {
            return to - from + 1;
        }
    }

    public synchronized void entry(long id) {
        entries.computeIfAbsent(id / BUCKET, any -> new BitSet(BUCKET)).set((int) (id % BUCKET));
    }

    /** @param from the first of all entries that came since; everything up to {@code to} */
    public synchronized void entries(long from, long to) {
        for (long id = from; id <= to; id++) {
            entry(id);
        }
    }

    public synchronized void groups(String kind, Collection<String> keys) {
        if (all) {
            return;
        }
        groups.computeIfAbsent(kind, any -> new TreeSet<>()).addAll(keys);
        if (groups.values().stream().mapToInt(Set::size).sum() > MOST_GROUPS) {
            all = true;
            groups.clear();
        }
    }

    /** Whether it is so much that nobody noted which groups: no key is told any more. */
    public synchronized boolean all() {
        return all;
    }

    public synchronized boolean isEmpty() {
        return entries.isEmpty() && groups.isEmpty() && !all;
    }

    /** How many entries. */
    public synchronized long size() {
        return entries.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /** The keys of a kind, in order. */
    public synchronized List<String> keys(String kind) {
        return List.copyOf(groups.getOrDefault(kind, Set.of()));
    }

    /** Buckets of entries, in order. */
    public synchronized List<Long> buckets() {
        return List.copyOf(entries.keySet());
    }

    /** The entries, in order, with small gaps filled. */
    public synchronized List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        long[] open = {-1, -1};
        entries.forEach((bucket, bits) -> bits.stream().forEach(bit -> {
            long id = bucket * BUCKET + bit;
            if (open[0] >= 0 && id - open[1] > SMALL_GAP) {
                ranges.add(new Range(open[0], open[1]));
                open[0] = id;
            } else if (open[0] < 0) {
                open[0] = id;
            }
            open[1] = id;
        }));
        if (open[0] >= 0) {
            ranges.add(new Range(open[0], open[1]));
        }
        return ranges;
    }

    /** All of it up to now, to be looked at; noted anew from here on. */
    public synchronized Touched taken() {
        Touched taken = new Touched();
        taken.entries.putAll(entries);
        taken.groups.putAll(groups);
        taken.all = all;
        entries.clear();
        groups.clear();
        all = false;
        return taken;
    }
}
