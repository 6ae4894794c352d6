package io.hourbook.readback;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A payment of a document as it stands at the target. One payment that settles several documents is told once for each, with its share.
 *
 * @param id         the target's own, unique there together with the document's; 190 characters at most
 * @param documentId the target's id of the document that it settles; null with {@code reversed}, and then all but the id, for all that it
 *                   settled as far as was known: where it still settles any of them, that is told behind it
 * @param date       the day on which it was paid
 * @param amount     of the document that it settles, in the document's currency, positive
 * @param currency   the document's, or null where the target does not say
 * @param baseAmount the same in the base currency at the payment's own rate, as booked there, or null where the target does not tell: then
 *                   it is worked out by the exchange rates of that day
 * @param reversed   whether it was taken back or deleted
 */
public record SeenPayment(
        String id, String documentId, LocalDate date, BigDecimal amount, String currency, BigDecimal baseAmount, boolean reversed) {}
