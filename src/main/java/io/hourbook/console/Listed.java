package io.hourbook.console;

import java.util.List;

/**
 * One page of a long list.
 *
 * @param total how many there are in all
 */
record Listed<T>(List<T> rows, long total, Slice slice) {

    public int page() {
        return slice.page();
    }

    public boolean cut() {
        return total > rows.size();
    }

    public long from() {
        return rows.isEmpty() ? 0 : (long) slice.offset() + 1;
    }

    public long to() {
        return rows.isEmpty() ? 0 : (long) slice.offset() + rows.size();
    }

    public boolean before() {
        return page() > 1;
    }

    public boolean after() {
        return !rows.isEmpty() && to() < total;
    }

    /** The last page that has rows; 1 where there are none. */
    public long last() {
        return Math.max(1, (total + slice.size() - 1) / slice.size());
    }
}
