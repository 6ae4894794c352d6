package io.hourbook.readback;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A payment of a document of ours, as its target tells of it.
 *
 * @param payment    the target's own id
 * @param document   our reference
 * @param amount     in the document's currency
 * @param baseAmount as booked there, or null where the target does not tell
 * @param reversed   whether it was taken back
 */
public record Payment(
        String payment, String target, String document, String type, String counterparty, LocalDate paidOn,
        @JsonFormat(shape = Shape.STRING) BigDecimal amount, String currency, @JsonFormat(shape = Shape.STRING) BigDecimal baseAmount,
        boolean reversed, Instant readAt) {}
