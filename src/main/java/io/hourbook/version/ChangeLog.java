package io.hourbook.version;

import io.hourbook.version.Change.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything that ever happened to edits of routes and mappings, for whoever audits it. It is only added to. */
public final class ChangeLog {

    private static final String COLUMNS = "happened_at, event, who, version, proposal, base, hash, files, why, result";

    private final JdbcTemplate jdbc;

    public ChangeLog(DataSource source) {
        this(new JdbcTemplate(source));
    }

    ChangeLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The newest first.
     *
     * @param since what happened earlier is left out; null for nothing
     */
    public List<Change> list(Instant since, int offset, int count) {
        return jdbc.query(
                "select " + COLUMNS + " from change_log where happened_at >= ? order by id desc limit ? offset ?", this::change, from(since), count, offset);
    }

    /** How many there are since then. */
    public int count(Instant since) {
        return jdbc.queryForObject("select count(*) from change_log where happened_at >= ?", Integer.class, from(since));
    }

    /** @param folder where it happened, or null. To be called in the transaction that makes it happen. */
    void add(Change change, String folder) {
        jdbc.update(
                "insert into change_log (" + COLUMNS + ", folder) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ProposalStore.utc(change.at()), change.event().word(), change.who(), change.version(), change.proposal(), change.base(), change.hash(),
                Contents.written(change.files()), change.why(), change.result(), folder);
    }

    /** Whether the last thing that happened at this folder was that this very set was refused upon this version: a start says it again. */
    boolean saidLast(Change change, String folder) {
        return jdbc.query(
                "select event, hash, base from change_log where folder = ? order by id desc limit 1",
                (row, n) -> row.getString(1).equals(change.event().word()) && row.getString(2).equals(change.hash()) && row.getInt(3) == change.base(),
                folder).stream().anyMatch(same -> same);
    }

    private static LocalDateTime from(Instant since) {
        return since == null ? LocalDateTime.of(1970, 1, 1, 0, 0) : LocalDateTime.ofInstant(since, ZoneOffset.UTC);
    }

    private Change change(ResultSet row, int n) throws SQLException {
        return new Change(
                row.getObject("happened_at", LocalDateTime.class).toInstant(ZoneOffset.UTC), Event.of(row.getString("event")), row.getString("who"),
                row.getObject("version", Integer.class), row.getObject("proposal", Integer.class), row.getInt("base"), row.getString("hash"),
                Contents.read(row.getString("files")), row.getString("why"), row.getString("result"));
    }
}
