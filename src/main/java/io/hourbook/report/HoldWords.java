package io.hourbook.report;

import io.hourbook.allocation.Reason;

/** What a reason means to the person who looks, and what releases the entries. */
public final class HoldWords {

    private HoldWords() {}

    /** A heading of a few words. */
    public static String means(String word) {
        return switch (Reason.of(word)) {
            case UNMAPPED_WORKER -> "Unknown worker";
            case INACTIVE_WORKER -> "Worker who has left";
            case CONFLICT -> "Two versions, order unknown";
            case SUSPICIOUS -> "Looks wrong";
            case SECOND_APPROVAL -> "Needs a second approval";
            case UNAPPROVED -> "Not approved";
            case UNMAPPED_PROJECT -> "Unknown project";
            case UNMAPPED_SERVICE -> "Unknown service";
            case UNMAPPED_CATEGORY -> "Unknown category";
            case NO_RATE -> "No rate";
            case NO_EXCHANGE_RATE -> "No exchange rate";
            case BUDGET -> "Over budget";
            case RETAINER_EXHAUSTED -> "Retainer used up";
            case CLOSED_PERIOD -> "Period is closed";
            case MISSING_DOCUMENT -> "Document missing";
            default -> word;
        };
    }

    /** What releases the entries, as one sentence. */
    public static String todo(String word) {
        return sentence(fix(Reason.of(word)));
    }

    private static String sentence(String fix) {
        return fix == null ? "Nothing: it is as it should be." : Character.toUpperCase(fix.charAt(0)) + fix.substring(1) + ".";
    }

    /** The same heading over expenses. */
    public static String meansOfExpense(String word) {
        return Reason.of(word) == Reason.MISSING_DOCUMENT ? "Receipt missing" : means(word);
    }

    /** What releases expenses, as one sentence. */
    public static String todoOfExpense(String word) {
        return sentence(fixOfExpense(Reason.of(word)));
    }

    /** What a person does about an expense on hold, as a clause; null for an exclusion. */
    static String fixOfExpense(Reason reason) {
        return switch (reason) {
            case INACTIVE_WORKER -> "correct the expense where it was reported, or the worker's until date in mappings/workers.csv";
            case CONFLICT -> "look at both revisions, save the right one once more where it was reported, and drop a fresh export";
            case SUSPICIOUS -> "ask the worker; correct the row and drop it again";
            case UNAPPROVED -> "approve the expense where it was reported and drop a fresh export";
            case NO_RATE -> "add a rate that is in force on its day to mappings/expense-rates.csv, or name the amount and drop the row again";
            case MISSING_DOCUMENT -> "name the file in receipt and drop the row again";
            default -> fix(reason);
        };
    }

    /** What a person does about a hold, as a clause; null for an exclusion, where there is nothing to mend. */
    static String fix(Reason reason) {
        return switch (reason) {
            case UNMAPPED_WORKER -> "add the person to mappings/workers.csv, or say in mappings/names.csv who is meant";
            case INACTIVE_WORKER -> "correct the entry in the tracker, or the worker's until date in mappings/workers.csv";
            case CONFLICT -> "look at both revisions, save the right one once more in the tracker, and drop a fresh export";
            case SUSPICIOUS -> "ask the worker; correct the entry in the tracker and drop a fresh export";
            case SECOND_APPROVAL -> "have a second person approve it";
            case UNAPPROVED -> "approve the time in the tracker and drop a fresh export";
            case UNMAPPED_PROJECT -> "add the project to mappings/projects.csv, or say in mappings/names.csv which one is meant";
            case UNMAPPED_SERVICE -> "add the service to mappings/services.csv, or say in mappings/names.csv which one is meant";
            case UNMAPPED_CATEGORY -> "add the category to mappings/expense-categories.csv, with the name that the tracker gives it";
            case NO_RATE -> "add a rate that is in force on the work date to mappings/rates.csv";
            case NO_EXCHANGE_RATE -> "add the rates published for the currency and day to mappings/exchange-rates-ecb.csv";
            case BUDGET -> "raise the budget, or release the entry";
            case RETAINER_EXHAUSTED -> "raise prepaid in mappings/retainers.csv, or set its overage to invoice";
            case CLOSED_PERIOD -> "set closed_through in mappings/periods.yaml back, or late to first-open-period";
            case MISSING_DOCUMENT -> "bring the document that is missing";
            case ALREADY_INVOICED, BEFORE_START, BY_HAND, COMPANY_PAID, NON_BILLABLE, NOT_IN_ROLLOUT, NOT_REBILLED, ZERO -> null;
        };
    }
}
