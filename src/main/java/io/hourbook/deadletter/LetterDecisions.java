package io.hourbook.deadletter;

import io.hourbook.deadletter.DeadLetterDesk.Decision;
import io.hourbook.deadletter.DeadLetterDesk.State;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What people decide about letters: the letter says who decided last, and the journal keeps every decision. To be called in a
 * transaction, so that neither stands without the other.
 */
final class LetterDecisions {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    LetterDecisions(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false where the letter was not open */
    boolean one(long id, State state, String by, String note) {
        return decide("id = ?", state, by, note, id) == 1;
    }

    /** @return how many open letters it holds for */
    int ofCause(String fingerprint, long upTo, State state, String by, String note) {
        return decide("fingerprint = unhex(?) and id <= ?", state, by, note, fingerprint, upTo);
    }

    /** Those of a cause whose entry waits to be allocated. */
    int ofWaitingEntries(String fingerprint, State state, String by, String note) {
        return decide("fingerprint = unhex(?) and entry_id in (select entry_id from work)", state, by, note, fingerprint);
    }

    private int decide(String which, State state, String by, String note, Object... values) {
        // locked as they are read: who decides at the same moment waits here, and then finds none of them open
        List<Long> ids = jdbc.queryForList("select id from dead_letter where state = 'open' and " + which + " order by id for update", Long.class, values);
        String word = state.name().toLowerCase(Locale.ROOT);
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (int from = 0; from < ids.size(); from += 1_000) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + 1_000));
            String these = String.join(",", some.stream().map(String::valueOf).toList());
            jdbc.update("update dead_letter set state = ?, changed_by = ?, change_note = ?, changed_at = ? where id in (" + these + ")",
                    word, LetterText.fit(by, 100), LetterText.fit(note, 500), now);
            jdbc.update("""
                    insert into dead_letter_decision (dead_letter_id, decision, decided_by, note, decided_at)
                    select id, state, changed_by, change_note, changed_at from dead_letter where id in (%s)""".formatted(these));
        }
        return ids.size();
    }

    /** What was decided about a letter, the first decision first. */
    List<Decision> of(long id) {
        return jdbc.query("""
                select decision, decided_by, note, decided_at from dead_letter_decision where dead_letter_id = ? order by id""",
                (row, number) -> new Decision(
                        State.valueOf(row.getString("decision").toUpperCase(Locale.ROOT)), row.getString("decided_by"), row.getString("note"),
                        row.getObject("decided_at", LocalDateTime.class).toInstant(ZoneOffset.UTC)),
                id);
    }
}
