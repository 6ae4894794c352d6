package io.hourbook.deadletter;

import io.hourbook.deadletter.DeadLetterDesk.Cause;
import io.hourbook.deadletter.DeadLetterDesk.Standing;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.deadletter.DeadLetterDesk.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/** Letters as problems: what many of them have in common is said once. */
final class LetterCauses {

    /** Values of a cause that are shown, and letters that are looked at for them. */
    private static final int EXAMPLES = 5;
    private static final int LOOKED_AT = 200;

    private final JdbcTemplate jdbc;

    LetterCauses(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The causes behind such letters, the most frequent first. */
    List<Cause> list(Wanted wanted, int most, int offset) {
        return jdbc.query("""
                select hex(d.fingerprint) as print, d.code, d.where_at, d.what, d.saw, d.want, d.at_step, d.fix, d.kind, d.source,
                    g.letters, g.attempts, g.first_seen, g.last_seen, g.newest
                from (select fingerprint, count(*) as letters, sum(attempts) as attempts, min(first_seen_at) as first_seen,
                        max(last_seen_at) as last_seen, max(id) as newest
                      from dead_letter where %s group by fingerprint order by letters desc, newest limit ? offset ?) g
                join dead_letter d on d.id = g.newest
                order by g.letters desc, g.newest""".formatted(plain(wanted) ? "state = ?" : Wanted.SQL),
                (row, number) -> new Cause(row.getString("print").toLowerCase(Locale.ROOT), row.getString("code"),
                        row.getString("where_at"), row.getString("what"), row.getString("saw"), row.getString("want"),
                        row.getString("at_step"), row.getString("fix"), row.getLong("letters"), row.getLong("attempts"),
                        DeadLetterDesk.instant(row, "first_seen"), DeadLetterDesk.instant(row, "last_seen"), row.getLong("newest"), row.getString("kind"), row.getString("source"),
                        row.getLong("letters") == 1 ? alone(row.getString("saw")) : examples(wanted.state(), row.getString("print")),
                        holdsBack(wanted.state(), row.getString("print"), row.getString("kind"), row.getLong("letters"))),
                plain(wanted) ? new Object[] {DeadLetterDesk.word(wanted.state()), most, offset} : wanted.values(most, offset));
    }

    /** Every cause that waits for somebody, read from the index of causes: for those who look often. */
    List<Standing> standing() {
        return jdbc.query("""
                select hex(g.fingerprint) as print, d.code, d.kind, d.source, g.letters
                from (select fingerprint, count(*) as letters, max(id) as newest from dead_letter where state = 'open' group by fingerprint) g
                join dead_letter d on d.id = g.newest order by g.fingerprint""",
                (row, number) -> new Standing(row.getString("print").toLowerCase(Locale.ROOT), row.getString("code"), row.getString("kind"),
                        row.getString("source"), row.getLong("letters")));
    }

    /** How many causes are behind such letters. */
    long count(Wanted wanted) {
        return jdbc.queryForObject(
                "select count(distinct fingerprint) from dead_letter where " + Wanted.SQL, Long.class, wanted.values());
    }

    /** A state alone is answered from an index; each further condition reads the letters. */
    private static boolean plain(Wanted wanted) {
        return wanted.equals(new Wanted(wanted.state(), null, null, null, null));
    }

    /** How much of which kind, and of documents how much money; letters of one document are one. */
    private String holdsBack(State state, String fingerprint, String kind, long letters) {
        if (!kind.equals("document")) {
            return Counted.words(letters, kind);
        }
        List<String> money = new ArrayList<>();
        long[] documents = new long[1];
        jdbc.query("""
                select g.currency, count(*) as documents, sum(d.total) as total
                from (select distinct document_id from dead_letter where state = ? and fingerprint = unhex(?)) l
                join document d on d.id = l.document_id join document_group g on g.id = d.group_id group by g.currency order by g.currency""",
                row -> {
                    documents[0] += row.getLong("documents");
                    if (row.getString("currency") != null) {
                        money.add(Counted.money(row.getBigDecimal("total"), row.getString("currency")));
                    }
                }, DeadLetterDesk.word(state), fingerprint);
        return Counted.words(documents[0] == 0 ? letters : documents[0], kind) + (money.isEmpty() ? "" : ", " + String.join(", ", money));
    }

    private static List<String> alone(String saw) {
        return saw == null ? List.of() : List.of(saw);
    }

    /** Among the newest letters of a cause: one that has very many need not be read whole for a handful of values. */
    private List<String> examples(State state, String fingerprint) {
        return jdbc.queryForList("""
                select saw from (select saw, id from dead_letter where state = ? and fingerprint = unhex(?) order by last_seen_at desc
                    limit ?) newest where saw is not null group by saw order by max(id) desc limit ?""",
                String.class, DeadLetterDesk.word(state), fingerprint, LOOKED_AT, EXAMPLES);
    }
}
