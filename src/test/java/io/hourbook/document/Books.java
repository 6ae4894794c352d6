package io.hourbook.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.allocation.AllocationBench;
import io.hourbook.payroll.OvertimeStep;
import io.hourbook.payroll.PayWeek;
import io.hourbook.payroll.PayWeeks;
import io.hourbook.retainer.DrawingStep;
import io.hourbook.retainer.RetainerState;
import io.hourbook.retainer.Retainers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything up to the outbox over a real database: rows in, documents out. */
public final class Books {

    public final AllocationBench bench = new AllocationBench();
    final List<Outbox.Item> outbox = new ArrayList<>();
    private final Outbox way;
    private final ObjectMapper json = new ObjectMapper();
    private DocumentStore documents;
    private JdbcDocuments outgoing;

    /** What goes out is only remembered. */
    Books() {
        this.way = outbox::addAll;
    }

    /** @param way the real outbox over the books' database */
    public Books(BiFunction<JdbcTemplate, Clock, Outbox> way) {
        this.way = way.apply(bench.entries.jdbc, bench.entries.clock);
    }

    /** What has not gone out, and the releasing; the company is in the zone of its mappings. */
    public Releases releases() {
        return new Releases(
                bench.entries.jdbc, bench.entries.transaction, () -> bench.book().policies().companyZone(), bench.entries.clock);
    }

    public void empty() {
        bench.empty();
        outbox.clear();
        documents = new DocumentStore(bench.entries.jdbc, bench.entries.transaction, way, new DocumentCounts());
        outgoing = new JdbcDocuments(bench.entries.jdbc, bench.entries.transaction, () -> "USD");
    }

    /** A pass: a file comes in, and every document says what it should. */
    public void take(Object... rows) {
        bench.take("harvest", rows);
        recompute();
    }

    /** What routes/process/recompute-groups does. */
    void recompute() {
        bench.roundDays();
        PayWeeks weeks = new PayWeeks(bench.entries.jdbc, bench.entries.transaction, bench.groups());
        for (List<PayWeek> next = weeks.next(bench.pass()); !next.isEmpty(); next = weeks.next(bench.pass())) {
            weeks.store(bench.pass(), next.stream().map(new OvertimeStep()::split).toList());
        }
        Retainers retainers = new Retainers(bench.entries.jdbc, bench.entries.transaction, bench.groups());
        for (List<RetainerState> next = retainers.next(bench.pass()); !next.isEmpty(); next = retainers.next(bench.pass())) {
            retainers.store(bench.pass(), next.stream().map(new DrawingStep()::draw).toList());
        }
        for (List<GroupState> next = documents.next(bench.pass()); !next.isEmpty(); next = documents.next(bench.pass())) {
            documents.store(bench.pass(), next.stream().map(documents::assemble).toList());
        }
    }

    /** The first thing that a pass does with documents. @return how many became final */
    public int closePeriods() {
        int ended = new Closings(bench.entries.jdbc, bench.entries.transaction, outgoing, bench.entries.letters())
                .close(bench.book().policies().closed(), bench.book().targets().keySet());
        recompute();
        return ended;
    }

    /** Every document is looked at again, although nothing touched it. */
    public void recomputeAll() {
        bench.entries.jdbc.update("insert ignore into mark (kind, group_key) select 'document', id from document_group");
        recompute();
    }

    public List<String> references() {
        return bench.entries.jdbc.queryForList("select reference from document order by reference", String.class);
    }

    public int id(String reference) {
        return bench.entries.jdbc.queryForObject("select id from document where reference = ?", Integer.class, reference);
    }

    /** The document as it would go out now. */
    public JsonNode document(String reference) {
        try {
            return json.readTree(outgoing.outgoing(id(reference)).json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The document as its target had it last, or null where it never had it. */
    JsonNode delivered(String reference) {
        try {
            Documents.Outgoing delivered = outgoing.delivered(id(reference));
            return delivered == null ? null : json.readTree(delivered.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public int revision(String reference) {
        return outgoing.outgoing(id(reference)).revision();
    }

    /** The target has the document as it is now. */
    public void deliver(String reference) {
        outgoing.found(id(reference), "target-" + id(reference), revision(reference));
    }

    /** The target says that the document is final as it last had it; the correction is made in the same pass. */
    public void finalise(String reference) {
        finalOnly(reference);
        recompute();
    }

    /** The same, and nothing is recomputed yet. */
    void finalOnly(String reference) {
        outgoing.finalAtTarget(id(reference), outgoing.outgoing(id(reference)).deliveredRevision());
    }

    /** Where what is due goes. */
    Outbox way() {
        return way;
    }

    /** Sentences about documents whose total is not that of their lines, or that do not balance; none where all is well. */
    List<String> unsound() {
        return bench.entries.jdbc.queryForList(
                """
                select concat(d.reference, ': ', d.total, ' and ', coalesce(sum(l.amount), 0), ' over ', count(l.id))
                from document d left join document_line l on l.document_id = d.id and l.until_revision is null
                group by d.id, d.reference, d.type, d.total, d.line_count
                having count(l.id) <> d.line_count or d.type = 'journal-entry' and
                    (coalesce(sum(l.amount), 0) <> 0 or coalesce(sum(greatest(l.amount, 0)), 0) <> d.total)
                    or d.type <> 'journal-entry' and coalesce(sum(l.amount), 0) <> d.total""",
                String.class);
    }
}
