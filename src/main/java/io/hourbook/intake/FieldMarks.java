package io.hourbook.intake;

import java.util.Arrays;

/** Where the fields of one row begin and end, counted from the row's first character. Reused from row to row. */
final class FieldMarks {

    /** Fields beyond this are counted no further: no header has as many. */
    private static final int LIMIT = 2_000;

    private int count;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private boolean[] doubled = new boolean[64];

    void clear() {
        count = 0;
    }

    /** @param twice whether quotes stand doubled in it */
    void add(int start, int end, boolean twice) {
        if (count == LIMIT) {
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            doubled = Arrays.copyOf(doubled, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        doubled[count] = twice;
        count++;
    }

    int count() {
        return count;
    }

    boolean empty(int field) {
        return starts[field] == ends[field];
    }

    String text(char[] buffer, int rowStart, int field) {
        int from = rowStart + starts[field];
        int length = ends[field] - starts[field];
        if (!doubled[field]) {
            return length == 0 ? "" : new String(buffer, from, length);
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = from; i < from + length; i++) {
            text.append(buffer[i]);
            if (buffer[i] == '"') {
                i++;
            }
        }
        return text.toString();
    }
}
