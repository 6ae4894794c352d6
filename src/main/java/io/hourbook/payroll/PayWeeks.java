package io.hourbook.payroll;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.PassContext;
import io.hourbook.entry.MarkQueue;
import io.hourbook.entry.Marks;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import io.hourbook.overtime.Overtime;
import io.hourbook.overtime.OvertimeRule;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Marked pay weeks, loaded whole and stored whole. Bean {@code payWeeks}. */
public final class PayWeeks {

    /** Marks are taken in key order, so a batch holds whole runs of weeks of a few workers. */
    private static final int MOST_WEEKS = 400;
    private static final int MOST_ENTRIES = 10_000;

    private final TransactionTemplate transaction;
    private final Marks marks;
    private final DocumentGroups groups;
    private final Labour labour;
    private final PayParts parts;
    private final PayFlags flags;

    public PayWeeks(JdbcTemplate jdbc, TransactionTemplate transaction, DocumentGroups groups) {
        this.transaction = transaction;
        this.groups = groups;
        this.marks = new Marks(jdbc);
        this.labour = new Labour(jdbc);
        this.parts = new PayParts(jdbc);
        this.flags = new PayFlags(jdbc);
    }

    /** All weeks that are marked now, for lanes to take from. */
    public MarkQueue open() {
        return new MarkQueue(marks, Marks.Kind.PAY_WEEK, MOST_WEEKS, MOST_ENTRIES, labour::rows);
    }

    /**
     * The next weeks of a queue with all their live entries and those of the day before; empty when none is left.
     *
     * @throws Problem RUN-202 for a worker that has paid work and that the mappings no longer have
     */
    public List<PayWeek> take(PassContext pass, MarkQueue queue) {
        List<WeekKey> keys = queue.take().stream().map(WeekKey::of).toList();
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<WeekKey, List<PayWeek.Work>> entries = labour.of(keys);
        return keys.stream().map(key -> week(pass.book(), key, entries.getOrDefault(key, List.of()))).toList();
    }

    /** The first marked weeks, for one who works alone and stores them before asking again. */
    public List<PayWeek> next(PassContext pass) {
        return take(pass, open());
    }

    private static PayWeek week(MappingBook book, WeekKey key, List<PayWeek.Work> entries) {
        Worker worker = book.workers().get(key.worker());
        if (worker == null) {
            throw new Problem(new Finding(
                    "RUN-202", "mappings/workers.csv", "worker " + key.worker() + " has paid work and is no longer there", key.worker(),
                    "its row, with the first day no longer in force under until", "put the row back and save: the run goes on by itself"));
        }
        // a week that begins on another day than the worker's weeks do now is left empty: its hours stand in others
        boolean ours = Overtime.weekOf(key.from(), worker.workweekStarts()).equals(key.from());
        OvertimeRule rule = book.policies().overtime().get(worker.jurisdiction());
        return new PayWeek(worker, rule, key.from(), ours ? entries : List.of(), List.of(), List.of());
    }

    /** Stores recomputed weeks; one whose hours came to the same leaves its documents alone, whatever its flags came to. */
    public void store(PassContext pass, List<PayWeek> weeks) {
        if (weeks.isEmpty()) {
            return;
        }
        Map<WeekKey, Collection<PayParts.Part>> after = new LinkedHashMap<>();
        weeks.forEach(week -> after.put(WeekKey.of(week), PayParts.of(week)));
        Map<WeekKey, Set<PayParts.Part>> before = parts.standing(after.keySet());
        List<WeekKey> gone = new ArrayList<>();
        List<PayParts.Part> fresh = new ArrayList<>();
        Set<GroupKey> touched = new LinkedHashSet<>();
        after.forEach((week, now) -> {
            Set<PayParts.Part> stood = before.getOrDefault(week, Set.of());
            if (stood.size() != now.size() || !stood.containsAll(now)) {
                fresh.addAll(now);
                touch(pass, week, stood, touched);
                touch(pass, week, now, touched);
                if (!stood.isEmpty()) {
                    gone.add(week);
                }
            }
        });
        groups.ensure(touched);
        transaction.executeWithoutResult(status -> {
            parts.replace(gone, fresh);
            flags.replace(weeks);
            marks.set(Marks.Kind.DOCUMENT, touched.stream().map(key -> groups.id(key).toString()).toList());
            marks.clear(Marks.Kind.PAY_WEEK, after.keySet().stream().map(WeekKey::mark).toList());
        });
    }

    private static void touch(PassContext pass, WeekKey week, Collection<PayParts.Part> parts, Set<GroupKey> touched) {
        touched.add(GroupKey.payroll(pass.book().targetOf(DocumentKind.PAYROLL_BATCH), week.from()));
        String target = pass.book().targetOf(DocumentKind.LABOUR_JOURNAL);
        String currency = null;
        YearMonth month = null;
        for (PayParts.Part part : parts) {
            // most are of the month and currency of the one before
            if (!part.currency().equals(currency) || part.workDate().getMonth() != month.getMonth()) {
                currency = part.currency();
                month = YearMonth.from(part.workDate());
                touched.add(GroupKey.labour(target, currency, month));
            }
        }
    }
}
