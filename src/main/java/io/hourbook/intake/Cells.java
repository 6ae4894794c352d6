package io.hourbook.intake;

import io.hourbook.name.FoldedName;
import io.hourbook.format.Field;
import io.hourbook.format.SourceFormat;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** The cells of the row at hand by field, cleaned; the first thing that is wrong with them is kept. */
final class Cells {

    /** What the books keep of a name, an id and a text, in characters. */
    static final int NAME_LIMIT = 255;

    static final int ID_LIMIT = 190;
    static final int TEXT_LIMIT = 16_000;

    private static final Instant LAST = Instant.parse("2101-01-01T00:00:00Z");

    private final Columns columns;
    private final SourceFormat format;
    private RowReader row;
    private Trouble trouble;

    Cells(Columns columns, SourceFormat format) {
        this.columns = columns;
        this.format = format;
    }

    void on(RowReader next) {
        row = next;
        trouble = null;
    }

    Trouble trouble() {
        return trouble;
    }

    void trouble(Trouble found) {
        if (trouble == null) {
            trouble = found;
        }
    }

    /** The first filled cell of the field, or null. */
    String value(Field field) {
        for (int column : columns.of(field)) {
            String value = value(column);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The cell without blanks around it and without control characters, or null where nothing is left. */
    String value(int column) {
        if (row.empty(column)) {
            return null;
        }
        String text = row.field(column);
        int from = 0;
        int to = text.length();
        while (from < to && FoldedName.isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && FoldedName.isBlank(text.charAt(to - 1))) {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return clean(text, from, to, column);
            }
        }
        return from == to ? null : text.substring(from, to);
    }

    /** A name, in one line; null where the row says nothing. */
    String name(Field field, int limit) {
        String name = value(field);
        if (name == null) {
            return null;
        }
        if (name.length() > limit) {
            trouble(Troubles.tooLong(columns, field, name.length(), limit));
        }
        return name.indexOf('\n') >= 0 ? name.replace('\n', ' ') : name;
    }

    /** Free text, never null. What is beyond the limit is left to the raw row: no hour is lost over a long note. */
    String text(Field field) {
        String text = value(field);
        if (text == null) {
            return "";
        }
        if (text.length() <= TEXT_LIMIT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT_LIMIT - 1)) ? TEXT_LIMIT - 1 : TEXT_LIMIT;
        return text.substring(0, end) + "…";
    }

    /** Yes, no, or null where the row says nothing. */
    Boolean yesNo(Field field) {
        String value = value(field);
        if (value == null) {
            return null;
        }
        String word = FoldedName.of(value);
        if (format.yes().contains(word)) {
            return Boolean.TRUE;
        }
        if (!format.no().contains(word)) {
            trouble(Troubles.unknownWord(columns, field, value, format));
        }
        return Boolean.FALSE;
    }

    /** The source's own stamp of the last change, to the millisecond, or null where it has none. */
    Instant modifiedAt() {
        String text = value(Field.MODIFIED);
        if (text == null) {
            return null;
        }
        try {
            Instant stamp = OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
            if (!stamp.isBefore(Instant.EPOCH) && stamp.isBefore(LAST)) {
                return stamp.truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeParseException e) {
            // said below, in words
        }
        trouble(Troubles.modified(columns, text));
        return null;
    }

    private String clean(String text, int from, int to, int column) {
        StringBuilder clean = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                trouble(Troubles.controlCharacter(columns, column));
            } else if (c == '\r') {
                // a line end is one character inside a value, however the file writes it
                clean.append(i + 1 < to && text.charAt(i + 1) == '\n' ? "" : "\n");
            } else {
                clean.append(c == '\n' || c == '\t' || !Character.isISOControl(c) ? c : ' ');
            }
        }
        String stripped = clean.toString().strip();
        return stripped.isEmpty() ? null : stripped;
    }
}
