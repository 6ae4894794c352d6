package io.hourbook.bench.rival;

import io.hourbook.mapping.MappingBook;
import io.hourbook.money.Money;
import io.hourbook.overtime.PayCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of what gathers many entries: payroll batches, labour journals, retainers' journals. */
final class Journals {

    /** Seconds × rate × hundredths of a multiplier are kept whole until here: 3,600 s × 100. */
    private static final BigDecimal PER_HOUR_AND_HUNDREDTH = BigDecimal.valueOf(360_000);

    private final MappingBook book;
    private final Line.Writer lines;

    Journals(MappingBook book, Line.Writer lines) {
        this.book = book;
        this.lines = lines;
    }

    /** Labour of one account: seconds × rate × multiplier, not yet divided. */
    record Labour(BigDecimal exact, long seconds) {

        static Labour of(long seconds, BigDecimal rate, PayCode code) {
            return new Labour(rate.multiply(BigDecimal.valueOf(seconds * code.multiplierHundredths())), seconds);
        }

        Labour plus(Labour other) {
            return new Labour(exact.add(other.exact), seconds + other.seconds);
        }
    }

    /** Income that a retainer paid for, by account and service. */
    record Income(String account, String service, BigDecimal amount, long seconds) {

        Income plus(Income other) {
            return new Income(account, service, amount.add(other.amount), seconds + other.seconds);
        }
    }

    /** @param seconds by worker and pay code, {@code W01|REG} */
    List<Line> payroll(Group group, SortedMap<String, Long> seconds) {
        List<Line> all = new ArrayList<>();
        String week = group.key().period();
        seconds.forEach((who, sum) -> {
            int bar = who.lastIndexOf('|');
            String worker = who.substring(0, bar);
            String code = who.substring(bar + 1);
            all.add(new Line(worker + "|" + week + "|" + code, null, null, null, null, sum, Line.json(out -> {
                out.writeStringField("worker", worker);
                out.writeStringField("week", week);
                out.writeStringField("code", code);
                out.writeNumberField("seconds", sum);
            })));
        });
        return all;
    }

    /** @param labour by account */
    List<Line> labour(Group group, SortedMap<String, Labour> labour) {
        String currency = group.key().currency();
        List<Line> all = new ArrayList<>();
        labour.forEach((account, of) -> {
            BigDecimal amount = Money.round(
                    of.exact.divide(PER_HOUR_AND_HUNDREDTH, 30, RoundingMode.HALF_EVEN), currency, book.policies().companyMoneyRounding());
            if (amount.signum() != 0) {
                String name = book.accounts().containsKey(account) ? book.accounts().get(account).name() : "Labour";
                BigDecimal base = lines.base(amount, currency, group.to());
                all.add(line("debit " + account, name + " for " + group.key().period(), null, account, amount, base, of.seconds, true, currency));
            }
        });
        BigDecimal total = total(all);
        if (total.signum() != 0) {
            String liabilities = book.posting().payrollLiabilities();
            all.add(line("credit " + liabilities, "Labour for " + group.key().period() + " owed to employees", null, liabilities, total,
                    baseTotal(all), null, false, currency));
        }
        return all;
    }

    List<Line> drawdown(Group group, Map<String, Income> incomes) {
        String currency = group.key().currency();
        String retainer = group.key().subject();
        List<Line> credits = new ArrayList<>();
        new TreeMap<>(incomes).forEach((key, income) -> {
            BigDecimal base = lines.base(income.amount, currency, group.to());
            credits.add(line("credit " + key, income.service + " paid from retainer " + retainer, income.service, income.account, income.amount,
                    base, income.seconds, false, currency));
        });
        String deposits = book.posting().customerDeposits();
        List<Line> all = new ArrayList<>();
        BigDecimal base = baseTotal(credits);
        all.add(line("debit " + deposits, "Drawn from retainer " + retainer + " for " + group.key().period(), null, deposits,
                total(credits).negate(), base == null ? null : base.negate(), null, true, currency));
        all.addAll(credits);
        return all;
    }

    private Line line(
            String key, String description, String service, String account, BigDecimal amount, BigDecimal base, Long seconds, boolean debit,
            String currency) {
        String baseCurrency = book.policies().baseCurrency();
        String content = Line.json(out -> {
            out.writeStringField("description", description);
            if (service != null) {
                out.writeStringField("service", service);
            }
            out.writeStringField("account", account);
            if (seconds != null) {
                out.writeNumberField("seconds", seconds);
            }
            out.writeStringField(debit ? "debit" : "credit", Money.plain(amount, currency));
            out.writeStringField("baseAmount", base == null ? null : Money.plain(base, baseCurrency));
        });
        return new Line(
                key, null, account, debit ? amount : amount.negate(), base == null || debit ? base : base.negate(), seconds, content);
    }

    private static BigDecimal total(List<Line> lines) {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal baseTotal(List<Line> lines) {
        return lines.stream().anyMatch(line -> line.base() == null)
                ? null
                : lines.stream().map(Line::base).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
