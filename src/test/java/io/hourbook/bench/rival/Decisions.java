package io.hourbook.bench.rival;

import io.hourbook.allocation.ExchangeJson;
import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.Reason;
import io.hourbook.entry.Approval;
import io.hourbook.entry.Suspicion;
import io.hourbook.exchange.Cross;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Retainer;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Price;
import io.hourbook.rate.Rate;
import io.hourbook.rounding.Rounding;
import io.hourbook.rounding.TimeRule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of one entry, by the rules that Hourbook's routes follow, in one method after the other. */
final class Decisions {

    private record Exchange(String from, String to, LocalDate day) {}

    /** A rate between two currencies, and how lines show it. */
    private record Exchanged(Cross cross, String json) {}

    private final MappingBook book;
    private final String source;
    private final LocalDate today;
    private final Group.Groups groups;
    private final Map<TimeRule, String> sentences = new HashMap<>();
    private final Map<Exchange, Optional<Exchanged>> exchanges = new HashMap<>();

    Decisions(MappingBook book, String source, LocalDate today, Group.Groups groups) {
        this.book = book;
        this.source = source;
        this.today = today;
        this.groups = groups;
    }

    Sides of(Work work) {
        Sides.Pay refused = refused(work);
        if (refused != null) {
            return new Sides(work, refused, Sides.Bill.not(refused.reason(), refused.detail()));
        }
        return new Sides(work, pay(work), bill(work));
    }

    /** What holds or excludes both sides. */
    private Sides.Pay refused(Work work) {
        if (work.seconds() == 0) {
            return Sides.Pay.not(Reason.ZERO, "nothing was recorded");
        }
        if (before(book.sources().get(source).starts(), work.date()) || before(book.target().starts(), work.date())) {
            return Sides.Pay.not(Reason.BEFORE_START, "before the source or the target starts");
        }
        if (work.worker() == null) {
            return Sides.Pay.not(Reason.UNMAPPED_WORKER, "no such worker");
        }
        if (!work.worker().activeOn(work.date())) {
            return Sides.Pay.not(Reason.INACTIVE_WORKER, work.worker().name() + " is in force until " + work.worker().until());
        }
        if (work.suspicion() != 0) {
            return Sides.Pay.not(Reason.SUSPICIOUS, Suspicion.of(work.suspicion()).stream().map(Suspicion::sentence).collect(Collectors.joining("; ")));
        }
        boolean approved = work.approval() == Approval.APPROVED
                || work.approval() == Approval.UNSAID && book.policies().unsaidIsApproved().getOrDefault(source, true);
        return approved ? null : Sides.Pay.not(Reason.UNAPPROVED, "the source does not say approved");
    }

    private static boolean before(LocalDate starts, LocalDate date) {
        return starts != null && date.isBefore(starts);
    }

    private Sides.Pay pay(Work work) {
        Worker worker = work.worker();
        if (worker.contractor()) {
            BigDecimal amount = Price.of(work.seconds(), worker.costRate(), worker.costCurrency(), book.policies().companyMoneyRounding());
            Group group = groups.of(worker.worker(), GroupKey.Type.VENDOR_BILL, worker.costCurrency(), work.date(), () -> GroupKey.bill(
                    book.defaultTarget(), worker.vendor(), worker.costCurrency(), work.date(), worker.worker()));
            return new Sides.Pay(null, null, "contractor", book.posting().subcontractors(), work.seconds(), worker.costRate(),
                    worker.costCurrency(), amount, group);
        }
        TimeRule rule = book.policies().payTime(worker.jurisdiction());
        return new Sides.Pay(
                null, null, "payroll", work.service() == null ? book.posting().suspense() : work.service().expenseAccount(),
                rule == null ? work.seconds() : Rounding.round(work.seconds(), rule), worker.costRate(), worker.costCurrency(), null, null);
    }

    private Sides.Bill bill(Work work) {
        Project project = work.project();
        if (project == null || work.service() == null) {
            return project == null
                    ? Sides.Bill.not(Reason.UNMAPPED_PROJECT, "no such project")
                    : Sides.Bill.not(Reason.UNMAPPED_SERVICE, "no such service");
        }
        if (!work.billable() || project.engagement() == Project.Engagement.NON_BILLABLE) {
            return Sides.Bill.not(Reason.NON_BILLABLE, work.billable() ? "the project is not billable" : "the entry is marked not billable");
        }
        if (work.worker().contractor() && !project.rebillContractors()) {
            return Sides.Bill.not(Reason.NOT_REBILLED, "project " + project.project() + " does not re-bill contractors");
        }
        if (work.invoiced() && !book.policies().billsInvoiced(source)) {
            return Sides.Bill.not(Reason.ALREADY_INVOICED, "the source marks it as invoiced");
        }
        return charged(work);
    }

    private Sides.Bill charged(Work work) {
        Client client = work.client();
        TimeRule rule = book.timeRule(work.project());
        boolean daily = rule.scope() == TimeRule.Scope.DAY;
        long seconds = daily ? work.seconds() : Rounding.round(work.seconds(), rule);
        String sentence = sentences.computeIfAbsent(rule, TimeRule::sentence);
        if (seconds == 0) {
            return Sides.Bill.not(Reason.ZERO, "rounded to nothing: " + sentence);
        }
        Optional<Rate> found = book.rates().find(
                client.client(), work.project().project(), work.service().service(), work.worker().worker(), work.date());
        if (found.isEmpty()) {
            return Sides.Bill.not(Reason.NO_RATE, "no row of mappings/rates.csv holds");
        }
        Rate rate = found.get();
        Retainer retainer = work.project().retainer() == null ? null : book.retainers().get(work.project().retainer());
        String currency = retainer == null ? client.currency() : retainer.currency();
        Exchanged exchanged = rate.currency().equals(currency) ? null : exchanged(rate.currency(), currency, client, work.date());
        if (exchanged == null && !rate.currency().equals(currency)) {
            return Sides.Bill.not(Reason.NO_EXCHANGE_RATE, "no rate from " + rate.currency() + " to " + currency + " for " + work.date());
        }
        boolean subcontractor = work.worker().contractor();
        String account = subcontractor ? book.posting().subcontractorIncome() : work.service().incomeAccount();
        if (account == null || client.customer() == null) {
            return account == null
                    ? Sides.Bill.not(Reason.UNMAPPED_SERVICE, "the service has no income account")
                    : Sides.Bill.not(Reason.UNMAPPED_PROJECT, "the client has no customer in the books");
        }
        return new Sides.Bill(
                null, null, subcontractor ? "subcontractor" : "time", account, seconds, sentence, daily ? day(work) : null, rate, currency,
                exchanged == null ? null : exchanged.json, price(work, seconds, rate, currency),
                retainer == null ? null : retainer.retainer(), retainer == null ? invoice(client, work.date()) : null);
    }

    Group invoice(Client client, LocalDate date) {
        return groups.of(client.client(), GroupKey.Type.SALES_INVOICE, client.currency(), date, () -> GroupKey.invoice(
                book.defaultTarget(), client.customer(), client.currency(), date, client.client()));
    }

    private Exchanged exchanged(String from, String to, Client client, LocalDate date) {
        LocalDate day = client.fxLock() == Client.FxLock.DOCUMENT ? notAfterToday(YearMonth.from(date).atEndOfMonth()) : date;
        return exchanges.computeIfAbsent(new Exchange(from, to, day), any -> book.exchangeRates()
                .cross(from, to, day, book.policies().exchangeMaxAgeDays())
                .map(cross -> new Exchanged(cross, ExchangeJson.of(cross)))).orElse(null);
    }

    private LocalDate notAfterToday(LocalDate day) {
        return day.isAfter(today) ? today : day;
    }

    private BigDecimal price(Work work, long seconds, Rate rate, String currency) {
        Client client = work.client();
        if (rate.currency().equals(currency)) {
            return Price.of(seconds, rate.rate(), currency, client.moneyRounding());
        }
        Cross cross = exchanged(rate.currency(), currency, client, work.date()).cross;
        return Price.of(seconds, rate.rate(), cross.numerator(), cross.denominator(), currency, client.moneyRounding());
    }

    private static String day(Work work) {
        return work.worker().worker() + "|" + work.project().project() + "|" + work.service().service() + "|" + work.date();
    }

    /** Days that are rounded as one: their sum is rounded, the parts sum to it. Changes {@code all} in place. */
    void roundDays(List<Sides> all) {
        Map<String, List<Integer>> days = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).bill().day() != null) {
                days.computeIfAbsent(all.get(i).bill().day(), any -> new ArrayList<>()).add(i);
            }
        }
        days.values().forEach(day -> {
            day.sort((a, b) -> Work.BY_START.compare(all.get(a).work(), all.get(b).work()));
            List<Sides> rounded = roundDay(day.stream().map(all::get).toList());
            for (int i = 0; i < day.size(); i++) {
                all.set(day.get(i), rounded.get(i));
            }
        });
    }

    /** One day. @param day in order of start */
    List<Sides> roundDay(List<Sides> day) {
        TimeRule rule = book.timeRule(day.get(0).work().project());
        List<Long> seconds = Rounding.roundDay(day.stream().map(sides -> sides.work().seconds()).toList(), rule);
        List<Sides> rounded = new ArrayList<>(day.size());
        for (int i = 0; i < day.size(); i++) {
            Sides sides = day.get(i);
            long own = seconds.get(i);
            BigDecimal price = price(sides.work(), own, sides.bill().rate(), sides.bill().currency());
            rounded.add(sides.bill(sides.bill().worth(own == 0 ? Reason.ZERO : null, own, price)));
        }
        return rounded;
    }
}
