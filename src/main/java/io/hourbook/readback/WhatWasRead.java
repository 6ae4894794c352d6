package io.hourbook.readback;

import io.hourbook.exchange.Cross;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Mappings;
import io.hourbook.mapping.Policies;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Currencies;
import io.hourbook.readback.ExchangeDifference.Booked;
import io.hourbook.readback.ExchangeDifference.Paid;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was read back, for whoever looks at it: how documents stand, payments, and what comes of them. */
@Component
public final class WhatWasRead {

    private static final String PAYMENTS = """
            from payment p join document d on d.id = p.document_id join document_group g on g.id = d.group_id
            """;

    private final JdbcTemplate jdbc;
    private final Mappings mappings;

    WhatWasRead(JdbcTemplate jdbc, Mappings mappings) {
        this.jdbc = jdbc;
        this.mappings = mappings;
    }

    /** How a document stands at its target; empty where it was never read. */
    public Optional<Standing> standing(int documentId) {
        return jdbc.query(
                        """
                        select t.*, g.currency, d.total as sent, d.status,
                          (select coalesce(sum(p.amount), 0) from payment p where p.document_id = d.id and not p.reversed) as paid,
                          (select coalesce(sum(c.amount), 0) from credit_there c where c.document_id = d.id and not c.reversed) as credits,
                          (select coalesce(sum(c.amount), 0) from credit_there c where c.document_id = d.id and not c.reversed and not c.own) as credited
                        from document_there t join document d on d.id = t.document_id join document_group g on g.id = d.group_id
                        where t.document_id = ?
                        """,
                        (row, number) -> standing(row, documentId),
                        documentId)
                .stream().findFirst();
    }

    private Standing standing(ResultSet row, int documentId) throws SQLException {
        String currency = row.getString("currency");
        BigDecimal paid = row.getBigDecimal("paid");
        BigDecimal owed = row.getBigDecimal("payable") != null ? row.getBigDecimal("payable")
                : row.getBigDecimal("total") != null ? row.getBigDecimal("total") : row.getBigDecimal("sent");
        boolean counts = row.getString("state").equals("draft") || row.getString("state").equals("final");
        BigDecimal open = counts ? owed.subtract(paid).subtract(row.getBigDecimal("credits")) : BigDecimal.ZERO;
        int run = row.getInt("settled_run_id");
        Integer freedBy = row.wasNull() ? null : run;
        int lines = row.getInt("freed_lines");
        Integer freed = row.wasNull() ? null : lines;
        return new Standing(
                row.getString("state"), ThereStore.instant(row, "seen_at"), row.getString("by_people"), money(row.getBigDecimal("total"), currency),
                money(row.getBigDecimal("payable"), currency), money(paid, currency), money(row.getBigDecimal("credited"), currency),
                money(open, currency), ThereStore.instant(row, "edited_at"), row.getString("edited_what"), ThereStore.instant(row, "voided_at"),
                freedBy, freed, ThereStore.instant(row, "again_at"), payments(documentId), credits(documentId, currency));
    }

    private List<Payment> payments(int documentId) {
        return jdbc.query(
                "select p.*, d.reference, d.type, g.counterparty, g.currency " + PAYMENTS + " where p.document_id = ? order by p.paid_on, p.id",
                (row, number) -> payment(row), documentId);
    }

    private List<Standing.Credit> credits(int documentId, String currency) {
        return jdbc.query(
                "select * from credit_there where document_id = ? and not reversed order by credited_on, external_id",
                (row, number) -> new Standing.Credit(
                        row.getString("external_id"), row.getString("reference"), row.getObject("credited_on", LocalDate.class),
                        money(row.getBigDecimal("amount"), currency), row.getBoolean("own")),
                documentId);
    }

    /**
     * What is asked for; null asks for all.
     *
     * @param from the first day of payment
     * @param to   the last
     */
    public record Wanted(String document, String target, String counterparty, LocalDate from, LocalDate to) {}

    /** How many payments there are of such. */
    public long count(Wanted wanted) {
        List<Object> values = new ArrayList<>();
        return jdbc.queryForObject("select count(*) " + PAYMENTS + where(wanted, values), Long.class, values.toArray());
    }

    /** Payments, the latest first. */
    public List<Payment> payments(Wanted wanted, int limit, int offset) {
        List<Object> values = new ArrayList<>();
        String where = where(wanted, values);
        values.add(limit);
        values.add(offset);
        return jdbc.query(
                "select p.*, d.reference, d.type, g.counterparty, g.currency " + PAYMENTS + where + " order by p.paid_on desc, p.id desc limit ? offset ?",
                (row, number) -> payment(row), values.toArray());
    }

    private static String where(Wanted wanted, List<Object> values) {
        StringBuilder where = new StringBuilder(" where true");
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("d.reference = ?", wanted.document());
        conditions.put("p.target = ?", wanted.target());
        conditions.put("g.counterparty = ?", wanted.counterparty());
        conditions.put("p.paid_on >= ?", wanted.from());
        conditions.put("p.paid_on <= ?", wanted.to());
        conditions.forEach((condition, value) -> {
            if (value != null) {
                where.append(" and ").append(condition);
                values.add(value);
            }
        });
        return where.toString();
    }

    private static Payment payment(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        BigDecimal base = row.getBigDecimal("base_amount");
        return new Payment(
                row.getString("external_id"), row.getString("target"), row.getString("reference"), row.getString("type"),
                row.getString("counterparty"), row.getObject("paid_on", LocalDate.class), money(row.getBigDecimal("amount"), currency), currency,
                base == null ? null : base.stripTrailingZeros().setScale(Math.max(2, base.stripTrailingZeros().scale()), RoundingMode.UNNECESSARY),
                row.getBoolean("reversed"), ThereStore.instant(row, "seen_at"));
    }

    /** Realised exchange differences of payments in a time, document by document, in the order of payment. Nulls ask for all. */
    public List<ExchangeDifference> differences(LocalDate from, LocalDate to) {
        MappingBook book = mappings.current().book();
        String base = book.policies().baseCurrency();
        Map<Integer, Booked> documents = new LinkedHashMap<>();
        Map<Integer, List<Paid>> paid = new LinkedHashMap<>();
        // all payments of a document count, whenever they were made: each settles what those before it have left
        jdbc.query(
                "select d.id, d.reference, d.target, d.type, g.counterparty, g.currency, d.total, d.base_total, p.external_id, p.paid_on, p.amount,"
                        + " p.base_amount " + PAYMENTS
                        + " where not p.reversed and g.currency <> ? and d.base_total is not null and d.total > 0 order by d.id, p.paid_on, p.id",
                row -> {
                    documents.putIfAbsent(row.getInt("id"), new Booked(
                            row.getString("reference"), row.getString("target"), row.getString("type"), row.getString("counterparty"),
                            row.getString("currency"), row.getBigDecimal("total"), row.getBigDecimal("base_total")));
                    paid.computeIfAbsent(row.getInt("id"), any -> new ArrayList<>()).add(new Paid(
                            row.getString("external_id"), row.getObject("paid_on", LocalDate.class), row.getBigDecimal("amount"),
                            row.getBigDecimal("base_amount")));
                },
                base);
        List<ExchangeDifference> differences = new ArrayList<>();
        documents.forEach((id, booked) -> ExchangeDifference.of(booked, paid.get(id), base, (amount, currency, day) -> base(book, amount, currency, day))
                .stream().filter(one -> (from == null || !one.paidOn().isBefore(from)) && (to == null || !one.paidOn().isAfter(to)))
                .forEach(differences::add));
        return differences;
    }

    private static Optional<BigDecimal> base(MappingBook book, BigDecimal amount, String currency, LocalDate day) {
        Policies policies = book.policies();
        Optional<Cross> cross = book.exchangeRates().cross(currency, policies.baseCurrency(), day, policies.exchangeMaxAgeDays());
        return cross.map(rate -> rate.convert(amount, policies.companyMoneyRounding()));
    }

    /** What each vendor was paid in a year, by the day of payment. */
    public List<VendorYear> vendors(int year) {
        Map<String, String> forms = new LinkedHashMap<>();
        for (Worker worker : mappings.current().book().workers().values()) {
            if (worker.vendor() != null && worker.form1099() != null) {
                forms.put(worker.vendor(), worker.form1099());
            }
        }
        return jdbc.query(
                "select g.counterparty, g.currency, sum(p.amount) as paid, count(*) as payments " + PAYMENTS
                        + " where not p.reversed and d.type = 'vendor-bill' and p.paid_on between ? and ?"
                        + " group by g.counterparty, g.currency order by g.counterparty, g.currency",
                (row, number) -> VendorYear.of(
                        row.getString("counterparty"), year, row.getString("currency"), money(row.getBigDecimal("paid"), row.getString("currency")),
                        row.getInt("payments"), forms.get(row.getString("counterparty"))),
                LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    private static BigDecimal money(BigDecimal amount, String currency) {
        return amount == null ? null : currency == null ? amount : amount.setScale(Currencies.minorUnits(currency), RoundingMode.HALF_UP);
    }
}
