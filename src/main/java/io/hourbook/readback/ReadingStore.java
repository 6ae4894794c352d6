package io.hourbook.readback;

import io.hourbook.mapping.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code reading}: how far each target has been read. Instants are UTC, to the millisecond. */
final class ReadingStore {

    private static final int MOST_WORDS = 2_000;
    private static final int MOST_ADDRESS = 500;

    private final JdbcTemplate jdbc;

    ReadingStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What a target is and where: another one of the same name is read from the beginning. */
    static String address(Target target) {
        String address = target.kind().word() + " " + (target.url() == null ? "sandbox" : target.url()) + " " + target.setting("tenant", "")
                + target.setting("realm", "") + target.setting("company", "");
        return address.length() > MOST_ADDRESS ? address.substring(0, MOST_ADDRESS) : address.strip();
    }

    /** A reading begins. @return the cursor that it begins at, empty for the beginning */
    Optional<String> begin(Target target, Instant now) {
        jdbc.update(
                """
                insert into reading (target, address, place, since_at, began_at) values (?, ?, null, ?, ?)
                on duplicate key update place = if(address = values(address), place, null),
                  since_at = if(address = values(address), since_at, values(since_at)), address = values(address), began_at = values(began_at),
                  documents = 0, failure = null
                """,
                target.target(), address(target), ThereStore.utc(now), ThereStore.utc(now));
        return Optional.ofNullable(jdbc.queryForObject("select place from reading where target = ?", String.class, target.target()));
    }

    /** A page was kept, in the transaction of what it told. */
    void kept(String target, String cursor, int documents, Instant now) {
        jdbc.update(
                "update reading set place = ?, read_at = ?, documents = documents + ? where target = ?", cursor, ThereStore.utc(now), documents,
                target);
    }

    void failed(String target, String words) {
        jdbc.update(
                "update reading set failure = ? where target = ?", words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words, target);
    }

    /** How far each target has been read. */
    List<TargetRead> reads() {
        return jdbc.query(
                "select target, began_at, read_at, documents, failure from reading order by target",
                (row, number) -> new TargetRead(
                        row.getString(1), ThereStore.instant(row, "began_at"), ThereStore.instant(row, "read_at"), row.getInt(4), row.getString(5)));
    }

    /** The day before which nothing of ours can be there; the day of this reading where nothing was ever sent. */
    LocalDate since(String target, ZoneId zone, Instant now) {
        LocalDate first = jdbc.queryForObject("select date(min(created_at)) from delivery where target = ?", LocalDate.class, target);
        return (first == null ? LocalDate.ofInstant(now, zone) : first).minusDays(1);
    }

    /**
     * Documents of ours that stand there and were seen longest ago. What was delivered before the target was first read at its address, and
     * was not seen there since, may be at another one, as where a home for trying out was made of production's archive: nobody asks for it.
     */
    List<Look.Known> known(String target) {
        return jdbc.query(
                """
                select d.external_id, d.reference, d.type from document d join reading r on r.target = d.target
                  left join document_there t on t.document_id = d.id
                where d.target = ? and d.external_id is not null and d.status <> 'void'
                  and (t.seen_at >= r.since_at
                    or exists (select 1 from delivery y where y.document_id = d.id and y.state = 'delivered' and y.answered_at >= r.since_at))
                order by t.seen_at is not null, t.seen_at, d.id limit ?
                """,
                (row, number) -> new Look.Known(row.getString(1), row.getString(2), row.getString(3)), target, Look.MOST_KNOWN);
    }
}
