package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Hours;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What vendor bills should say: a line per contractor's entry at the cost rate, for the exact seconds. */
final class BillLines implements WantedLines {

    private final JdbcTemplate jdbc;

    BillLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void load(PassContext pass, Map<Integer, Group> groups, Collector lines) {
        jdbc.query(
                """
                select a.group_id, a.entry_id, s.name as source, e.source_key, e.identity, e.notes, a.worker, a.project, a.service,
                    a.account, a.work_date, a.raw_seconds, a.cost_rate, a.currency, a.amount, a.mapping_version_id
                from pay_allocation a force index (pay_allocation_group)
                    straight_join entry e on e.id = a.entry_id straight_join source s on s.id = e.source_id
                where a.group_id in (%s) and a.state = 'allocated'
                order by a.group_id, a.work_date, a.start_at, a.worker, e.line, a.entry_id"""
                        .formatted("?,".repeat(groups.size() - 1) + "?"),
                row -> {
                    lines.add(groups.get(row.getInt("group_id")), line(pass, row));
                },
                groups.keySet().toArray());
    }

    private static Line line(PassContext pass, ResultSet row) throws SQLException {
        MappingBook book = pass.book();
        String currency = row.getString("currency");
        LocalDate workDate = row.getObject("work_date", LocalDate.class);
        BigDecimal amount = row.getBigDecimal("amount");
        BigDecimal base = new BaseAmounts(pass).of(amount, currency, workDate);
        long seconds = row.getLong("raw_seconds");
        Worker worker = book.workers().get(row.getString("worker"));
        String content = EntryText.begin(row, book, EntryText.description(row, book), seconds, seconds)
                .text("hours", Hours.shown(seconds))
                .text("rate", LineJson.rate(row.getBigDecimal("cost_rate"), currency))
                .money("amount", amount, currency)
                .money("baseAmount", base, book.policies().baseCurrency())
                .original(currency, amount)
                .raw("exchange", null)
                .text("taxForm", worker == null ? null : worker.form1099())
                .text("section", "time")
                .done();
        long entryId = row.getLong("entry_id");
        return Line.wanted(
                "entry " + entryId, entryId, row.getString("account"), amount, base, seconds, row.getInt("mapping_version_id"), content);
    }
}
