package io.hourbook.readback;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A credit that is set against a document at the target. Which ones are ours and which are people's is found out here, by id and reference.
 *
 * @param id         the target's own id of the credit, as deliveries keep it; 190 characters at most
 * @param reference  what it shows as a reference, or null
 * @param documentId the target's id of the document that it is set against
 * @param date       of the credit, or null
 * @param amount     how much of it is set against that document, in the document's currency, positive
 * @param reversed   whether it was taken away again
 */
public record SeenCredit(String id, String reference, String documentId, LocalDate date, BigDecimal amount, boolean reversed) {}
