package io.hourbook.bench.rival;

import io.hourbook.mapping.MappingBook;
import io.hourbook.overtime.PayCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what a group's documents say, and reads stored documents back to be sent. */
final class BatchDocuments {

    private static final String IN_ORDER = " order by %1$s.work_date, %1$s.start_at, %1$s.worker, e.line, e.id";

    private final JdbcTemplate jdbc;
    private final MappingBook book;
    private final BatchRows rows;
    private final Line.Writer lines;
    private final Journals journals;
    private final Hash hash = new Hash();
    private int last;

    BatchDocuments(JdbcTemplate jdbc, MappingBook book, BatchRows rows, Line.Writer lines) {
        this.jdbc = jdbc;
        this.book = book;
        this.rows = rows;
        this.lines = lines;
        this.journals = new Journals(book, lines);
    }

    List<Document> assemble(Group group) {
        List<Line> own = switch (group.key().type()) {
            case VENDOR_BILL -> jdbc.query(
                    "select " + BatchRows.ENTRY + ", a.* from pay_allocation a join entry e on e.id = a.entry_id"
                            + " where a.group_id = ? and a.state = 'allocated'" + IN_ORDER.formatted("a"),
                    (row, n) -> lines.billed(rows.paid(row)), group.id());
            case SALES_INVOICE -> invoiced(group);
            case RETAINER_JOURNAL -> journals.drawdown(group, incomes(group));
            case LABOUR_JOURNAL -> journals.labour(group, labour(group));
            case PAYROLL_BATCH -> journals.payroll(group, payroll(group));
        };
        List<Document> made = Document.of(book, group, last + 1, own, hash);
        last += made.size();
        return made;
    }

    private List<Line> invoiced(Group group) {
        List<Line> invoiced = new ArrayList<>(jdbc.query(
                "select " + BatchRows.ENTRY + ", b.* from bill_allocation b join entry e on e.id = b.entry_id"
                        + " where b.group_id = ? and b.state = 'allocated'" + IN_ORDER.formatted("b"),
                (row, n) -> lines.invoiced(rows.charged(row), group), group.id()));
        invoiced.addAll(jdbc.query(
                "select " + BatchRows.ENTRY + """
                , b.*, d.drawn_amount, d.drawn_seconds, d.drawn_raw_seconds, d.rest_amount, d.rest_seconds, d.rest_raw_seconds
                from drawing d join bill_allocation b on b.entry_id = d.entry_id join entry e on e.id = d.entry_id
                where d.rest_group_id = ? and not d.rest_held""" + IN_ORDER.formatted("b"),
                (row, n) -> lines.rest(rows.rest(row, group), group), group.id()));
        return invoiced;
    }

    private Map<String, Journals.Income> incomes(Group group) {
        Map<String, Journals.Income> incomes = new HashMap<>();
        jdbc.query(
                """
                select account, service, sum(drawn_amount) as amount, sum(drawn_seconds) as seconds from drawing
                where group_id = ? and drawn_amount > 0 group by account, service""",
                row -> {
                    incomes.put(row.getString("account") + " " + row.getString("service"), new Journals.Income(
                            row.getString("account"), row.getString("service"), row.getBigDecimal("amount"), row.getLong("seconds")));
                },
                group.id());
        return incomes;
    }

    private TreeMap<String, Journals.Labour> labour(Group group) {
        TreeMap<String, Journals.Labour> labour = new TreeMap<>();
        jdbc.query(
                """
                select account, cost_rate, code, sum(seconds) as seconds from pay_part
                where currency = ? and work_date between ? and ? group by account, cost_rate, code""",
                row -> {
                    labour.merge(
                            row.getString("account"),
                            Journals.Labour.of(row.getLong("seconds"), row.getBigDecimal("cost_rate"), PayCode.valueOf(row.getString("code"))),
                            Journals.Labour::plus);
                },
                group.key().currency(), YearMonth.parse(group.key().period()).atDay(1), group.to());
        return labour;
    }

    private TreeMap<String, Long> payroll(Group group) {
        TreeMap<String, Long> seconds = new TreeMap<>();
        jdbc.query(
                "select worker, code, sum(seconds) as seconds from pay_part where week_from = ? group by worker, code",
                row -> {
                    seconds.put(row.getString("worker") + "|" + row.getString("code"), row.getLong("seconds"));
                },
                LocalDate.parse(group.key().period()));
        return seconds;
    }

    /** A stored document, without its lines. */
    Document waiting(ResultSet row) throws SQLException {
        return new Document(
                row.getInt("document"), rows.group(row), row.getString("reference"), row.getInt("part"), row.getObject("date", LocalDate.class),
                row.getObject("due", LocalDate.class), row.getBigDecimal("total"), row.getBigDecimal("base_total"), List.of(), List.of(),
                row.getBytes("content_hash"));
    }

    Document withLines(Document one) {
        List<String> wires = jdbc.queryForList(
                "select wire from document_line where document_id = ? order by position", String.class, one.id());
        return new Document(
                one.id(), one.group(), one.reference(), one.part(), one.date(), one.due(), one.total(), one.baseTotal(), one.lines(), wires, one.hash());
    }
}
