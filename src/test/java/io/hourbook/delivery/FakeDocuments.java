package io.hourbook.delivery;

import io.hourbook.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Documents without an assembly: content is what the test says it is. */
final class FakeDocuments implements Documents {

    private final Map<Integer, Outgoing> documents = new ConcurrentHashMap<>();
    final Map<Integer, Integer> finals = new ConcurrentHashMap<>();
    final List<String> calls = java.util.Collections.synchronizedList(new ArrayList<>());

    private volatile int unreadable;

    /** @param id of the document that cannot be read, 0 for none */
    void breakReading(int id) {
        unreadable = id;
    }

    /** As if it had never been written. */
    void forget(int id) {
        documents.remove(id);
    }

    /** A new content for a document: its first, or one more revision. */
    Outgoing write(int id, String total) {
        return documents.compute(id, (key, before) -> {
            int revision = before == null ? 1 : before.revision() + 1;
            String reference = "HB-INV-CUST-" + id + "-USD-2025-03-1";
            return new Outgoing(
                    id,
                    reference,
                    "sales-invoice",
                    revision,
                    before == null ? null : before.externalId(),
                    before == null ? 0 : before.deliveredRevision(),
                    invoice(reference, total));
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
        return documents.get(documentId);
    }

    @Override
    public void delivered(int documentId, int revision, String externalId) {
        calls.add("delivered " + documentId + " " + revision);
        documents.computeIfPresent(documentId, (id, d) -> new Outgoing(
                id, d.reference(), d.type(), d.revision(), externalId, revision, d.json()));
    }

    @Override
    public void found(int documentId, String externalId, int revision) {
        calls.add("found " + documentId + " " + externalId);
        documents.computeIfPresent(documentId, (id, d) -> new Outgoing(
                id, d.reference(), d.type(), d.revision(), externalId, Math.max(revision, d.deliveredRevision()), d.json()));
    }

    @Override
    public void finalAtTarget(int documentId, int deliveredRevision) {
        finals.put(documentId, deliveredRevision);
    }
}
