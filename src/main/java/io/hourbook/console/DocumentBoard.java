package io.hourbook.console;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
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
     */
    record Document(
            int id, String target, String reference, String type, String kind, String counterparty, String currency, String period,
            LocalDate date, LocalDate due, @JsonFormat(shape = STRING) BigDecimal total, Long seconds, long lines, String status,
            Progress delivery) {}

    /** All documents of one kind and currency. */
    record Total(String kind, String currency, long documents, BigDecimal total, Long seconds) {}

    private static final String DOCUMENT = """
            select d.id, d.target, d.reference, d.type, g.type as group_type, g.counterparty, g.currency, g.period, d.date, d.due, d.total,
              d.line_count, d.status, d.delivered_revision, v.state, v.due_on, v.next_attempt_at, v.attempts, v.answer,
              if(d.type = 'payroll-batch', (select coalesce(sum(l.seconds), 0) from document_line l
                where l.document_id = d.id and l.until_revision is null), null) as seconds
            from document d join document_group g on g.id = d.group_id
              left join delivery v on v.id = (select max(n.id) from delivery n where n.document_id = d.id and n.revision = d.revision)
            """;

    private final JdbcTemplate jdbc;

    DocumentBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest period first. @param type as the target knows it, or null for all */
    Listed<Document> documents(String type, int page, LocalDate today) {
        Long total = jdbc.queryForObject("select count(*) from document where ? is null or type = ?", Long.class, type, type);
        List<Document> rows = jdbc.query(
                DOCUMENT + "where ? is null or d.type = ? order by d.date desc, d.type, d.reference limit ? offset ?",
                (row, number) -> document(row, today),
                type, type, Listed.MOST, Listed.offset(page));
        return new Listed<>(rows, total, page);
    }

    /** Documents of this reference: one for each target that it went to. */
    List<Document> named(String reference, LocalDate today) {
        return jdbc.query(
                DOCUMENT + "where d.reference = ? order by d.id desc limit 20", (row, number) -> document(row, today), reference);
    }

    Optional<Document> named(String reference, String target, LocalDate today) {
        return named(reference, today).stream().filter(document -> target == null || target.equals(document.target)).findFirst();
    }

    /** The types there are documents of. */
    List<String> types() {
        return jdbc.queryForList("select distinct type from document order by type", String.class);
    }

    /** Sums over all documents of a type, whatever page is shown. */
    List<Total> totals(String type) {
        return jdbc.query(
                """
                select d.type, g.type as group_type, g.currency, count(*) as documents, sum(d.total) as total, sum(p.seconds) as seconds
                from document d join document_group g on g.id = d.group_id
                  left join (select x.id, coalesce(sum(l.seconds), 0) as seconds
                    from document x left join document_line l on l.document_id = x.id and l.until_revision is null
                    where x.type = 'payroll-batch' group by x.id) p on p.id = d.id
                where ? is null or d.type = ?
                group by d.type, g.type, g.currency order by d.type, g.type, g.currency""",
                (row, number) -> new Total(
                        kind(row), row.getString("currency"), row.getLong("documents"), money(row, "total"),
                        row.getObject("seconds", Long.class)),
                type, type);
    }

    private static Document document(ResultSet row, LocalDate today) throws SQLException {
        return new Document(
                row.getInt("id"), row.getString("target"), row.getString("reference"), row.getString("type"), kind(row),
                row.getString("counterparty"), row.getString("currency"), row.getString("period"), row.getObject("date", LocalDate.class),
                row.getObject("due", LocalDate.class), money(row, "total"), row.getObject("seconds", Long.class),
                row.getLong("line_count"), row.getString("status"), Progress.of(row, today));
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
