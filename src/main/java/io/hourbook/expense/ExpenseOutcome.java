package io.hourbook.expense;

import io.hourbook.allocation.PassContext;
import io.hourbook.allocation.Reason;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.ExpenseCategory;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Worker;
import java.math.BigDecimal;

/**
 * One expense on its way: the message of routes/process/allocate-expense. What the names mean, what it cost, and what has become of
 * either side so far.
 *
 * @param booked   whether it stands on a document already
 * @param worker   null while unmapped, and likewise {@code project}, {@code client} and {@code category}
 * @param cost     null while it is not known
 */
public record ExpenseOutcome(
        PassContext pass, Expense expense, boolean booked, Worker worker, Project project, Client client, ExpenseCategory category, Cost cost,
        ExpenseSide pay, ExpenseSide bill) {

    /**
     * What was spent.
     *
     * @param unitRate where units and this rate make it, else null
     * @param rateAt   where that rate stands
     */
    record Cost(BigDecimal amount, String currency, BigDecimal unitRate, String rateAt) {}

    /** As it came in. */
    static ExpenseOutcome of(PassContext pass, Expense expense, boolean booked) {
        return new ExpenseOutcome(pass, expense, booked, null, null, null, null, null, ExpenseSide.OPEN, ExpenseSide.OPEN);
    }

    /** Camel asks bodies for their hash; the number is enough and costs nothing. */
    @Override
    public int hashCode() {
        return Long.hashCode(expense.id());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    ExpenseOutcome meaning(Worker who, Project what, Client whom, ExpenseCategory kind) {
        return new ExpenseOutcome(pass, expense, booked, who, what, whom, kind, cost, pay, bill);
    }

    ExpenseOutcome costs(Cost found) {
        return new ExpenseOutcome(pass, expense, booked, worker, project, client, category, found, pay, bill);
    }

    ExpenseOutcome pay(ExpenseSide side) {
        return new ExpenseOutcome(pass, expense, booked, worker, project, client, category, cost, side, bill);
    }

    ExpenseOutcome bill(ExpenseSide side) {
        return new ExpenseOutcome(pass, expense, booked, worker, project, client, category, cost, pay, side);
    }

    ExpenseOutcome both(Reason reason, String detail) {
        return pay(ExpenseSide.because(reason, detail)).bill(ExpenseSide.because(reason, detail));
    }
}
