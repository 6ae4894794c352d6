package io.hourbook.rehearsal;

import io.hourbook.entry.Marks;
import io.hourbook.entry.Names;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes the next pass on a stage treat recorded entries as if they had just come in: nothing is agreed on any more, so that what was
 * priced by an earlier edit takes the prices, roundings and accounts of this one. Documents stay, and are compared with what comes of it.
 */
final class Replay {

    private static final LocalDate ALL = LocalDate.of(1, 1, 1);

    private final JdbcTemplate jdbc;

    Replay(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param since the first work date; null for all
     * @return how many entries are allocated anew
     */
    long prepare(MappingBook book, LocalDate since) {
        LocalDate from = since == null ? ALL : since;
        rename(book, from);
        for (String table : List.of("pay_allocation", "bill_allocation")) {
            if (since == null) {
                jdbc.execute("truncate table " + table);
            } else {
                jdbc.update("delete from " + table + " where work_date >= ?", from);
            }
        }
        jdbc.update("insert ignore into work (entry_id) select id from entry where work_date >= ?", from);
        jdbc.update("delete from expense_allocation where spent_on >= ?", from);
        jdbc.update("insert ignore into expense_work (expense_id) select id from expense where spent_on >= ?", from);
        mark(Marks.Kind.WORKER_DAY, "concat(worker, '|', date(start_at)) from entry where worker is not null and work_date >= ?", from);
        mark(Marks.Kind.PAY_WEEK, "concat(worker, '|', week_from) from pay_part where week_from >= ?", from.isAfter(ALL) ? from.minusDays(6) : ALL);
        mark(Marks.Kind.RETAINER, "retainer from drawing where period >= ?", from.toString().substring(0, 7));
        mark(Marks.Kind.DOCUMENT, "group_id from document where date >= ?", from);
        // nothing is proved of what comes now
        jdbc.update("delete from proof");
        return jdbc.queryForObject("select count(*) from entry where work_date >= ?", Long.class, from);
    }

    private void mark(Marks.Kind kind, String keys, Object from) {
        jdbc.update("insert ignore into mark (kind, group_key) select distinct '" + kind.word() + "', " + keys, from);
    }

    private record Called(String source, String name, String email, String worker) {}

    /** Whoever a name means in this book: a pass asks that once, when an entry comes in. */
    private void rename(MappingBook book, LocalDate from) {
        List<Called> all = jdbc.query(
                """
                select distinct s.name, e.worker_name, e.worker_email, e.worker from entry e straight_join source s on s.id = e.source_id
                where e.work_date >= ?""",
                (row, n) -> new Called(row.getString(1), row.getString(2), row.getString(3), row.getString(4)), from);
        List<Object[]> others = new ArrayList<>();
        for (Called called : all) {
            String now = book.worker(called.source, new Names(called.name, called.email, null, null, null)).map(Worker::worker).orElse(null);
            if (!Objects.equals(now, called.worker)) {
                others.add(new Object[] {now, called.source, called.name, called.email, called.worker, from});
            }
        }
        for (Object[] other : others) {
            if (other[4] != null) {
                // the days that they leave are looked at again
                jdbc.update(
                        "insert ignore into mark (kind, group_key) select distinct 'worker-day', concat(worker, '|', date(start_at)) from entry"
                                + " where worker = ? and work_date >= ?",
                        other[4], from);
            }
            jdbc.update(
                    """
                    update entry e join source s on s.id = e.source_id set e.worker = ?
                    where s.name = ? and e.worker_name <=> ? and e.worker_email <=> ? and e.worker <=> ? and e.work_date >= ?""",
                    other);
        }
    }
}
