package io.hourbook.payroll;

import io.hourbook.database.BulkInsert;
import io.hourbook.overtime.PayCode;
import io.hourbook.overtime.PayPart;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** What stands of pay weeks: the seconds of each entry by date and pay code. */
final class PayParts {

    private final JdbcTemplate jdbc;
    private final BulkInsert insert;

    PayParts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.insert = new BulkInsert(
                jdbc,
                "insert into pay_part (week_from, worker, entry_id, work_date, code, seconds, service, account, cost_rate, currency) values",
                10,
                "");
    }

    /** One row; {@code week} is its week's. */
    record Part(
            WeekKey week, long entryId, LocalDate workDate, PayCode code, long seconds, String service, String account,
            BigDecimal costRate, String currency) {

        private Part plus(Part other) {
            return new Part(week, entryId, workDate, code, seconds + other.seconds, service, account, costRate, currency);
        }

        private Object[] values() {
            return new Object[] {
                week.from(), week.worker(), entryId, workDate, code.name(), seconds, service, account, costRate, currency
            };
        }
    }

    /** What a week came to. An entry's seconds of one date and code are one part, however often it was cut. */
    static Collection<Part> of(PayWeek week) {
        WeekKey key = WeekKey.of(week);
        Map<Long, PayWeek.Work> works = new HashMap<>();
        week.entries().forEach(work -> works.put(work.entryId(), work));
        Map<Place, Part> parts = new HashMap<>();
        for (PayPart part : week.parts()) {
            PayWeek.Work work = works.get(part.entryId());
            parts.merge(
                    new Place(part.entryId(), part.date(), part.code()),
                    new Part(
                            key, part.entryId(), part.date(), part.code(), part.seconds(), work.service(), work.account(),
                            work.costRate().setScale(6), work.currency()),
                    Part::plus);
        }
        return parts.values();
    }

    private record Place(long entryId, LocalDate date, PayCode code) {}

    /** What stands of weeks; one of which nothing stands is absent. @param weeks one or more */
    Map<WeekKey, Set<Part>> standing(Collection<WeekKey> weeks) {
        Map<WeekKey, Set<Part>> standing = new HashMap<>();
        jdbc.query(
                "select * from pay_part where " + WeekKey.among(weeks),
                row -> {
                    WeekKey week = new WeekKey(row.getString("worker"), row.getObject("week_from", LocalDate.class));
                    standing.computeIfAbsent(week, any -> new HashSet<>()).add(new Part(
                            week, row.getLong("entry_id"), row.getObject("work_date", LocalDate.class), PayCode.valueOf(row.getString("code")),
                            row.getLong("seconds"), row.getString("service"), row.getString("account"), row.getBigDecimal("cost_rate"),
                            row.getString("currency")));
                },
                WeekKey.arguments(weeks));
        return standing;
    }

    /**
     * Puts parts where others stood; in the caller's transaction.
     *
     * @param gone  weeks of which something stands
     * @param parts of whole weeks
     */
    void replace(Collection<WeekKey> gone, Collection<Part> parts) {
        if (!gone.isEmpty()) {
            jdbc.batchUpdate(
                    "delete from pay_part where week_from = ? and worker = ?",
                    gone.stream().map(week -> new Object[] {week.from(), week.worker()}).toList());
        }
        List<Part> inOrder = new ArrayList<>(parts);
        // along the clustered key
        inOrder.sort(Comparator.comparing((Part part) -> part.week().from())
                .thenComparing(part -> part.week().worker())
                .thenComparingLong(Part::entryId));
        insert.insert(inOrder.stream().map(Part::values).toList());
    }
}
