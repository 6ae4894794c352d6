package io.hourbook.mapping;

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
 * @param unsaidIsApproved    by source: whether an entry that says nothing of approval counts as approved
 * @param exchangeMaxAgeDays  how old a published rate may be
 * @param payTime             how paid time is rounded, or null: exact seconds. Ask {@link #payTime(String)}
 */
public record Policies(
        String baseCurrency,
        ZoneId companyZone,
        MoneyRounding companyMoneyRounding,
        Map<String, OvertimeRule> overtime,
        Duration suspiciousOver,
        Duration suspiciousDayOver,
        boolean billAlreadyInvoiced,
        Map<String, Boolean> unsaidIsApproved,
        int exchangeMaxAgeDays,
        TimeRule payTime) {

    /** Paid to the second. */
    public Policies(
            String baseCurrency,
            ZoneId companyZone,
            MoneyRounding companyMoneyRounding,
            Map<String, OvertimeRule> overtime,
            Duration suspiciousOver,
            Duration suspiciousDayOver,
            boolean billAlreadyInvoiced,
            Map<String, Boolean> unsaidIsApproved,
            int exchangeMaxAgeDays) {
        this(baseCurrency, companyZone, companyMoneyRounding, overtime, suspiciousOver, suspiciousDayOver,
                billAlreadyInvoiced, unsaidIsApproved, exchangeMaxAgeDays, null);
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
