package io.hourbook.payroll;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.PassContext;
import io.hourbook.database.BulkInsert;
import io.hourbook.entry.Marks;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import io.hourbook.overtime.Overtime;
import io.hourbook.overtime.OvertimeRule;
import io.hourbook.overtime.PayCode;
import io.hourbook.overtime.PayPart;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Marked pay weeks, loaded whole and stored whole. Bean {@code payWeeks}. */
public final class PayWeeks {

    /** Marks are taken in key order, so a batch holds whole runs of weeks of a few workers. */
    private static final int BATCH = 400;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Marks marks;
    private final DocumentGroups groups;
    private final BulkInsert insert;
    private final PayFlags flags;

    public PayWeeks(JdbcTemplate jdbc, TransactionTemplate transaction, DocumentGroups groups) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.groups = groups;
        this.marks = new Marks(jdbc);
        this.insert = new BulkInsert(
                jdbc,
                "insert into pay_part (week_from, worker, entry_id, work_date, code, seconds, service, account, cost_rate, currency) values",
                10,
                "");
        this.flags = new PayFlags(jdbc);
    }

    /**
     * The next marked weeks with all their live entries and those of the day before; empty when none is left.
     *
     * @throws Problem RUN-202 for a worker that has paid work and that the mappings no longer have
     */
    public List<PayWeek> next(PassContext pass) {
        List<String> keys = marks.first(Marks.Kind.PAY_WEEK, BATCH);
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<String, Set<LocalDate>> weeks = new LinkedHashMap<>();
        for (String key : keys) {
            int bar = key.lastIndexOf('|');
            weeks.computeIfAbsent(key.substring(0, bar), any -> new TreeSet<>()).add(LocalDate.parse(key.substring(bar + 1)));
        }
        Map<String, List<PayWeek.Work>> labour = labour(weeks);
        List<PayWeek> loaded = new ArrayList<>(keys.size());
        weeks.forEach((worker, froms) -> froms.forEach(
                from -> loaded.add(week(pass.book(), worker, from, labour.getOrDefault(worker, List.of())))));
        return loaded;
    }

    private static PayWeek week(MappingBook book, String workerId, LocalDate from, List<PayWeek.Work> labour) {
        Worker worker = book.workers().get(workerId);
        if (worker == null) {
            throw new Problem(new Finding(
                    "RUN-202", "mappings/workers.csv", "worker " + workerId + " has paid work and is no longer there", workerId,
                    "its row, with the first day no longer in force under until", "put the row back and save: the run goes on by itself"));
        }
        LocalDate until = from.plusWeeks(1);
        // a week that begins on another day than the worker's weeks do now is left empty: its hours stand in others
        boolean ours = Overtime.weekOf(from, worker.workweekStarts()).equals(from);
        List<PayWeek.Work> inWeek = labour.stream()
                .filter(work -> ours && work.workDate().isBefore(until) && !lastDate(work).isBefore(from.minusDays(1)))
                .toList();
        OvertimeRule rule = book.policies().overtime().get(worker.jurisdiction());
        return new PayWeek(worker, rule, from, inWeek, List.of(), List.of());
    }

    private static LocalDate lastDate(PayWeek.Work work) {
        return work.timed()
                ? work.startAt().plusSeconds(Math.max(0, work.seconds() - 1)).atZone(work.zone()).toLocalDate()
                : work.workDate();
    }

    private Map<String, List<PayWeek.Work>> labour(Map<String, Set<LocalDate>> weeks) {
        LocalDate first = weeks.values().stream().flatMap(Set::stream).min(LocalDate::compareTo).orElseThrow();
        LocalDate last = weeks.values().stream().flatMap(Set::stream).max(LocalDate::compareTo).orElseThrow();
        List<Object> arguments = new ArrayList<>(weeks.keySet());
        // an entry that starts up to a month before the week may still reach into it
        arguments.add(first.minusDays(31));
        arguments.add(last.plusDays(6));
        Map<String, List<PayWeek.Work>> labour = new HashMap<>();
        jdbc.query(
                """
                select a.worker, a.entry_id, a.start_at, e.zone, e.timed, a.work_date, a.seconds, a.raw_seconds, a.service, a.account,
                    a.cost_rate, a.currency
                from pay_allocation a join entry e on e.id = a.entry_id
                where a.worker in (%s) and a.work_date between ? and ? and a.state = 'allocated' and a.flow = 'payroll'
                order by a.worker, a.start_at, e.line, a.entry_id"""
                        .formatted("?,".repeat(weeks.size() - 1) + "?"),
                row -> {
                    labour.computeIfAbsent(row.getString("worker"), any -> new ArrayList<>()).add(work(row));
                },
                arguments.toArray());
        return labour;
    }

    private static PayWeek.Work work(ResultSet row) throws SQLException {
        return new PayWeek.Work(
                row.getLong("entry_id"),
                row.getObject("start_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                ZoneId.of(row.getString("zone")),
                row.getBoolean("timed"),
                row.getObject("work_date", LocalDate.class),
                row.getLong("seconds"),
                row.getLong("raw_seconds"),
                row.getString("service"),
                row.getString("account"),
                row.getBigDecimal("cost_rate"),
                row.getString("currency"));
    }

    /** Stores recomputed weeks; one whose hours came to the same leaves its documents alone, whatever its flags came to. */
    public void store(PassContext pass, List<PayWeek> weeks) {
        List<Row> wanted = weeks.stream().flatMap(week -> rows(week).stream()).toList();
        Set<WeekKey> keys = new LinkedHashSet<>();
        weeks.forEach(week -> keys.add(WeekKey.of(week)));
        if (keys.isEmpty()) {
            return;
        }
        Map<WeekKey, Set<Row>> before = byWeek(read(keys));
        Map<WeekKey, Set<Row>> after = byWeek(wanted);
        List<WeekKey> changed = keys.stream()
                .filter(week -> !before.getOrDefault(week, Set.of()).equals(after.getOrDefault(week, Set.of())))
                .toList();
        Set<GroupKey> touched = touched(pass, changed, before, after);
        groups.ensure(touched);
        transaction.executeWithoutResult(status -> {
            if (!changed.isEmpty()) {
                jdbc.batchUpdate(
                        "delete from pay_part where week_from = ? and worker = ?",
                        changed.stream().map(week -> new Object[] {week.from(), week.worker()}).toList());
                insert.insert(changed.stream()
                        .flatMap(week -> after.getOrDefault(week, Set.of()).stream())
                        .map(Row::values)
                        .toList());
                marks.set(Marks.Kind.DOCUMENT, touched.stream().map(key -> groups.id(key).toString()).toList());
            }
            flags.replace(weeks);
            marks.clear(Marks.Kind.PAY_WEEK, keys.stream().map(WeekKey::mark).toList());
        });
    }

    private static Set<GroupKey> touched(
            PassContext pass, List<WeekKey> changed, Map<WeekKey, Set<Row>> before, Map<WeekKey, Set<Row>> after) {
        Set<GroupKey> touched = new LinkedHashSet<>();
        String target = pass.book().defaultTarget();
        for (WeekKey week : changed) {
            touched.add(GroupKey.payroll(target, week.from()));
            for (Map<WeekKey, Set<Row>> side : List.of(before, after)) {
                for (Row row : side.getOrDefault(week, Set.of())) {
                    touched.add(GroupKey.labour(target, row.currency, YearMonth.from(row.workDate)));
                }
            }
        }
        return touched;
    }

    private static List<Row> rows(PayWeek week) {
        Map<Long, PayWeek.Work> works = new HashMap<>();
        week.entries().forEach(work -> works.put(work.entryId(), work));
        Map<List<Object>, Row> rows = new LinkedHashMap<>();
        for (PayPart part : week.parts()) {
            PayWeek.Work work = works.get(part.entryId());
            rows.merge(
                    List.of(part.entryId(), part.date(), part.code()),
                    new Row(
                            week.from(), week.worker().worker(), part.entryId(), part.date(), part.code(), part.seconds(),
                            work.service(), work.account(), work.costRate().setScale(6), work.currency()),
                    Row::plus);
        }
        return List.copyOf(rows.values());
    }

    private List<Row> read(Set<WeekKey> weeks) {
        return jdbc.query(
                "select * from pay_part where " + WeekKey.among(weeks),
                (row, n) -> new Row(
                        row.getObject("week_from", LocalDate.class), row.getString("worker"), row.getLong("entry_id"),
                        row.getObject("work_date", LocalDate.class), PayCode.valueOf(row.getString("code")), row.getLong("seconds"),
                        row.getString("service"), row.getString("account"), row.getBigDecimal("cost_rate"), row.getString("currency")),
                WeekKey.arguments(weeks));
    }

    private static Map<WeekKey, Set<Row>> byWeek(List<Row> rows) {
        Map<WeekKey, Set<Row>> weeks = new HashMap<>();
        rows.forEach(row -> weeks.computeIfAbsent(new WeekKey(row.worker, row.weekFrom), any -> new LinkedHashSet<>()).add(row));
        return weeks;
    }

    private record Row(
            LocalDate weekFrom, String worker, long entryId, LocalDate workDate, PayCode code, long seconds, String service,
            String account, BigDecimal costRate, String currency) {

        Row plus(Row other) {
            return new Row(
                    weekFrom, worker, entryId, workDate, code, seconds + other.seconds, service, account, costRate, currency);
        }

        Object[] values() {
            return new Object[] {
                weekFrom, worker, entryId, workDate, code.name(), seconds, service, account, costRate, currency
            };
        }
    }
}
