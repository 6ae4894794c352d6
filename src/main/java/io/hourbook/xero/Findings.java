package io.hourbook.xero;

import io.hourbook.problem.Finding;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/** What people are told of deliveries to Xero; each code has its section in docs/errors.md. */
final class Findings {

    private static final String STEP = "routes/deliver/xero-target.camel.yaml begin-conversation";
    private static final String AGAIN = "; then replay this letter";

    private Findings() {}

    static Finding taken(String reference, String words) {
        return new Finding(
                "DEL-403", reference, "Xero has another document under this number", words, "the number to be free, or to be this document's", STEP,
                "compare the two in Xero; give the other one another number, or void it" + AGAIN);
    }

    static Finding noContact(String reference, Counterparty party, int hits) {
        return new Finding(
                "DEL-404", reference,
                hits == 0 ? "Xero has no active contact for this counterparty" : "Xero has more than one contact for this counterparty",
                party.shown(), "one contact whose " + (party.name() == null ? "account number" : "name") + " that is", STEP,
                "name the contact in mappings/target-names.csv, kind counterparty, ours " + party.ours()
                        + ", theirs its id or its exact name in Xero" + AGAIN);
    }

    static Finding otherTotal(String reference, BigDecimal ours, BigDecimal theirs) {
        return new Finding(
                "DEL-405", reference, "the document stands in Xero with another total", theirs.toPlainString() + " without tax",
                ours.toPlainString(), STEP,
                "look in Xero at what its lines come to, such as discounts of a contact; put that right" + AGAIN + ", which writes the lines anew");
    }

    static Finding voided(String reference, String status) {
        return new Finding(
                "DEL-410", reference, "somebody voided the document in Xero, and its content has changed since", status,
                "a document that stands", STEP,
                "if it was voided by mistake, copy it in Xero under another number by hand and discard this letter; if the work is not to be"
                        + " charged, take it out in the tracker");
    }

    /** @param restored whether a Hourbook before the restore may have written it */
    static Finding edited(Paper paper, Element element, List<String> edits, boolean restored) {
        return new Finding(
                "DEL-416", paper.reference(),
                (restored ? "people, or the Hourbook before the restore, have" : "people have") + " changed the document in Xero, and it is not overwritten",
                "total " + (element.total() == null ? "unknown" : element.total().toPlainString()) + "; " + String.join("; ", edits),
                "what Hourbook wrote last, or word that it may be overwritten with " + (paper.empty() ? "nothing: its last line was taken back"
                        : paper.body().path(paper.resource().lines()).size() + " lines of " + paper.total().toPlainString()), STEP,
                "make the change in the tracker or the mappings too; or write " + Edits.OVERWRITE + " into the words of a line there, or delete the draft"
                        + " there, so that Hourbook's stands; then replay this letter. To leave it as it is, discard this letter");
    }

    static Finding notTold(String target, String words) {
        return new Finding(
                "DEL-417", "target " + target, "Xero does not tell what changed there", words, "invoices, credit notes, journals and payments that were changed",
                "routes/deliver/xero-reader.camel.yaml ask-what-changed",
                "look at the target's url and at whether the connected app's scopes let it read transactions; or write reads: no below the target");
    }

    static Finding otherBase(String reference, String ours, String theirs) {
        return new Finding(
                "DEL-411", reference, "the organisation in Xero keeps its books in another currency", theirs, ours, STEP,
                "compare the target's tenant in mappings/targets.yaml with the organisation, and base_currency in mappings/exchange.yaml" + AGAIN);
    }

    static Finding noPlace(String reference, String type) {
        return unfit(reference, "Xero has no place for a document of this type", type, "an invoice, a bill, a credit or a journal",
                "send it elsewhere: documents in mappings/targets.yaml");
    }

    static Finding noBaseAmounts(String reference, String currency) {
        return unfit(reference, "a journal in Xero is in the organisation's currency, and this one has no amounts in it", currency,
                "an exchange rate for its day", "add the rate to mappings/exchange-rates-ecb.csv; the document goes out by itself when it changes");
    }

    static Finding unbalanced(String reference, BigDecimal balance, int lines) {
        return unfit(reference, "a journal of Xero has two lines or more, and balances in the organisation's currency",
                "a difference of " + balance.toPlainString() + " over " + lines + " lines", "0.00 over at least 2",
                "book it by hand in Xero and discard this letter");
    }

    static Finding noAmount(String reference, String line) {
        return unfit(reference, "a line has no amount in the organisation's currency", line, "an exchange rate for its day",
                "add the rate to mappings/exchange-rates-ecb.csv; the document goes out by itself when it changes");
    }

    static Finding tooFine(String reference, String line, BigDecimal amount) {
        return unfit(reference, "Xero has two decimals for any currency, and a line has more", line + " " + amount.toPlainString(),
                "an amount of two decimals", "book it by hand in Xero and discard this letter, or bill in another currency");
    }

    private static Finding unfit(String reference, String what, String saw, String want, String fix) {
        return new Finding("DEL-412", reference, what, saw, want, STEP, fix);
    }

    static Finding tooManyCategories(String reference, Collection<String> categories) {
        return new Finding(
                "DEL-409", reference, "a line in Xero has room for two tracking categories", String.join(", ", categories), "two at most", STEP,
                "take one of project_category, service_category and worker_category out of the target's settings" + AGAIN);
    }

    static Finding several(String reference, int count) {
        return new Finding(
                "DEL-413", reference, "Xero has more than one document with this reference", count + " documents", "one", STEP,
                "void or delete the wrong ones in Xero" + AGAIN);
    }

    static Finding noLookUp(String reference, String words) {
        return new Finding(
                "DEL-414", reference, "Xero cannot say whether it has the document", words, "an answer to the look-up by its reference", STEP,
                "look for the reference in Xero, at the target's url, and at whether the connected app's scopes let it read" + AGAIN);
    }
}
