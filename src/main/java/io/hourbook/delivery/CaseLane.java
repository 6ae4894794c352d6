package io.hourbook.delivery;

import java.util.ArrayList;
import java.util.List;

/** Stands where a lane stands: what is due, one piece after the other, in words: {@code one}, {@code several}, {@code nothing yet}. */
final class CaseLane {

    private final List<String> due = new ArrayList<>();
    private final Object work;
    private String now = "";

    CaseLane(List<String> due, Object work) {
        this.due.addAll(due);
        this.work = work;
    }

    public boolean goesOn() {
        now = due.isEmpty() ? "" : due.remove(0);
        return !now.isEmpty() && !now.equals("nothing more");
    }

    public boolean idle() {
        return now.equals("nothing yet");
    }

    public boolean batch() {
        return now.equals("several");
    }

    public Object work() {
        return work;
    }

    public long pauseMillis() {
        return 250;
    }
}
