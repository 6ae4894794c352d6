package io.hourbook.observe;

import io.hourbook.observe.Figures.Figure;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the figures: one statement for what changes at any time, one for what a run changes. */
final class FigureStore {

    private static final int LONGEST_SECONDS = 10;
    private static final String LIGHT = """
            select 'letters' as what, kind as of_what, code as and_what, count(*) as number from dead_letter where state = 'open'
                group by kind, code
            union all select 'deliveries', target, state, count(*) from delivery
                where state in ('waiting', 'sending', 'in-doubt', 'failed') group by target, state
            union all select 'due-since', target, null, timestampdiff(second, '1970-01-01', min(greatest(created_at, cast(due_on as datetime))))
                from delivery where state in ('waiting', 'sending', 'in-doubt') and due_on <= utc_date() group by target
            union all select 'parked-until', target, null, timestampdiff(second, '1970-01-01', max(until_at)) from (
                select target, next_attempt_at as until_at from delivery
                  where state in ('waiting', 'in-doubt') and told_to_wait and next_attempt_at > utc_timestamp()
                union all select target, until_at from target_pause where until_at > utc_timestamp()) parked group by target
            union all select 'parked-why', target, left(why, 200), 1 from target_pause where until_at > utc_timestamp()
            union all select 'credentials', target, left(why, 200), timestampdiff(second, '1970-01-01', since_at) from target_pause
                where why regexp '^DEL-12[12] '
            union all select 'edited-there', d.target, null, count(*) from document_there t join document d on d.id = t.document_id
                where t.edited_at is not null group by d.target
            union all select 'work', null, null, count(*) from work
            union all select 'proposals', null, null, count(*) from proposal where state = 'waiting'
            union all select 'went-well', null, null, timestampdiff(second, '1970-01-01', max(finished_at)) from run
                where state = 'done' having max(finished_at) is not null
            union all (select 'last-run', state, left(failure, 200), id from run where state <> 'running' order by id desc limit 1)
            union all select 'size', null, null, sum(data_length + index_length) from information_schema.tables
                where table_schema = database()""";
    private static final String HEAVY = """
            select 'holds' as what, 'pay' as of_what, reason as and_what, count(*) as number from pay_allocation where state = 'held'
                group by reason
            union all select 'holds', 'bill', reason, count(*) from bill_allocation where state = 'held' group by reason
            union all select 'documents', type, status, count(*) from document group by type, status
            union all select 'answered', target, null, timestampdiff(second, '1970-01-01', max(answered_at)) from delivery
                where answered_at is not null group by target
            union all select 'taken', s.name, null, timestampdiff(second, '1970-01-01', max(f.taken_at)) from source_file f
                join source s on s.id = f.source_id where f.state = 'taken' group by s.name
            union all select 'usual-gap', s.name, null, timestampdiff(second, min(f.taken_at), max(f.taken_at)) div (count(*) - 1)
                from source_file f join source s on s.id = f.source_id
                where f.state = 'taken' and f.taken_at > utc_timestamp() - interval 90 day group by s.name having count(*) >= 4""";

    private final JdbcTemplate jdbc;

    FigureStore(DataSource source) {
        this.jdbc = new JdbcTemplate(source);
        this.jdbc.setQueryTimeout(LONGEST_SECONDS);
    }

    List<Figure> light() {
        return read(LIGHT);
    }

    List<Figure> heavy() {
        return read(HEAVY);
    }

    private List<Figure> read(String sql) {
        return jdbc.query(sql, (row, n) -> new Figure(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    }
}
