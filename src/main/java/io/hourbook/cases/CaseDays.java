package io.hourbook.cases;

import io.hourbook.allocation.PassContext;
import java.util.ArrayList;
import java.util.List;

/** Stands where {@code workerDays} stands: remembers what was looked at again. */
final class CaseDays {

    private final List<String> marked = new ArrayList<>();
    private final List<String> recomputed = new ArrayList<>();

    void put(List<String> days) {
        marked.clear();
        recomputed.clear();
        marked.addAll(days);
    }

    List<String> recomputed() {
        return recomputed;
    }

    public void wakeFutureDays() {
        recomputed.clear();
    }

    public List<String> next() {
        return List.copyOf(marked);
    }

    public void recompute(PassContext pass, List<String> days) {
        recomputed.addAll(days);
        marked.removeAll(days);
    }
}
