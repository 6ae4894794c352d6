package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a retainer's journal should say: customer deposits pay, income by service receives. */
final class DrawdownLines implements WantedLines {

    private final JdbcTemplate jdbc;

    DrawdownLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Income(String service, String account, BigDecimal amount, long seconds) {}

    @Override
    public void load(PassContext pass, Map<Integer, Group> groups, Collector lines) {
        Map<Integer, Map<String, Income>> drawn = new LinkedHashMap<>();
        jdbc.query(
                """
                select group_id, service, account, sum(drawn_amount) as amount, sum(drawn_seconds) as seconds
                from drawing where group_id in (%s) and drawn_amount > 0
                group by group_id, service, account order by group_id, account, service"""
                        .formatted("?,".repeat(groups.size() - 1) + "?"),
                row -> {
                    drawn.computeIfAbsent(row.getInt("group_id"), any -> new LinkedHashMap<>()).put(
                            row.getString("account") + " " + row.getString("service"),
                            new Income(row.getString("service"), row.getString("account"), row.getBigDecimal("amount"), row.getLong("seconds")));
                },
                groups.keySet().toArray());
        drawn.forEach((id, incomes) -> lines(pass, groups.get(id), incomes, lines));
    }

    private static void lines(PassContext pass, Group group, Map<String, Income> incomes, Collector lines) {
        BaseAmounts bases = new BaseAmounts(pass);
        String currency = group.key().currency();
        String baseCurrency = pass.book().policies().baseCurrency();
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal baseTotal = BigDecimal.ZERO;
        for (Income income : incomes.values()) {
            BigDecimal base = bases.of(income.amount, currency, group.to());
            total = total.add(income.amount);
            baseTotal = baseTotal == null || base == null ? null : baseTotal.add(base);
        }
        String deposits = pass.book().posting().customerDeposits();
        lines.add(group, Line.wanted(
                "debit " + deposits, null, deposits, total, baseTotal, null, pass.versionId(),
                new LineJson()
                        .text("description", "Drawn from retainer " + group.key().subject() + " for " + group.key().period())
                        .text("account", deposits)
                        .money("debit", total, currency)
                        .money("baseAmount", baseTotal, baseCurrency)
                        .done()));
        incomes.forEach((key, income) -> {
            BigDecimal base = bases.of(income.amount, currency, group.to());
            lines.add(group, Line.wanted(
                    "credit " + key, null, income.account, income.amount.negate(), base == null ? null : base.negate(), income.seconds,
                    pass.versionId(),
                    new LineJson()
                            .text("description", income.service + " paid from retainer " + group.key().subject())
                            .text("service", income.service)
                            .text("account", income.account)
                            .number("seconds", income.seconds)
                            .money("credit", income.amount, currency)
                            .money("baseAmount", base, baseCurrency)
                            .done()));
        });
    }
}
