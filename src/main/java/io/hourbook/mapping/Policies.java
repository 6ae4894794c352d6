package io.hourbook.mapping;

import io.hourbook.money.MoneyRounding;
import io.hourbook.overtime.OvertimeRule;
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
        int exchangeMaxAgeDays) {}
