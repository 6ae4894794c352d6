package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import io.hourbook.money.Money;
import io.hourbook.overtime.PayCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a month's labour journal should say: labour by account, overtime at its multiplier; payroll liabilities owe it. */
final class LabourLines implements WantedLines {

    /** Seconds × rate × hundredths of a multiplier are kept whole until here: 3,600 s × 100. */
    private static final BigDecimal PER_HOUR_AND_HUNDREDTH = BigDecimal.valueOf(360_000);

    private final JdbcTemplate jdbc;

    LabourLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Labour(BigDecimal exact, long seconds) {
        Labour plus(Labour other) {
            return new Labour(exact.add(other.exact), seconds + other.seconds);
        }
    }

    @Override
    public void load(PassContext pass, Map<Integer, Group> groups, Collector lines) {
        groups.values().forEach(group -> {
            Map<String, Labour> labour = new TreeMap<>();
            jdbc.query(
                    """
                    select account, cost_rate, code, sum(seconds) as seconds from pay_part
                    where currency = ? and work_date between ? and ? group by account, cost_rate, code""",
                    row -> {
                        long seconds = row.getLong("seconds");
                        BigDecimal exact = row.getBigDecimal("cost_rate")
                                .multiply(BigDecimal.valueOf(seconds))
                                .multiply(BigDecimal.valueOf(PayCode.valueOf(row.getString("code")).multiplierHundredths()));
                        labour.merge(row.getString("account"), new Labour(exact, seconds), Labour::plus);
                    },
                    group.key().currency(), group.from(), group.to());
            lines(pass, group, labour, lines);
        });
    }

    private static void lines(PassContext pass, Group group, Map<String, Labour> labour, Collector lines) {
        if (labour.isEmpty()) {
            return;
        }
        String currency = group.key().currency();
        String baseCurrency = pass.book().policies().baseCurrency();
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal baseTotal = BigDecimal.ZERO;
        for (Map.Entry<String, Labour> account : labour.entrySet()) {
            // divided once to far below any minor unit, then rounded once
            BigDecimal amount = Money.round(
                    account.getValue().exact.divide(PER_HOUR_AND_HUNDREDTH, 30, RoundingMode.HALF_EVEN),
                    currency, pass.book().policies().companyMoneyRounding());
            if (amount.signum() == 0) {
                continue;
            }
            BigDecimal base = new BaseAmounts(pass).of(amount, currency, group.to());
            total = total.add(amount);
            baseTotal = baseTotal == null || base == null ? null : baseTotal.add(base);
            lines.add(group, Line.wanted(
                    "debit " + account.getKey(), null, account.getKey(), amount, base, account.getValue().seconds, pass.versionId(),
                    new LineJson()
                            .text("description", name(pass, account.getKey()) + " for " + group.key().period())
                            .text("account", account.getKey())
                            .number("seconds", account.getValue().seconds)
                            .money("debit", amount, currency)
                            .money("baseAmount", base, baseCurrency)
                            .done()));
        }
        if (total.signum() == 0) {
            return;
        }
        String liabilities = pass.book().posting().payrollLiabilities();
        lines.add(group, Line.wanted(
                "credit " + liabilities, null, liabilities, total.negate(), baseTotal == null ? null : baseTotal.negate(), null,
                pass.versionId(),
                new LineJson()
                        .text("description", "Labour for " + group.key().period() + " owed to employees")
                        .text("account", liabilities)
                        .money("credit", total, currency)
                        .money("baseAmount", baseTotal, baseCurrency)
                        .done()));
    }

    private static String name(PassContext pass, String account) {
        return pass.book().accounts().containsKey(account) ? pass.book().accounts().get(account).name() : "Labour";
    }
}
