package io.hourbook.payroll;

import io.hourbook.mapping.Worker;
import io.hourbook.overtime.OvertimeRule;
import io.hourbook.overtime.PayPart;
import io.hourbook.overtime.WorkFlag;
import io.hourbook.overtime.Worked;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * One worker's workweek: the message of routes/process/split-pay-week.
 *
 * @param worker  whose week
 * @param rule    of the worker's jurisdiction
 * @param from    the week's first date
 * @param entries every live entry that has seconds in the week or on the day before it, from which the week's first rest is
 *                measured; in order of start
 * @param parts   the week's seconds by entry, date and pay code, once overtime has been split
 * @param flags   what a person should look at, once working time has been looked through
 */
public record PayWeek(
        Worker worker, OvertimeRule rule, LocalDate from, List<Work> entries, List<PayPart> parts, List<WorkFlag> flags) {

    /**
     * One entry's labour.
     *
     * @param seconds    paid
     * @param rawSeconds recorded; the same unless the company rounds paid time
     */
    public record Work(
            long entryId,
            Instant startAt,
            ZoneId zone,
            boolean timed,
            LocalDate workDate,
            long seconds,
            long rawSeconds,
            String service,
            String account,
            BigDecimal costRate,
            String currency) {

        Worked paid() {
            return new Worked(entryId, startAt, zone, seconds, timed, workDate);
        }

        Worked recorded() {
            return new Worked(entryId, startAt, zone, rawSeconds, timed, workDate);
        }
    }

    /** Whose week it is says which; its entries are many, and Camel asks for this at every look at a batch. */
    @Override
    public int hashCode() {
        return 31 * worker.worker().hashCode() + from.hashCode();
    }

    PayWeek split(List<PayPart> payParts) {
        return new PayWeek(worker, rule, from, entries, payParts, flags);
    }

    PayWeek flagged(List<WorkFlag> workFlags) {
        return new PayWeek(worker, rule, from, entries, parts, workFlags);
    }
}
