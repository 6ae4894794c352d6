package io.hourbook.payroll;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Hours;
import io.hourbook.overtime.Overtime;
import io.hourbook.overtime.OvertimeRule;
import io.hourbook.overtime.PayCode;
import io.hourbook.overtime.PayPart;
import io.hourbook.reload.CaseAdapter;
import io.hourbook.reload.CaseIn;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A workweek as a case writes it: {@code jurisdiction}, and hours as {@code 7:30}, either {@code days} from the week's first
 * date or {@code entries} with a start. The week and its zone are those of the first worker under that law.
 */
public final class PayWeekCases implements CaseAdapter {

    private static final LocalDate IN_WEEK = LocalDate.of(2025, 3, 4);

    private final MappingBook book;

    public PayWeekCases(MappingBook book) {
        this.book = book;
    }

    @Override
    public Object message(String route, Map<String, Object> fields) {
        CaseIn in = new CaseIn(fields);
        String jurisdiction = in.text("jurisdiction", null);
        OvertimeRule rule = book.policies().overtime().get(jurisdiction);
        if (rule == null) {
            throw new IllegalArgumentException("no jurisdiction " + jurisdiction + "; there are "
                    + new TreeSet<>(book.policies().overtime().keySet()));
        }
        Optional<Worker> worker = book.workers().values().stream().filter(one -> one.jurisdiction().equals(jurisdiction)).findFirst();
        DayOfWeek starts = worker.map(Worker::workweekStarts).orElse(DayOfWeek.MONDAY);
        LocalDate from = Overtime.weekOf(in.date("week", IN_WEEK), starts);
        ZoneId zone = ZoneId.of(in.text("zone", worker.map(Worker::zone).map(ZoneId::getId).orElse("UTC")));
        List<PayWeek.Work> entries = new ArrayList<>();
        LocalDate day = from;
        for (String hours : in.texts("days")) {
            entries.add(work(entries.size() + 1, day.atStartOfDay(), zone, false, hours));
            day = day.plusDays(1);
        }
        for (CaseIn entry : in.list("entries")) {
            entries.add(work(
                    entries.size() + 1, LocalDateTime.parse(entry.text("start", null)), zone, true, entry.text("hours", null)));
            entry.done();
        }
        in.done();
        entries.sort(Comparator.comparing(PayWeek.Work::startAt));
        return new PayWeek(worker.orElse(null), rule, from, entries, List.of(), List.of());
    }

    private static PayWeek.Work work(long id, LocalDateTime start, ZoneId zone, boolean timed, String hours) {
        return new PayWeek.Work(
                id, start.atZone(zone).toInstant(), zone, timed, start.toLocalDate(), seconds(hours), seconds(hours),
                "DEV", "5020", BigDecimal.TEN, "USD");
    }

    private static long seconds(String hours) {
        if (hours == null || !hours.matches("\\d+:[0-5]\\d")) {
            throw new IllegalArgumentException("hours are written 7:30, not " + hours);
        }
        String[] parts = hours.split(":");
        return Duration.ofHours(Long.parseLong(parts[0])).plusMinutes(Long.parseLong(parts[1])).toSeconds();
    }

    @Override
    public List<Map<String, Object>> fields(String exit, Object body) {
        PayWeek week = (PayWeek) body;
        Map<String, Object> fields = hours(week.parts());
        fields.put("days", week.parts().stream().map(PayPart::date).distinct().sorted().map(date -> {
            Map<String, Object> day = hours(week.parts().stream().filter(part -> part.date().equals(date)).toList());
            day.put("date", date);
            return day;
        }).toList());
        fields.put("flags", week.flags().stream().map(flag -> flag.date() + " " + flag.flag()).toList());
        fields.put("sentences", week.flags().stream().map(flag -> flag.sentence()).toList());
        return List.of(fields);
    }

    private static Map<String, Object> hours(List<PayPart> parts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("regular", hours(parts, PayCode.REG));
        fields.put("overtime", hours(parts, PayCode.OT15));
        fields.put("doubletime", hours(parts, PayCode.OT20));
        return fields;
    }

    private static String hours(List<PayPart> parts, PayCode code) {
        return Hours.clock(parts.stream().filter(part -> part.code() == code).mapToLong(PayPart::seconds).sum());
    }
}
