package io.hourbook.expense;

import io.hourbook.entry.ExpenseRows;
import org.springframework.jdbc.core.JdbcTemplate;

/** The real store of expenses for tests of other packages. */
public final class KeptExpenses {

    private KeptExpenses() {}

    public static ExpenseRows in(JdbcTemplate jdbc) {
        return new ExpenseStore(jdbc);
    }
}
