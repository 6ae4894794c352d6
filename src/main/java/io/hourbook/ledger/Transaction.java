package io.hourbook.ledger;

import java.time.LocalDate;

/**
 * One document, or an opening balance, as a transaction.
 *
 * @param there        whether the target has it exactly so
 * @param type         {@code sales-invoice} …, or {@code opening-balance}
 * @param status       {@code draft} or {@code final}; {@code opening} for an opening balance
 * @param target       where it goes, or null for what only the ledger has
 * @param payee        customer, vendor or employees, by name
 * @param counterparty the books' id of the party, or null
 * @param due          or null
 * @param revision     of the content, 0 for what only the ledger has
 * @param targetId     the target's own id, or null
 * @param link         what an invoice and its credit notes have in common
 */
public record Transaction(
        LocalDate date,
        boolean there,
        String reference,
        String type,
        String status,
        String target,
        String period,
        String payee,
        String counterparty,
        LocalDate due,
        int revision,
        String targetId,
        String link) {

    String title() {
        return type + " " + period;
    }
}
