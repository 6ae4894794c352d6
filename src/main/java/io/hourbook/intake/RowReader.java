package io.hourbook.intake;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Splits delimited text into rows and fields (RFC 4180 with any line end), one row in memory at a time.
 *
 * <p>Written by hand for three things that CSV libraries do not give: the row exactly as it was received, its first physical
 * line, and going on after a damaged row. A quote that is never closed would swallow the rest of the file; here the damage is
 * told of the one line where the row began, and reading goes on with the next line.
 */
final class RowReader {

    /** A row longer than this many characters is damaged: no export has one, and memory stays flat. */
    static final int ROW_LIMIT = 1 << 20;

    private static final int KEPT_OF_TOO_LONG = 4_000;
    private static final int FIRST_BUFFER = 1 << 16;

    /** What can be wrong with a row before its meaning is looked at. */
    enum Damage {
        TEXT_AFTER_QUOTE,
        QUOTE_NOT_CLOSED,
        TOO_LONG
    }

    private final Reader reader;
    private final char delimiter;
    private char[] buffer = new char[FIRST_BUFFER];
    private int rowStart;
    private int position;
    private int end;
    private boolean ended;
    private boolean afterCarriageReturn;
    private long line = 1;
    private long rowLine;
    private int rowEnd;
    private final FieldMarks fields = new FieldMarks();
    private Damage damage;
    private String kept;

    RowReader(Reader reader, char delimiter) {
        this.reader = reader;
        this.delimiter = delimiter;
    }

    /** Moves to the next row that is not a blank line; false at the end. */
    boolean next() throws IOException {
        do {
            if (!read()) {
                return false;
            }
        } while (damage == null && rowEnd == 0);
        return true;
    }

    long line() {
        return rowLine;
    }

    Damage damage() {
        return damage;
    }

    int fields() {
        return fields.count();
    }

    boolean empty(int field) {
        return fields.empty(field);
    }

    String field(int field) {
        return fields.text(buffer, rowStart, field);
    }

    /** Characters of {@link #raw()}. */
    int length() {
        return kept != null ? kept.length() : rowEnd;
    }

    /** The row as it was received, without its line end; the beginning of one that is too long. */
    String raw() {
        return kept != null ? kept : new String(buffer, rowStart, rowEnd);
    }

    private boolean read() throws IOException {
        rowStart = position;
        if (afterCarriageReturn && (position < end || fill()) && buffer[position] == '\n') {
            rowStart = ++position;
        }
        afterCarriageReturn = false;
        rowLine = line;
        fields.clear();
        damage = null;
        kept = null;
        if (position == end && !fill()) {
            return false;
        }
        int c = -1;
        do {
            boolean more = position < end || fill();
            c = more && buffer[position] == '"' ? quoted() : unquoted();
        } while (damage == null && c == delimiter);
        if (damage != null) {
            recover();
            return true;
        }
        rowEnd = position - rowStart - (c < 0 ? 0 : 1);
        afterCarriageReturn = c == '\r';
        line++;
        return true;
    }

    /** Reads a field that is not in quotes; a quote inside it is an ordinary character. Answers what ended it, -1 at the end. */
    private int unquoted() throws IOException {
        int start = position - rowStart;
        while (position < end || fill()) {
            char c = buffer[position++];
            if (c == delimiter || c == '\n' || c == '\r') {
                fields.add(start, position - 1 - rowStart, false);
                return c;
            }
        }
        fields.add(start, position - rowStart, false);
        return -1;
    }

    private int quoted() throws IOException {
        position++;
        int start = position - rowStart;
        boolean twice = false;
        while (position < end || fill()) {
            char c = buffer[position++];
            if (c == '\n') {
                line++;
            } else if (c == '"') {
                if (position == end && !fill()) {
                    fields.add(start, position - 1 - rowStart, twice);
                    return -1;
                }
                char after = buffer[position++];
                if (after == delimiter || after == '\n' || after == '\r') {
                    fields.add(start, position - 2 - rowStart, twice);
                    return after;
                }
                if (after != '"') {
                    damage = Damage.TEXT_AFTER_QUOTE;
                    return after;
                }
                twice = true;
            }
        }
        damage = Damage.QUOTE_NOT_CLOSED;
        return -1;
    }

    /** Goes back to the end of the line on which the damaged row began. */
    private void recover() throws IOException {
        line = rowLine;
        position = rowStart;
        while (position < end) {
            char c = buffer[position++];
            if (c == '\n' || c == '\r') {
                rowEnd = position - 1 - rowStart;
                passLineEnd(c);
                return;
            }
        }
        kept = new String(buffer, rowStart, Math.min(KEPT_OF_TOO_LONG, end - rowStart));
        while (true) {
            rowStart = position;
            if (position == end && (ended || !fillWholly())) {
                return;
            }
            char c = buffer[position++];
            if (c == '\n' || c == '\r') {
                passLineEnd(c);
                return;
            }
        }
    }

    private void passLineEnd(char c) {
        line++;
        afterCarriageReturn = c == '\r';
    }

    private boolean fillWholly() throws IOException {
        rowStart = 0;
        position = 0;
        end = 0;
        return fill();
    }

    /** Reads more behind the row that is being read; false at the end of the text, or where the row is over its limit. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (rowStart > 0) {
            System.arraycopy(buffer, rowStart, buffer, 0, end - rowStart);
            position -= rowStart;
            end -= rowStart;
            rowStart = 0;
        }
        if (end == buffer.length) {
            if (end >= ROW_LIMIT) {
                damage = Damage.TOO_LONG;
                return false;
            }
            buffer = Arrays.copyOf(buffer, end * 2);
        }
        int read = reader.read(buffer, end, buffer.length - end);
        if (read <= 0) {
            ended = true;
            return false;
        }
        end += read;
        return true;
    }
}
