package io.hourbook.bench;

/** Times by tenths of a millisecond, up to ten seconds, however many: for percentiles without keeping them. */
final class Millis {

    private static final int TENTH_NANOS = 100_000;

    private final int[] tenths = new int[100_001];
    private long count;

    void add(long nanos) {
        tenths[(int) Math.min(tenths.length - 1, nanos / TENTH_NANOS)]++;
        count++;
    }

    long count() {
        return count;
    }

    /** @param percent more than 0, at most 100; the answer is in milliseconds, 0 where there was none, and 10,000 stands for more */
    double percentile(double percent) {
        long wanted = (long) Math.ceil(count * percent / 100);
        long seen = 0;
        for (int tenth = 0; tenth < tenths.length && count > 0; tenth++) {
            seen += tenths[tenth];
            if (seen >= wanted) {
                return (tenth + 1) / 10.0;
            }
        }
        return 0;
    }
}
