package io.hourbook.version;

import io.hourbook.version.Proposal.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Proposals as rows. What was decided stays decided: only one that waits changes its state. */
final class ProposalStore {

    private static final String COLUMNS = "number, hash, base, author, authors, note, proposed_at, state, decided_by, decided_at, why, substantial, "
            + "case_count, notes, check_millis, version";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Contents contents;

    ProposalStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.contents = new Contents(jdbc, "proposal_file", "proposal");
    }

    Optional<Proposal> find(int number) {
        return one("where number = ?", number);
    }

    /** The newest with these very files. */
    Optional<Proposal> withHash(String hash) {
        return one("where hash = ? order by number desc limit 1", hash);
    }

    /** The newest that came from this folder. */
    Optional<Proposal> lastOf(String folder) {
        return one("where folder = ? order by number desc limit 1", folder);
    }

    /** Those that wait and came from this folder: one, unless somebody has restored an older database. */
    List<Proposal> waitingOf(String folder) {
        return jdbc.query(
                "select " + COLUMNS + " from proposal where state = ? and folder = ? order by number", this::proposal, State.WAITING.word(), folder);
    }

    /** The newest first. */
    List<Proposal> list(int offset, int count) {
        return jdbc.query("select " + COLUMNS + " from proposal order by number desc limit ? offset ?", this::proposal, count, offset);
    }

    int count() {
        return jdbc.queryForObject("select count(*) from proposal", Integer.class);
    }

    int waitingCount() {
        return jdbc.queryForObject("select count(*) from proposal where state = ?", Integer.class, State.WAITING.word());
    }

    /** @throws io.hourbook.problem.Problem VER-205 where they are not what was put there */
    FileSet files(int number) {
        return contents.files(number);
    }

    /**
     * Adds a proposal, and ends the waiting of those that it takes the place of, in one transaction.
     *
     * @param fresh what it says; its number counts for nothing
     * @param also  what is written down with it, given its number
     * @return its number; empty where another node was quicker, and it is to be tried again
     */
    Optional<Integer> add(Proposal fresh, String folder, FileSet files, Also also) {
        try {
            return Optional.ofNullable(transaction.execute(status -> {
                int number = jdbc.queryForObject("select coalesce(max(number), 0) + 1 from proposal", Integer.class);
                jdbc.update(
                        "insert into proposal (" + COLUMNS + ", folder) values (?, ?, ?, ?, ?, ?, ?, ?, null, null, null, ?, ?, ?, ?, null, ?)",
                        number, fresh.hash(), fresh.base(), fresh.author(), Contents.written(fresh.authors()), fresh.note(), utc(fresh.proposedAt()),
                        State.WAITING.word(), Contents.written(fresh.substantial()), fresh.cases(), Contents.written(fresh.notes()),
                        fresh.checkMillis(), folder);
                contents.add(number, files);
                also.with(number);
                return number;
            }));
        } catch (DuplicateKeyException quicker) {
            return Optional.empty();
        }
    }

    /** What goes into the same transaction. */
    interface Also {
        void with(int number);
    }

    /** To be called in a transaction. @return whether it still waited; where not, nothing has changed */
    boolean end(int number, State state, String by, Instant at, String why, Integer version) {
        return jdbc.update(
                "update proposal set state = ?, decided_by = ?, decided_at = ?, why = ?, version = ? where number = ? and state = ?",
                state.word(), by, utc(at), why, version, number, State.WAITING.word()) == 1;
    }

    static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private Optional<Proposal> one(String where, Object value) {
        return jdbc.query("select " + COLUMNS + " from proposal " + where, this::proposal, value).stream().findFirst();
    }

    private Proposal proposal(ResultSet row, int n) throws SQLException {
        LocalDateTime decided = row.getObject("decided_at", LocalDateTime.class);
        return new Proposal(
                row.getInt("number"), row.getString("hash"), row.getInt("base"), row.getString("author"), Contents.read(row.getString("authors")),
                row.getString("note"), row.getObject("proposed_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getString("decided_by"),
                decided == null ? null : decided.toInstant(ZoneOffset.UTC), row.getString("why"), Contents.read(row.getString("substantial")),
                row.getInt("case_count"), Contents.read(row.getString("notes")), row.getInt("check_millis"), row.getObject("version", Integer.class));
    }
}
