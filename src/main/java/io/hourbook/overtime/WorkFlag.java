package io.hourbook.overtime;

import java.time.LocalDate;

/**
 * Something that working time law would have a person look at; it never changes what is paid.
 *
 * @param date     the day it is about; the first of the week for the weekly flags
 * @param flag     one of the names below; at most once for each date
 * @param sentence for people, with the citation: at most 255 characters
 */
public record WorkFlag(LocalDate date, String flag, String sentence) {

    /** A day's hours are over the limit. */
    public static final String DAILY_HOURS = "daily-hours";

    /** Too little rest before the day's first work. */
    public static final String DAILY_REST = "daily-rest";

    /** No day off in the week. */
    public static final String WEEKLY_REST = "weekly-rest";

    /** Too long at a stretch. */
    public static final String BREAK = "break";

    /** A week's hours are over what the law allows on average. */
    public static final String WEEKLY_HOURS = "weekly-hours";
}
