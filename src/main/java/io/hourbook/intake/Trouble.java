package io.hourbook.intake;

import io.hourbook.problem.Finding;

/** What is wrong with one row, before it is known where the row stands. */
record Trouble(String code, String what, String saw, String want, String fix) {

    private static final int SHOWN = 200;

    Finding at(String where) {
        String seen = saw == null || saw.length() <= SHOWN ? saw : saw.substring(0, SHOWN) + "…";
        return new Finding(code, where, what, seen, want, fix);
    }
}
