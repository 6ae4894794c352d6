package io.hourbook.run;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far the laws of conservation are proved: the row of table {@code proof}. */
final class Proof {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Proof(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Whether everything up to this run is proved: the run before it ended in order and left every law proved, and no archive
     * has been restored since everything was looked at.
     */
    boolean stands(int run) {
        return wholeAt(run).isPresent();
    }

    /**
     * Whether what this run has had in hand is all that is to be looked at: all before it is proved, and everything was looked
     * at today.
     *
     * @param zone whose days count
     */
    boolean reaches(int run, ZoneId zone) {
        return wholeAt(run).filter(at -> !day(at, zone).isBefore(day(now(), zone))).isPresent();
    }

    private Optional<LocalDateTime> wholeAt(int run) {
        return jdbc
                .query(
                        """
                        select p.whole_at from proof p join run r on r.id = p.run_id
                        where r.id = (select max(b.id) from run b where b.id < ?) and r.summary is not null
                            and not exists (select 1 from restored s where s.restored_at >= p.whole_at)""",
                        (row, n) -> row.getObject(1, LocalDateTime.class), run)
                .stream().findFirst();
    }

    private static LocalDate day(LocalDateTime utc, ZoneId zone) {
        return utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDate();
    }

    /** Every law holds after this run. @param whole whether everything was looked at */
    void holds(int run, boolean whole) {
        if (whole) {
            jdbc.update("replace into proof (id, run_id, whole_run_id, whole_at) values (1, ?, ?, ?)", run, run, now());
        } else {
            jdbc.update("update proof set run_id = ?", run);
        }
    }

    /** This run has changed nothing. */
    void stillHolds(int run) {
        jdbc.update("update proof set run_id = ? where run_id = (select max(b.id) from run b where b.id < ?)", run, run);
    }

    /** Something does not hold: the next pass looks at everything. */
    void broken() {
        jdbc.update("delete from proof");
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
