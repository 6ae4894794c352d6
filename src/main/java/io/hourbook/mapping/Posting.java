package io.hourbook.mapping;

/** The accounts that every company needs once, by what they are for ({@code mappings/posting.yaml}). */
public record Posting(
        String bank,
        String receivable,
        String payable,
        String payrollLiabilities,
        String customerDeposits,
        String openingBalances,
        String suspense,
        String subcontractorIncome,
        String subcontractors) {}
