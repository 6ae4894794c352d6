package io.hourbook.run;

import io.hourbook.database.Touched;
import io.hourbook.entry.Marks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Where the laws are looked at: everything, or what a pass has had in hand and whatever depends on that. What depends is found
 * in the tables: the entries of a rounding day, the groups and weeks that an entry stands in now whether or not they were
 * recomputed, and those whose documents still have a line of it.
 *
 * @param buckets   of entries
 * @param groups    of documents
 * @param weeks     the first dates of pay weeks
 * @param days      by worker, work dates whose entries and pay parts are to agree
 * @param retainers by name
 */
record Extent(
        boolean whole, NavigableSet<Long> buckets, NavigableSet<Integer> groups, NavigableSet<LocalDate> weeks,
        Map<String, NavigableSet<LocalDate>> days, NavigableSet<String> retainers) {

    /** Conditions or values in one statement, far below what the server turns into a table of its own. */
    static final int SLICE = 500;

    static final Extent WHOLE = new Extent(true, new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), Map.of(), new TreeSet<>());

    /** @param before the last entry that there was before the run: the lines of later ones are all in documents that it changed */
    static Extent of(JdbcTemplate jdbc, Touched touched, int runId, long before) {
        return new Finder(jdbc).find(touched, runId, before);
    }

    /** Values by the hundreds, for {@code in (…)}. */
    static <T> List<List<T>> slices(Collection<T> values) {
        List<T> all = List.copyOf(values);
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SLICE) {
            slices.add(all.subList(from, Math.min(all.size(), from + SLICE)));
        }
        return slices;
    }

    static String in(Collection<?> values) {
        return " in (" + "?,".repeat(values.size() - 1) + "?)";
    }

    private static final class Finder {

        private final JdbcTemplate jdbc;
        private final NavigableSet<Integer> groups = new TreeSet<>();
        private final NavigableSet<LocalDate> weeks = new TreeSet<>();
        private final Map<String, NavigableSet<LocalDate>> days = new TreeMap<>();
        private final NavigableSet<String> retainers = new TreeSet<>();

        Finder(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        Extent find(Touched touched, int runId, long before) {
            touched.keys(Marks.Kind.DOCUMENT.word()).forEach(key -> groups.add(Integer.valueOf(key)));
            jdbc.query("select distinct group_id from document where changed_run_id = ?", (RowCallbackHandler) row -> groups.add(row.getInt(1)), runId);
            retainers.addAll(touched.keys(Marks.Kind.RETAINER.word()));
            for (String key : touched.keys(Marks.Kind.PAY_WEEK.word())) {
                int bar = key.lastIndexOf('|');
                LocalDate week = LocalDate.parse(key.substring(bar + 1));
                weeks.add(week);
                for (int day = 0; day < 7; day++) {
                    days.computeIfAbsent(key.substring(0, bar), any -> new TreeSet<>()).add(week.plusDays(day));
                }
            }
            for (List<String> some : slices(touched.keys(Marks.Kind.ROUNDING_DAY.word()))) {
                jdbc.query(
                        "select entry_id from bill_allocation where rounding_day" + in(some),
                        (RowCallbackHandler) row -> touched.entry(row.getLong(1)), some.toArray());
            }
            slices(touched.ranges()).forEach(this::dependents);
            slices(touched.ranges().stream().filter(range -> range.from() <= before).toList()).forEach(this::stillThere);
            for (List<String> some : slices(retainers)) {
                jdbc.query(
                        "select group_id, rest_group_id from drawing where retainer" + in(some) + " group by 1, 2",
                        (RowCallbackHandler) row -> {
                            group(row.getInt(1));
                            group(row.getInt(2));
                        },
                        some.toArray());
            }
            return new Extent(false, new TreeSet<>(touched.buckets()), groups, weeks, days, retainers);
        }

        private static String among(List<Touched.Range> ranges) {
            return "(" + String.join(" or ", Collections.nCopies(ranges.size(), "entry_id between ? and ?")) + ")";
        }

        private static Object[] values(List<Touched.Range> ranges) {
            return ranges.stream().flatMap(range -> Stream.of(range.from(), range.to())).toArray();
        }

        /** An entry that moved from one document to another is to be gone from the first. */
        private void stillThere(List<Touched.Range> ranges) {
            jdbc.query(
                    "select distinct d.group_id from document_line l straight_join document d on d.id = l.document_id"
                            + " where l.until_revision is null and " + among(ranges),
                    (RowCallbackHandler) row -> group(row.getInt(1)), values(ranges));
        }

        private void dependents(List<Touched.Range> ranges) {
            String among = among(ranges);
            Object[] values = values(ranges);
            jdbc.query(
                    "select group_id, retainer from bill_allocation where " + among + " group by 1, 2",
                    row -> {
                        group(row.getInt(1));
                        if (row.getString(2) != null) {
                            retainers.add(row.getString(2));
                        }
                    },
                    values);
            jdbc.query(
                    "select group_id, if(flow = 'payroll', worker, null), if(flow = 'payroll', work_date, null) from pay_allocation where "
                            + among + " and state = 'allocated' group by 1, 2, 3",
                    row -> {
                        group(row.getInt(1));
                        if (row.getString(2) != null) {
                            days.computeIfAbsent(row.getString(2), any -> new TreeSet<>()).add(row.getObject(3, LocalDate.class));
                        }
                    },
                    values);
        }

        private void group(int id) {
            if (id > 0) {
                groups.add(id);
            }
        }
    }

}
