package io.hourbook.allocation;

import io.hourbook.entry.Approval;
import io.hourbook.entry.Suspicion;
import io.hourbook.entry.TimeEntry;
import io.hourbook.mapping.NameKind;
import io.hourbook.mapping.Policies;
import io.hourbook.mapping.Source;
import io.hourbook.mapping.Target;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The step {@code checks.check}: what holds or excludes both sides of an entry, whatever its flows, in the order of
 * precedence. An entry that fits is left open for the flows.
 */
public final class EntryChecks {

    public Outcome check(Outcome outcome) {
        TimeEntry entry = outcome.entry();
        Policies policies = outcome.pass().book().policies();
        Source source = outcome.pass().book().sources().get(entry.source());
        if (entry.seconds() == 0) {
            return outcome.both(Reason.ZERO, "nothing was recorded");
        }
        if (source != null && source.starts() != null && entry.workDate().isBefore(source.starts())) {
            return outcome.both(Reason.BEFORE_START, "source " + source.source() + " starts on " + source.starts());
        }
        // every document goes to the default target, so both sides of an entry do
        Target target = outcome.pass().book().target();
        if (target != null && target.starts() != null && entry.workDate().isBefore(target.starts())) {
            return outcome.both(
                    Reason.BEFORE_START, "target " + target.target() + " starts on " + target.starts() + " (starts in mappings/targets.yaml)");
        }
        String leftOut = takesPart(outcome) ? null : policies.rollout().leavesOut(
                entry.source(), entry.worker(), outcome.project() == null ? null : outcome.project().project());
        if (leftOut != null) {
            return outcome.both(Reason.NOT_IN_ROLLOUT, leftOut);
        }
        if (outcome.worker() == null) {
            return outcome.both(
                    Reason.UNMAPPED_WORKER, outcome.pass().book().names().why(NameKind.WORKER, entry.source(), entry.names()).what());
        }
        if (!outcome.worker().activeOn(entry.workDate())) {
            return outcome.both(
                    Reason.INACTIVE_WORKER,
                    outcome.worker().name() + " is in force until " + outcome.worker().until() + " (" + outcome.worker().at() + ")");
        }
        if (entry.conflict()) {
            return outcome.both(Reason.CONFLICT, "two revisions whose order cannot be told; see both with explain");
        }
        if (!entry.suspicions().isEmpty()) {
            return outcome.both(
                    Reason.SUSPICIOUS,
                    entry.suspicions().stream().map(one -> sentence(one, policies)).collect(Collectors.joining("; ")));
        }
        if (!approved(entry, policies.unsaidIsApproved())) {
            return outcome.both(Reason.UNAPPROVED, "the source does not say approved");
        }
        if (outcome.project() == null && policies.rollout().byProject() && !takesPart(outcome)) {
            // both sides, not only the bill: to pay for what the old way pays for, too, is as wrong
            return outcome.both(
                    Reason.UNMAPPED_PROJECT, outcome.pass().book().names().why(NameKind.PROJECT, entry.source(), entry.names()).what()
                            + "; until then nobody knows whether it takes part (projects in mappings/rollout.yaml)");
        }
        return outcome;
    }

    /** What is booked stays booked when fewer people take part, as long as it is the same work. */
    private static boolean takesPart(Outcome outcome) {
        return outcome.booked() != null && outcome.booked().still(outcome);
    }

    private static String sentence(Suspicion suspicion, Policies policies) {
        return switch (suspicion) {
            case LONGER_THAN_LIMIT -> "longer than " + policies.suspiciousOver().toHours() + " h (suspicious_over_hours in mappings/holds.yaml)";
            case DAY_OVER_24_HOURS -> "the worker's day adds up to more than " + policies.suspiciousDayOver().toHours()
                    + " h (suspicious_day_over_hours in mappings/holds.yaml)";
            default -> suspicion.sentence();
        };
    }

    /** Whether the checks left the entry to the flows; asked by the router. */
    public boolean fit(Outcome outcome) {
        return outcome.pay().verdict().open();
    }

    private static boolean approved(TimeEntry entry, Map<String, Boolean> unsaidIsApproved) {
        return entry.approval() == Approval.APPROVED
                || entry.approval() == Approval.UNSAID && unsaidIsApproved.getOrDefault(entry.source(), true);
    }
}
