package io.hourbook.expense;

import io.hourbook.document.Books;
import io.hourbook.entry.IntakeCounts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The sample company with categories of expenses, over a real database: rows in, documents out. */
final class Company {

    static final String CATEGORIES = """
            TRAVEL,Travel,5090,4900,,yes,yes,,
            MEALS,Meals,5090,,,no,yes,10,75
            MILEAGE,Mileage,5090,,,yes,yes,,
            CARD,Company card,5090,,,yes,no,,
            """;
    static final String RATES = """
            MILEAGE,mile,0.67,USD,2025-01-01,
            MILEAGE,mile,0.70,USD,2025-04-01,
            """;

    final Books books = new Books((jdbc, clock) -> items -> { });
    private Expenses expenses;

    /** Nothing is in the database. */
    void empty() {
        books.empty();
        terms(CATEGORIES, RATES);
        expenses = new Expenses(jdbc(), books.bench.entries.transaction, books.bench.groups());
    }

    void terms(String categories, String rates) {
        books.bench.edit(Map.of("expense-categories.csv", text -> text + categories, "expense-rates.csv", text -> text + rates));
    }

    JdbcTemplate jdbc() {
        return books.bench.entries.jdbc;
    }

    /** A pass in which one file comes in, and every document says what it should. */
    IntakeCounts take(Spent... rows) {
        Object[] received = IntStream.range(0, rows.length).mapToObj(i -> rows[i].received(i + 2)).toArray();
        IntakeCounts counts = books.bench.entries.take("by-hand", received);
        allocate();
        books.take();
        return counts;
    }

    /** What the routes allocate-expenses, allocate-expense and allocate-expense-sides do. */
    void allocate() {
        for (List<ExpenseOutcome> chunk = expenses.next(books.bench.pass()); !chunk.isEmpty(); chunk = expenses.next(books.bench.pass())) {
            expenses.store(chunk.stream().map(Company::flow).toList());
        }
    }

    /** The mappings were edited: what that touches is looked at again, and documents with it. */
    void edited() {
        expenses.afterEdit(books.bench.pass());
        allocate();
        books.take();
    }

    private static ExpenseOutcome flow(ExpenseOutcome received) {
        ExpenseChecks checks = new ExpenseChecks();
        ExpenseSteps steps = new ExpenseSteps();
        ExpenseOutcome checked = checks.check(checks.resolve(received));
        if (!checks.fit(checked)) {
            return checked;
        }
        ExpenseOutcome costed = steps.cost(checked);
        ExpenseOutcome owed = steps.reimbursable(costed) ? steps.toWorker(costed) : steps.toCompany(costed);
        return steps.chargeable(owed) ? steps.toClient(owed) : steps.toNobody(owed);
    }

    ExpenseLaws.Found laws() {
        return new ExpenseLaws(jdbc()).look(null);
    }

    /** {@code side state reason} of an expense, pay first. */
    List<String> standing(String id) {
        return jdbc().queryForList(
                """
                select concat(side, ' ', state, coalesce(concat(' ', reason), '')) from expense_allocation a join expense e on e.id = a.expense_id
                where e.source_key = ? order by side desc""",
                String.class, id);
    }

    /** What documents come to by group, credits taken off; groups that come to nothing are left out. */
    Map<String, BigDecimal> net() {
        Map<String, BigDecimal> net = new TreeMap<>();
        jdbc().query(
                """
                select g.stem, sum(if(d.type in ('credit-note', 'vendor-credit'), -d.total, d.total)) as net
                from document d join document_group g on g.id = d.group_id where d.status <> 'void' group by g.stem having net <> 0""",
                row -> {
                    net.put(row.getString(1), row.getBigDecimal(2));
                });
        return net;
    }
}
