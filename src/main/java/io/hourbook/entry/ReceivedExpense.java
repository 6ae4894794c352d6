package io.hourbook.entry;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Money spent, as a source delivered it, in Hourbook's own terms. Either {@code amount} or {@code units} is there, or both; what was
 * spent is then the amount.
 *
 * @param line         the row's first line in its file, from 1
 * @param raw          the row as it was received, to be shown and kept
 * @param sourceId     the source's own id, or null where it has none
 * @param names        people and things as the source calls them; no service
 * @param category     what it was spent on, as the source calls it, or null
 * @param vendor       who was paid, or null
 * @param spentOn      the date
 * @param ordinal      1 for the first of the equal keys in file order, 2 for the second …; always 1 for rows with an id
 * @param units        how many of what is reimbursed by a rate, 0 or more, or null
 * @param amount       0 or more, no finer than the currency's minor unit, or null
 * @param currency     ISO 4217, of the amount; null where there is none
 * @param billable     what the source says, or null where it says nothing
 * @param reimbursable whether the worker paid and is owed it, or null where the source says nothing
 * @param invoiced     true where the source marks it as already invoiced
 * @param approval     what the source says of approval
 * @param deleted      true where the source says that it is no more
 * @param receipt      the name of the receipt's file, or null
 * @param notes        free text, never null
 * @param modifiedAt   the source's own stamp of the last change, or null
 */
public record ReceivedExpense(
        long line,
        String raw,
        String sourceId,
        Names names,
        String category,
        String vendor,
        LocalDate spentOn,
        int ordinal,
        BigDecimal units,
        BigDecimal amount,
        String currency,
        Boolean billable,
        Boolean reimbursable,
        boolean invoiced,
        Approval approval,
        boolean deleted,
        String receipt,
        String notes,
        Instant modifiedAt)
        implements ReceivedRow {}
