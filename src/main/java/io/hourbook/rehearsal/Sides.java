package io.hourbook.rehearsal;

import io.hourbook.entry.EntryKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** The sides of entries that are not what they were, from the tables of a stage. */
final class Sides {

    /** @param pay which of its sides */
    record Changed(long entryId, boolean pay, Move move) {}

    private static final String BILL = """
            select e.id, s.name, e.source_key, e.identity, e.work_date,
                b.state as state_b, b.reason as reason_b, b.flow as flow_b, b.worker as worker_b, b.client as client_b, b.project as project_b,
                b.service as service_b, b.account as account_b, gb.stem as document_b, b.seconds as seconds_b, b.rate as rate_b,
                b.rate_currency as rate_currency_b, b.currency as currency_b, b.amount as amount_b, db.drawn_amount as drawn_b,
                db.rest_amount as rest_b, null as codes_b,
                a.state as state_a, a.reason as reason_a, a.flow as flow_a, a.worker as worker_a, a.client as client_a, a.project as project_a,
                a.service as service_a, a.account as account_a, ga.stem as document_a, a.seconds as seconds_a, a.rate as rate_a,
                a.rate_currency as rate_currency_a, a.currency as currency_a, a.amount as amount_a, da.drawn_amount as drawn_a,
                da.rest_amount as rest_a, null as codes_a
            from entry e
                left join before_bill_allocation b on b.entry_id = e.id left join bill_allocation a on a.entry_id = e.id
                left join before_drawing db on db.retainer = b.retainer and db.entry_id = e.id
                left join drawing da on da.retainer = a.retainer and da.entry_id = e.id
                left join document_group gb on gb.id = b.group_id left join document_group ga on ga.id = a.group_id
                straight_join source s on s.id = e.source_id
            where not (b.state <=> a.state and b.reason <=> a.reason and b.flow <=> a.flow and b.worker <=> a.worker and b.client <=> a.client
                and b.project <=> a.project and b.service <=> a.service and b.account <=> a.account and b.group_id <=> a.group_id
                and b.retainer <=> a.retainer and b.seconds <=> a.seconds and b.rate <=> a.rate and b.rate_currency <=> a.rate_currency
                and b.currency <=> a.currency and b.amount <=> a.amount and db.drawn_amount <=> da.drawn_amount
                and db.rest_amount <=> da.rest_amount and db.rest_held <=> da.rest_held)
            order by e.id""";

    private static final String PAY = """
            select e.id, s.name, e.source_key, e.identity, e.work_date,
                b.state as state_b, b.reason as reason_b, b.flow as flow_b, b.worker as worker_b, null as client_b, b.project as project_b,
                b.service as service_b, b.account as account_b, gb.stem as document_b, b.seconds as seconds_b, b.cost_rate as rate_b,
                b.currency as rate_currency_b, b.currency as currency_b, b.amount as amount_b, null as drawn_b, null as rest_b, cb.codes as codes_b,
                a.state as state_a, a.reason as reason_a, a.flow as flow_a, a.worker as worker_a, null as client_a, a.project as project_a,
                a.service as service_a, a.account as account_a, ga.stem as document_a, a.seconds as seconds_a, a.cost_rate as rate_a,
                a.currency as rate_currency_a, a.currency as currency_a, a.amount as amount_a, null as drawn_a, null as rest_a, ca.codes as codes_a
            from entry e
                left join before_pay_allocation b on b.entry_id = e.id left join pay_allocation a on a.entry_id = e.id
                left join before_codes cb on cb.entry_id = e.id left join after_codes ca on ca.entry_id = e.id
                left join document_group gb on gb.id = b.group_id left join document_group ga on ga.id = a.group_id
                straight_join source s on s.id = e.source_id
            where not (b.state <=> a.state and b.reason <=> a.reason and b.flow <=> a.flow and b.worker <=> a.worker and b.project <=> a.project
                and b.service <=> a.service and b.account <=> a.account and b.group_id <=> a.group_id and b.seconds <=> a.seconds
                and b.cost_rate <=> a.cost_rate and b.currency <=> a.currency and b.amount <=> a.amount and cb.codes <=> ca.codes)
            order by e.id""";

    private final JdbcTemplate jdbc;
    private final JdbcTemplate streaming;

    Sides(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(jdbc.getDataSource());
        streaming.setFetchSize(1_000);
    }

    /** Tells each side that changed, those of one kind by entry. */
    void each(Consumer<Changed> told) {
        jdbc.execute("drop table if exists after_codes");
        jdbc.execute("create table after_codes like before_codes");
        jdbc.update("insert into after_codes " + Standing.CODES.formatted("pay_part"));
        streaming.query(BILL, row -> {
            told.accept(changed(row, false));
        });
        streaming.query(PAY, row -> {
            told.accept(changed(row, true));
        });
    }

    private static Changed changed(ResultSet row, boolean pay) throws SQLException {
        Face from = Face.read(row, "_b");
        Face to = Face.read(row, "_a");
        String key = EntryKeys.key(row.getString("source_key"), row.getBytes("identity"));
        return new Changed(row.getLong("id"), pay, new Move(
                row.getString("name"), key, row.getObject("work_date", java.time.LocalDate.class).toString(), pay ? "pay" : "bill", from.becomes(to), false,
                from.state() == null ? null : from, to.state() == null ? null : to));
    }
}
