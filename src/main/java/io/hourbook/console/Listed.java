package io.hourbook.console;

import java.util.List;

/**
 * One page of a long list.
 *
 * @param total how many there are in all
 * @param page  1 for the first
 */
record Listed<T>(List<T> rows, long total, int page) {

    /** Rows of one table: what a person still scrolls through and a server still sends at once. */
    static final int MOST = 500;

    private static final int LAST_PAGE = 1_000_000;

    /** A page number as it may come from outside, made one that can be asked for. */
    static int page(Integer asked) {
        return asked == null ? 1 : Math.max(1, Math.min(asked, LAST_PAGE));
    }

    static int offset(int page) {
        return (page - 1) * MOST;
    }

    public boolean cut() {
        return total > rows.size();
    }

    public long from() {
        return rows.isEmpty() ? 0 : (long) offset(page) + 1;
    }

    public long to() {
        return rows.isEmpty() ? 0 : offset(page) + rows.size();
    }

    public boolean before() {
        return page > 1;
    }

    public boolean after() {
        return to() < total && !rows.isEmpty();
    }
}
