package io.hourbook.readback;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * How a document stands at its target, as it was read last. What the target does not tell is null.
 *
 * @param state     draft, final, void or gone
 * @param by        who changed it and when, in the target's words
 * @param total     without tax
 * @param payable   with tax
 * @param paid      what was paid of it
 * @param credited  credits that people set against it
 * @param open      what is still owed: payable less payments and credits, our own credits included
 * @param edited    what people changed, in words; null where it says what was sent
 * @param freedByRun the run that freed what was on it after a void
 * @param standsAgainAt when it was read that people had taken back the void
 */
public record Standing(
        String state, Instant readAt, String by, @JsonFormat(shape = Shape.STRING) BigDecimal total,
        @JsonFormat(shape = Shape.STRING) BigDecimal payable, @JsonFormat(shape = Shape.STRING) BigDecimal paid,
        @JsonFormat(shape = Shape.STRING) BigDecimal credited, @JsonFormat(shape = Shape.STRING) BigDecimal open, Instant editedAt, String edited,
        Instant voidedAt, Integer freedByRun, Integer freedLines, Instant standsAgainAt, List<Payment> payments, List<Credit> credits) {

    /**
     * A credit that is set against it.
     *
     * @param credit the target's own id
     * @param ours   whether it is a document of ours
     */
    public record Credit(String credit, String reference, LocalDate date, @JsonFormat(shape = Shape.STRING) BigDecimal amount, boolean ours) {}
}
