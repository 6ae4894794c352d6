package io.hourbook.allocation;

import io.hourbook.rate.Rate;
import java.time.LocalDate;
import java.util.Optional;

/** The step {@code rate.apply}: finds the row of the rate table that holds, or holds the entry. */
public final class RateStep {

    public Outcome apply(Outcome outcome) {
        if (!outcome.bill().verdict().open()) {
            return outcome;
        }
        LocalDate date = outcome.entry().workDate();
        Optional<Rate> rate = outcome.pass().book().rates().find(
                outcome.client().client(), outcome.project().project(), outcome.service().service(), outcome.worker().worker(), date);
        return outcome.bill(rate.map(outcome.bill()::rated).orElseGet(() -> outcome.bill().because(
                Reason.NO_RATE,
                "no row of mappings/rates.csv holds for client " + outcome.client().client() + ", project "
                        + outcome.project().project() + ", service " + outcome.service().service() + ", worker "
                        + outcome.worker().worker() + " on " + date)));
    }
}
