package io.hourbook.cases;

import io.hourbook.allocation.AllocationSteps;
import io.hourbook.allocation.EntryCases;
import io.hourbook.allocation.EntryChecks;
import io.hourbook.allocation.EntryRouter;
import io.hourbook.allocation.Outcome;
import io.hourbook.allocation.Reason;
import io.hourbook.exchange.Cross;
import io.hourbook.exchange.RateFeeds;
import io.hourbook.mapping.Account;
import io.hourbook.mapping.ChangePolicy;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.ClosedPeriods;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Posting;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Price;
import io.hourbook.payroll.OvertimeStep;
import io.hourbook.payroll.PayWeek;
import io.hourbook.payroll.PayWeekCases;
import io.hourbook.reload.CaseIn;
import io.hourbook.rounding.Rounding;
import io.hourbook.rounding.TimeRule;
import io.hourbook.timetable.Schedules;
import io.hourbook.timetable.When;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked of the policies in {@code mappings/}. */
final class PolicyKinds {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 4);

    private PolicyKinds() {}

    /** By the policy's name without its ending. */
    static Map<String, CaseKind> all() {
        Map<String, CaseKind> kinds = new LinkedHashMap<>();
        kinds.put("rounding", CaseKind.of("client project worker seconds rate", "billed_seconds rule amount paid_seconds owed", PolicyKinds::rounding));
        kinds.put("overtime", CaseKind.of("jurisdiction worker week zone days entries", "REG OT15 OT20 flags sentences citation", PolicyKinds::overtime));
        kinds.put("exchange", CaseKind.of("from to date amount published before fetched", "rate day to amount held believed url", PolicyKinds::exchange));
        kinds.put("holds", CaseKind.of("hours day_hours invoiced source", "held billed", PolicyKinds::holds));
        kinds.put("approval", CaseKind.of("source approved", "approved held", PolicyKinds::approval));
        kinds.put("periods", CaseKind.of("at closed_through kind target dated", "today closed becomes late", PolicyKinds::periods));
        kinds.put("posting", CaseKind.of("for", "account name type", PolicyKinds::posting));
        kinds.put("release", CaseKind.of("kind target period_ends today", "due", PolicyKinds::release));
        kinds.put("rollout", CaseKind.of("worker project source", "takes_part excluded", PolicyKinds::rollout));
        kinds.put("schedules", CaseKind.of("of after", "due at_once", PolicyKinds::schedules));
        kinds.put("targets", CaseKind.of("document named rehearsed",
                "target kind url shown line_limit batch concurrency per_minute per_day gzip timeout_seconds starts settings", TargetCases::answer));
        kinds.put("alerts", CaseKind.of("of minutes letters at told_hours_ago", "told to", AlertCases::answer));
        kinds.put("changes", CaseKind.of("changed column moves", "waits because", PolicyKinds::changes));
        return kinds;
    }

    private static Map<String, Object> rounding(MappingBook book, CaseIn in) {
        long seconds = in.number("seconds", 0);
        BigDecimal rate = in.decimal("rate");
        String project = in.text("project", null);
        String client = in.text("client", null);
        Map<String, Object> fields = new HashMap<>();
        if (project != null || client != null) {
            TimeRule rule = project != null ? book.timeRule(TableKinds.known(book.projects(), "project", project))
                    : TableKinds.known(book.clients(), "client", client).timeRule();
            Client charged = project != null ? book.clientOf(book.projects().get(project)) : book.clients().get(client);
            // time that is rounded by the day is shown as a day of this one entry
            long billed = Rounding.round(seconds, rule);
            fields.putAll(TableKinds.fields("billed_seconds", billed, "rule", rule.sentence(),
                    "amount", rate == null ? null : Price.of(billed, rate, charged.currency(), charged.moneyRounding())));
        }
        String worker = in.text("worker", null);
        if (worker != null) {
            TableKinds.known(book.workers(), "worker", worker);
            Outcome work = entry(book, new HashMap<>(Map.of("worker", worker, "seconds", seconds)));
            fields.put("paid_seconds", new AllocationSteps().toPayWeek(work).pay().seconds());
            Worker paid = book.workers().get(worker);
            fields.put("owed", paid.contractor() ? new AllocationSteps().toVendorBill(work).pay().amount()
                    : Price.of(seconds, paid.costRate(), paid.costCurrency(), book.policies().companyMoneyRounding()));
        }
        return fields;
    }

    private static Map<String, Object> overtime(MappingBook book, CaseIn in) {
        Map<String, Object> week = new HashMap<>(in.rest());
        Object worker = week.remove("worker");
        if (worker != null) {
            week.putIfAbsent("jurisdiction", TableKinds.known(book.workers(), "worker", worker.toString()).jurisdiction());
        }
        PayWeekCases weeks = new PayWeekCases(book);
        OvertimeStep step = new OvertimeStep();
        PayWeek paid = step.flag(step.split((PayWeek) weeks.message("split-pay-week", week)));
        Map<String, Object> fields = weeks.fields("end", paid).get(0);
        return TableKinds.fields("REG", fields.get("regular"), "OT15", fields.get("overtime"), "OT20", fields.get("doubletime"),
                "flags", fields.get("flags"), "sentences", fields.get("sentences"),
                "citation", paid.rule().citation());
    }

    private static Map<String, Object> exchange(MappingBook book, CaseIn in) {
        String fetched = in.text("fetched", null);
        if (fetched != null) {
            RateFeeds feeds = book.policies().rateFeeds();
            Map<String, Optional<String>> urls = Map.of("daily", Optional.ofNullable(feeds.dailyUrl()), "history", Optional.ofNullable(feeds.historyUrl()));
            return TableKinds.fields("url", TableKinds.known(urls, "table", fetched).orElse(null));
        }
        BigDecimal published = in.decimal("published");
        if (published != null) {
            RateFeeds feeds = book.policies().rateFeeds();
            boolean believed = feeds.believes(published, in.decimal("before")) || feeds.accepts(in.text("from", null), in.date("date", DAY), published);
            return TableKinds.fields("believed", believed ? "yes" : "no");
        }
        String from = in.text("from", null);
        String to = in.text("to", book.policies().baseCurrency());
        BigDecimal amount = in.decimal("amount");
        Optional<Cross> cross = book.exchangeRates().cross(from, to, in.date("date", DAY), book.policies().exchangeMaxAgeDays());
        return TableKinds.fields(
                "rate", cross.map(Cross::shown).orElse(null), "day", cross.map(Cross::date).orElse(null), "to", to,
                "amount", amount == null ? null : cross.map(found -> found.convert(amount, book.policies().companyMoneyRounding())).orElse(null),
                "held", cross.isEmpty() ? "no-exchange-rate" : null);
    }

    private static Map<String, Object> holds(MappingBook book, CaseIn in) {
        BigDecimal hours = in.decimal("hours");
        BigDecimal day = in.decimal("day_hours");
        boolean suspicious = hours != null && book.policies().suspicious(seconds(hours)) || day != null && book.policies().suspiciousDay(seconds(day));
        Boolean invoiced = in.yes("invoiced", null);
        String source = in.text("source", "any");
        Outcome work = invoiced == null ? null : billable(book, source, invoiced);
        return TableKinds.fields("held", suspicious ? "suspicious" : null,
                "billed", work == null ? null : new EntryRouter().nonBillable(work) ? "no" : "yes");
    }

    private static Outcome billable(MappingBook book, String source, boolean invoiced) {
        return book.projects().keySet().stream()
                .map(project -> entry(book, new HashMap<>(Map.of("worker", anyone(book), "project", project, "source", source, "invoiced", invoiced))))
                .filter(work -> !new EntryRouter().nonBillable(entry(book, new HashMap<>(
                        Map.of("worker", work.worker().worker(), "project", work.project().project())))))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no project in projects.csv is billable"));
    }

    private static Map<String, Object> approval(MappingBook book, CaseIn in) {
        Map<String, Object> said = new HashMap<>(in.rest());
        String source = String.valueOf(said.get("source"));
        TableKinds.known(book.sources(), "source", source);
        String worker = anyone(book);
        said.put("worker", worker);
        Outcome work = new EntryChecks().check(new EntryCases(book).message(1, new CaseIn(said), true));
        boolean held = !new EntryChecks().fit(work);
        return TableKinds.fields("approved", held ? "no" : "yes", "held", held ? work.pay().verdict().reason().word() : null);
    }

    private static Map<String, Object> rollout(MappingBook book, CaseIn in) {
        Map<String, Object> said = new HashMap<>(in.rest());
        said.putIfAbsent("worker", anyone(book));
        said.putIfAbsent("source", "any");
        Outcome work = new EntryChecks().check(new EntryCases(book).message(1, new CaseIn(said), true));
        boolean out = !work.pay().verdict().open() && work.pay().verdict().reason() == Reason.NOT_IN_ROLLOUT;
        return TableKinds.fields("takes_part", out ? "no" : "yes", "excluded", out ? Reason.NOT_IN_ROLLOUT.word() : null);
    }

    private static Map<String, Object> periods(MappingBook book, CaseIn in) {
        String at = in.text("at", null);
        LocalDate through = in.date("closed_through", null);
        ClosedPeriods closed = through == null ? book.policies().closed()
                : new ClosedPeriods(through, Map.of(), book.policies().closed().late());
        String target = in.text("target", book.defaultTarget());
        LocalDate dated = in.date("dated", DAY);
        boolean ownDay = DocumentKind.PAYROLL_BATCH.word().equals(in.text("kind", null));
        return TableKinds.fields(
                "today", at == null ? null : LocalDate.ofInstant(Instant.parse(at), book.policies().companyZone()),
                "closed", closed.closed(target, dated) ? "yes" : "no",
                "becomes", ownDay ? closed.daily(target, dated) : closed.monthly(target, dated),
                "late", closed.late().word());
    }

    /** The day on which a document of a kind may go out: its period's last day and today decide, or nobody but a person. */
    private static Map<String, Object> release(MappingBook book, CaseIn in) {
        Map<String, DocumentKind> kinds = new LinkedHashMap<>();
        for (DocumentKind kind : DocumentKind.values()) {
            kinds.put(kind.word(), kind);
        }
        DocumentKind kind = TableKinds.known(kinds, "kind", in.text("kind", null));
        LocalDate day = book.policies().release().rule(in.text("target", book.defaultTarget()), kind)
                .dueOn(in.date("period_ends", DAY), in.date("today", DAY));
        return TableKinds.fields("due", day == null ? "when-released" : day);
    }

    /** When something is due next after a moment, and whether it is done at once at that moment. */
    private static Map<String, Object> schedules(MappingBook book, CaseIn in) {
        Map<String, When> plans = new LinkedHashMap<>();
        book.sources().keySet().forEach(source -> plans.put(Schedules.SOURCE + source, When.immediate(book.policies().companyZone())));
        Schedules.FLOWS.forEach(flow -> plans.put(Schedules.FLOW + flow, When.immediate(book.policies().companyZone())));
        book.targets().keySet().forEach(target -> plans.put(Schedules.TARGET + target, When.immediate(book.policies().companyZone())));
        plans.putAll(book.schedules().plans());
        When when = TableKinds.known(plans, "of", in.text("of", null));
        Instant after = Instant.parse(in.text("after", ""));
        return TableKinds.fields("due", when.next(after).map(Instant::toString).orElse(null), "at_once", when.atOnce(after) ? "yes" : "no");
    }

    /** Whether a change waits for a second person: of a file, of a column of it, or of so much money. */
    private static Map<String, Object> changes(MappingBook book, CaseIn in) {
        List<String> because = ChangePolicy.of(book).says(in.text("changed", null), in.text("column", null), in.decimal("moves"));
        return TableKinds.fields("waits", because.isEmpty() ? "no" : "yes", "because", because.isEmpty() ? null : String.join(", ", because));
    }

    private static Map<String, Object> posting(MappingBook book, CaseIn in) {
        Posting posting = book.posting();
        Map<String, String> accounts = new LinkedHashMap<>();
        accounts.put("bank", posting.bank());
        accounts.put("receivable", posting.receivable());
        accounts.put("suspense", posting.suspense());
        accounts.put("payable", posting.payable());
        accounts.put("payroll_liabilities", posting.payrollLiabilities());
        accounts.put("customer_deposits", posting.customerDeposits());
        accounts.put("opening_balances", posting.openingBalances());
        accounts.put("subcontractor_income", posting.subcontractorIncome());
        accounts.put("subcontractors", posting.subcontractors());
        Account account = book.accounts().get(TableKinds.known(accounts, "posting", in.text("for", null)));
        return TableKinds.fields("account", account.account(), "name", account.name(), "type", TableKinds.word(account.type()));
    }

    /** Somebody who is an employee and still in force; anybody where there is none. */
    private static String anyone(MappingBook book) {
        return book.workers().values().stream().filter(worker -> !worker.contractor() && worker.activeOn(DAY)).findFirst()
                .or(() -> book.workers().values().stream().findFirst())
                .map(Worker::worker)
                .orElseThrow(() -> new IllegalArgumentException("workers.csv has nobody in it"));
    }

    private static Outcome entry(MappingBook book, Map<String, Object> fields) {
        fields.putIfAbsent("source", "any");
        return new EntryCases(book).message(1, new CaseIn(fields), true);
    }

    private static long seconds(BigDecimal hours) {
        return hours.multiply(BigDecimal.valueOf(3_600)).longValueExact();
    }
}
