package io.hourbook.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * One live entry as it is stored: the current revision of one piece of recorded time.
 *
 * @param id         the store's own number
 * @param source     the configured source it came from
 * @param key        the source's id, or a short stable key where the source has none: what people type
 * @param revision   1 for the first, one more for each amendment
 * @param names      people and things as the source calls them
 * @param worker     the books' worker, or null while unmapped
 * @param startAt    the start as an instant; local midnight for a date-only entry
 * @param zone       the zone it was recorded in
 * @param timed      false for date-only entries
 * @param workDate   the date on which it starts, in its zone
 * @param seconds    whole seconds, 0 or more
 * @param billable   what the source says; true where it says nothing
 * @param invoiced   true where the source marks it as already invoiced
 * @param approval   what the source says of approval
 * @param notes      free text, never null
 * @param suspicions every reason why a person should look first
 * @param conflict   true where the order of two revisions cannot be told
 * @param file       the file of the current revision
 * @param line       its line there
 */
public record TimeEntry(
        long id,
        String source,
        String key,
        int revision,
        Names names,
        String worker,
        Instant startAt,
        ZoneId zone,
        boolean timed,
        LocalDate workDate,
        long seconds,
        boolean billable,
        boolean invoiced,
        Approval approval,
        String notes,
        Set<Suspicion> suspicions,
        boolean conflict,
        String file,
        long line) {

    /** The name of this entry everywhere outside: {@code clockify-los-angeles:7f3k…}. */
    public String reference() {
        return source + ":" + key;
    }
}
