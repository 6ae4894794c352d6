package io.hourbook.bench.rival;

import io.hourbook.allocation.GroupKey;
import io.hourbook.entry.Approval;
import io.hourbook.entry.Names;
import io.hourbook.mapping.MappingBook;
import io.hourbook.money.Money;
import io.hourbook.rate.Rate;
import io.hourbook.retainer.Drawing;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads what earlier steps stored back as what the rules work with. */
final class BatchRows {

    /** Everything of an entry that rules and lines need. */
    static final String ENTRY = """
            e.id, e.line, e.identity, e.worker_name, e.worker_email, e.client_name, e.project_name, e.service_name, e.start_at, e.zone,
            e.work_date as entry_date, e.seconds as entry_seconds, e.billable, e.invoiced, e.approval, e.notes, e.suspicion""";

    private static final Approval[] APPROVALS = Approval.values();

    private final MappingBook book;
    private final Work.Meanings meanings;

    BatchRows(MappingBook book, String source) {
        this.book = book;
        this.meanings = new Work.Meanings(book, source);
    }

    Work work(ResultSet row) throws SQLException {
        Names names = new Names(
                row.getString("worker_name"), row.getString("worker_email"), row.getString("client_name"), row.getString("project_name"),
                row.getString("service_name"));
        boolean unsaid = row.getObject("billable") == null;
        return meanings.work(
                names, row.getLong("id"), row.getLong("line"), row.getBytes("identity"),
                row.getObject("start_at", LocalDateTime.class).toInstant(ZoneOffset.UTC), ZoneId.of(row.getString("zone")),
                row.getObject("entry_date", LocalDate.class), row.getLong("entry_seconds"), unsaid || row.getBoolean("billable"),
                row.getBoolean("invoiced"), APPROVALS[row.getInt("approval")], row.getString("notes"), row.getInt("suspicion"));
    }

    /** An entry with its row of pay_allocation. */
    Sides paid(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        String currency = row.getString("currency");
        return new Sides(work(row), new Sides.Pay(
                null, null, row.getString("flow"), row.getString("account"), row.getLong("seconds"), row.getBigDecimal("cost_rate"), currency,
                amount == null ? null : Money.exact(amount, currency), null), null);
    }

    /** An entry with its row of bill_allocation. */
    Sides charged(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        Rate rate = new Rate(null, null, null, null, row.getBigDecimal("rate"), row.getString("rate_currency"), null, null, row.getString("rate_at"));
        return new Sides(work(row), null, new Sides.Bill(
                null, null, row.getString("section"), row.getString("account"), row.getLong("seconds"), row.getString("time_rule"),
                row.getString("rounding_day"), rate, currency, row.getString("exchange"), Money.exact(row.getBigDecimal("amount"), currency),
                row.getString("retainer"), null));
    }

    /** What a retainer left over of an entry. */
    Drawn rest(ResultSet row, Group group) throws SQLException {
        Sides sides = charged(row);
        String currency = sides.bill().currency();
        return new Drawn(
                book.retainers().get(sides.bill().retainer()), sides,
                new Drawing.Drawn(
                        sides.work().id(), Money.exact(row.getBigDecimal("drawn_amount"), currency), row.getLong("drawn_seconds"),
                        row.getLong("drawn_raw_seconds"), Money.exact(row.getBigDecimal("rest_amount"), currency), row.getLong("rest_seconds"),
                        row.getLong("rest_raw_seconds")),
                false, null, group);
    }

    Group group(ResultSet row) throws SQLException {
        return new Group(row.getInt("id"), new GroupKey(
                row.getString("target"), row.getString("stem"), GroupKey.Type.valueOf(row.getString("type")), row.getString("counterparty"),
                row.getString("currency"), row.getString("period"), row.getString("subject")));
    }
}
