package io.hourbook.console;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.hourbook.document.Releases.Seen;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Documents as they stand, and how far each has come on its way. */
@Component
class DocumentBoard {

    /**
     * @param kind         a word finer than the type: {@code retainer-journal} and {@code labour-journal} are both journal entries
     * @param counterparty the customer's or vendor's id, or null
     * @param currency     null where there is no money in it
     * @param seconds      of a payroll batch, else null
     * @param revision     of what it says now
     * @param deliveredRevision the newest that its target has; 0 for none
     */
    record Document(
            int id, String target, String reference, String type, String kind, String counterparty, String currency, String period,
            LocalDate date, LocalDate due, @JsonFormat(shape = STRING) BigDecimal total, Long seconds, long lines, String status,
            Progress delivery, int revision, int deliveredRevision) {}

    /**
     * What is asked for; null asks for all.
     *
     * @param type         as the target knows it
     * @param status       {@code draft}, {@code final} or {@code void}
     * @param state        how far it has come: a word of {@link Progress.State}
     * @param counterparty the customer's or vendor's id
     * @param there        what people did at the target: {@code edited}, {@code voided}, {@code credited}, {@code paid}, {@code again}
     */
    record Wanted(
            String type, String status, String state, String period, String counterparty, String target, String reference, String there) {}

    private static final Map<String, String> THERE = Map.of(
            "edited", "d.id in (select document_id from document_there where edited_at is not null)",
            "voided", "d.id in (select document_id from document_there where voided_at is not null)",
            "again", "d.id in (select document_id from document_there where again_at is not null)",
            "paid", "d.id in (select document_id from payment where not reversed)",
            "credited", "d.id in (select document_id from credit_there where not reversed and not own)");

    /** The conditions of a question, only those that are asked for. */
    private record Filter(String sql, List<Object> values) {

        static Filter of(Wanted wanted, LocalDate today) {
            StringBuilder sql = new StringBuilder();
            List<String> conditions = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            if (wanted.period != null || wanted.counterparty != null) {
                sql.append("join document_group g on g.id = d.group_id ");
            }
            if (wanted.state != null) {
                String open = Progress.deliveryStates(wanted.state);
                sql.append(open == null
                        ? "left join delivery v on v.id = (select max(n.id) from delivery n where n.document_id = d.id and n.revision = d.revision) "
                        : "join delivery v on v.document_id = d.id and v.revision = d.revision and v.state in (" + open + ") and v.id = "
                                + "(select max(n.id) from delivery n where n.document_id = v.document_id and n.revision = v.revision) ");
            }
            add("d.type = ?", wanted.type, conditions, values);
            add("d.status = ?", wanted.status, conditions, values);
            add("d.target = ?", wanted.target, conditions, values);
            add("d.reference = ?", wanted.reference, conditions, values);
            add("g.period = ?", wanted.period, conditions, values);
            add("g.counterparty = ?", wanted.counterparty, conditions, values);
            if (wanted.there != null) {
                conditions.add(THERE.get(wanted.there));
            }
            if (wanted.state != null) {
                values.add(today);
                add(Progress.STATE + " = ?", wanted.state, conditions, values);
            }
            return new Filter(sql + (conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions)), values);
        }

        private static void add(String condition, String value, List<String> conditions, List<Object> values) {
            if (value != null) {
                conditions.add(condition);
                values.add(value);
            }
        }
    }

    /** What changed with one revision of a document, and what became of it on its way. */
    record Revision(
            int revision, long linesAdded, long linesTakenOff, String state, LocalDate notBefore, Integer attempts, Integer answerStatus,
            String answer, Instant createdAt, Instant answeredAt) {}

    /** All documents of one kind and currency. */
    record Total(String kind, String currency, long documents, BigDecimal total, Long seconds) {}

    private static final String DOCUMENT = """
            select d.id, d.target, d.reference, d.type, g.type as group_type, g.counterparty, g.currency, g.period, d.date, d.due, d.total,
              d.line_count, d.status, d.revision, d.delivered_revision, v.state, v.due_on, v.next_attempt_at, v.attempts, v.answer,
              if(d.type = 'payroll-batch', (select coalesce(sum(l.seconds), 0) from document_line l
                where l.document_id = d.id and l.until_revision is null), null) as seconds
            from document d join document_group g on g.id = d.group_id
              left join delivery v on v.id = (select max(n.id) from delivery n where n.document_id = d.id and n.revision = d.revision)
            """;

    private final JdbcTemplate jdbc;

    DocumentBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    long count(Wanted wanted, LocalDate today) {
        Filter filter = Filter.of(wanted, today);
        return jdbc.queryForObject("select count(*) from document d " + filter.sql, Long.class, filter.values.toArray());
    }

    /** The newest date first. */
    Listed<Document> documents(Wanted wanted, Slice slice, LocalDate today) {
        Filter filter = Filter.of(wanted, today);
        List<Object> values = new ArrayList<>(filter.values);
        values.add(slice.size());
        values.add(slice.offset());
        // the page is found first, by an index; only its rows are then looked up in the other tables
        List<Document> rows = jdbc.query(
                DOCUMENT + "join (select d.id from document d " + filter.sql
                        + " order by d.date desc, d.type desc, d.reference desc limit ? offset ?) p on p.id = d.id"
                        + " order by d.date desc, d.type desc, d.reference desc",
                (row, number) -> document(row, today), values.toArray());
        return new Listed<>(rows, count(wanted, today), slice);
    }

    /** Documents of this reference: one for each target that it went to. */
    List<Document> named(String reference, LocalDate today) {
        return jdbc.query(
                DOCUMENT + "where d.reference = ? order by d.id desc limit 20", (row, number) -> document(row, today), reference);
    }

    Optional<Document> named(String reference, String target, LocalDate today) {
        return named(reference, today).stream().filter(document -> target == null || target.equals(document.target)).findFirst();
    }

    /** Every revision of a document, the newest first: what it added and took off, and its delivery. */
    List<Revision> revisions(int documentId) {
        return jdbc.query(
                """
                select r.revision, r.added, r.taken, v.state, v.due_on, v.attempts, v.answer_status, v.answer, v.created_at, v.answered_at
                from (select x.revision, sum(x.added) as added, sum(x.taken) as taken, max(x.delivery) as delivery
                  from (select from_revision as revision, count(*) as added, 0 as taken, null as delivery
                      from document_line where document_id = ? group by from_revision
                    union all
                    select until_revision, 0, count(*), null
                      from document_line where document_id = ? and until_revision is not null group by until_revision
                    union all
                    select revision, 0, 0, id from delivery where document_id = ?) x
                  group by x.revision) r
                left join delivery v on v.id = r.delivery order by r.revision desc limit ?""",
                (row, number) -> new Revision(
                        row.getInt("revision"), row.getLong("added"), row.getLong("taken"), row.getString("state"),
                        row.getObject("due_on", LocalDate.class), row.getObject("attempts", Integer.class),
                        row.getObject("answer_status", Integer.class), row.getString("answer"), RunBoard.utc(row, "created_at"),
                        RunBoard.utc(row, "answered_at")),
                documentId, documentId, documentId, Slice.MOST);
    }

    /** The dead letter that keeps an update of ours back because people changed the document there; nothing where none is open. */
    Optional<Long> heldByEdit(int documentId) {
        return jdbc.queryForList(
                "select id from dead_letter where document_id = ? and state = 'open' and code in ('DEL-702', 'DEL-506', 'DEL-416', 'DEL-611')"
                        + " order by id desc limit 1", Long.class, documentId).stream().findFirst();
    }

    /** What a document of this number is called; nothing where it has gone. */
    Optional<Seen> seen(int id, int revision) {
        return jdbc.query(
                "select target, reference from document where id = ?",
                (row, number) -> new Seen(row.getString("target"), row.getString("reference"), revision), id).stream().findFirst();
    }

    /** The types there are documents of. */
    List<String> types() {
        return jdbc.queryForList("select distinct type from document order by type", String.class);
    }

    /** Sums over all such documents, whatever page is shown. */
    List<Total> totals(Wanted wanted, LocalDate today) {
        Filter filter = Filter.of(wanted, today);
        return jdbc.query(
                """
                select d.type, g.type as group_type, g.currency, count(*) as documents, sum(d.total) as total,
                  sum(if(d.type = 'payroll-batch', (select coalesce(sum(l.seconds), 0) from document_line l
                    where l.document_id = d.id and l.until_revision is null), null)) as seconds
                from document d join document_group g on g.id = d.group_id
                %s
                group by d.type, g.type, g.currency order by d.type, g.type, g.currency"""
                        .formatted(filter.sql.isEmpty() ? "" : "where d.id in (select d.id from document d " + filter.sql + ")"),
                (row, number) -> new Total(
                        kind(row), row.getString("currency"), row.getLong("documents"), money(row, "total"),
                        row.getObject("seconds", Long.class)),
                filter.values.toArray());
    }

    private static Document document(ResultSet row, LocalDate today) throws SQLException {
        return new Document(
                row.getInt("id"), row.getString("target"), row.getString("reference"), row.getString("type"), kind(row),
                row.getString("counterparty"), row.getString("currency"), row.getString("period"), row.getObject("date", LocalDate.class),
                row.getObject("due", LocalDate.class), money(row, "total"), row.getObject("seconds", Long.class),
                row.getLong("line_count"), row.getString("status"), Progress.of(row, today), row.getInt("revision"),
                row.getInt("delivered_revision"));
    }

    private static BigDecimal money(ResultSet row, String column) throws SQLException {
        String currency = row.getString("currency");
        BigDecimal amount = row.getBigDecimal(column);
        return currency == null || amount == null ? null : Figures.scaled(amount, currency);
    }

    private static String kind(ResultSet row) throws SQLException {
        String type = row.getString("type");
        if (!type.equals("journal-entry")) {
            return type;
        }
        return switch (row.getString("group_type")) {
            case "RETAINER_JOURNAL" -> "retainer-journal";
            case "LABOUR_JOURNAL" -> "labour-journal";
            default -> type;
        };
    }
}
