package io.hourbook.report;

import io.hourbook.ledger.CsvRows;
import io.hourbook.money.Currencies;
import io.hourbook.money.Hours;
import io.hourbook.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The tables of a month: what is on hold, and its documents. */
final class MonthLists {

    /** Documents that are dated in the month, and later corrections of its documents. */
    static final String DOCUMENTS_OF = """
            from document d join document_group g on g.id = d.group_id
              left join delivery v on v.id = (select max(n.id) from delivery n where n.document_id = d.id and n.revision = d.revision)
            where (d.date between '%1$s' and '%2$s' or g.period = '%3$s')""";

    private static final String DOCUMENTS = """
            select d.reference, d.type, g.counterparty, g.currency, g.period, cast(d.date as char) as date, cast(d.due as char) as due, d.total,
              d.line_count, d.status, d.target, d.revision, d.delivered_revision, d.external_id, v.state, cast(v.due_on as char) as due_on,
              v.attempts, v.answer,
              if(d.type = 'payroll-batch', (select coalesce(sum(l.seconds), 0) from document_line l
                where l.document_id = d.id and l.until_revision is null), null) as seconds
            %s order by d.date, d.reference, d.target""";

    private final YearMonth month;
    private final LocalDate today;

    /** @param today the company's */
    MonthLists(YearMonth month, LocalDate today) {
        this.month = month;
        this.today = today;
    }

    static String of(String statement, YearMonth month) {
        return statement.formatted(month.atDay(1), month.atEndOfMonth(), month);
    }

    /** Entries of the month that wait, by reason and work date. */
    MonthList holds() {
        return new MonthList(
                "holds.csv", HoldList.ofDays(month.atDay(1), month.atEndOfMonth()), HoldList.COLUMNS, held -> HoldList.row(held).values());
    }

    MonthList documents() {
        return new MonthList(
                "documents.csv", DOCUMENTS.formatted(of(DOCUMENTS_OF, month)),
                List.of("reference", "type", "counterparty", "currency", "date", "due", "period", "total", "hours", "lines", "status",
                        "target", "id at target", "delivered", "why not"),
                this::document);
    }

    private Collection<String> document(Map<String, Object> row) {
        // what is final has gone back to what stands there
        boolean there = number(row, "delivered_revision") == number(row, "revision") || "final".equals(row.get("status"));
        return Arrays.asList(
                CsvRows.text((String) row.get("reference")), (String) row.get("type"), CsvRows.text((String) row.get("counterparty")),
                (String) row.get("currency"), (String) row.get("date"), (String) row.get("due"), (String) row.get("period"), total(row),
                row.get("seconds") == null ? "" : Hours.shown(number(row, "seconds")), String.valueOf(row.get("line_count")),
                (String) row.get("status"), CsvRows.text((String) row.get("target")), CsvRows.text((String) row.get("external_id")),
                there ? "yes" : "no", there ? "" : why(row));
    }

    /** A payroll batch carries no money. */
    private static String total(Map<String, Object> row) {
        String currency = (String) row.get("currency");
        BigDecimal total = (BigDecimal) row.get("total");
        return currency == null || !Currencies.known(currency) ? "" : Money.exact(total, currency).toPlainString();
    }

    private String why(Map<String, Object> row) {
        String state = row.get("state") == null ? "" : (String) row.get("state");
        String answer = CsvRows.text((String) row.get("answer"));
        boolean early = row.get("due_on") != null && LocalDate.parse((String) row.get("due_on")).isAfter(today);
        return switch (state) {
            case "waiting" -> early ? "waits until " + row.get("due_on")
                    : number(row, "attempts") == 0 ? "goes out with the next run" : "to be tried again; the target said: " + answer;
            case "in-doubt" -> "sent, and no answer came: it is looked up before it is sent again";
            case "sending" -> "on its way";
            case "failed" -> "refused: " + answer;
            case "" -> "nothing of it was put out";
            default -> state;
        };
    }

    private static long number(Map<String, Object> row, String column) {
        return row.get(column) == null ? 0 : ((Number) row.get(column)).longValue();
    }
}
