package io.hourbook.mapping;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One configured account or feed of a tracker: an inbox folder, its format and what cannot be read from its rows.
 *
 * @param source    the inbox folder's name
 * @param format    the format's file stem under {@code mappings/sources/}
 * @param zone      the zone of its wall times, or null: the worker's
 * @param dateOrder how its dates are written where the format leaves it to the account's profile, or null
 * @param starts    earlier work is excluded as before-start, or null
 * @param at        where the row stands
 */
public record Source(String source, String format, ZoneId zone, DateOrder dateOrder, LocalDate starts, String at) {

    public enum DateOrder {
        YMD,
        MDY,
        DMY
    }
}
