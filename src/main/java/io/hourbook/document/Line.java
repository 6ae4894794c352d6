package io.hourbook.document;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * One line as it should stand or as it stands.
 *
 * @param id          its number in the database, 0 while it is only wanted
 * @param documentId  0 while it is only wanted
 * @param position    its place in the document; a line that changes keeps it
 * @param key         which thing of the group it is: an entry, an account, a worker and pay code
 * @param reversesId  the line of a final document that it takes back, or null
 * @param hash        of {@code content}
 * @param entryId     the entry behind it, or null where it gathers many
 * @param amount      positive; in a journal a debit is positive and a credit negative; null in payroll
 * @param seconds     or null in a journal
 * @param content     its JSON without the line id; null for a line that was read back from a document that can still change
 */
record Line(
        long id,
        int documentId,
        long position,
        String key,
        Long reversesId,
        ByteBuffer hash,
        Long entryId,
        String account,
        BigDecimal amount,
        BigDecimal baseAmount,
        Long seconds,
        int mappingVersionId,
        String content) {

    static Line wanted(
            String key, Long entryId, String account, BigDecimal amount, BigDecimal baseAmount, Long seconds, int mappingVersionId,
            String content) {
        return new Line(
                0, 0, 0, key, null, Hashes.of(content), entryId, account, amount, baseAmount, seconds, mappingVersionId, content);
    }

    boolean same(Line other) {
        return hash.equals(other.hash) && Objects.equals(reversesId, other.reversesId);
    }

    /**
     * Whether this line, which stands on a final document, says what the wanted one would: the same work, place and money.
     * A renamed item or a base amount that became known later is no reason to take back what a client has been sent.
     */
    boolean means(Line wanted) {
        return hash.equals(wanted.hash) || content != null && wanted.content != null && LineJson.meaning(content).equals(LineJson.meaning(wanted.content));
    }

    /** This line where another stands: it takes that one's number, document and place. */
    Line instead(Line standing) {
        return new Line(
                standing.id, standing.documentId, standing.position, key, reversesId, hash, entryId, account, amount, baseAmount,
                seconds, mappingVersionId, content);
    }
}
