package io.hourbook.run;

import io.hourbook.allocation.PassContext;
import io.hourbook.allocation.Reason;
import io.hourbook.allocation.Standing;
import io.hourbook.document.Closings;
import io.hourbook.entry.Marks;
import io.hourbook.expense.Expenses;
import io.hourbook.entry.Names;
import io.hourbook.mapping.Rollout;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.Worker;
import io.hourbook.overtime.Overtime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What has to be looked at again although nothing about it came in: holds after an edit of the mappings, drafts whose
 * exchange rate is not locked yet, work that a policy no longer leaves out.
 */
final class Requeue {

    private static final int PAGE = 5_000;
    private static final String HELD = Arrays.stream(Reason.values())
            .filter(reason -> reason.standing() == Standing.HELD)
            .map(reason -> "'" + reason.word() + "'")
            .collect(Collectors.joining(","));

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Marks marks;
    private final Closings closings;
    private final Expenses expenses;

    Requeue(JdbcTemplate jdbc, TransactionTemplate transaction, Closings closings, Expenses expenses) {
        this.expenses = expenses;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.marks = new Marks(jdbc);
        this.closings = closings;
    }

    /** Holds go on by themselves when the mapping appears; so do retainers that were topped up. */
    void afterEdit(PassContext pass) {
        expenses.afterEdit(pass);
        findWorkers(pass);
        for (String table : List.of("pay_allocation", "bill_allocation")) {
            // by their reasons, which are indexed: of a long history few are on hold
            jdbc.update("insert ignore into work (entry_id) select entry_id from " + table + " where reason in (" + HELD + ") and state = 'held'");
        }
        jdbc.update("insert ignore into mark (kind, group_key) select distinct 'retainer', retainer from drawing");
        movedWeeks(pass);
        laterRates(pass);
        earlierStarts(pass);
        takePartNow(pass);
        billedNow(pass);
        // limits for suspicion may have moved
        jdbc.update(
                "insert ignore into mark (kind, group_key) select 'worker-day', concat(worker, '|', date(start_at)) from entry"
                        + " where worker is not null and suspicion <> 0");
    }

    /** Weeks that no longer begin where their worker's weeks do are emptied, and the weeks that their hours lie in now are filled. */
    private void movedWeeks(PassContext pass) {
        Set<String> weeks = new LinkedHashSet<>();
        jdbc.query(
                "select distinct worker, week_from from pay_part",
                row -> {
                    Worker worker = pass.book().workers().get(row.getString("worker"));
                    LocalDate from = row.getObject("week_from", LocalDate.class);
                    LocalDate now = worker == null ? from : Overtime.weekOf(from, worker.workweekStarts());
                    if (!now.equals(from)) {
                        weeks.add(worker.worker() + "|" + from);
                        weeks.add(worker.worker() + "|" + now);
                        weeks.add(worker.worker() + "|" + now.plusWeeks(1));
                    }
                });
        marks.set(Marks.Kind.PAY_WEEK, weeks);
    }

    /** Work that was before a start and no longer is. What is on documents already stays there, whatever the start says now. */
    private void earlierStarts(PassContext pass) {
        Target target = pass.book().target();
        pass.book().sources().values().forEach(source -> {
            LocalDate start = later(source.starts(), target == null ? null : target.starts());
            jdbc.update(
                    """
                    insert ignore into work (entry_id) select e.id from bill_allocation b straight_join entry e on e.id = b.entry_id
                        straight_join source s on s.id = e.source_id
                    where b.state = 'excluded' and b.reason = 'before-start' and s.name = ? and (? is null or e.work_date >= ?)""",
                    source.source(), start, start);
        });
    }

    /** Work that took no part in the rollout and may now. What takes part already stays in. */
    private void takePartNow(PassContext pass) {
        Rollout rollout = pass.book().policies().rollout();
        List<Object> listed = new ArrayList<>();
        String where = within("b.worker", rollout.workers(), listed) + within("b.project", rollout.projects(), listed)
                + within("s.name", rollout.sources(), listed);
        jdbc.update(
                """
                insert ignore into work (entry_id) select e.id from bill_allocation b straight_join entry e on e.id = b.entry_id
                    straight_join source s on s.id = e.source_id
                where b.state = 'excluded' and b.reason = 'not-in-rollout'""" + where,
                listed.toArray());
    }

    /** What nobody knew then may be known by now. */
    private static String within(String column, Set<String> ids, List<Object> values) {
        values.addAll(ids);
        return ids.isEmpty() ? "" : " and (" + column + " is null or " + column + " in (" + "?,".repeat(ids.size() - 1) + "?))";
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    /** What was left out because the tracker had invoiced it, where the policy bills that all the same now. */
    private void billedNow(PassContext pass) {
        pass.book().sources().keySet().stream().filter(source -> pass.book().policies().billsInvoiced(source)).forEach(source ->
                jdbc.update(
                        """
                        insert ignore into work (entry_id) select e.id from bill_allocation b straight_join entry e on e.id = b.entry_id
                            straight_join source s on s.id = e.source_id
                        where b.state = 'excluded' and b.reason = 'already-invoiced' and s.name = ?""",
                        source));
    }

    /**
     * Rates that were published after the work was priced: an entry of the day takes the day's rate as soon as it is known,
     * and foreign drafts of that time their base amounts.
     */
    private void laterRates(PassContext pass) {
        int maxAge = pass.book().policies().exchangeMaxAgeDays();
        List<Object[]> later = new ArrayList<>();
        jdbc.query(
                """
                select distinct rate_currency, currency, fx_lock, work_date, json_value(exchange, '$.date') as rate_date
                from bill_allocation where state = 'allocated' and exchange is not null""",
                row -> {
                    LocalDate workDate = row.getObject("work_date", LocalDate.class);
                    LocalDate day = "document".equals(row.getString("fx_lock"))
                            ? pass.rateDay(YearMonth.from(workDate).atEndOfMonth())
                            : workDate;
                    String ratedOn = row.getString("rate_date");
                    boolean same = pass.book().exchangeRates()
                            .cross(row.getString("rate_currency"), row.getString("currency"), day, maxAge)
                            .map(cross -> cross.date().toString().equals(ratedOn))
                            .orElse(true);
                    if (!same) {
                        later.add(new Object[] {row.getString("rate_currency"), row.getString("currency"), workDate, row.getString("fx_lock")});
                    }
                });
        if (!later.isEmpty()) {
            // one by one: the server takes no bulk of insert … select
            later.forEach(one -> jdbc.update(
                    """
                    insert ignore into work (entry_id) select entry_id from bill_allocation
                    where state = 'allocated' and rate_currency = ? and currency = ? and work_date = ? and fx_lock = ?""",
                    one));
            LocalDate first = later.stream().map(one -> (LocalDate) one[2]).min(LocalDate::compareTo).orElseThrow();
            jdbc.update(
                    """
                    insert ignore into mark (kind, group_key) select distinct 'document', d.group_id
                    from document d join document_group g on g.id = d.group_id
                    where d.status = 'draft' and g.currency <> ? and d.date >= ?""",
                    pass.book().policies().baseCurrency(), first);
        }
    }

    /** What comes by itself as days go by. @param since the company's day of the last pass */
    void asDaysGoBy(PassContext pass, LocalDate since) {
        closings.close(pass.book().policies().closed(), pass.book().targets().keySet());
        unlockedDrafts(since);
    }

    /** Drafts of clients locked to the document's date carry the latest rate until that date. */
    void unlockedDrafts(LocalDate since) {
        jdbc.update(
                """
                insert ignore into mark (kind, group_key)
                select distinct 'document', d.group_id from document d
                where d.type = 'sales-invoice' and d.status = 'draft' and d.date >= ?
                    and (exists (select 1 from bill_allocation a where a.group_id = d.group_id and a.fx_lock = 'document')
                        or exists (select 1 from expense_allocation x where x.group_id = d.group_id and x.fx_lock = 'document'))""",
                since);
    }

    private void findWorkers(PassContext pass) {
        // in the order of the index: in that of their numbers, every page would read all entries
        LocalDateTime from = LocalDateTime.of(1, 1, 1, 0, 0);
        long after = 0;
        while (true) {
            List<Unmapped> page = jdbc.query(
                    """
                    select e.id, s.name, e.worker_name, e.worker_email, e.start_at
                    from entry e force index (entry_worker_start) straight_join source s on s.id = e.source_id
                    where e.worker is null and (e.start_at > ? or e.start_at = ? and e.id > ?) order by e.start_at, e.id limit ?""",
                    (row, n) -> new Unmapped(
                            row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getObject(5, LocalDateTime.class)),
                    from, from, after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.get(page.size() - 1).id;
            from = page.get(page.size() - 1).start;
            List<Object[]> found = new ArrayList<>();
            Set<String> days = new LinkedHashSet<>();
            for (Unmapped entry : page) {
                pass.book()
                        .worker(entry.source, new Names(entry.worker, entry.email, null, null, null))
                        .map(Worker::worker)
                        .ifPresent(worker -> {
                            found.add(new Object[] {worker, entry.id});
                            days.add(worker + "|" + entry.start.toLocalDate());
                        });
            }
            if (!found.isEmpty()) {
                transaction.executeWithoutResult(status -> {
                    jdbc.batchUpdate("update entry set worker = ? where id = ?", found);
                    jdbc.batchUpdate(
                            "insert ignore into work (entry_id) values (?)", found.stream().map(row -> new Object[] {row[1]}).toList());
                    marks.set(Marks.Kind.WORKER_DAY, days);
                });
            }
        }
    }

    private record Unmapped(long id, String source, String worker, String email, LocalDateTime start) {}
}
