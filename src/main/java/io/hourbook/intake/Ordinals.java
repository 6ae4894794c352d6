package io.hourbook.intake;

import io.hourbook.name.FoldedName;
import io.hourbook.entry.Names;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts equal keys of date-only rows in file order (domain rule on identity): 9 bytes a slot and 12 to 24 for each distinct key,
 * whatever the rows hold, so that five million keys take 75 MB. Keys are 64-bit hashes; among a million keys two meet by chance
 * once in forty million files.
 */
final class Ordinals {

    private static final long SEED = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;
    private static final int MOST_IN_SLOT = 255;

    private long[] keys = new long[1 << 10];
    private byte[] counts = new byte[1 << 10];
    /** What a slot cannot hold, by key: a person has a handful of equal rows a day, not hundreds. */
    private final Map<Long, Integer> beyond = new HashMap<>();
    private int used;

    /** 1 for the first row of this key, 2 for the second … */
    int next(long epochDay, Names names, String notes) {
        long key = SEED ^ epochDay * 0x9E3779B97F4A7C15L;
        key = mix(key, names.worker() != null ? names.worker() : names.email());
        key = mix(key, names.client());
        key = mix(key, names.project());
        key = mix(key, names.service());
        key = mix(key, notes);
        return count(key == 0 ? 1 : key);
    }

    /** How many bytes the slots take. */
    long bytes() {
        return keys.length * (long) (Long.BYTES + Byte.BYTES);
    }

    private static long mix(long hash, String name) {
        long mixed = hash;
        if (name != null) {
            String folded = FoldedName.of(name);
            for (int i = 0; i < folded.length(); i++) {
                mixed = (mixed ^ folded.charAt(i)) * PRIME;
            }
        }
        mixed = (mixed ^ 0x1FFFF) * PRIME;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }

    private int count(long key) {
        if (used >= keys.length / 4 * 3) {
            grow();
        }
        int slot = slot(key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            used++;
        }
        int count = counts[slot] & 0xFF;
        if (count == MOST_IN_SLOT) {
            return beyond.merge(key, MOST_IN_SLOT + 1, (before, first) -> before + 1);
        }
        counts[slot] = (byte) (count + 1);
        return count + 1;
    }

    private int slot(long key) {
        int slot = (int) key & keys.length - 1;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        byte[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new byte[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
