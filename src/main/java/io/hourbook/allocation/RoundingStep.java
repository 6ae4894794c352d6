package io.hourbook.allocation;

import io.hourbook.rounding.Rounding;
import io.hourbook.rounding.TimeRule;

/**
 * The step {@code rounding.round}: brings an entry's seconds to the project's or client's increment. Where the rule rounds
 * per day, the entry keeps its own seconds here and the rounding day is recomputed as one group.
 */
public final class RoundingStep {

    public Outcome round(Outcome outcome) {
        if (!outcome.bill().verdict().open()) {
            return outcome;
        }
        TimeRule rule = outcome.pass().book().timeRule(outcome.project());
        long raw = outcome.entry().seconds();
        if (rule.scope() == TimeRule.Scope.DAY) {
            return outcome.bill(outcome.bill().rounded(raw, rule.sentence(), roundingDay(outcome)));
        }
        long seconds = Rounding.round(raw, rule);
        BillSide bill = outcome.bill().rounded(seconds, rule.sentence(), null);
        return outcome.bill(seconds == 0 ? bill.because(Reason.ZERO, "rounded to nothing: " + rule.sentence()) : bill);
    }

    /** The step {@code rounding.roundDay}: a whole day at once. */
    public RoundingDay roundDay(RoundingDay day) {
        return day.round();
    }

    private static String roundingDay(Outcome outcome) {
        return outcome.worker().worker() + "|" + outcome.project().project() + "|" + outcome.service().service() + "|"
                + outcome.entry().workDate();
    }
}
