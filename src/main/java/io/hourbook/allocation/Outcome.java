package io.hourbook.allocation;

import io.hourbook.entry.TimeEntry;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Service;
import io.hourbook.mapping.Worker;

/**
 * One entry on its way through the flows: the message of every route in routes/process. What the names mean, and what has
 * become of either side so far.
 *
 * @param worker  null while unmapped, and likewise {@code project}, {@code client} and {@code service}
 * @param booked  what it is booked as up to now; null where it is not, or nobody has to know
 */
public record Outcome(
        PassContext pass,
        TimeEntry entry,
        Worker worker,
        Project project,
        Client client,
        Service service,
        PaySide pay,
        BillSide bill,
        Booked booked) {

    /**
     * What an entry was allocated to last.
     *
     * @param worker  null where it is not paid
     * @param project null where it was unmapped
     * @param charged whether it is on its client's side, too
     */
    record Booked(String worker, String project, boolean charged) {

        boolean paid() {
            return worker != null;
        }

        /** Whether it is still the same work: of the same worker, and for the same project where it was mapped. */
        boolean still(Outcome outcome) {
            return paid() && outcome.worker != null && worker.equals(outcome.worker.worker())
                    && (project == null || outcome.project != null && project.equals(outcome.project.project()));
        }
    }

    /** As it came in. */
    static Outcome of(PassContext pass, TimeEntry entry, Booked booked) {
        return new Outcome(pass, entry, null, null, null, null, PaySide.OPEN, BillSide.OPEN, booked);
    }

    /** Camel asks bodies for their hash; the entry's number is enough and costs nothing. */
    @Override
    public int hashCode() {
        return Long.hashCode(entry.id());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    Outcome pay(PaySide side) {
        return new Outcome(pass, entry, worker, project, client, service, side, bill, booked);
    }

    Outcome bill(BillSide side) {
        return new Outcome(pass, entry, worker, project, client, service, pay, side, booked);
    }

    Outcome both(Reason reason, String detail) {
        return pay(pay.because(reason, detail)).bill(bill.because(reason, detail));
    }
}
