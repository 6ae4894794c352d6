package io.hourbook.expense;

import io.hourbook.allocation.PassContext;
import io.hourbook.allocation.Reason;
import io.hourbook.entry.Approval;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.NameKind;
import io.hourbook.mapping.Source;
import io.hourbook.mapping.Target;
import java.time.LocalDate;

/**
 * Bean {@code expenseChecks}: what the names mean, and what holds or excludes both sides of an expense, in the order of precedence that
 * entries have.
 */
public final class ExpenseChecks {

    /** Finds what the names mean in the books. A client that is named without a project is charged by itself. */
    public ExpenseOutcome resolve(ExpenseOutcome outcome) {
        Expense expense = outcome.expense();
        MappingBook book = outcome.pass().book();
        var project = book.project(expense.source(), expense.names());
        var client = project.map(book::clientOf).or(() -> blank(expense.names().project())
                ? book.names().client(expense.source(), expense.names()).map(book.clients()::get)
                : java.util.Optional.empty());
        return outcome.meaning(
                book.worker(expense.source(), expense.names()).orElse(null), project.orElse(null), client.orElse(null),
                book.expenses().category(expense.category()).orElse(null));
    }

    static boolean blank(String name) {
        return name == null || name.isBlank();
    }

    /** What holds or excludes both sides; an expense that fits is left open. */
    public ExpenseOutcome check(ExpenseOutcome outcome) {
        Expense expense = outcome.expense();
        PassContext pass = outcome.pass();
        MappingBook book = pass.book();
        String early = early(book, expense);
        String leftOut = outcome.booked() ? null : book.policies().rollout().leavesOut(
                expense.source(), outcome.worker() == null ? null : outcome.worker().worker(),
                outcome.project() == null ? null : outcome.project().project());
        if (nothing(expense)) {
            return outcome.both(Reason.ZERO, "nothing was spent");
        } else if (early != null) {
            return outcome.both(Reason.BEFORE_START, early);
        } else if (leftOut != null) {
            return outcome.both(Reason.NOT_IN_ROLLOUT, leftOut);
        } else if (outcome.worker() == null) {
            return outcome.both(Reason.UNMAPPED_WORKER, book.names().why(NameKind.WORKER, expense.source(), expense.names()).what());
        } else if (!outcome.worker().activeOn(expense.spentOn())) {
            return outcome.both(
                    Reason.INACTIVE_WORKER,
                    outcome.worker().name() + " is in force until " + outcome.worker().until() + " (" + outcome.worker().at() + ")");
        } else if (expense.conflict()) {
            return outcome.both(Reason.CONFLICT, "two revisions whose order cannot be told; see both with explain");
        } else if (expense.spentOn().isAfter(pass.today())) {
            return outcome.both(Reason.SUSPICIOUS, "it is dated in the future, " + expense.spentOn());
        } else if (!approved(book, expense)) {
            return outcome.both(Reason.UNAPPROVED, "the source does not say approved");
        } else if (outcome.project() == null && book.policies().rollout().byProject() && !outcome.booked()) {
            return outcome.both(
                    Reason.UNMAPPED_PROJECT, book.names().why(NameKind.PROJECT, expense.source(), expense.names()).what()
                            + "; until then nobody knows whether it takes part (projects in mappings/rollout.yaml)");
        } else if (outcome.category() == null) {
            return outcome.both(
                    Reason.UNMAPPED_CATEGORY, blank(expense.category()) ? "the expense names no category"
                            : "no category named \"" + expense.category() + "\" in mappings/expense-categories.csv");
        }
        return outcome;
    }

    /** Whether the checks left the expense open; asked by the route. */
    public boolean fit(ExpenseOutcome outcome) {
        return outcome.pay().verdict().open();
    }

    private static boolean nothing(Expense expense) {
        return expense.amount() != null ? expense.amount().signum() == 0 : expense.units().signum() == 0;
    }

    private static String early(MappingBook book, Expense expense) {
        Source source = book.sources().get(expense.source());
        Target target = book.target();
        if (source != null && before(expense, source.starts())) {
            return "source " + source.source() + " starts on " + source.starts();
        }
        return target != null && before(expense, target.starts())
                ? "target " + target.target() + " starts on " + target.starts() + " (starts in mappings/targets.yaml)"
                : null;
    }

    private static boolean before(Expense expense, LocalDate start) {
        return start != null && expense.spentOn().isBefore(start);
    }

    private static boolean approved(MappingBook book, Expense expense) {
        return expense.approval() == Approval.APPROVED
                || expense.approval() == Approval.UNSAID && book.policies().unsaidIsApproved().getOrDefault(expense.source(), true);
    }
}
