package io.hourbook.mapping;

import io.hourbook.exchange.RateFeeds;
import io.hourbook.money.MoneyRounding;
import io.hourbook.overtime.OvertimeRule;
import io.hourbook.rounding.TimeRule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a company decides once, from the YAML files in {@code mappings/}.
 *
 * @param baseCurrency        of the books
 * @param companyZone         where the company's days end
 * @param companyMoneyRounding for what workers and vendors are owed
 * @param overtime            rules by jurisdiction
 * @param suspiciousOver      an entry longer than this is held
 * @param suspiciousDayOver   a worker's day longer than this is held
 * @param billAlreadyInvoiced whether entries that the source marks invoiced are billed all the same
 * @param billsInvoicedOf     the same for sources that differ. Ask {@link #billsInvoiced(String)}
 * @param unsaidIsApproved    by source: whether an entry that says nothing of approval counts as approved
 * @param exchangeMaxAgeDays  how old a published rate may be
 * @param release             when documents go out
 * @param payTime             how paid time is rounded, or null: exact seconds. Ask {@link #payTime(String)}
 * @param rateFeeds           where exchange rates are fetched from
 * @param rollout             who takes part in a first rollout
 * @param closed              which days of the books are closed
 */
public record Policies(
        String baseCurrency,
        ZoneId companyZone,
        MoneyRounding companyMoneyRounding,
        Map<String, OvertimeRule> overtime,
        Duration suspiciousOver,
        Duration suspiciousDayOver,
        boolean billAlreadyInvoiced,
        Map<String, Boolean> billsInvoicedOf,
        Map<String, Boolean> unsaidIsApproved,
        int exchangeMaxAgeDays,
        ReleasePolicy release,
        TimeRule payTime,
        RateFeeds rateFeeds,
        Rollout rollout,
        ClosedPeriods closed) {

    /** The same decisions for others who take part. */
    public Policies with(Rollout others) {
        return new Policies(baseCurrency, companyZone, companyMoneyRounding, overtime, suspiciousOver, suspiciousDayOver, billAlreadyInvoiced,
                billsInvoicedOf, unsaidIsApproved, exchangeMaxAgeDays, release, payTime, rateFeeds, others, closed);
    }

    /** The same decisions with other days closed. */
    public Policies with(ClosedPeriods others) {
        return new Policies(baseCurrency, companyZone, companyMoneyRounding, overtime, suspiciousOver, suspiciousDayOver, billAlreadyInvoiced,
                billsInvoicedOf, unsaidIsApproved, exchangeMaxAgeDays, release, payTime, rateFeeds, rollout, others);
    }

    /** Whether entries that this source marks invoiced are billed all the same. */
    public boolean billsInvoiced(String source) {
        return billsInvoicedOf.getOrDefault(source, billAlreadyInvoiced);
    }

    /** Whether an entry of so many seconds waits for a person's look. */
    public boolean suspicious(long seconds) {
        return seconds > suspiciousOver.toSeconds();
    }

    /** Whether a worker's day of so many seconds does. */
    public boolean suspiciousDay(long seconds) {
        return seconds > suspiciousDayOver.toSeconds();
    }

    /**
     * How paid time is rounded in a jurisdiction, or null: exact seconds. In California what was recorded is paid, whatever
     * the company's rule (Camp v. Home Depot, 2022).
     */
    public TimeRule payTime(String jurisdiction) {
        return jurisdiction != null && jurisdiction.startsWith("US-CA") ? null : payTime;
    }
}
