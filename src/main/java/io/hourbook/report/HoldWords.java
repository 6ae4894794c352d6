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
            case NO_RATE -> "No rate";
            case NO_EXCHANGE_RATE -> "No exchange rate";
            case BUDGET -> "Over budget";
            case RETAINER_EXHAUSTED -> "Retainer used up";
            case CLOSED_PERIOD -> "Period is closed";
            case MISSING_DOCUMENT -> "Document missing";
            default -> word;
        };
    }

    /** One sentence. */
    public static String todo(String word) {
        return switch (Reason.of(word)) {
            case UNMAPPED_WORKER -> "Add the person to mappings/workers.csv, or say in mappings/names.csv who is meant.";
            case INACTIVE_WORKER -> "Correct the entry in the tracker, or the worker's until date in mappings/workers.csv.";
            case CONFLICT -> "Open the entry, see both versions, save the right one again in the tracker and drop a fresh export.";
            case SUSPICIOUS -> "Check with the worker. Correct the entry in the tracker and drop a fresh export.";
            case UNAPPROVED -> "Approve the time in the tracker and drop a fresh export.";
            case UNMAPPED_PROJECT -> "Add the project to mappings/projects.csv, or say in mappings/names.csv which one is meant.";
            case UNMAPPED_SERVICE -> "Add the service to mappings/services.csv, or say in mappings/names.csv which one is meant.";
            case NO_RATE -> "Add a rate that is in force on the work date to mappings/rates.csv.";
            case NO_EXCHANGE_RATE -> "Add rates for the currency and day to mappings/exchange-rates-ecb.csv.";
            case RETAINER_EXHAUSTED -> "Top up the retainer's prepaid amount in mappings/retainers.csv, or set its overage to invoice.";
            default -> "Open the entry to see why it waits.";
        };
    }
}
