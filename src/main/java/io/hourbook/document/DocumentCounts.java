package io.hourbook.document;

/** How many documents the current run made and changed. Passes never overlap, so one count is enough. */
public final class DocumentCounts {

    private int created;
    private int updated;

    public synchronized void reset() {
        created = 0;
        updated = 0;
    }

    synchronized void add(int madeAnew, int changed) {
        created += madeAnew;
        updated += changed;
    }

    public synchronized int created() {
        return created;
    }

    public synchronized int updated() {
        return updated;
    }
}
