package io.hourbook.allocation;

import io.hourbook.rounding.Rounding;
import io.hourbook.rounding.TimeRule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The entries of one worker, project, service and date that are rounded as one: the message of
 * routes/process/round-day.
 *
 * @param rule    of the project or its client, or null where the mappings no longer have it: the seconds stand then
 * @param entries in order of start
 * @param rounded seconds of each entry, in the same order, once rounded
 */
public record RoundingDay(String key, TimeRule rule, List<Entry> entries, List<Long> rounded) {

    /** One allocated entry of the day. */
    public record Entry(
            long entryId, LocalDate workDate, long rawSeconds, long seconds, BigDecimal rate, String rateCurrency, String currency,
            String client, String retainer, Integer groupId) {}

    /** The sum is rounded; the parts sum to it. Pure. */
    RoundingDay round() {
        List<Long> raw = entries.stream().map(Entry::rawSeconds).toList();
        return new RoundingDay(key, rule, entries, rule == null ? entries.stream().map(Entry::seconds).toList() : Rounding.roundDay(raw, rule));
    }
}
