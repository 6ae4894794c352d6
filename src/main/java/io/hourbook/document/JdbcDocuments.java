package io.hourbook.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hourbook.entry.Marks;
import io.hourbook.money.Currencies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What delivery reads of documents and writes back. */
final class JdbcDocuments implements Documents {

    private static final JsonFactory JSON = new JsonFactory();

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Marks marks;
    private final Supplier<String> baseCurrency;

    /** @param baseCurrency of the mappings in force */
    public JdbcDocuments(JdbcTemplate jdbc, TransactionTemplate transaction, Supplier<String> baseCurrency) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.baseCurrency = baseCurrency;
        this.marks = new Marks(jdbc);
    }

    @Override
    public Outgoing outgoing(int documentId) {
        Map<String, Object> document = document(documentId);
        List<String> lines = jdbc.queryForList(
                "select wire from document_line where document_id = ? and until_revision is null order by position, id",
                String.class, documentId);
        return outgoing(documentId, document, ((Number) document.get("revision")).intValue(), lines);
    }

    @Override
    public Outgoing delivered(int documentId) {
        Map<String, Object> document = document(documentId);
        int revision = ((Number) document.get("delivered_revision")).intValue();
        List<String> lines = jdbc.queryForList(
                """
                select wire from document_line
                where document_id = ? and from_revision <= ? and (until_revision is null or until_revision > ?) order by position, id""",
                String.class, documentId, revision, revision);
        return revision == 0 || lines.isEmpty() ? null : outgoing(documentId, document, revision, lines);
    }

    private Map<String, Object> document(int documentId) {
        return jdbc.queryForMap(
                """
                select d.*, g.counterparty, g.currency, g.period, g.type as group_type
                from document d join document_group g on g.id = d.group_id where d.id = ?""",
                documentId);
    }

    private Outgoing outgoing(int documentId, Map<String, Object> document, int revision, List<String> lines) {
        return new Outgoing(
                documentId,
                (String) document.get("reference"),
                (String) document.get("type"),
                revision,
                (String) document.get("external_id"),
                ((Number) document.get("delivered_revision")).intValue(),
                json(document, lines));
    }

    private String json(Map<String, Object> document, List<String> lines) {
        StringWriter text = new StringWriter(512 + lines.stream().mapToInt(line -> line.length() + 1).sum());
        try (JsonGenerator out = JSON.createGenerator(text)) {
            String currency = (String) document.get("currency");
            String base = baseCurrency.get();
            boolean empty = "void".equals(document.get("status"));
            out.writeStartObject();
            out.writeStringField("reference", (String) document.get("reference"));
            out.writeStringField("type", (String) document.get("type"));
            out.writeStringField("status", (String) document.get("status"));
            field(out, "counterparty", document.get("counterparty"));
            field(out, "date", document.get("date"));
            field(out, "due", document.get("due"));
            field(out, "period", document.get("period"));
            field(out, "currency", currency);
            out.writeStringField("total", empty || currency == null ? "0" : money((BigDecimal) document.get("total"), currency));
            if (currency != null && document.get("base_total") != null) {
                out.writeStringField("baseCurrency", base);
                out.writeStringField("baseTotal", empty ? "0" : money((BigDecimal) document.get("base_total"), base));
            }
            out.writeArrayFieldStart("lines");
            for (String line : lines) {
                out.writeRawValue(line);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void field(JsonGenerator out, String name, Object value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value.toString());
        }
    }

    private static String money(BigDecimal amount, String currency) {
        return amount.setScale(Currencies.minorUnits(currency), RoundingMode.UNNECESSARY).toPlainString();
    }

    @Override
    public void found(int documentId, String externalId, int revision) {
        jdbc.update(
                "update document set delivered_revision = greatest(delivered_revision, ?), external_id = coalesce(?, external_id) where id = ?",
                revision, externalId, documentId);
    }

    /** The document goes back to what the target has, for good; its group is marked, so that a correction is made. */
    @Override
    public void finalAtTarget(int documentId, int deliveredRevision) {
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "delete from document_line where document_id = ? and from_revision > ?", documentId, deliveredRevision);
            jdbc.update(
                    "update document_line set until_revision = null where document_id = ? and until_revision > ?",
                    documentId, deliveredRevision);
            jdbc.update(
                    """
                    update document d set status = 'final', delivered_revision = ?,
                        line_count = (select count(*) from document_line l where l.document_id = d.id and l.until_revision is null),
                        total = (select coalesce(sum(greatest(l.amount, 0)), 0) from document_line l
                            where l.document_id = d.id and l.until_revision is null),
                        base_total = (select sum(greatest(l.base_amount, 0)) from document_line l
                            where l.document_id = d.id and l.until_revision is null)
                    where d.id = ?""",
                    deliveredRevision, documentId);
            mark(documentId);
        });
    }

    private void mark(int documentId) {
        Integer group = jdbc.queryForObject("select group_id from document where id = ?", Integer.class, documentId);
        marks.set(Marks.Kind.DOCUMENT, Set.of(String.valueOf(group)));
    }

    /** One more revision, without lines, which the target has already. */
    @Override
    public int voidedAtTarget(int documentId, int runId) {
        int freed = jdbc.update(
                """
                update document_line l join document d on d.id = l.document_id set l.until_revision = d.revision + 1
                where d.id = ? and l.until_revision is null""",
                documentId);
        jdbc.update(
                """
                update document set revision = revision + 1, delivered_revision = revision, status = 'void', total = 0, base_total = 0,
                    line_count = 0, content_hash = unhex(md5(concat(reference, ' voided ', revision))), changed_run_id = ?
                where id = ?""",
                runId, documentId);
        mark(documentId);
        return freed;
    }
}
