package io.hourbook.readback;

import java.util.List;

/**
 * What a reading saw.
 *
 * @param documents documents that may have changed since the cursor, ours and others
 * @param payments  payments that the target tells of apart from their documents; those that stand at a document are told there
 * @param credits   credits that the target tells of apart from the documents that they are set against
 * @param cursor    where the next page begins: opaque to all but the kind's own reader, 500 characters at most; never null
 * @param more      whether there is more to read now
 */
public record Page(List<SeenDocument> documents, List<SeenPayment> payments, List<SeenCredit> credits, String cursor, boolean more) {

    /** As much as the table {@code reading} holds. */
    public static final int LONGEST_CURSOR = 500;

    public Page {
        documents = List.copyOf(documents);
        payments = List.copyOf(payments);
        credits = List.copyOf(credits);
        if (cursor == null || cursor.length() > LONGEST_CURSOR) {
            throw new IllegalArgumentException("a cursor has at most " + LONGEST_CURSOR + " characters, and there is one: " + cursor);
        }
    }

    /** One whose documents tell of their payments and credits themselves. */
    public static Page of(List<SeenDocument> documents, String cursor, boolean more) {
        return new Page(documents, List.of(), List.of(), cursor, more);
    }
}
