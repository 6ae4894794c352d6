package io.hourbook.report;

import io.hourbook.allocation.Reason;
import io.hourbook.allocation.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Held entries, each once, under its first reason, as the run's summary counts them. */
public final class HeldFirst {

    /** The reasons for a hold in the order of their precedence. */
    public static final List<String> WORDS = Arrays.stream(Reason.values())
            .filter(reason -> reason.standing() == Standing.HELD)
            .map(Reason::word)
            .toList();

    /** The same for {@code field(reason, …)}. */
    public static final String REASONS = WORDS.stream().map(word -> "'" + word + "'").collect(Collectors.joining(","));

    // asked for by their reasons, which are indexed: what is on hold is few beside all that ever came in
    /** Begins a statement: {@code first} has entry_id, reason, detail, pay, bill; an entry's first reason has place 1. */
    public static final String WITH = """
            with side as (
              select entry_id, reason, detail, 1 as pay, 0 as bill from pay_allocation where reason in (%1$s) and state = 'held'
              union all
              select entry_id, reason, detail, 0, 1 from bill_allocation where reason in (%1$s) and state = 'held'
              union all
              select entry_id, 'retainer-exhausted', concat('the retainer ', retainer, ' is used up'), 0, 1 from drawing where rest_held
            ), first as (
              select entry_id, reason, detail, max(pay) over (partition by entry_id) as pay, max(bill) over (partition by entry_id) as bill,
                row_number() over (partition by entry_id order by field(reason, %1$s), side.pay desc) as place
              from side
            )""".formatted(REASONS);

    private HeldFirst() {}

    /** What waits: {@code pay}, {@code billing} or {@code pay and billing}. */
    public static String side(boolean pay, boolean bill) {
        return pay && bill ? "pay and billing" : pay ? "pay" : "billing";
    }
}
