package io.hourbook.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * One piece of recorded time as a source delivered it, in Hourbook's own terms.
 *
 * @param line       the row's first line in its file, from 1
 * @param raw        the row as it was received, to be shown and kept
 * @param sourceId   the source's own id, or null where it has none
 * @param names      people and things as the source calls them
 * @param wallStart  start by the wall clock in {@code zone}; local midnight of the date for a date-only row
 * @param zone       the zone the wall time is in
 * @param startAt    the start as an instant
 * @param timed      false for a row that has a date and no time: it cannot overlap
 * @param ordinal    1 for the first of the equal keys in file order, 2 for the second …; always 1 for timed rows and rows with an id
 * @param workDate   the date on which the entry starts, in its zone
 * @param seconds    whole seconds, 0 or more
 * @param billable   what the source says, or null where it says nothing
 * @param invoiced   true where the source marks the entry as already invoiced, exported or billed
 * @param approval   what the source says of approval
 * @param notes      free text, never null
 * @param tags       comma separated, never null
 * @param modifiedAt the source's own stamp of the last change, or null
 * @param suspicions found in the row alone
 */
public record ReceivedEntry(
        long line,
        String raw,
        String sourceId,
        Names names,
        LocalDateTime wallStart,
        ZoneId zone,
        Instant startAt,
        boolean timed,
        int ordinal,
        LocalDate workDate,
        long seconds,
        Boolean billable,
        boolean invoiced,
        Approval approval,
        String notes,
        String tags,
        Instant modifiedAt,
        Set<Suspicion> suspicions)
        implements ReceivedRow {}
