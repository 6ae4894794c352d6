package io.hourbook.allocation;

import io.hourbook.entry.TimeEntry;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.NameKind;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Price;
import io.hourbook.rounding.Rounding;
import io.hourbook.rounding.TimeRule;

/** The exits of the flows, bean {@code allocation}: each says where an entry's side comes to stand. */
public final class AllocationSteps {

    /** Contractors: owed on a vendor bill at the cost rate for the exact seconds. */
    public Outcome toVendorBill(Outcome outcome) {
        Worker worker = outcome.worker();
        MappingBook book = outcome.pass().book();
        String late = Late.paid(outcome, DocumentKind.VENDOR_BILL);
        return outcome.pay(late != null ? outcome.pay().because(Reason.CLOSED_PERIOD, late) : new PaySide(
                Verdict.ALLOCATED,
                Flow.CONTRACTOR,
                book.posting().subcontractors(),
                outcome.entry().seconds(),
                worker.costRate(),
                worker.costCurrency(),
                Price.of(outcome.entry().seconds(), worker.costRate(), worker.costCurrency(), book.policies().companyMoneyRounding()),
                GroupKey.bill(book.targetOf(DocumentKind.VENDOR_BILL), worker.vendor(), worker.costCurrency(), outcome.entry().workDate(), worker.worker())));
    }

    /** Employees: owed in the pay week, whose overtime is told when the week is recomputed. */
    public Outcome toPayWeek(Outcome outcome) {
        Worker worker = outcome.worker();
        String account = outcome.service() == null
                ? outcome.pass().book().posting().suspense()
                : outcome.service().expenseAccount();
        TimeRule payTime = outcome.pass().book().policies().payTime(worker.jurisdiction());
        long recorded = outcome.entry().seconds();
        long seconds = payTime == null ? recorded : Rounding.round(recorded, payTime);
        String late = Late.paid(outcome, DocumentKind.PAYROLL_BATCH);
        return outcome.pay(late != null ? outcome.pay().because(Reason.CLOSED_PERIOD, late) : new PaySide(
                Verdict.ALLOCATED, Flow.PAYROLL, account, seconds, worker.costRate(), worker.costCurrency(), null, null));
    }

    /** Held until someone maps the project or the service. */
    public Outcome toHolds(Outcome outcome) {
        TimeEntry entry = outcome.entry();
        MappingBook book = outcome.pass().book();
        return outcome.bill(outcome.project() == null
                ? outcome.bill().because(Reason.UNMAPPED_PROJECT, book.names().why(NameKind.PROJECT, entry.source(), entry.names()).what())
                : outcome.bill().because(Reason.UNMAPPED_SERVICE, book.names().why(NameKind.SERVICE, entry.source(), entry.names()).what()));
    }

    /** Charged to nobody, for the first reason that applies. */
    public Outcome toNobody(Outcome outcome) {
        BillSide bill = outcome.bill();
        if (!outcome.entry().billable()) {
            return outcome.bill(bill.because(Reason.NON_BILLABLE, "the entry is marked not billable"));
        }
        if (outcome.project().engagement() == Project.Engagement.NON_BILLABLE) {
            return outcome.bill(bill.because(Reason.NON_BILLABLE, "project " + outcome.project().project() + " is not billable"));
        }
        if (outcome.worker().contractor() && !outcome.project().rebillContractors()) {
            return outcome.bill(bill.because(
                    Reason.NOT_REBILLED, "project " + outcome.project().project() + " does not re-bill contractors"));
        }
        return outcome.bill(bill.because(Reason.ALREADY_INVOICED, "the source marks it as invoiced"));
    }

    /** A line of the client's invoice for the month of the work date. */
    public Outcome toLines(Outcome outcome) {
        if (!outcome.bill().verdict().open()) {
            return outcome;
        }
        Client client = outcome.client();
        return allocate(
                outcome,
                Flow.BILLABLE,
                GroupKey.invoice(
                        outcome.pass().book().targetOf(DocumentKind.SALES_INVOICE), client.customer(), client.currency(), outcome.entry().workDate(),
                        client.client()));
    }

    /** Drawn from the project's retainer when that is recomputed; what it cannot pay goes on by its overage policy. */
    public Outcome toRetainer(Outcome outcome) {
        return outcome.bill().verdict().open() ? allocate(outcome, Flow.RETAINER, null) : outcome;
    }

    private static Outcome allocate(Outcome outcome, Flow flow, GroupKey group) {
        boolean subcontractor = outcome.worker().contractor();
        String account =
                subcontractor ? outcome.pass().book().posting().subcontractorIncome() : outcome.service().incomeAccount();
        if (account == null) {
            return outcome.bill(outcome.bill().because(
                    Reason.UNMAPPED_SERVICE,
                    "service " + outcome.service().service() + " has no income account (" + outcome.service().at() + ")"));
        }
        if (outcome.client().customer() == null) {
            return outcome.bill(outcome.bill().because(
                    Reason.UNMAPPED_PROJECT,
                    "client " + outcome.client().client() + " has no customer in the books (" + outcome.client().at() + ")"));
        }
        String late = Late.charged(outcome, flow == Flow.RETAINER ? DocumentKind.RETAINER_JOURNAL : DocumentKind.SALES_INVOICE);
        if (late != null) {
            return outcome.bill(outcome.bill().because(Reason.CLOSED_PERIOD, late));
        }
        return outcome.bill(outcome.bill().allocated(flow, subcontractor ? "subcontractor" : "time", account, group));
    }
}
