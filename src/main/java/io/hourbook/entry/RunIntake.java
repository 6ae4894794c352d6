package io.hourbook.entry;

/** What the current run has received so far. Passes never overlap, so one count is enough. */
public final class RunIntake {

    private IntakeCounts counts = IntakeCounts.NONE;

    public synchronized void reset() {
        counts = IntakeCounts.NONE;
    }

    public synchronized void add(IntakeCounts more) {
        counts = counts.plus(more);
    }

    public synchronized IntakeCounts counts() {
        return counts;
    }
}
