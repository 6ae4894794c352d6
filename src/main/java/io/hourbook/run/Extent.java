package io.hourbook.run;

import io.hourbook.database.Touched;
import io.hourbook.entry.Marks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Where the laws are looked at: everything, or what a pass has had in hand and whatever depends on that. What depends is found
 * in the tables: the entries of a rounding day, the groups and weeks that an entry stands in now whether or not they were
 * recomputed.
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

    static Extent of(JdbcTemplate jdbc, Touched touched, int runId) {
        return new Finder(jdbc).find(touched, runId);
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

        Extent find(Touched touched, int runId) {
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

        private void dependents(List<Touched.Range> ranges) {
            StringBuilder among = new StringBuilder();
            List<Object> arguments = new ArrayList<>();
            for (Touched.Range range : ranges) {
                among.append(among.isEmpty() ? "(" : " or ").append("entry_id between ? and ?");
                arguments.add(range.from());
                arguments.add(range.to());
            }
            among.append(')');
            Object[] values = arguments.toArray();
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
