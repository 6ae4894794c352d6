package io.hourbook.entry;

/**
 * How many rows a run received and what they were (the first law of conservation):
 * received = new + duplicates + amended + skipped + malformed.
 */
public record IntakeCounts(long received, long fresh, long duplicates, long amended, long skipped, long malformed) {

    public static final IntakeCounts NONE = new IntakeCounts(0, 0, 0, 0, 0, 0);

    public IntakeCounts plus(IntakeCounts other) {
        return new IntakeCounts(
                received + other.received,
                fresh + other.fresh,
                duplicates + other.duplicates,
                amended + other.amended,
                skipped + other.skipped,
                malformed + other.malformed);
    }

    /** Law 1 of conservation. */
    public boolean conserved() {
        return received == fresh + duplicates + amended + skipped + malformed;
    }
}
