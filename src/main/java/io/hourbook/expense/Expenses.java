package io.hourbook.expense;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.allocation.PassContext;
import io.hourbook.database.PassGuard;
import io.hourbook.entry.Marks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of expenses: those with work to do are handed out in chunks and stored with the marks of every document they touch or
 * leave, in one transaction. Bean {@code expenses}.
 */
public final class Expenses {

    /** What a pass has had in hand is noted under this word. */
    static final String TOUCHED = "expense";

    private static final int CHUNK = 500;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DocumentGroups groups;
    private final Marks marks;
    private final ExpenseTable table;
    private int walkedIn;
    private long walkedTo;

    public Expenses(JdbcTemplate jdbc, TransactionTemplate transaction, DocumentGroups groups) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.groups = groups;
        this.marks = new Marks(jdbc);
        this.table = new ExpenseTable(jdbc, groups);
    }

    /**
     * The next expenses to allocate, in the order of their numbers; empty at the end of a pass's walk. One that cannot be handled keeps
     * its place for the next pass.
     */
    public synchronized List<ExpenseOutcome> next(PassContext pass) {
        if (!PassGuard.here().goesOn()) {
            return List.of();
        }
        if (walkedIn != pass.runId()) {
            walkedIn = pass.runId();
            walkedTo = 0;
            wake(pass);
        }
        while (true) {
            List<Expense> expenses = jdbc.query(
                    Expense.SELECT + "where e.id in (select expense_id from expense_work where expense_id > ?) order by e.id limit " + CHUNK,
                    (row, n) -> Expense.read(row), walkedTo);
            if (expenses.isEmpty()) {
                walkedIn = 0;
                return List.of();
            }
            walkedTo = expenses.get(expenses.size() - 1).id();
            List<Expense> gone = expenses.stream().filter(Expense::deleted).toList();
            if (!gone.isEmpty()) {
                transaction.executeWithoutResult(status -> bury(ids(gone)));
            }
            if (gone.size() < expenses.size()) {
                Set<Long> booked = pass.book().policies().rollout().everybody() ? Set.of() : booked(expenses);
                return expenses.stream().filter(expense -> !expense.deleted())
                        .map(expense -> ExpenseOutcome.of(pass, expense, booked.contains(expense.id()))).toList();
            }
        }
    }

    /** What was dated in the future may have come. */
    private void wake(PassContext pass) {
        jdbc.update(
                """
                insert ignore into expense_work (expense_id) select expense_id from expense_allocation
                where reason = 'suspicious' and state = 'held' and spent_on <= ?""",
                pass.today());
    }

    /** Only where somebody is left out: what is booked is not left out any more. */
    private Set<Long> booked(List<Expense> expenses) {
        return new HashSet<>(jdbc.queryForList(
                "select expense_id from expense_allocation where state = 'allocated' and expense_id in (" + ExpenseTable.marks(expenses.size()) + ")",
                Long.class, ids(expenses)));
    }

    private static Object[] ids(List<Expense> expenses) {
        return expenses.stream().map(expense -> (Object) expense.id()).toArray();
    }

    /** What is no more is owed and charged no more. */
    private void bury(Object[] ids) {
        TreeSet<String> left = table.groupsOf(ids);
        table.delete(ids);
        done(ids, left);
    }

    /** Stores a chunk. Expenses that are not among it keep their work. */
    public void store(List<ExpenseOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        groups.ensure(outcomes.stream()
                .flatMap(outcome -> Stream.of(outcome.pay().group(), outcome.bill().group()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        transaction.executeWithoutResult(status -> {
            Object[] ids = outcomes.stream().map(outcome -> (Object) outcome.expense().id()).toArray();
            TreeSet<String> touched = table.groupsOf(ids);
            Map<String, Object[]> before = table.allocated(ids);
            table.delete(ids);
            List<Object[]> rows = new ArrayList<>();
            outcomes.forEach(outcome -> rows.addAll(table.rows(outcome, before)));
            touched.addAll(table.insert(rows));
            done(ids, touched);
        });
    }

    private void done(Object[] ids, TreeSet<String> groupsTouched) {
        jdbc.update("delete from expense_work where expense_id in (" + ExpenseTable.marks(ids.length) + ")", ids);
        PassGuard.here().touched().groups(TOUCHED, Stream.of(ids).map(Object::toString).toList());
        marks.set(Marks.Kind.DOCUMENT, groupsTouched);
    }

    /**
     * What has to be looked at again after an edit of the mappings: holds, what was left out and may take part now, and what was
     * exchanged at a rate that is no longer the day's.
     */
    public void afterEdit(PassContext pass) {
        jdbc.update(
                """
                insert ignore into expense_work (expense_id) select expense_id from expense_allocation
                where state = 'held' or reason in ('before-start', 'not-in-rollout', 'already-invoiced')""");
        new LaterRates(jdbc).request(pass);
    }
}
