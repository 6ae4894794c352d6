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
 */
public record Outcome(
        PassContext pass,
        TimeEntry entry,
        Worker worker,
        Project project,
        Client client,
        Service service,
        PaySide pay,
        BillSide bill) {

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
        return new Outcome(pass, entry, worker, project, client, service, side, bill);
    }

    Outcome bill(BillSide side) {
        return new Outcome(pass, entry, worker, project, client, service, pay, side);
    }

    Outcome both(Reason reason, String detail) {
        return pay(pay.because(reason, detail)).bill(bill.because(reason, detail));
    }
}
