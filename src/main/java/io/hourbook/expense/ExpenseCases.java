package io.hourbook.expense;

import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.PassContext;
import io.hourbook.allocation.Standing;
import io.hourbook.allocation.Verdict;
import io.hourbook.entry.Approval;
import io.hourbook.entry.Names;
import io.hourbook.mapping.ExpenseCategory;
import io.hourbook.mapping.ExpenseRate;
import io.hourbook.mapping.ExpenseTerms;
import io.hourbook.mapping.MappingBook;
import io.hourbook.reload.CaseIn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An expense as a case writes it, as the message of the flows, and back into fields. The case brings the terms of its one category. */
public final class ExpenseCases {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 4);
    private static final LocalDate TODAY = LocalDate.of(2025, 5, 31);
    private static final String CATEGORY = "TRAVEL";

    private final MappingBook book;
    private final ExpenseChecks checks = new ExpenseChecks();
    private final ExpenseSteps steps = new ExpenseSteps();

    /** @param book the facts that the cases stand on */
    public ExpenseCases(MappingBook book) {
        this.book = book;
    }

    /** The pure steps under their names in routes. */
    public static Map<String, Object> beans() {
        return Map.of("expenseChecks", new ExpenseChecks(), "expenseSteps", new ExpenseSteps());
    }

    /**
     * 100.00 USD for travel on 4 March 2025, looked at on 31 May 2025, unless the case says otherwise.
     *
     * @param costed whether its names are resolved and its cost is found
     */
    public ExpenseOutcome message(long id, CaseIn in, boolean costed) {
        PassContext pass = new PassContext(1, book.with(terms(in)), 1, in.date("today", TODAY));
        ExpenseOutcome outcome = ExpenseOutcome.of(pass, expense(id, in), in.yes("booked", false));
        in.done();
        return costed ? steps.cost(checks.resolve(outcome)) : outcome;
    }

    private static ExpenseTerms terms(CaseIn in) {
        String account = in.text("account", "5090");
        BigDecimal markup = in.decimal("markup_percent");
        BigDecimal unitRate = in.decimal("unit_rate");
        ExpenseCategory category = new ExpenseCategory(
                CATEGORY, "Travel", account, in.text("income_account", account), null, in.yes("charged_by_default", false),
                in.yes("owed_by_default", true), markup == null ? BigDecimal.ZERO : markup, in.decimal("receipt_above"), "case.csv:2");
        return new ExpenseTerms(
                Map.of(CATEGORY, category),
                unitRate == null ? List.of() : List.of(new ExpenseRate(
                        CATEGORY, "mile", unitRate, in.text("unit_currency", "USD"), in.date("unit_rate_from", LocalDate.of(2025, 1, 1)), null, "case.csv:3")));
    }

    private static Expense expense(long id, CaseIn in) {
        BigDecimal units = in.decimal("units");
        BigDecimal amount = in.decimal("amount");
        Boolean approved = in.yes("approved", null);
        return new Expense(
                id, in.text("source", "harvest"), "case-" + id, 1,
                new Names(in.text("worker", null), null, in.text("client", null), in.text("project", null), null), in.text("category", CATEGORY),
                in.text("vendor", null), in.date("date", DAY), units, amount == null && units == null ? new BigDecimal("100.00") : amount,
                in.text("currency", "USD"), in.yes("billable", null), in.yes("reimbursable", null), in.yes("invoiced", false),
                approved == null ? Approval.UNSAID : approved ? Approval.APPROVED : Approval.UNAPPROVED, in.yes("conflict", false), false,
                in.text("receipt", null), in.text("notes", ""));
    }

    /** What an exit's step makes of the expense, by its call: cases note the body before that. */
    public ExpenseOutcome through(String call, ExpenseOutcome outcome) {
        return switch (call) {
            case "expenseSteps.toWorker" -> steps.toWorker(outcome);
            case "expenseSteps.toCompany" -> steps.toCompany(outcome);
            case "expenseSteps.toClient" -> steps.toClient(outcome);
            case "expenseSteps.toNobody" -> steps.toNobody(outcome);
            default -> outcome;
        };
    }

    /** The fields of the side that the exit belongs to; of neither where it is no side's. */
    public Map<String, Object> fields(String exit, ExpenseOutcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worker", outcome.worker() == null ? null : outcome.worker().worker());
        fields.put("client", outcome.client() == null ? null : outcome.client().client());
        fields.put("project", outcome.project() == null ? null : outcome.project().project());
        fields.put("category", outcome.category() == null ? null : outcome.category().category());
        fields.put("cost", outcome.cost() == null ? null : outcome.cost().amount());
        fields.put("costCurrency", outcome.cost() == null ? null : outcome.cost().currency());
        if (exit.equals("to-worker") || exit.equals("to-company")) {
            side(fields, outcome.pay());
        } else if (exit.equals("to-client") || exit.equals("to-nobody")) {
            side(fields, outcome.bill());
        }
        return fields;
    }

    private static void side(Map<String, Object> fields, ExpenseSide side) {
        Verdict verdict = side.verdict();
        GroupKey group = side.group();
        fields.put("state", verdict.open() ? "open" : verdict.standing().word());
        fields.put("reason", verdict.reason() == null ? null : verdict.reason().word());
        fields.put("account", side.account());
        fields.put("currency", side.currency());
        fields.put("amount", side.amount());
        fields.put("exchangeRate", side.exchange() == null ? null : side.exchange().shown());
        fields.put("reference", group == null ? null : group.stem());
    }

    /** Why either side stands so; null where neither does. */
    public static Map<String, Object> reason(Standing standing, ExpenseOutcome outcome) {
        for (Verdict verdict : List.of(outcome.pay().verdict(), outcome.bill().verdict())) {
            if (verdict.standing() == standing) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("reason", verdict.reason().word());
                fields.put("detail", verdict.detail());
                return fields;
            }
        }
        return null;
    }
}
