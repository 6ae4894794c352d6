package io.hourbook.mapping;

import io.hourbook.rounding.TimeRule;

/**
 * A job for a client.
 *
 * @param job               the books' job, or null
 * @param retainer          the retainer its time is drawn from, or null
 * @param rebillContractors whether contractors' time is charged to the client
 * @param timeRule          its own rounding, or null to take the client's
 * @param at                where the row stands
 */
public record Project(
        String project,
        String name,
        String client,
        String job,
        Engagement engagement,
        String retainer,
        boolean rebillContractors,
        TimeRule timeRule,
        String at) {

    public enum Engagement {
        TIME_AND_MATERIALS,
        RETAINER,
        NON_BILLABLE
    }
}
