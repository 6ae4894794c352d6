package io.hourbook.payroll;

import io.hourbook.mapping.Worker;
import io.hourbook.overtime.OvertimeRule;
import io.hourbook.overtime.PayPart;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * One worker's workweek: the message of routes/process/recompute-pay-weeks.
 *
 * @param worker  whose week
 * @param rule    of the worker's jurisdiction
 * @param from    the week's first date
 * @param entries every live entry that has seconds in the week, in order of start
 * @param parts   the week's seconds by entry, date and pay code, once overtime has been split
 */
public record PayWeek(Worker worker, OvertimeRule rule, LocalDate from, List<Work> entries, List<PayPart> parts) {

    /** One entry's labour. */
    public record Work(
            long entryId,
            Instant startAt,
            ZoneId zone,
            boolean timed,
            LocalDate workDate,
            long seconds,
            String service,
            String account,
            BigDecimal costRate,
            String currency) {}

    PayWeek split(List<PayPart> payParts) {
        return new PayWeek(worker, rule, from, entries, payParts);
    }
}
