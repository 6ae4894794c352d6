package io.hourbook.allocation;

import io.hourbook.database.BulkInsert;
import io.hourbook.database.PassGuard;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.entry.Marks;
import io.hourbook.entry.TimeEntry;
import io.hourbook.entry.WorkQueue;
import io.hourbook.mapping.Policies;
import io.hourbook.mapping.Worker;
import io.hourbook.overtime.Overtime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What became of entries, on both sides. A chunk is stored in one transaction with the marks of every group it touches or
 * leaves, and its work rows go in the same. Bean {@code allocations}.
 */
public final class AllocationStore {

    private static final int CHUNK = 1_000;
    private static final String KNOWN = """
            select exists (select 1 from pay_allocation where entry_id between ? and ?)
                or exists (select 1 from bill_allocation where entry_id between ? and ?),
              exists (select 1 from dead_letter where entry_id between ? and ? and state in ('open', 'replayed'))""";
    private static final int PAY_COLUMNS = 18;
    private static final String PAY = """
            into pay_allocation (entry_id, state, reason, detail, flow, worker, project, service, account,
                raw_seconds, seconds, cost_rate, currency, amount, start_at, work_date, group_id, mapping_version_id) values""";
    private static final int BILL_COLUMNS = 28;
    private static final String BILL = """
            into bill_allocation (entry_id, state, reason, detail, flow, section, worker, client, project, service,
                account, raw_seconds, seconds, time_rule, rounding_day, rate, rate_currency, rate_at, money_rounding,
                fx_lock, currency, amount, exchange, start_at, work_date, retainer, group_id, mapping_version_id) values""";

    private final int chunk;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final WorkQueue work;
    private final DeadLetters deadLetters;
    private final Marks marks;
    private final DocumentGroups groups;
    private final BulkInsert insertPay;
    private final BulkInsert replacePay;
    private final BulkInsert insertBill;
    private final BulkInsert replaceBill;

    public AllocationStore(JdbcTemplate jdbc, TransactionTemplate transaction, WorkQueue work, DocumentGroups groups, DeadLetters deadLetters) {
        this(jdbc, transaction, work, groups, deadLetters, CHUNK);
    }

    /** @param chunk how many entries are stored in one transaction */
    AllocationStore(
            JdbcTemplate jdbc, TransactionTemplate transaction, WorkQueue work, DocumentGroups groups, DeadLetters deadLetters, int chunk) {
        this.chunk = chunk;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.work = work;
        this.groups = groups;
        this.deadLetters = deadLetters;
        this.marks = new Marks(jdbc);
        this.insertPay = new BulkInsert(jdbc, "insert " + PAY, PAY_COLUMNS, "");
        this.replacePay = new BulkInsert(jdbc, "replace " + PAY, PAY_COLUMNS, "");
        this.insertBill = new BulkInsert(jdbc, "insert " + BILL, BILL_COLUMNS, "");
        this.replaceBill = new BulkInsert(jdbc, "replace " + BILL, BILL_COLUMNS, "");
    }

    /** The next entries to allocate, as messages for the routes; empty when the walk is done, or another lane failed. */
    public List<Outcome> next(PassContext pass) {
        if (!PassGuard.here().goesOn()) {
            return List.of();
        }
        List<TimeEntry> entries = work.next(chunk);
        Policies policies = pass.book().policies();
        boolean asked = !policies.rollout().everybody() || policies.closed().holdsLate();
        Map<Long, Outcome.Booked> booked = asked ? booked(entries) : Map.of();
        return entries.stream().map(entry -> Outcome.of(pass, entry, booked.get(entry.id()))).toList();
    }

    /** Only where somebody is left out or held for it: what is booked is not left out any more, and is never late. */
    private Map<Long, Outcome.Booked> booked(List<TimeEntry> entries) {
        Map<Long, Outcome.Booked> booked = new HashMap<>();
        if (!entries.isEmpty()) {
            jdbc.query(
                    """
                    select p.entry_id, if(p.state = 'allocated', p.worker, null), p.project, b.state = 'allocated'
                    from pay_allocation p join bill_allocation b on b.entry_id = p.entry_id
                    where (p.state = 'allocated' or b.state = 'allocated') and p.entry_id in (%s?)""".formatted("?,".repeat(entries.size() - 1)),
                    row -> {
                        booked.put(row.getLong(1), new Outcome.Booked(row.getString(2), row.getString(3), row.getBoolean(4)));
                    },
                    entries.stream().map(entry -> (Object) entry.id()).toArray());
        }
        return booked;
    }

    /** Stores a chunk of outcomes. Entries that are not among them keep their work row. */
    public void store(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        groups.ensure(outcomes.stream()
                .flatMap(outcome -> Stream.of(outcome.pay().group(), outcome.bill().group()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        transaction.executeWithoutResult(status -> {
            Object[] ids = outcomes.stream().map(outcome -> (Object) outcome.entry().id()).toArray();
            Known known = known(outcomes);
            Touched touched = new Touched();
            outcomes.forEach(touched::enter);
            if (known.allocated()) {
                AgreedPrices agreed = new AgreedPrices(jdbc, ids);
                touched.leave(ids);
                replacePay.insert(outcomes.stream().map(this::payRow).map(agreed::pay).toList());
                replaceBill.insert(outcomes.stream().map(outcome -> agreed.bill(billRow(outcome), outcome)).toList());
            } else {
                insertPay.insert(outcomes.stream().map(this::payRow).toList());
                insertBill.insert(outcomes.stream().map(this::billRow).toList());
            }
            if (known.failed()) {
                deadLetters.resolveEntries(outcomes.stream().map(outcome -> outcome.entry().id()).toList());
            }
            jdbc.update("delete from work where entry_id in (" + "?,".repeat(ids.length - 1) + "?)", ids);
            // last, for lanes touch the same groups: whoever marks one first makes the other wait until it is through
            marks.set(touched.keys);
        });
    }

    /**
     * What is there already of the entries from the first to the last of a chunk.
     *
     * @param allocated whether any of them has been allocated before; where none has, there is nothing to leave and nothing to keep
     * @param failed    whether any of them is a dead letter
     */
    private record Known(boolean allocated, boolean failed) {}

    private Known known(List<Outcome> outcomes) {
        LongSummaryStatistics ids = outcomes.stream().mapToLong(outcome -> outcome.entry().id()).summaryStatistics();
        return jdbc.queryForObject(
                KNOWN, (row, n) -> new Known(row.getBoolean(1), row.getBoolean(2)),
                ids.getMin(), ids.getMax(), ids.getMin(), ids.getMax(), ids.getMin(), ids.getMax());
    }

    private Object[] payRow(Outcome outcome) {
        PaySide pay = outcome.pay();
        TimeEntry entry = outcome.entry();
        return new Object[] {
            entry.id(), pay.verdict().standing().word(), word(pay.verdict().reason()), cut(pay.verdict().detail()),
            pay.flow() == null ? null : pay.flow().word(), entry.worker(),
            outcome.project() == null ? null : outcome.project().project(),
            outcome.service() == null ? null : outcome.service().service(), pay.account(), entry.seconds(), pay.seconds(), pay.costRate(),
            pay.currency(), pay.amount(), LocalDateTime.ofInstant(entry.startAt(), ZoneOffset.UTC), entry.workDate(),
            groups.id(pay.group()), outcome.pass().versionId()
        };
    }

    private Object[] billRow(Outcome outcome) {
        BillSide bill = outcome.bill();
        TimeEntry entry = outcome.entry();
        boolean allocated = bill.verdict().allocated();
        return new Object[] {
            entry.id(), bill.verdict().standing().word(), word(bill.verdict().reason()), cut(bill.verdict().detail()),
            bill.flow() == null ? null : bill.flow().word(), bill.section(), entry.worker(),
            outcome.client() == null ? null : outcome.client().client(),
            outcome.project() == null ? null : outcome.project().project(),
            outcome.service() == null ? null : outcome.service().service(), bill.account(), entry.seconds(), bill.seconds(),
            bill.timeRule(), allocated ? bill.roundingDay() : null, bill.rate() == null ? null : bill.rate().rate(),
            bill.rate() == null ? null : bill.rate().currency(), bill.rate() == null ? null : bill.rate().at(),
            outcome.client() == null ? null : outcome.client().moneyRounding().word(),
            outcome.client() == null ? null : outcome.client().fxLock().name().toLowerCase(java.util.Locale.ROOT),
            bill.currency(), bill.amount(), ExchangeJson.of(bill.exchange()), LocalDateTime.ofInstant(entry.startAt(), ZoneOffset.UTC),
            entry.workDate(), allocated && bill.flow() == Flow.RETAINER ? outcome.project().retainer() : null,
            groups.id(bill.group()), outcome.pass().versionId()
        };
    }

    private static String word(Reason reason) {
        return reason == null ? null : reason.word();
    }

    private static String cut(String detail) {
        return detail == null || detail.length() <= 500 ? detail : detail.substring(0, 499) + "…";
    }

    /** The groups that a chunk's allocations leave and enter. */
    private final class Touched {

        private final Map<Marks.Kind, Set<String>> keys = new EnumMap<>(Marks.Kind.class);

        void leave(Object[] entryIds) {
            String in = " in (" + "?,".repeat(entryIds.length - 1) + "?)";
            jdbc.query(
                    "select group_id from pay_allocation where group_id is not null and entry_id" + in,
                    row -> {
                        add(Marks.Kind.DOCUMENT, row.getString(1));
                    },
                    entryIds);
            jdbc.query(
                    "select week_from, p.worker, max(p.work_date) from pay_part p join pay_allocation a on a.worker = p.worker"
                            + " and p.entry_id = a.entry_id and p.week_from between a.work_date - interval 40 day and a.work_date + interval 40 day"
                            + " where a.flow = 'payroll' and a.entry_id" + in + " group by week_from, p.worker",
                    row -> {
                        payWeeks(row.getString(2), row.getObject(1, LocalDate.class), row.getObject(3, LocalDate.class));
                    },
                    entryIds);
            jdbc.query(
                    "select group_id, retainer, rounding_day from bill_allocation where entry_id" + in,
                    row -> {
                        add(Marks.Kind.DOCUMENT, row.getString(1));
                        add(Marks.Kind.RETAINER, row.getString(2));
                        add(Marks.Kind.ROUNDING_DAY, row.getString(3));
                    },
                    entryIds);
        }

        void enter(Outcome outcome) {
            add(Marks.Kind.DOCUMENT, groups.id(outcome.pay().group()));
            add(Marks.Kind.DOCUMENT, groups.id(outcome.bill().group()));
            if (outcome.pay().flow() == Flow.PAYROLL) {
                payWeeks(outcome.entry(), outcome.pay().seconds(), outcome.worker());
            }
            if (outcome.bill().verdict().allocated()) {
                add(Marks.Kind.ROUNDING_DAY, outcome.bill().roundingDay());
                add(Marks.Kind.RETAINER, outcome.bill().flow() == Flow.RETAINER ? outcome.project().retainer() : null);
            }
        }

        /** Paid time may end in another week than recorded time: neutral rounding moves its end. */
        private void payWeeks(TimeEntry entry, long paid, Worker worker) {
            LocalDate last = entry.timed()
                    ? entry.startAt().plusSeconds(Math.max(0, paid - 1)).atZone(entry.zone()).toLocalDate()
                    : entry.workDate();
            payWeeks(worker.worker(), Overtime.weekOf(entry.workDate(), worker.workweekStarts()), last);
        }

        /** The first rest of a week is measured from the day before it: work on a week's last day concerns the next week, too. */
        private void payWeeks(String worker, LocalDate first, LocalDate last) {
            for (LocalDate week = first; !week.isAfter(last.plusDays(1)); week = week.plusWeeks(1)) {
                add(Marks.Kind.PAY_WEEK, worker + "|" + week);
            }
        }

        private void add(Marks.Kind kind, Object key) {
            if (key != null) {
                keys.computeIfAbsent(kind, any -> new TreeSet<>()).add(key.toString());
            }
        }
    }
}
