package io.hourbook.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a studio's documents must come to, and what must be held and left out, told from the rows one by one with arithmetic of
 * its own. Kept are sums, the week of each worker that goes on, and the rows of one day that are rounded together.
 */
public final class Expectation {

    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);

    final Totals totals = new Totals();
    /** In entries, as the run's summary has it. */
    final Map<String, Long> held = new TreeMap<>();
    final Map<String, Long> excluded = new TreeMap<>();
    long entries;
    long seconds;
    long paidSeconds;
    long chargedSeconds;

    private record Labour(long exact, long seconds) {
        Labour plus(Labour other) {
            return new Labour(Math.addExact(exact, other.exact), seconds + other.seconds);
        }
    }

    /** Drawn from one retainer in a month for one service; a contractor's time has an account of its own. */
    private record Drawn(Studio.Retainer retainer, String customer, YearMonth month, String account, String service) {}

    private final Studio studio;
    private final PaidWeek[] weeks = new PaidWeek[Studio.WORKERS];
    /** By month, currency and account: seconds × cents an hour × hundredths of the multiplier. */
    private final Map<String, Labour> labour = new HashMap<>();
    private final Map<String, Long> balances = new HashMap<>();
    private final Map<Drawn, long[]> drawn = new LinkedHashMap<>();
    private final Map<String, List<Integer>> dayParts = new LinkedHashMap<>();
    private final List<Timesheet.Row> day = new ArrayList<>();

    private Expectation(Studio studio) {
        this.studio = studio;
        for (int worker = 0; worker < weeks.length; worker++) {
            weeks[worker] = new PaidWeek(studio.workers.get(worker));
        }
    }

    public static Expectation of(Studio studio, Timesheet sheet) throws IOException {
        Expectation expectation = new Expectation(studio);
        sheet.each(expectation::take);
        expectation.end();
        return expectation;
    }

    private void take(Timesheet.Row row) {
        if (!day.isEmpty() && !day.get(0).date().equals(row.date())) {
            endDay();
        }
        entries++;
        seconds += row.seconds();
        if (row.worker() < 0) {
            held.merge("unmapped-worker", 1L, Long::sum);
            return;
        }
        paidSeconds += row.seconds();
        Studio.Worker worker = studio.workers.get(row.worker());
        if (worker.contractor()) {
            bill(row, worker);
        } else {
            pay(row, worker);
        }
        charge(row, worker);
    }

    private void bill(Timesheet.Row row, Studio.Worker worker) {
        BigDecimal amount = worker.rate().multiply(BigDecimal.valueOf(row.seconds())).divide(HOUR, 2, RoundingMode.HALF_UP);
        line("vendor-bill", worker.vendor(), worker.currency(), row, row.seconds(), amount, row.date(), "5500");
    }

    private void pay(Timesheet.Row row, Studio.Worker worker) {
        PaidWeek week = weeks[row.worker()];
        if (week.over(row.date())) {
            endWeek(worker, week);
        }
        long[] split = week.work(row.date(), row.seconds());
        long exact = Totals.cents(worker.rate()) * (split[0] * 100 + split[1] * 150 + split[2] * 200);
        labour.merge(
                YearMonth.from(row.date()) + " " + worker.currency() + " " + (row.service() < 0 ? "1210" : Studio.SERVICES.get(row.service()).expense()),
                new Labour(exact, row.seconds()), Labour::plus);
    }

    private void charge(Timesheet.Row row, Studio.Worker worker) {
        if (row.project() < 0 || row.service() < 0) {
            held.merge(row.project() < 0 ? "unmapped-project" : "unmapped-service", 1L, Long::sum);
            return;
        }
        Studio.Project project = studio.projects.get(row.project());
        if (!row.billable() || !project.charged()) {
            excluded.merge("non-billable", 1L, Long::sum);
        } else if (worker.contractor() && !project.rebill()) {
            excluded.merge("not-rebilled", 1L, Long::sum);
        } else if (project.rule().perDay()) {
            dayParts.computeIfAbsent(row.worker() + " " + row.project() + " " + row.service(), any -> new ArrayList<>()).add(day.size());
            day.add(row);
        } else {
            charge(row, project, round(row.seconds(), project.rule()));
        }
    }

    /** The sum of a day is rounded; what that adds or takes is added to or taken from the last of its entries. */
    private void endDay() {
        long[] billed = new long[day.size()];
        dayParts.values().forEach(parts -> {
            long sum = parts.stream().mapToLong(part -> day.get(part).seconds()).sum();
            long over = round(sum, studio.projects.get(day.get(parts.get(0)).project()).rule()) - sum;
            for (int i = parts.size() - 1; i >= 0; i--) {
                long own = day.get(parts.get(i)).seconds();
                billed[parts.get(i)] = Math.max(0, own + over);
                over += own - billed[parts.get(i)];
            }
        });
        for (int i = 0; i < billed.length; i++) {
            charge(day.get(i), studio.projects.get(day.get(i).project()), billed[i]);
        }
        day.clear();
        dayParts.clear();
    }

    private void charge(Timesheet.Row row, Studio.Project project, long billed) {
        if (billed == 0) {
            excluded.merge("zero", 1L, Long::sum);
            return;
        }
        chargedSeconds += row.seconds();
        Studio.Client client = project.client();
        LocalDate rateDay = client.documentLock() ? YearMonth.from(row.date()).atEndOfMonth() : row.date();
        BigDecimal amount = exchanged(
                studio.rate(project, row.worker(), Studio.SERVICES.get(row.service()), row.date()).multiply(BigDecimal.valueOf(billed)), HOUR,
                client.rateCurrency(), client.currency(), rateDay, client.money());
        if (project.retainer() == null) {
            line("sales-invoice", client.customer(), client.currency(), row, billed, amount, rateDay, account(row));
        } else {
            draw(row, project, billed, amount);
        }
    }

    private void draw(Timesheet.Row row, Studio.Project project, long billed, BigDecimal amount) {
        Studio.Retainer retainer = project.retainer();
        long cents = Totals.cents(amount);
        long balance = balances.computeIfAbsent(retainer.id(), any -> Totals.cents(retainer.prepaid()));
        long taken = Math.min(balance, cents);
        balances.put(retainer.id(), balance - taken);
        long takenSeconds = cents == 0 ? billed : share(billed, taken, cents);
        if (taken > 0) {
            long[] sum = drawn.computeIfAbsent(
                    new Drawn(
                            retainer, project.client().customer(), YearMonth.from(row.date()), account(row),
                            Studio.SERVICES.get(row.service()).id()),
                    any -> new long[2]);
            sum[0] += taken;
            sum[1] += takenSeconds;
        }
        if (cents > taken) {
            Timesheet.Row rest = new Timesheet.Row(
                    row.number(), row.worker(), row.project(), row.service(), row.date(), row.start(),
                    row.seconds() - (int) share(row.seconds(), taken, cents), row.billable());
            line("sales-invoice", project.client().customer(), retainer.currency(), rest, billed - takenSeconds,
                    BigDecimal.valueOf(cents - taken, 2), row.date(), account(row));
        }
    }

    private void line(
            String type, String party, String currency, Timesheet.Row row, long billed, BigDecimal amount, LocalDate rateDay, String account) {
        long base = Totals.cents(inBase(amount, currency, rateDay));
        long cents = Totals.cents(amount);
        totals.add(type + " " + party + " " + currency + " " + YearMonth.from(row.date()), new Totals.Sum(1, billed, cents, base, Totals.mark(
                studio.workers.get(row.worker()).id(), row.project() < 0 ? null : studio.projects.get(row.project()).id(),
                row.service() < 0 ? null : Studio.SERVICES.get(row.service()).id(), row.date(), billed, row.seconds(), cents, base, account)));
    }

    private String account(Timesheet.Row row) {
        return studio.workers.get(row.worker()).contractor() ? "4900" : Studio.SERVICES.get(row.service()).income();
    }

    private void endWeek(Studio.Worker worker, PaidWeek week) {
        for (int code = 0; code < PaidWeek.CODES.length; code++) {
            if (week.paid()[code] > 0) {
                totals.add(
                        "payroll-batch " + week.from() + " " + PaidWeek.CODES[code],
                        new Totals.Sum(1, week.paid()[code], 0, 0, Totals.mark(worker.id(), week.from(), PaidWeek.CODES[code], week.paid()[code])));
            }
        }
        week.close();
    }

    private void end() {
        endDay();
        for (int worker = 0; worker < weeks.length; worker++) {
            if (weeks[worker].from() != null) {
                endWeek(studio.workers.get(worker), weeks[worker]);
            }
        }
        labour.forEach((of, sum) -> {
            String[] words = of.split(" ");
            BigDecimal amount = BigDecimal.valueOf(sum.exact).divide(BigDecimal.valueOf(36_000_000), 2, RoundingMode.HALF_UP);
            journal("", words[1], YearMonth.parse(words[0]), words[2], amount, sum.seconds, "2100", 1);
        });
        drawn.forEach((of, sum) -> journal(
                of.customer, of.retainer.currency(), of.month, of.account + " " + of.service, BigDecimal.valueOf(sum[0], 2), sum[1],
                "2400", -1));
    }

    /** One account of a journal, and its share of the account against it; @param sign 1 for a debit, -1 for a credit */
    private void journal(String party, String currency, YearMonth month, String account, BigDecimal amount, long seconds, String against, int sign) {
        long cents = sign * Totals.cents(amount);
        long base = sign * Totals.cents(inBase(amount, currency, month.atEndOfMonth()));
        String group = "journal-entry " + party + " " + currency + " " + month + " ";
        totals.add(group + account, new Totals.Sum(1, seconds, cents, base, 0));
        // one line, whatever stands against it
        boolean first = !totals.sums().containsKey(group + against);
        totals.add(group + against, new Totals.Sum(first ? 1 : 0, 0, -cents, -base, 0));
    }

    private BigDecimal inBase(BigDecimal amount, String currency, LocalDate day) {
        return exchanged(amount, BigDecimal.ONE, currency, "USD", day, RoundingMode.HALF_UP);
    }

    private BigDecimal exchanged(BigDecimal amount, BigDecimal by, String from, String to, LocalDate day, RoundingMode rounding) {
        int decimals = to.equals("JPY") ? 0 : 2;
        return from.equals(to)
                ? amount.divide(by, decimals, rounding)
                : amount.multiply(studio.perEuro(to, day)).divide(by.multiply(studio.perEuro(from, day)), decimals, rounding);
    }

    /** Half a second goes up. */
    private static long share(long seconds, long part, long whole) {
        return BigDecimal.valueOf(seconds).multiply(BigDecimal.valueOf(part)).divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP).longValueExact();
    }

    private static long round(long seconds, Studio.Rule rule) {
        if (rule.way().equals("none")) {
            return seconds;
        }
        RoundingMode mode = switch (rule.way()) {
            case "up" -> RoundingMode.CEILING;
            case "down" -> RoundingMode.FLOOR;
            case "half-up" -> RoundingMode.HALF_UP;
            default -> RoundingMode.HALF_EVEN;
        };
        long steps = BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(rule.increment()), 0, mode).longValueExact();
        long least = (rule.minimum() + rule.increment() - 1) / rule.increment();
        return Math.max(steps, least) * rule.increment();
    }
}
