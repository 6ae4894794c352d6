package io.hourbook.run;

import io.hourbook.allocation.PassContext;
import io.hourbook.allocation.Reason;
import io.hourbook.allocation.Standing;
import io.hourbook.entry.IntakeCounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** The laws of conservation, computed from the tables alone after every run. */
final class Conservation {

    /**
     * @param broken one sentence for each law that does not hold
     * @param wrong  those among them that make a document wrong: nothing may be sent before they hold
     */
    record State(
            Map<String, Long> held, Map<String, Long> excluded, Summary.Seconds seconds, List<String> broken, List<String> wrong) {}

    private final JdbcTemplate jdbc;

    Conservation(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    State check(PassContext pass, IntakeCounts rows) {
        List<String> broken = new ArrayList<>();
        if (!rows.conserved()) {
            broken.add("rows received are not new + duplicates + amended + skipped + malformed: " + rows);
        }
        long received = seconds(broken);
        Sides sides = sides();
        Summary.Seconds seconds = new Summary.Seconds(received, sides.side(sides.pay), sides.side(sides.bill));
        side(broken, "pay", seconds.received(), seconds.pay());
        side(broken, "bill", seconds.received(), seconds.bill());
        List<String> wrong = new ArrayList<>();
        documents(wrong, pass.runId());
        retainers(wrong, pass);
        lines(wrong);
        payParts(wrong);
        payroll(wrong);
        broken.addAll(wrong);
        return new State(words(sides.held), words(sides.excluded), seconds, List.copyOf(broken), List.copyOf(wrong));
    }

    /** Every entry has both its sides, and they have its seconds: stronger than the sums per worker and project. */
    private long seconds(List<String> broken) {
        Map<String, Object> row = jdbc.queryForMap(
                """
                select coalesce(sum(e.seconds), 0) as received,
                    coalesce(sum(p.raw_seconds is null or b.raw_seconds is null or p.raw_seconds <> e.seconds
                        or b.raw_seconds <> e.seconds), 0) as astray
                from entry e left join pay_allocation p on p.entry_id = e.id left join bill_allocation b on b.entry_id = e.id""");
        long astray = ((Number) row.get("astray")).longValue();
        if (astray > 0) {
            broken.add(astray + " entries are not wholly allocated, held or excluded; see the dead letters");
        }
        return ((Number) row.get("received")).longValue();
    }

    private static final class Sides {
        final Map<Standing, Long> pay = new EnumMap<>(Standing.class);
        final Map<Standing, Long> bill = new EnumMap<>(Standing.class);
        final Map<Reason, Long> held = new EnumMap<>(Reason.class);
        final Map<Reason, Long> excluded = new EnumMap<>(Reason.class);

        Summary.Side side(Map<Standing, Long> sums) {
            return new Summary.Side(
                    sums.getOrDefault(Standing.ALLOCATED, 0L), sums.getOrDefault(Standing.HELD, 0L), sums.getOrDefault(Standing.EXCLUDED, 0L));
        }
    }

    private Sides sides() {
        Sides sides = new Sides();
        jdbc.query(
                """
                select p.state as pay_state, p.reason as pay_reason, b.state as bill_state, b.reason as bill_reason,
                    d.entry_id is not null as rest_held, count(*) as entries, sum(p.raw_seconds) as pay_seconds,
                    sum(b.raw_seconds) as bill_seconds, coalesce(sum(d.rest_raw_seconds), 0) as rest_seconds
                from pay_allocation p join bill_allocation b on b.entry_id = p.entry_id
                    left join drawing d on d.entry_id = p.entry_id and d.retainer = b.retainer and d.rest_held
                group by 1, 2, 3, 4, 5""",
                row -> {
                    Standing pay = Standing.valueOf(row.getString("pay_state").toUpperCase(java.util.Locale.ROOT));
                    Standing bill = Standing.valueOf(row.getString("bill_state").toUpperCase(java.util.Locale.ROOT));
                    long rest = row.getLong("rest_seconds");
                    sides.pay.merge(pay, row.getLong("pay_seconds"), Long::sum);
                    sides.bill.merge(bill, row.getLong("bill_seconds") - rest, Long::sum);
                    sides.bill.merge(Standing.HELD, rest, Long::sum);
                    String[] reasons = {
                        row.getString("pay_reason"), row.getString("bill_reason"),
                        row.getBoolean("rest_held") ? Reason.RETAINER_EXHAUSTED.word() : null
                    };
                    count(sides.held, Standing.HELD, reasons, row.getLong("entries"));
                    count(sides.excluded, Standing.EXCLUDED, reasons, row.getLong("entries"));
                });
        return sides;
    }

    /** An entry counts once, under its first reason of a kind. */
    private static void count(Map<Reason, Long> counts, Standing kind, String[] words, long entries) {
        Reason first = null;
        for (String word : words) {
            Reason reason = word == null ? null : Reason.of(word);
            if (reason != null && reason.standing() == kind && (first == null || reason.compareTo(first) < 0)) {
                first = reason;
            }
        }
        if (first != null) {
            counts.merge(first, entries, Long::sum);
        }
    }

    private static Map<String, Long> words(Map<Reason, Long> counts) {
        Map<String, Long> words = new LinkedHashMap<>();
        counts.forEach((reason, count) -> words.put(reason.word(), count));
        return words;
    }

    private static void side(List<String> broken, String name, long received, Summary.Side side) {
        long sum = side.allocated() + side.held() + side.excluded();
        if (sum != received) {
            broken.add(name + " side: " + side.allocated() + " s allocated + " + side.held() + " s held + " + side.excluded()
                    + " s excluded are not the " + received + " s received");
        }
    }

    /** Journals balance and totals are the sums of their lines, in every document this run touched. */
    void documents(List<String> broken, int runId) {
        jdbc.query(
                """
                select d.reference, d.type, d.total, d.line_count, count(l.id) as lines_there, coalesce(sum(l.amount), 0) as amount,
                    coalesce(sum(greatest(l.amount, 0)), 0) as debit
                from document d left join document_line l on l.document_id = d.id and l.until_revision is null
                where d.changed_run_id = ? group by d.id, d.reference, d.type, d.total, d.line_count
                having lines_there <> d.line_count
                    or d.type = 'journal-entry' and (amount <> 0 or debit <> d.total)
                    or d.type <> 'journal-entry' and amount <> d.total""",
                row -> {
                    broken.add(row.getString("reference") + ": total " + row.getBigDecimal("total").toPlainString() + " is not the sum of its "
                            + row.getLong("line_count") + " lines, " + row.getBigDecimal("amount").toPlainString());
                },
                runId);
    }

    private void retainers(List<String> broken, PassContext pass) {
        jdbc.query(
                "select retainer, sum(drawn_amount) as drawn from drawing group by retainer",
                row -> {
                    String retainer = row.getString("retainer");
                    BigDecimal prepaid = pass.book().retainers().containsKey(retainer)
                            ? pass.book().retainers().get(retainer).prepaid()
                            : BigDecimal.ZERO;
                    if (row.getBigDecimal("drawn").compareTo(prepaid) > 0) {
                        broken.add("retainer " + retainer + " is below zero: " + row.getBigDecimal("drawn").toPlainString() + " drawn of "
                                + prepaid.toPlainString());
                    }
                });
    }

    /** Every allocation that is charged or owed entry by entry stands on exactly one live line. */
    private void lines(List<String> broken) {
        Long astray = jdbc.queryForObject(
                """
                select count(*) from (
                    select what, sum(times) as difference from (
                        select concat('invoice entry ', entry_id) as what, 1 as times from bill_allocation
                            where state = 'allocated' and group_id is not null
                        union all select concat('invoice rest ', entry_id), 1 from drawing where rest_group_id is not null
                        union all select concat('bill entry ', entry_id), 1 from pay_allocation
                            where state = 'allocated' and group_id is not null
                        union all select concat(if(d.type in ('sales-invoice', 'credit-note'), 'invoice ', 'bill '), l.line_key),
                                if(d.type in ('credit-note', 'vendor-credit'), 1, -1)
                            from document_line l join document d on d.id = l.document_id
                            where l.entry_id is not null and l.until_revision is null) every
                    group by what having difference <> 0) wrong""",
                Long.class);
        if (astray != null && astray > 0) {
            broken.add(astray + " allocations do not stand on exactly one live line");
        }
    }

    /** Every paid second of every entry has a pay code, once. */
    private void payParts(List<String> broken) {
        Long astray = jdbc.queryForObject(
                """
                select count(*) from (
                    select entry_id, sum(seconds) as difference from (
                        select entry_id, seconds from pay_allocation where state = 'allocated' and flow = 'payroll'
                        union all select entry_id, -seconds from pay_part) every
                    group by entry_id having difference <> 0) wrong""",
                Long.class);
        if (astray != null && astray > 0) {
            broken.add(astray + " entries do not have exactly their paid seconds under pay codes");
        }
    }

    /** What live payroll batches say is what the pay weeks came to. */
    private void payroll(List<String> broken) {
        jdbc.query(
                """
                select line_key, sum(seconds) as difference from (
                    select concat(worker, '|', week_from, '|', code) as line_key, seconds from pay_part
                    union all select l.line_key, -l.seconds from document_line l join document d on d.id = l.document_id
                        where d.type = 'payroll-batch' and l.until_revision is null) every
                group by line_key having difference <> 0 limit 5""",
                row -> {
                    broken.add("payroll " + row.getString(1).replace('|', ' ') + " is " + row.getLong(2) + " s off its pay week");
                });
    }
}
