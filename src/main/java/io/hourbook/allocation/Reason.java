package io.hourbook.allocation;

import java.util.Locale;

/**
 * Why an allocation waits or will never be (the words of the field). The order is the order of precedence: an entry is counted once,
 * under its first reason.
 */
public enum Reason {
    UNMAPPED_WORKER(Standing.HELD),
    INACTIVE_WORKER(Standing.HELD),
    CONFLICT(Standing.HELD),
    SUSPICIOUS(Standing.HELD),
    SECOND_APPROVAL(Standing.HELD),
    UNAPPROVED(Standing.HELD),
    UNMAPPED_PROJECT(Standing.HELD),
    UNMAPPED_SERVICE(Standing.HELD),
    UNMAPPED_CATEGORY(Standing.HELD),
    NO_RATE(Standing.HELD),
    NO_EXCHANGE_RATE(Standing.HELD),
    BUDGET(Standing.HELD),
    RETAINER_EXHAUSTED(Standing.HELD),
    CLOSED_PERIOD(Standing.HELD),
    MISSING_DOCUMENT(Standing.HELD),
    ZERO(Standing.EXCLUDED),
    NON_BILLABLE(Standing.EXCLUDED),
    NOT_REBILLED(Standing.EXCLUDED),
    COMPANY_PAID(Standing.EXCLUDED),
    ALREADY_INVOICED(Standing.EXCLUDED),
    BEFORE_START(Standing.EXCLUDED),
    NOT_IN_ROLLOUT(Standing.EXCLUDED),
    BY_HAND(Standing.EXCLUDED);

    private final Standing standing;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Reason(Standing standing) {
        this.standing = standing;
    }

    public Standing standing() {
        return standing;
    }

    public String word() {
        return word;
    }

    public static Reason of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
