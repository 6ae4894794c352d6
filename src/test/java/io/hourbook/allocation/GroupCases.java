package io.hourbook.allocation;

import io.hourbook.entry.TimeEntry;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Retainer;
import io.hourbook.mapping.Worker;
import io.hourbook.overtime.PayCode;
import io.hourbook.overtime.PayPart;
import io.hourbook.payroll.PayWeek;
import io.hourbook.retainer.Drawing;
import io.hourbook.retainer.RetainerState;
import io.hourbook.rounding.TimeRounding;
import io.hourbook.rounding.TimeRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rounding days, pay weeks and retainers as cases write them, and what their steps make of them. */
final class GroupCases {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 4);

    private final MappingBook book;
    private final EntryCases entries;

    GroupCases(MappingBook book, EntryCases entries) {
        this.book = book;
        this.entries = entries;
    }

    /** The seconds of a day's entries and the rule that rounds them. */
    static RoundingDay roundingDay(CaseIn in) {
        TimeRule rule = new TimeRule(
                (int) in.number("increment", 15), TimeRounding.valueOf(in.text("rounding", "up").toUpperCase(Locale.ROOT).replace('-', '_')),
                (int) in.number("minimum", 0), TimeRule.Scope.DAY);
        List<RoundingDay.Entry> day = new ArrayList<>();
        for (String seconds : in.texts("seconds")) {
            day.add(new RoundingDay.Entry(
                    day.size() + 1L, DAY, Long.parseLong(seconds), Long.parseLong(seconds), BigDecimal.ONE, "USD", "USD", "ACME", null, 1));
        }
        in.done();
        return new RoundingDay("W01|ACME-WEB|DEV|" + DAY, rule, day, List.of());
    }

    static List<Map<String, Object>> fields(RoundingDay day) {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (int i = 0; i < day.entries().size(); i++) {
            fields.add(Map.of("seconds", day.rounded().get(i), "rawSeconds", day.entries().get(i).rawSeconds()));
        }
        return fields;
    }

    /** A worker's week: hours by day from its first, or entries with their starts. */
    PayWeek payWeek(CaseIn in) {
        Worker worker = book.workers().get(in.text("worker", null));
        LocalDate from = in.date("week", DAY.with(TemporalAdjusters.previousOrSame(
                worker == null ? DayOfWeek.SUNDAY : worker.workweekStarts())));
        List<PayWeek.Work> works = new ArrayList<>();
        LocalDate day = from;
        for (String hours : in.texts("hours")) {
            long seconds = new BigDecimal(hours).multiply(BigDecimal.valueOf(3_600)).longValueExact();
            if (seconds > 0) {
                works.add(new PayWeek.Work(
                        works.size() + 1L, day.atStartOfDay().toInstant(ZoneOffset.UTC), worker.zone(), false, day, seconds, "DEV", "5020",
                        worker.costRate(), worker.costCurrency()));
            }
            day = day.plusDays(1);
        }
        for (CaseIn one : in.list("entries")) {
            TimeEntry entry = entries.entry(works.size() + 1L, one);
            one.done();
            works.add(new PayWeek.Work(
                    entry.id(), entry.startAt(), worker.zone(), entry.timed(), entry.workDate(), entry.seconds(), "DEV", "5020",
                    worker.costRate(), worker.costCurrency()));
        }
        in.done();
        return new PayWeek(worker, book.policies().overtime().get(worker.jurisdiction()), from, works, List.of());
    }

    /** The week by pay code. */
    static List<Map<String, Object>> fields(PayWeek week) {
        Map<PayCode, Long> codes = new EnumMap<>(PayCode.class);
        for (PayPart part : week.parts()) {
            codes.merge(part.code(), part.seconds(), Long::sum);
        }
        List<Map<String, Object>> fields = new ArrayList<>();
        codes.forEach((code, seconds) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("worker", week.worker().worker());
            one.put("week", week.from());
            one.put("code", code);
            one.put("hours", BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(3_600), 4, RoundingMode.HALF_UP)
                    .stripTrailingZeros().toPlainString());
            one.put("seconds", seconds);
            fields.add(one);
        });
        return fields;
    }

    /** A retainer of the mappings, with another balance or policy where the case says so, and what is to be drawn from it. */
    RetainerState retainer(CaseIn in) {
        Retainer known = book.retainers().get(in.text("retainer", "RET-EMBER"));
        BigDecimal prepaid = in.decimal("prepaid");
        Retainer retainer = new Retainer(
                known.retainer(), known.client(), known.currency(), prepaid == null ? known.prepaid() : prepaid,
                Retainer.Overage.valueOf(in.text("overage", known.overage().name()).toUpperCase(Locale.ROOT)), known.from(), known.at());
        List<RetainerState.Item> items = new ArrayList<>();
        boolean fixed = false;
        for (CaseIn one : in.list("entries")) {
            long id = items.size() + 1L;
            BigDecimal amount = one.decimal("amount");
            long seconds = one.number("seconds", 3_600);
            BigDecimal kept = one.decimal("drawn-for-good");
            fixed |= kept != null;
            Drawing.Drawn drawn = kept == null ? null : new Drawing.Drawn(
                    id, kept, kept.signum() == 0 ? 0 : seconds, kept.signum() == 0 ? 0 : seconds, amount.subtract(kept),
                    kept.signum() == 0 ? seconds : 0, kept.signum() == 0 ? seconds : 0);
            items.add(new RetainerState.Item(id, one.date("date", DAY), "DEV", "4020", amount, seconds, seconds, drawn));
            one.done();
        }
        in.done();
        return new RetainerState(retainer, fixed, items, List.of());
    }

    /** What was drawn of each entry, in the order of the case. */
    static List<Map<String, Object>> fields(RetainerState state) {
        return state.drawn().stream()
                .sorted(java.util.Comparator.comparingLong(Drawing.Drawn::entryId))
                .map(drawn -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("drawn", drawn.amount());
                    fields.put("seconds", drawn.seconds());
                    fields.put("rest", drawn.restAmount());
                    fields.put("restSeconds", drawn.restSeconds());
                    return fields;
                })
                .toList();
    }
}
