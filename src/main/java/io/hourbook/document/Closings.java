package io.hourbook.document;

import io.hourbook.deadletter.DeadLetters;
import io.hourbook.entry.Marks;
import io.hourbook.mapping.ClosedPeriods;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the closing of a period makes of documents (domain rule on corrections): what the target has is final as it stands there, and
 * what it never took is dated in the first open period. A document whose call is still in doubt is left alone until it is known.
 */
public final class Closings {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Documents documents;
    private final DeadLetters letters;
    private final Marks marks;

    Closings(JdbcTemplate jdbc, TransactionTemplate transaction, Documents documents, DeadLetters letters) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.documents = documents;
        this.letters = letters;
        this.marks = new Marks(jdbc);
    }

    private record Standing(int id, int groupId, int delivered) {}

    /**
     * Brings all documents in line with the periods that are closed. To be called by a pass before it recomputes anything.
     *
     * @param targets the names of all targets
     * @return how many documents became final
     */
    public int close(ClosedPeriods closed, Collection<String> targets) {
        int ended = 0;
        for (String target : closed.any() ? targets : List.<String>of()) {
            LocalDate through = closed.through(target);
            if (through != null) {
                ended += close(target, through);
            }
        }
        return ended;
    }

    private int close(String target, LocalDate through) {
        List<Standing> settled = jdbc.query(
                """
                select d.id, d.group_id, d.delivered_revision from document d
                where d.target = ? and d.status = 'draft' and d.date <= ?
                  and not exists (select 1 from delivery y
                    where y.document_id = d.id and (y.doubted or y.state in ('sending', 'in-doubt')))
                order by d.id""",
                (row, n) -> new Standing(row.getInt(1), row.getInt(2), row.getInt(3)), target, through);
        Set<String> unsent = new TreeSet<>();
        int ended = 0;
        for (Standing document : settled) {
            if (document.delivered > 0) {
                transaction.executeWithoutResult(status -> end(document));
                ended++;
            } else {
                unsent.add(String.valueOf(document.groupId));
            }
        }
        marks.set(Marks.Kind.DOCUMENT, unsent);
        return ended;
    }

    private void end(Standing document) {
        jdbc.update(
                "update delivery set state = 'superseded' where document_id = ? and revision > ? and state in ('waiting', 'failed')",
                document.id, document.delivered);
        letters.resolveDocument(document.id);
        documents.finalAtTarget(document.id, document.delivered);
    }
}
