package io.hourbook.deadletter;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Closes the letters of something that is tried again and again, once it has worked: nobody has to look at them any more. */
@Component("settledLetters")
public class SettledLetters {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SettledLetters(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Marks the letters of a source that are about no row, entry or document of it as resolved. Discarded ones are among them:
     * whoever put one away meant that failure, and not the next one.
     *
     * @param source exchange property {@value DeadLetterKeeper#SOURCE}
     */
    public void settle(@ExchangeProperty(DeadLetterKeeper.SOURCE) String source) {
        jdbc.update(
                """
                update dead_letter set changed_at = ?,
                    change_note = left(concat_ws('; ', if(state = 'discarded', concat('discarded by ', changed_by), null), change_note,
                        'worked after all'), 500), changed_by = 'hourbook', state = 'resolved'
                where source = ? and kind = 'file' and state in ('open', 'replayed', 'discarded')""",
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), source);
    }
}
