package io.hourbook.format;

import java.util.Locale;

/** What a column of an export can carry. In a format file a field is written in lower case with hyphens. */
public enum Field {
    ID,
    WORKER,
    FIRST_NAME,
    LAST_NAME,
    EMAIL,
    CLIENT,
    PROJECT,
    SERVICE,
    NOTES,
    TAGS,
    TYPE,
    BILLABLE,
    INVOICED,
    APPROVED,
    /** The date on which the entry starts. */
    DATE,
    /** The time at which it starts, or date and time at once, with or without an offset. */
    START,
    END_DATE,
    END,
    /** The length as {@code h:mm}, {@code h:mm:ss}, ISO-8601 or a bare number. */
    DURATION,
    /** The length in hours as a decimal. */
    HOURS,
    /** What of end minus start was a break and is not in the length. */
    BREAK,
    /** When the source last changed the row. */
    MODIFIED;

    /** The field's name in a format file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The field of that name, or null. */
    static Field of(String word) {
        for (Field field : values()) {
            if (field.word().equals(word)) {
                return field;
            }
        }
        return null;
    }
}
