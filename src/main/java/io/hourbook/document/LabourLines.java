package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import io.hourbook.money.Money;
import io.hourbook.overtime.PayCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        Map<LocalDate, List<Group>> months = new TreeMap<>();
        groups.values().forEach(group -> months.computeIfAbsent(group.from(), any -> new ArrayList<>()).add(group));
        months.forEach((from, ofMonth) -> {
            Map<String, Map<String, Labour>> byCurrency = labour(from, ofMonth.get(0).to());
            ofMonth.forEach(group -> lines(pass, group, byCurrency.getOrDefault(group.key().currency(), Map.of()), lines));
        });
    }

    /** What was worked from one day to another, by currency and account. */
    private Map<String, Map<String, Labour>> labour(LocalDate from, LocalDate to) {
        Map<String, Map<String, Labour>> labour = new HashMap<>();
        jdbc.query(
                // by the weeks that reach into these days: they stand together
                """
                select currency, account, cost_rate, code, sum(seconds) from pay_part
                where week_from between ? and ? and work_date between ? and ? group by currency, account, cost_rate, code""",
                row -> {
                    long seconds = row.getLong(5);
                    BigDecimal exact = row.getBigDecimal(3)
                            .multiply(BigDecimal.valueOf(seconds))
                            .multiply(BigDecimal.valueOf(PayCode.valueOf(row.getString(4)).multiplierHundredths()));
                    labour.computeIfAbsent(row.getString(1), any -> new TreeMap<>())
                            .merge(row.getString(2), new Labour(exact, seconds), Labour::plus);
                },
                from.minusDays(6), to, from, to);
        return labour;
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
