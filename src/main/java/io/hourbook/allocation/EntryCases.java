package io.hourbook.allocation;

import io.hourbook.entry.Approval;
import io.hourbook.entry.Names;
import io.hourbook.entry.Suspicion;
import io.hourbook.entry.TimeEntry;
import io.hourbook.mapping.ClosedPeriods;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Rollout;
import io.hourbook.mapping.Worker;
import io.hourbook.reload.CaseIn;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An entry as a case writes it, as the message of the flows, and back into fields. Cases of other packages use it, too. */
public final class EntryCases {

    private static final String SOURCE = "clockify-los-angeles";
    private static final LocalDate DAY = LocalDate.of(2025, 3, 4);
    private static final LocalDate TODAY = LocalDate.of(2025, 5, 31);

    private final MappingBook book;
    private final AllocationSteps steps = new AllocationSteps();
    private final EntryMapping mapping = new EntryMapping();

    /** @param book the facts that the cases stand on */
    public EntryCases(MappingBook book) {
        this.book = book;
    }

    /** The pure steps under their names in routes: no store, no clock. */
    public static Map<String, Object> beans() {
        AllocationBeans steps = new AllocationBeans();
        return Map.of(
                "mapping", steps.mapping(), "checks", steps.checks(), "router", steps.router(), "rounding", steps.rounding(),
                "rate", steps.rate(), "exchange", steps.exchange(), "allocation", steps.allocation(), "collected", steps.collected(),
                "lanesTogether", steps.lanesTogether());
    }

    /** An entry of 4 March 2025, approved and billable, looked at on 31 May 2025, unless the case says otherwise. */
    public Outcome message(long id, CaseIn in, boolean resolved) {
        PassContext pass = new PassContext(1, book(in), 1, in.date("today", TODAY));
        Outcome outcome = Outcome.of(pass, entry(id, in), booked(in));
        in.done();
        return resolved ? mapping.resolve(outcome) : outcome;
    }

    /** The mappings as they are, but for where a case says otherwise when its source or its target starts, who bills again, or what is closed. */
    private MappingBook book(CaseIn in) {
        Rollout rollout = rollout(in);
        MappingBook book = rollout.everybody() ? this.book : this.book.with(this.book.policies().with(rollout));
        LocalDate closed = in.date("closed_through", null);
        if (closed != null) {
            book = book.with(book.policies().with(new ClosedPeriods(closed, Map.of(), ClosedPeriods.Late.HOLD)));
        }
        LocalDate source = in.date("source_starts", null);
        LocalDate target = in.date("target_starts", null);
        Boolean bills = in.yes("source_bills_invoiced", null);
        if (source == null && target == null && bills == null) {
            return book;
        }
        String name = in.text("source", SOURCE);
        in.put("source", name);
        return BookChanges.of(book, name, source, target, bills);
    }

    private static Rollout rollout(CaseIn in) {
        return new Rollout(Set.copyOf(in.texts("rollout_workers")), Set.copyOf(in.texts("rollout_projects")), Set.copyOf(in.texts("rollout_sources")));
    }

    private static Outcome.Booked booked(CaseIn in) {
        String worker = in.text("booked_worker", null);
        String project = in.text("booked_project", null);
        return worker == null ? null : new Outcome.Booked(worker, project, true);
    }

    private TimeEntry entry(long id, CaseIn in) {
        String source = in.text("source", SOURCE);
        Names names = new Names(
                in.text("worker", null), null, in.text("client", null), in.text("project", null), in.text("service", null));
        LocalDate date = in.date("date", DAY);
        String start = in.text("start", null);
        Worker worker = book.worker(source, names).orElse(null);
        ZoneId zone = ZoneId.of(in.text("zone", worker == null ? "UTC" : worker.zone().getId()));
        Boolean approved = in.yes("approved", null);
        String suspicion = in.text("suspicious", null);
        Set<Suspicion> suspicions = suspicion == null
                ? EnumSet.noneOf(Suspicion.class)
                : EnumSet.of(Suspicion.valueOf(suspicion.toUpperCase(Locale.ROOT).replace('-', '_')));
        return new TimeEntry(
                id, source, "case-" + id, 1, names, worker == null ? null : worker.worker(),
                date.atTime(start == null ? LocalTime.MIDNIGHT : LocalTime.parse(start)).atZone(zone).toInstant(), zone, start != null, date,
                in.number("seconds", 3_600), in.yes("billable", true), in.yes("invoiced", false),
                approved == null ? Approval.UNSAID : approved ? Approval.APPROVED : Approval.UNAPPROVED, in.text("notes", ""), suspicions,
                in.yes("conflict", false), "case.csv", id);
    }

    /** What an exit's step makes of the entry, by its call: cases note the body before that. */
    public Outcome through(String call, Outcome outcome) {
        return switch (call) {
            case "allocation.toLines" -> steps.toLines(outcome);
            case "allocation.toRetainer" -> steps.toRetainer(outcome);
            case "allocation.toVendorBill" -> steps.toVendorBill(outcome);
            case "allocation.toPayWeek" -> steps.toPayWeek(outcome);
            case "allocation.toHolds" -> steps.toHolds(outcome);
            case "allocation.toNobody" -> steps.toNobody(outcome);
            default -> outcome;
        };
    }

    /** The fields of the side that the exit belongs to; of the bill side where it is no side's. */
    public Map<String, Object> fields(String exit, Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worker", outcome.worker() == null ? null : outcome.worker().worker());
        fields.put("client", outcome.client() == null ? null : outcome.client().client());
        fields.put("project", outcome.project() == null ? null : outcome.project().project());
        fields.put("service", outcome.service() == null ? null : outcome.service().service());
        fields.put("date", outcome.entry().workDate());
        fields.put("rawSeconds", outcome.entry().seconds());
        if (exit.equals("to-bills") || exit.equals("to-pay-weeks")) {
            pay(fields, outcome);
        } else {
            bill(fields, outcome);
        }
        return fields;
    }

    private static void pay(Map<String, Object> fields, Outcome outcome) {
        PaySide pay = outcome.pay();
        verdict(fields, pay.verdict(), pay.flow());
        fields.put("seconds", outcome.entry().seconds());
        fields.put("account", pay.account());
        fields.put("rate", pay.costRate());
        fields.put("currency", pay.currency());
        fields.put("amount", pay.amount());
        group(fields, pay.group());
    }

    private static void bill(Map<String, Object> fields, Outcome outcome) {
        BillSide bill = outcome.bill();
        verdict(fields, bill.verdict(), bill.flow());
        fields.put("seconds", bill.seconds());
        fields.put("rule", bill.timeRule());
        fields.put("roundingDay", bill.roundingDay());
        fields.put("section", bill.section());
        fields.put("account", bill.account());
        fields.put("rate", bill.rate() == null ? null : bill.rate().rate());
        fields.put("rateCurrency", bill.rate() == null ? null : bill.rate().currency());
        fields.put("rateFrom", bill.rate() == null ? null : bill.rate().from());
        fields.put("currency", bill.currency());
        fields.put("amount", bill.amount());
        fields.put("exchangeRate", bill.exchange() == null ? null : bill.exchange().shown());
        fields.put("exchangeDate", bill.exchange() == null ? null : bill.exchange().date());
        group(fields, bill.group());
    }

    private static void verdict(Map<String, Object> fields, Verdict verdict, Flow flow) {
        fields.put("state", verdict.open() ? "open" : verdict.standing().word());
        fields.put("reason", verdict.reason() == null ? null : verdict.reason().word());
        fields.put("flow", flow == null ? null : flow.word());
    }

    private static void group(Map<String, Object> fields, GroupKey group) {
        fields.put("document", group == null ? null : group.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        fields.put("reference", group == null ? null : group.stem());
    }

    /** Why either side of the entry stands so; null where neither does. */
    public static Map<String, Object> reason(Standing standing, Outcome outcome) {
        for (Verdict verdict : new Verdict[] {outcome.pay().verdict(), outcome.bill().verdict()}) {
            if (verdict.standing() == standing) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("reason", verdict.reason().word());
                fields.put("detail", verdict.detail());
                return fields;
            }
        }
        return null;
    }
}
