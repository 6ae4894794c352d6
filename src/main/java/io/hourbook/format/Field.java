package io.hourbook.format;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

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
    MODIFIED,
    /** Expenses: what was spent on. */
    CATEGORY,
    /** Expenses: who was paid. */
    VENDOR,
    /** Expenses: what was spent, in the currency beside it or in the header: {@code Amount (USD)}. */
    AMOUNT,
    CURRENCY,
    /** Expenses: how many of what is reimbursed by a rate, such as miles or days. */
    UNITS,
    /** Expenses: whether the worker paid and is owed it; no: the company paid. */
    REIMBURSABLE,
    /** Expenses: the name of the receipt's file. */
    RECEIPT,
    /** Expenses: yes where the expense is no more. */
    DELETED;

    private static final Set<Field> OF_TIME = EnumSet.of(SERVICE, TAGS, START, END_DATE, END, DURATION, HOURS, BREAK);
    private static final Set<Field> OF_EXPENSES = EnumSet.range(CATEGORY, DELETED);

    /** Whether a row of this kind can have it. */
    boolean of(SourceFormat.Kind kind) {
        return !(kind == SourceFormat.Kind.EXPENSE ? OF_TIME : OF_EXPENSES).contains(this);
    }

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
