package io.hourbook.expense;

import io.hourbook.allocation.ExchangeStep;
import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.Reason;
import io.hourbook.exchange.Cross;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.mapping.ExpenseCategory;
import io.hourbook.mapping.ExpenseRate;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.NameKind;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Money;
import io.hourbook.money.MoneyRounding;
import io.hourbook.money.Price;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** Bean {@code expenseSteps}: what an expense cost, what the worker is owed for it and what the client is charged. */
public final class ExpenseSteps {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What was spent: the row's amount, or its units at the rate of the day. Without either both sides wait. */
    public ExpenseOutcome cost(ExpenseOutcome outcome) {
        Expense expense = outcome.expense();
        if (expense.amount() != null) {
            return outcome.costs(new ExpenseOutcome.Cost(Money.exact(expense.amount(), expense.currency()), expense.currency(), null, null));
        }
        MappingBook book = outcome.pass().book();
        Optional<ExpenseRate> rate = book.expenses().rate(outcome.category().category(), expense.spentOn());
        if (rate.isEmpty()) {
            return outcome.both(
                    Reason.NO_RATE, "category " + outcome.category().category() + " has no rate on " + expense.spentOn()
                            + " in mappings/expense-rates.csv, and the row no amount");
        }
        ExpenseRate found = rate.get();
        return outcome.costs(new ExpenseOutcome.Cost(
                Money.round(found.rate().multiply(expense.units()), found.currency(), book.policies().companyMoneyRounding()), found.currency(),
                found.rate(), found.at()));
    }

    /** Whether the worker paid and is owed it: as the row says, else as its category does. */
    public boolean reimbursable(ExpenseOutcome outcome) {
        Boolean said = outcome.expense().reimbursable();
        return said == null ? outcome.category().reimbursable() : said;
    }

    /** Owed to the worker, on the vendor bill of the month, in the worker's own currency. */
    public ExpenseOutcome toWorker(ExpenseOutcome outcome) {
        if (!outcome.pay().verdict().open()) {
            return outcome;
        }
        MappingBook book = outcome.pass().book();
        Worker worker = outcome.worker();
        Expense expense = outcome.expense();
        String currency = worker.costCurrency();
        Optional<Cross> cross = cross(outcome, currency, expense.spentOn());
        if (cross.isEmpty()) {
            return outcome.pay(noExchangeRate(outcome, currency, expense.spentOn()));
        }
        if (receiptMissing(outcome)) {
            return outcome.pay(missing(outcome));
        }
        String party = worker.vendor() == null ? worker.worker() : worker.vendor();
        return outcome.pay(ExpenseSide.allocated(
                outcome.category().account(), currency, priced(outcome.cost(), BigDecimal.ZERO, cross.get(), book.policies().companyMoneyRounding()),
                shown(cross.get()),
                GroupKey.bill(book.targetOf(DocumentKind.VENDOR_BILL), party, currency, expense.spentOn(), worker.worker())));
    }

    /** Owed to nobody: the company paid, and its bank statement books it. */
    public ExpenseOutcome toCompany(ExpenseOutcome outcome) {
        return outcome.pay().verdict().open()
                ? outcome.pay(ExpenseSide.because(Reason.COMPANY_PAID, "the company paid it itself"))
                : outcome;
    }

    /** Whether a client is to be charged. */
    public boolean chargeable(ExpenseOutcome outcome) {
        return notCharged(outcome) == null;
    }

    /** Charged to nobody, for the first reason that applies. */
    public ExpenseOutcome toNobody(ExpenseOutcome outcome) {
        return outcome.bill().verdict().open() ? outcome.bill(notCharged(outcome)) : outcome;
    }

    private static ExpenseSide notCharged(ExpenseOutcome outcome) {
        Expense expense = outcome.expense();
        ExpenseCategory category = outcome.category();
        Project project = outcome.project();
        if (Boolean.FALSE.equals(expense.billable())) {
            return ExpenseSide.because(Reason.NON_BILLABLE, "the expense is marked not billable");
        } else if (expense.billable() == null && !category.billable()) {
            return ExpenseSide.because(Reason.NON_BILLABLE, "category " + category.category() + " is not charged unless the row says so");
        } else if (expense.billable() == null && ExpenseChecks.blank(expense.names().project()) && ExpenseChecks.blank(expense.names().client())) {
            return ExpenseSide.because(Reason.NON_BILLABLE, "it is for no project and no client");
        } else if (project != null && project.engagement() == Project.Engagement.NON_BILLABLE) {
            return ExpenseSide.because(Reason.NON_BILLABLE, "project " + project.project() + " is not billable");
        } else if (expense.invoiced() && !outcome.pass().book().policies().billsInvoiced(expense.source())) {
            return ExpenseSide.because(Reason.ALREADY_INVOICED, "the source marks it as invoiced");
        }
        return null;
    }

    /** A line of the client's invoice for the month of the date, at cost or with the category's markup; a retainer pays for time alone. */
    public ExpenseOutcome toClient(ExpenseOutcome outcome) {
        if (!outcome.bill().verdict().open()) {
            return outcome;
        }
        Expense expense = outcome.expense();
        MappingBook book = outcome.pass().book();
        Client client = outcome.client();
        if (client == null) {
            return outcome.bill(ExpenseSide.because(
                    Reason.UNMAPPED_PROJECT, ExpenseChecks.blank(expense.names().project()) && ExpenseChecks.blank(expense.names().client())
                            ? "it is billable, and names no project and no client"
                            : book.names().why(
                                    ExpenseChecks.blank(expense.names().project()) ? NameKind.CLIENT : NameKind.PROJECT, expense.source(),
                                    expense.names()).what()));
        }
        if (client.customer() == null) {
            return outcome.bill(ExpenseSide.because(
                    Reason.UNMAPPED_PROJECT, "client " + client.client() + " has no customer in the books (" + client.at() + ")"));
        }
        LocalDate day = ExchangeStep.rateDay(outcome.pass(), client, expense.spentOn());
        Optional<Cross> cross = cross(outcome, client.currency(), day);
        if (cross.isEmpty()) {
            return outcome.bill(noExchangeRate(outcome, client.currency(), day));
        }
        if (receiptMissing(outcome)) {
            return outcome.bill(missing(outcome));
        }
        return outcome.bill(ExpenseSide.allocated(
                outcome.category().incomeAccount(), client.currency(),
                priced(outcome.cost(), outcome.category().markupPercent(), cross.get(), client.moneyRounding()), shown(cross.get()),
                GroupKey.invoice(
                        book.targetOf(DocumentKind.SALES_INVOICE), client.customer(), client.currency(), expense.spentOn(), client.client())));
    }

    private static Optional<Cross> cross(ExpenseOutcome outcome, String to, LocalDate day) {
        MappingBook book = outcome.pass().book();
        String from = outcome.cost().currency();
        return from.equals(to)
                ? Optional.of(Cross.same(to, day))
                : book.exchangeRates().cross(from, to, day, book.policies().exchangeMaxAgeDays());
    }

    private static Cross shown(Cross cross) {
        return cross.isSame() ? null : cross;
    }

    private static ExpenseSide noExchangeRate(ExpenseOutcome outcome, String currency, LocalDate day) {
        return ExpenseSide.because(
                Reason.NO_EXCHANGE_RATE, "no rate from " + outcome.cost().currency() + " to " + currency + " for " + day);
    }

    /** Cost × (100 + markup) ÷ 100 × rate, divided once and rounded once. */
    private static BigDecimal priced(ExpenseOutcome.Cost cost, BigDecimal markupPercent, Cross cross, MoneyRounding rounding) {
        return Price.convert(
                cost.amount().multiply(HUNDRED.add(markupPercent)), cross.numerator(), cross.denominator().multiply(HUNDRED), cross.to(), rounding);
    }

    /** What cost more than its category allows needs a receipt; where no rate tells what it cost in the base currency, it does. */
    private static boolean receiptMissing(ExpenseOutcome outcome) {
        BigDecimal above = outcome.category().receiptAbove();
        if (above == null || outcome.expense().receipt() != null) {
            return false;
        }
        MappingBook book = outcome.pass().book();
        return cross(outcome, book.policies().baseCurrency(), outcome.expense().spentOn())
                .map(cross -> cross.convert(outcome.cost().amount(), book.policies().companyMoneyRounding()).compareTo(above) > 0)
                .orElse(true);
    }

    private static ExpenseSide missing(ExpenseOutcome outcome) {
        String base = outcome.pass().book().policies().baseCurrency();
        return ExpenseSide.because(
                Reason.MISSING_DOCUMENT, "category " + outcome.category().category() + " wants a receipt above "
                        + outcome.category().receiptAbove().stripTrailingZeros().toPlainString() + " " + base + " (" + outcome.category().at()
                        + "), and the row names none");
    }
}
