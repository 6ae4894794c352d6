package io.hourbook.run;

import io.hourbook.database.BulkInsert;
import io.hourbook.database.Touched;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What entries come to by what became of them on either side: summed over buckets of entries by their numbers, so that a pass
 * sums again only the buckets that it had in hand, and what retainers hold back of them beside it.
 */
final class EntrySums {

    private static final int BUCKETS_AT_ONCE = 64;

    private final JdbcTemplate jdbc;

    EntrySums(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What became of entries on either side; null where nothing did. */
    record Fate(String payState, String payReason, String billState, String billReason) {

        static Fate of(ResultSet row) throws SQLException {
            return new Fate(row.getString("pay_state"), row.getString("pay_reason"), row.getString("bill_state"), row.getString("bill_reason"));
        }

        Object[] and(Object first, int place, Object... rest) {
            Object[] values = new Object[6 + rest.length];
            System.arraycopy(new Object[] {first, place, payState, payReason, billState, billReason}, 0, values, 0, 6);
            System.arraycopy(rest, 0, values, 6, rest.length);
            return values;
        }
    }

    /** Entries of one fate; all times in seconds, {@code seconds} as received, {@code rest} of {@code restEntries} held by retainers. */
    record Sum(
            Fate fate, long entries, long seconds, long paySeconds, long billSeconds, long astray, long restEntries, long restSeconds) {}

    /** The rows of {@code entry_sum} and {@code rest_sum} as they should be, and what is wrong about the allocations themselves. */
    record Found(Map<Long, List<Sum>> buckets, Map<String, List<Sum>> retainers, long orphans) {

        List<Sum> sums() {
            List<Sum> all = new ArrayList<>();
            buckets.values().forEach(all::addAll);
            retainers.values().forEach(all::addAll);
            return all;
        }
    }

    Found of(Extent extent) {
        Map<Long, List<Sum>> buckets = new TreeMap<>();
        long[] orphans = {0};
        for (Touched.Range range : ranges(extent.whole() ? everyBucket() : extent.buckets())) {
            range(range, buckets, orphans);
        }
        Map<String, List<Sum>> retainers = new TreeMap<>();
        if (extent.whole()) {
            rests("", new Object[0], retainers);
        } else {
            extent.buckets().forEach(bucket -> buckets.putIfAbsent(bucket, List.of()));
            extent.retainers().forEach(retainer -> retainers.put(retainer, new ArrayList<>()));
            Extent.slices(extent.retainers()).forEach(some -> rests(" and d.retainer" + Extent.in(some), some.toArray(), retainers));
        }
        return new Found(buckets, retainers, orphans[0]);
    }

    private NavigableSet<Long> everyBucket() {
        NavigableSet<Long> every = new TreeSet<>();
        Long last = jdbc.queryForObject(
                "select greatest(coalesce((select max(id) from entry), -1), coalesce((select max(entry_id) from pay_allocation), -1),"
                        + " coalesce((select max(entry_id) from bill_allocation), -1))",
                Long.class);
        for (long bucket = 0; last != null && bucket * Touched.BUCKET <= last; bucket++) {
            every.add(bucket);
        }
        return every;
    }

    /** Neighbouring buckets in one statement. */
    private static List<Touched.Range> ranges(NavigableSet<Long> buckets) {
        List<Touched.Range> ranges = new ArrayList<>();
        long from = -1;
        long to = -1;
        for (long bucket : buckets) {
            if (from >= 0 && bucket == to + 1 && to - from + 1 < BUCKETS_AT_ONCE) {
                to = bucket;
                continue;
            }
            if (from >= 0) {
                ranges.add(new Touched.Range(from * Touched.BUCKET, (to + 1) * Touched.BUCKET - 1));
            }
            from = bucket;
            to = bucket;
        }
        if (from >= 0) {
            ranges.add(new Touched.Range(from * Touched.BUCKET, (to + 1) * Touched.BUCKET - 1));
        }
        return ranges;
    }

    private void range(Touched.Range range, Map<Long, List<Sum>> buckets, long[] orphans) {
        long[] sides = {0, 0};
        jdbc.query(
                """
                select e.id div %d as bucket, p.state as pay_state, p.reason as pay_reason, b.state as bill_state, b.reason as bill_reason,
                    count(*) as entries, sum(e.seconds) as seconds, count(p.raw_seconds) as pays, coalesce(sum(p.raw_seconds), 0) as pay_seconds,
                    count(b.raw_seconds) as bills, coalesce(sum(b.raw_seconds), 0) as bill_seconds,
                    sum(p.raw_seconds is null or b.raw_seconds is null or p.raw_seconds <> e.seconds or b.raw_seconds <> e.seconds) as astray
                from entry e left join pay_allocation p on p.entry_id = e.id left join bill_allocation b on b.entry_id = e.id
                where e.id between ? and ? group by 1, 2, 3, 4, 5""".formatted(Touched.BUCKET),
                row -> {
                    sides[0] += row.getLong("pays");
                    sides[1] += row.getLong("bills");
                    buckets.computeIfAbsent(row.getLong("bucket"), any -> new ArrayList<>()).add(new Sum(
                            Fate.of(row), row.getLong("entries"), row.getLong("seconds"), row.getLong("pay_seconds"),
                            row.getLong("bill_seconds"), row.getLong("astray"), 0, 0));
                },
                range.from(), range.to());
        for (String table : List.of("pay_allocation", "bill_allocation")) {
            Long there = jdbc.queryForObject(
                    "select count(*) from " + table + " where entry_id between ? and ?", Long.class, range.from(), range.to());
            orphans[0] += there - sides[table.equals("pay_allocation") ? 0 : 1];
        }
    }

    private void rests(String among, Object[] arguments, Map<String, List<Sum>> retainers) {
        jdbc.query(
                """
                select d.retainer, p.state as pay_state, p.reason as pay_reason, b.state as bill_state, b.reason as bill_reason,
                    count(*) as entries, sum(d.rest_raw_seconds) as rest_seconds
                from drawing d straight_join bill_allocation b on b.entry_id = d.entry_id and b.retainer = d.retainer
                    straight_join pay_allocation p on p.entry_id = d.entry_id
                where d.rest_held""" + among + " group by 1, 2, 3, 4, 5",
                row -> {
                    retainers.computeIfAbsent(row.getString("retainer"), any -> new ArrayList<>()).add(new Sum(
                            Fate.of(row), 0, 0, 0, 0, 0, row.getLong("entries"), row.getLong("rest_seconds")));
                },
                arguments);
    }

    /** What is kept, over all buckets and retainers. */
    List<Sum> kept() {
        List<Sum> sums = new ArrayList<>(jdbc.query(
                """
                select pay_state, pay_reason, bill_state, bill_reason, sum(entries) as entries, sum(seconds) as seconds,
                    sum(pay_seconds) as pay_seconds, sum(bill_seconds) as bill_seconds, sum(astray) as astray
                from entry_sum group by 1, 2, 3, 4""",
                (row, n) -> new Sum(
                        Fate.of(row), row.getLong("entries"), row.getLong("seconds"), row.getLong("pay_seconds"), row.getLong("bill_seconds"),
                        row.getLong("astray"), 0, 0)));
        sums.addAll(jdbc.query(
                """
                select pay_state, pay_reason, bill_state, bill_reason, sum(entries) as entries, sum(rest_seconds) as rest_seconds
                from rest_sum group by 1, 2, 3, 4""",
                (row, n) -> new Sum(Fate.of(row), 0, 0, 0, 0, 0, row.getLong("entries"), row.getLong("rest_seconds"))));
        return sums;
    }

    /** Keeps what was found in the place of what was kept of it; in the caller's transaction. */
    void keep(Extent extent, Found found) {
        if (extent.whole()) {
            jdbc.update("delete from entry_sum");
            jdbc.update("delete from rest_sum");
        } else {
            Extent.slices(found.buckets().keySet()).forEach(some -> jdbc.update("delete from entry_sum where bucket" + Extent.in(some), some.toArray()));
            Extent.slices(found.retainers().keySet()).forEach(some -> jdbc.update("delete from rest_sum where retainer" + Extent.in(some), some.toArray()));
        }
        List<Object[]> entries = new ArrayList<>();
        found.buckets().forEach((bucket, sums) -> sums.forEach(sum -> entries.add(sum.fate().and(
                bucket, sums.indexOf(sum), sum.entries(), sum.seconds(), sum.paySeconds(), sum.billSeconds(), sum.astray()))));
        new BulkInsert(jdbc, "insert into entry_sum (" + columns("bucket", "entries, seconds, pay_seconds, bill_seconds, astray") + ") values", 11, "")
                .insert(entries);
        List<Object[]> rests = new ArrayList<>();
        found.retainers().forEach((retainer, sums) -> sums.forEach(sum ->
                rests.add(sum.fate().and(retainer, sums.indexOf(sum), sum.restEntries(), sum.restSeconds()))));
        new BulkInsert(jdbc, "insert into rest_sum (" + columns("retainer", "entries, rest_seconds") + ") values", 8, "").insert(rests);
    }

    private static String columns(String first, String rest) {
        return String.join(", ", Arrays.asList(first, "place, pay_state, pay_reason, bill_state, bill_reason", rest));
    }
}
