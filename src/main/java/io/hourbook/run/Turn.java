package io.hourbook.run;

import java.util.Optional;

/** The right to work alone, among all processes on one database, until it is closed or this process dies. */
public final class Turn implements AutoCloseable {

    private final AutoCloseable lock;
    private final Runnable after;
    private Integer runId;

    /**
     * @param lock  given back when this ends
     * @param after done then, whatever happens
     */
    public Turn(AutoCloseable lock, Runnable after) {
        this.lock = lock;
        this.after = after;
    }

    void runs(int run) {
        runId = run;
    }

    /** The last pass that was begun in this turn. */
    public Optional<Integer> runId() {
        return Optional.ofNullable(runId);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (Exception lost) {
            throw new IllegalStateException(lost);
        } finally {
            after.run();
        }
    }
}
