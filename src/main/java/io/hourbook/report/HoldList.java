package io.hourbook.report;

import io.hourbook.entry.EntryKeys;
import io.hourbook.ledger.CsvRows;
import io.hourbook.money.Hours;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Everything on hold as a table for spreadsheets. The route reads, writes and places it; here is what to ask, and what a row
 * says. Rows pass one by one: the list may be as long as the books.
 */
@Component("holdList")
public class HoldList {

    /** Entries, and expenses beside them: their category stands where entries have a service. */
    private static final String HELD = HeldFirst.WITH + """
            , spent as (
              select expense_id, reason, detail, max(side = 'pay') over (partition by expense_id) as pay,
                max(side = 'bill') over (partition by expense_id) as bill,
                row_number() over (partition by expense_id order by field(reason, %4$s), side desc) as place
              from expense_allocation where reason in (%4$s) and state = 'held'
            )
            select * from (
            select s.name as source, e.source_key, e.identity, coalesce(e.worker_name, e.worker_email) as worker, e.client_name,
              e.project_name, e.service_name, cast(e.work_date as char) as work_date, e.seconds, f.pay, f.bill, f.reason, f.detail,
              e.start_at, e.id
            from first f straight_join entry e on e.id = f.entry_id straight_join source s on s.id = e.source_id
            where f.place = 1 %1$s
            union all
            select s.name, x.source_key, x.identity, coalesce(x.worker_name, x.worker_email), x.client_name, x.project_name, x.category_name,
              cast(x.spent_on as char), null, f.pay, f.bill, f.reason, f.detail, cast(x.spent_on as datetime), x.id
            from spent f straight_join expense x on x.id = f.expense_id straight_join source s on s.id = x.source_id
            where f.place = 1 %2$s) held
            order by field(reason, %3$s), work_date, start_at, id""";

    /** What a row says, in this order. */
    static final List<String> COLUMNS = List.of(
            "source", "key", "worker", "client", "project", "service", "work date", "hours", "side", "reason", "detail", "what to do");

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** The question to the database: held entries by reason and work date. */
    public String question() {
        return HELD.formatted("", "", HeldFirst.REASONS, HeldFirst.REASONS);
    }

    /** The same for the work of some days, both included. */
    static String ofDays(LocalDate from, LocalDate until) {
        return HELD.formatted(
                "and e.work_date between '" + from + "' and '" + until + "'", "and x.spent_on between '" + from + "' and '" + until + "'",
                HeldFirst.REASONS, HeldFirst.REASONS);
    }

    /**
     * What is written of each entry, by the names of columns. Text that a spreadsheet would take for a formula gets an
     * apostrophe in front.
     *
     * @param held as the database answers the question
     */
    public Iterator<Map<String, String>> rows(Iterator<Map<String, Object>> held) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return held.hasNext();
            }

            @Override
            public Map<String, String> next() {
                return row(held.next());
            }
        };
    }

    static Map<String, String> row(Map<String, Object> held) {
        String reason = (String) held.get("reason");
        Map<String, String> row = new LinkedHashMap<>();
        row.put("source", text(held, "source"));
        row.put("key", CsvRows.text(EntryKeys.key((String) held.get("source_key"), (byte[]) held.get("identity"))));
        row.put("worker", text(held, "worker"));
        row.put("client", text(held, "client_name"));
        row.put("project", text(held, "project_name"));
        row.put("service", text(held, "service_name"));
        row.put("work date", (String) held.get("work_date"));
        row.put("hours", held.get("seconds") == null ? null : Hours.shown(number(held, "seconds")));
        row.put("side", HeldFirst.side(number(held, "pay") == 1, number(held, "bill") == 1));
        row.put("reason", reason);
        row.put("detail", text(held, "detail"));
        row.put("what to do", held.get("seconds") == null ? HoldWords.todoOfExpense(reason) : HoldWords.todo(reason));
        return row;
    }

    private static String text(Map<String, Object> held, String column) {
        return CsvRows.text((String) held.get(column));
    }

    private static long number(Map<String, Object> held, String column) {
        return ((Number) held.get(column)).longValue();
    }

    /** The file with a byte order mark in front: without it, spreadsheets take UTF-8 for the code page of their country. */
    public InputStream marked(InputStream file) {
        return new SequenceInputStream(new ByteArrayInputStream(BYTE_ORDER_MARK), file);
    }
}
