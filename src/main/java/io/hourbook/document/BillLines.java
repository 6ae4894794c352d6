package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Hours;
import java.math.BigDecimal;
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
        EntryLines found = new EntryLines();
        jdbc.query(
                "select a.group_id, " + EntryRow.COLUMNS + """
                , a.raw_seconds, a.cost_rate
                from pay_allocation a force index (pay_allocation_group)
                    straight_join entry e on e.id = a.entry_id straight_join source s on s.id = e.source_id
                where a.group_id in (%s) and a.state = 'allocated'"""
                        .formatted("?,".repeat(groups.size() - 1) + "?"),
                row -> {
                    EntryRow entry = EntryRow.read(row);
                    found.add(entry, line(pass, entry, row.getLong(EntryRow.COUNT + 1), row.getBigDecimal(EntryRow.COUNT + 2)));
                },
                groups.keySet().toArray());
        found.give(groups, lines);
    }

    private static Line line(PassContext pass, EntryRow row, long seconds, BigDecimal costRate) {
        MappingBook book = pass.book();
        String currency = row.currency();
        BigDecimal amount = row.amount();
        BigDecimal base = new BaseAmounts(pass).of(amount, currency, row.workDate());
        Worker worker = book.workers().get(row.worker());
        String content = EntryText.begin(row, book, EntryText.description(row, book), seconds, seconds)
                .text("hours", Hours.shown(seconds))
                .text("rate", LineJson.rate(costRate, currency))
                .money("amount", amount, currency)
                .money("baseAmount", base, book.policies().baseCurrency())
                .original(currency, amount)
                .raw("exchange", null)
                .text("taxForm", worker == null ? null : worker.form1099())
                .text("section", "time")
                .done();
        return Line.wanted(
                "entry " + row.entryId(), row.entryId(), row.account(), amount, base, seconds, row.mappingVersionId(), content);
    }
}
