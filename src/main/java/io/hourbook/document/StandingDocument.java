package io.hourbook.document;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;

/**
 * A document as it stands in the database.
 *
 * @param status draft, final or void
 * @param tried  whether the target may have heard of it
 * @param lines  in the order in which they are sent
 */
record StandingDocument(
        int id,
        String reference,
        String type,
        int part,
        String status,
        LocalDate date,
        LocalDate due,
        int revision,
        ByteBuffer hash,
        boolean tried,
        List<Line> lines) {

    /** Its number says which it is; its lines are many. */
    @Override
    public int hashCode() {
        return id;
    }

    boolean open() {
        return "draft".equals(status);
    }
}
