package io.hourbook.cases;

import io.hourbook.allocation.PassContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Stands where a store stands in the group routes: gives what the case has, once, and stores nothing. */
final class CaseQueue {

    private final Deque<List<?>> batches = new ArrayDeque<>();

    void put(List<?> batch) {
        batches.clear();
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
    }

    public List<?> next(PassContext pass) {
        return batches.isEmpty() ? List.of() : batches.remove();
    }

    public CaseQueue open() {
        return this;
    }

    /** @param queue this, or null where a case is one lane's alone */
    public List<?> take(PassContext pass, CaseQueue queue) {
        return next(pass);
    }

    public void store(PassContext pass, List<?> groups) {
        throw new IllegalStateException("a case has come to the database");
    }

    public void store(List<?> outcomes) {
        throw new IllegalStateException("a case has come to the database");
    }
}
