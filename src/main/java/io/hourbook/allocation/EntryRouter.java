package io.hourbook.allocation;

import io.hourbook.mapping.Project;

/** The questions that routes/process/allocate-entry asks of an entry. Each is one fact; the route decides what follows. */
public final class EntryRouter {

    public boolean contractor(Outcome outcome) {
        return outcome.worker().contractor();
    }

    public boolean unmapped(Outcome outcome) {
        return outcome.project() == null || outcome.service() == null;
    }

    /** Nobody is charged: the entry or its engagement says so, the contractor is not re-billed, or the tracker billed it. */
    public boolean nonBillable(Outcome outcome) {
        return !outcome.entry().billable()
                || outcome.project().engagement() == Project.Engagement.NON_BILLABLE
                || outcome.worker().contractor() && !outcome.project().rebillContractors()
                || outcome.entry().invoiced() && !outcome.pass().book().policies().billsInvoiced(outcome.entry().source());
    }

    public boolean retainer(Outcome outcome) {
        return outcome.project().retainer() != null;
    }
}
