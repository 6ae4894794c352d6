package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One of our documents as it should stand in Xero.
 *
 * @param resource     where
 * @param type         {@code ACCREC}, {@code ACCPAY}, {@code ACCRECCREDIT}, {@code ACCPAYCREDIT}; null for a journal
 * @param reference    ours
 * @param numbered     whether our reference is its number there; else it stands in the field Reference, or begins a narration
 * @param counterparty who it is for and how it is found there, or null for a journal
 * @param baseCurrency of our books, or null where the document does not say
 * @param total        without tax; of a journal its debits
 * @param empty        whether all its lines were taken back, so that it should not stand there any more
 * @param settled      whether it goes there in a state in which it counts: authorised, or posted
 * @param body         as Xero wants it, without the contact
 */
record Paper(
        Resource resource, String type, String reference, boolean numbered, Counterparty counterparty, String baseCurrency, BigDecimal total,
        boolean empty, boolean settled, ObjectNode body) {

    /** The day that it is booked on. */
    LocalDate day() {
        return LocalDate.parse(Json.text(body, "Date"));
    }

    /** The whole body of a call for one document. @param contact the id of its contact, or null for a journal */
    ObjectNode with(String contact) {
        ObjectNode whole = Json.object();
        if (type != null) {
            whole.put("Type", type);
        }
        if (contact != null) {
            whole.putObject("Contact").put("ContactID", contact);
        }
        // a copy: what it is given there must not be in a body that is made anew
        whole.setAll(body.deepCopy());
        return whole;
    }

    /**
     * The same for a document that stands there: its id, and each line with the id that it has there. What people set beside our words
     * stays: a rate that is not the one we wrote, a tax or a category that we say nothing of.
     *
     * @param written what we wrote and stands there, or null where nobody knows
     */
    ObjectNode with(String contact, String id, JsonNode standing, Content written) {
        ObjectNode whole = Json.object();
        whole.put(resource.id(), id);
        whole.setAll(with(contact));
        BigDecimal there = Json.decimal(standing, "CurrencyRate");
        if (written != null && written.rate() != null && there != null && whole.has("CurrencyRate") && apart(written.rate(), there)) {
            whole.put("CurrencyRate", there);
        }
        if ("SUBMITTED".equals(Json.text(standing, "Status")) && "DRAFT".equals(Json.text(body, "Status"))) {
            // somebody handed it in for approval there; that stays so
            whole.put("Status", "SUBMITTED");
        }
        if (!resource.journal()) {
            LineIds.keep(whole.path(resource.lines()), standing.path(resource.lines()));
        }
        return whole;
    }

    /** Further than six decimals of a rate can be, however they are rounded. */
    private static boolean apart(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(one.movePointLeft(4).max(new BigDecimal("0.000001"))) > 0;
    }

    /** The body that takes it away there. @param settledThere whether it counts there already */
    ObjectNode away(String id, boolean settledThere) {
        ObjectNode whole = Json.object();
        whole.put(resource.id(), id);
        if (resource.journal()) {
            whole.set("Narration", body.path("Narration"));
        }
        return whole.put("Status", settledThere ? "VOIDED" : "DELETED");
    }
}
