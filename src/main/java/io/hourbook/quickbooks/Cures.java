package io.hourbook.quickbooks;

import io.hourbook.problem.Finding;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;

/** What people are told when QuickBooks or the mappings stand in the way; each code has its section in docs/errors.md. */
final class Cures {

    private static final String STEP = "routes/deliver/quickbooks-target.camel.yaml to-http-target";
    private static final String CHANGED = "a changed document goes out by itself, an unchanged one when this letter is replayed";

    private final String reference;
    private final String target;

    Cures(String reference, String target) {
        this.reference = reference;
        this.target = target;
    }

    /** By what the fault says. */
    Finding of(Fault fault) {
        if (fault.closed()) {
            return closed(fault.words());
        }
        if (fault.badReference()) {
            return reference(fault.words());
        }
        return refused(fault.words());
    }

    Finding refused(String words) {
        return finding("DEL-501", "QuickBooks refuses the document for good", words, "a document that QuickBooks takes",
                "put right what it names, in the mappings, in target-names.csv or there: " + CHANGED);
    }

    Finding numberTaken(String number, String words) {
        return finding("DEL-502", "another document there has the number " + number, words, "the number free, or on the document with this reference",
                "look there for the number: where that is this document, write its reference into the memo; otherwise give it another number. Then replay this letter");
    }

    Finding closed(String words) {
        return finding("DEL-503", "the period is closed there", words, "an open period on the document's date",
                "open the period there, or close it here too (mappings/periods.yaml), so that the work goes to the first open one; then replay this letter");
    }

    Finding reference(String words) {
        return finding("DEL-504", "something that the document names is not there or not active", words, "active customers, vendors, items, accounts and classes",
                "make it active there, or correct its row in mappings/target-names.csv; then replay this letter");
    }

    Finding unknown(Collection<Wanted> missing) {
        Wanted first = missing.iterator().next();
        String kind = first.kind().names().name().toLowerCase(java.util.Locale.ROOT);
        String all = missing.stream().map(one -> one.kind().word() + " \"" + one.name() + "\"").collect(Collectors.joining(", "));
        return finding("DEL-505", "QuickBooks knows nothing by a name that the document needs", all,
                "a row in mappings/target-names.csv for each, or something there of that name",
                "add the row " + target + "," + kind + "," + first.ours() + ",<its id there> to mappings/target-names.csv; then replay this letter");
    }

    Finding edited(String id) {
        return finding("DEL-506", "people have changed the document there, and it is not overwritten", "id " + id,
                "what Hourbook wrote last, or word that it may be overwritten",
                "make the change in the tracker too; or write " + Mark.OVERWRITE
                        + " into the memo there, or delete the document there, so that Hourbook's stands; then replay this letter");
    }

    Finding total(BigDecimal theirs, BigDecimal ours, String id) {
        return finding("DEL-507", "QuickBooks makes another sum of the document", theirs.toPlainString() + " as id " + id, ours.toPlainString(),
                "look there for a discount, a tax that is included or a rounding that changes the lines, and turn it off; then replay this letter");
    }

    Finding seconds(String line, long seconds) {
        return finding("DEL-508", "QuickBooks keeps hours and minutes, and this time is neither", line + ", " + seconds + " s", "whole minutes, not below zero",
                "set payroll_seconds: started-minute in the target's settings, or pay_time in mappings/rounding.yaml, or send payroll batches"
                        + " elsewhere (documents: in mappings/targets.yaml); " + CHANGED);
    }

    Finding misset(String setting) {
        return finding("DEL-509", "a setting of the target says nothing that QuickBooks knows", setting, "realm: the digits of the company's id",
                "correct the setting in mappings/targets.yaml; then replay this letter");
    }

    Finding twice(int count) {
        return finding("DEL-510", "more than one document there has this reference in its memo", count + " documents", "one",
                "delete the wrong ones there, then replay this letter");
    }

    Finding finalElsewhere(String why) {
        return finding("DEL-511", "the document is final there, with a content that the Hourbook before the restore sent", why, "the content that stands here",
                "compare the two and set theirs right by hand; then replay this letter");
    }

    static Finding notTold(String target, String words) {
        return new Finding(
                "DEL-512", "target " + target, "QuickBooks does not tell what changed there", words, "the list of changes of the company",
                "routes/deliver/quickbooks-reader.camel.yaml ask-what-changed",
                "look at the target's url, its realm and the connected app's scope; or write reads: no below the target");
    }

    private Finding finding(String code, String what, String saw, String want, String fix) {
        return new Finding(code, reference, what + " (target " + target + ")", saw, want, STEP, fix);
    }
}
