package io.hourbook.entry;

import io.hourbook.database.PassGuard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The marked groups of one kind, handed out in key order and each only once, in batches that memory takes whole: lanes that
 * work side by side take from the same queue.
 *
 * <p>Nothing is written when a batch is taken. Its marks go with the transaction that stores it, so what a lane had in hand
 * when it ended is there for the next pass.
 */
public final class MarkQueue {

    /** How many marks are read and weighed at once. */
    private static final int PAGE = 1_000;

    private final Marks marks;
    private final Marks.Kind kind;
    private final int mostGroups;
    private final long mostRows;
    private final Function<List<String>, Map<String, Long>> rows;
    private final Deque<String> waiting = new ArrayDeque<>();
    private Map<String, Long> sizes = Map.of();
    private String last = "";
    private boolean read;

    /**
     * @param mostGroups of one batch, 1 or more
     * @param mostRows   of one batch; a group that has more is a batch of its own
     * @param rows       how many rows each of some groups has; one that is absent has few
     */
    public MarkQueue(Marks marks, Marks.Kind kind, int mostGroups, long mostRows, Function<List<String>, Map<String, Long>> rows) {
        this.marks = marks;
        this.kind = kind;
        this.mostGroups = mostGroups;
        this.mostRows = mostRows;
        this.rows = rows;
    }

    /** The keys of the next batch; empty when none is left, or when another lane of this pass has failed. */
    public synchronized List<String> take() {
        List<String> batch = new ArrayList<>();
        long together = 0;
        while (batch.size() < mostGroups && PassGuard.here().goesOn() && next() != null) {
            together += sizes.getOrDefault(waiting.peek(), 1L);
            if (!batch.isEmpty() && together > mostRows) {
                break;
            }
            batch.add(waiting.remove());
        }
        return batch;
    }

    private String next() {
        if (waiting.isEmpty() && !read) {
            List<String> page = marks.after(kind, last, PAGE);
            read = page.size() < PAGE;
            if (!page.isEmpty()) {
                last = page.get(page.size() - 1);
                sizes = rows.apply(page);
                waiting.addAll(page);
            }
        }
        return waiting.peek();
    }
}
