package io.hourbook.cases;

import io.hourbook.allocation.PassContext;
import java.util.ArrayList;
import java.util.List;

/** Stands where {@code workerDays} stands: remembers what was looked at again. */
final class CaseDays {

    private final List<String> marked = new ArrayList<>();
    private final List<String> future = new ArrayList<>();
    private final List<String> recomputed = new ArrayList<>();

    /** @param come days that lay in the future when they were last looked at, and have come */
    void put(List<String> days, List<String> come) {
        marked.clear();
        future.clear();
        recomputed.clear();
        marked.addAll(days);
        future.addAll(come);
    }

    List<String> recomputed() {
        return recomputed;
    }

    public void wakeFutureDays() {
        marked.addAll(future);
        future.clear();
    }

    public List<String> next() {
        return List.copyOf(marked);
    }

    public void recompute(PassContext pass, List<String> days) {
        recomputed.addAll(days);
        marked.removeAll(days);
    }
}
