package io.hourbook.overtime;

import java.time.LocalDate;

/**
 * The part of an entry that lies on one local date.
 *
 * @param entryId the entry it is cut from
 * @param date    the local date in the entry's own zone
 * @param seconds more than 0
 */
public record WorkSlice(long entryId, LocalDate date, long seconds) {}
