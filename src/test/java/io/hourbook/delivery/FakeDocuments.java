package io.hourbook.delivery;

import io.hourbook.document.Documents;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Documents without an assembly: content is what the test says it is, what the target has stands in the table. */
final class FakeDocuments implements Documents {

    private final Map<Integer, Outgoing> documents = new ConcurrentHashMap<>();
    final Map<Integer, Integer> finals = new ConcurrentHashMap<>();
    private final JdbcTemplate jdbc;
    private volatile int unreadable;

    FakeDocuments(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param id of the document that cannot be read, 0 for none */
    void breakReading(int id) {
        unreadable = id;
    }

    /** As if it had never been written. */
    void forget(int id) {
        documents.remove(id);
        jdbc.update("delete from document where id = ?", id);
    }

    /** A new content for a document: its first, or one more revision. */
    Outgoing write(int id, String total) {
        return documents.compute(id, (key, before) -> {
            int revision = before == null ? 1 : before.revision() + 1;
            String reference = "HB-INV-CUST-" + id + "-USD-2025-03-1";
            jdbc.update(
                    """
                    insert into document (id, group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash,
                      created_run_id, changed_run_id)
                    values (?, ?, 'books', ?, 'sales-invoice', 1, 'draft', '2025-03-31', ?, 1, ?, unhex(md5(?)), 1, 1)
                    on duplicate key update total = values(total), revision = values(revision), content_hash = values(content_hash)""",
                    id, id, reference, total, revision, total);
            return new Outgoing(id, reference, "sales-invoice", revision, null, 0, invoice(reference, total));
        });
    }

    /** A new content in so many words: the first of its document, or one more revision. */
    Outgoing write(int id, String reference, String type, String json) {
        return documents.compute(id, (key, before) -> {
            int revision = before == null ? 1 : before.revision() + 1;
            jdbc.update(
                    """
                    insert into document (id, group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash,
                      created_run_id, changed_run_id)
                    values (?, ?, 'books', ?, ?, 1, 'draft', '2025-03-31', 1, 1, ?, unhex(md5(?)), 1, 1)
                    on duplicate key update revision = values(revision), content_hash = values(content_hash)""",
                    id, id, reference, type, revision, json);
            return new Outgoing(id, reference, type, revision, null, 0, json);
        });
    }

    static String invoice(String reference, String total) {
        return """
                {"reference":"%s","type":"sales-invoice","status":"draft","counterparty":"CUST-1","date":"2025-03-31",\
                "due":"2025-04-30","period":"2025-03","currency":"USD","total":"%s","baseCurrency":"USD","baseTotal":"%s",\
                "lines":[{"line":"l1","entries":["clockify:1"],"description":"work","account":"4020","workDate":"2025-03-04",\
                "seconds":3600,"amount":"%s","baseAmount":"%s"}]}"""
                .formatted(reference, total, total, total, total);
    }

    @Override
    public Outgoing outgoing(int documentId) {
        if (documentId == unreadable) {
            throw new IllegalStateException("unreadable, for the test");
        }
        Outgoing written = documents.get(documentId);
        return written == null ? null : jdbc.queryForObject(
                "select external_id, delivered_revision from document where id = ?",
                (row, n) -> new Outgoing(
                        documentId, written.reference(), written.type(), written.revision(), row.getString(1), row.getInt(2), written.json()),
                documentId);
    }

    @Override
    public void found(int documentId, String externalId, int revision) {
        jdbc.update(
                "update document set external_id = ?, delivered_revision = greatest(delivered_revision, ?) where id = ?", externalId, revision,
                documentId);
    }

    @Override
    public void finalAtTarget(int documentId, int deliveredRevision) {
        finals.put(documentId, deliveredRevision);
    }

    @Override
    public int voidedAtTarget(int documentId, int runId) {
        return jdbc.update("update document set status = 'void', total = 0, line_count = 0 where id = ?", documentId);
    }
}
