package io.hourbook.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** That every paid second has a pay code, once, and that live payroll batches say what the pay weeks came to. */
final class PayLaws {

    /** Work reaches this many days beyond its date at most; a recorded entry is no longer than a month. */
    private static final int REACH_DAYS = 31;
    private static final int WEEK_DAYS = 7;
    /** Days of one worker in one statement, with those around them. */
    private static final int SPAN_DAYS = 180;

    private final JdbcTemplate jdbc;

    PayLaws(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Every paid second of every entry has a pay code, once. */
    void parts(List<String> broken, Extent extent) {
        long astray = 0;
        if (extent.whole()) {
            astray = jdbc.queryForObject(
                    """
                    select count(*) from (
                        select entry_id, sum(seconds) as difference from (
                            select entry_id, seconds from pay_allocation where state = 'allocated' and flow = 'payroll'
                            union all select entry_id, -seconds from pay_part) every
                        group by entry_id having difference <> 0) wrong""",
                    Long.class);
        } else {
            for (String worker : extent.days().keySet()) {
                for (Span span : spans(extent.days().get(worker))) {
                    astray += astray(worker, span);
                }
            }
        }
        if (astray > 0) {
            broken.add(astray + " entries do not have exactly their paid seconds under pay codes");
        }
    }

    private record Span(LocalDate from, LocalDate to) {}

    /** Days that lie near each other, together. */
    private static List<Span> spans(NavigableSet<LocalDate> days) {
        List<Span> spans = new ArrayList<>();
        LocalDate from = days.first();
        LocalDate to = from;
        for (LocalDate day : days) {
            if (day.isAfter(to.plusDays(WEEK_DAYS)) || day.isAfter(from.plusDays(SPAN_DAYS))) {
                spans.add(new Span(from, to));
                from = day;
            }
            to = day;
        }
        spans.add(new Span(from, to));
        return spans;
    }

    /**
     * An entry of these days is looked at with all its parts, and a part of weeks that begin on these days with all of its entry:
     * so both are read further than the days go, and what has only parts beyond them is none of ours. A week that begins on the last
     * of the days has work of the six days after it.
     */
    private long astray(String worker, Span span) {
        LocalDate firstWork = span.from.minusDays(REACH_DAYS);
        String weeks = Stream.iterate(firstWork.minusDays(WEEK_DAYS), day -> day.plusDays(1))
                .takeWhile(day -> !day.isAfter(span.to.plusDays(REACH_DAYS + WEEK_DAYS)))
                .map(day -> "'" + day + "'")
                .collect(Collectors.joining(","));
        Long astray = jdbc.queryForObject(
                """
                select count(*) from (
                    select entry_id, sum(seconds) as difference, max(ours) as looked_at from (
                        select entry_id, seconds, work_date <= ? as ours from pay_allocation
                            where worker = ? and work_date between ? and ? and state = 'allocated' and flow = 'payroll'
                        union all select entry_id, -seconds, week_from between ? and ? from pay_part
                            where worker = ? and week_from in (%s)) every
                    group by entry_id having difference <> 0 and looked_at) wrong""".formatted(weeks),
                Long.class, span.to, worker, firstWork, span.to.plusDays(WEEK_DAYS - 1), span.from, span.to, worker);
        return astray == null ? 0 : astray;
    }

    /** What live payroll batches say is what the pay weeks came to. */
    void batches(List<String> broken, Extent extent) {
        if (extent.whole()) {
            batches(broken, "", "", List.of());
        } else {
            Extent.slices(extent.weeks()).forEach(some -> batches(
                    broken, " where week_from" + Extent.in(some), " and g.period" + Extent.in(some), some));
        }
    }

    private void batches(List<String> broken, String ofWeeks, String ofPeriods, Collection<LocalDate> weeks) {
        List<Object> arguments = new ArrayList<>(weeks);
        weeks.forEach(week -> arguments.add(week.toString()));
        jdbc.query(
                """
                select line_key, sum(seconds) as difference from (
                    select concat(worker, '|', week_from, '|', code) as line_key, sum(seconds) as seconds from pay_part%s
                        group by week_from, worker, code
                    union all select l.line_key, -l.seconds
                        from document_group g straight_join document d on d.group_id = g.id straight_join document_line l on l.document_id = d.id
                        where d.type = 'payroll-batch' and l.until_revision is null%s) every
                group by line_key having difference <> 0 limit 5""".formatted(ofWeeks, ofPeriods),
                row -> {
                    broken.add("payroll " + row.getString(1).replace('|', ' ') + " is " + row.getLong(2) + " s off its pay week");
                },
                arguments.toArray());
    }
}
