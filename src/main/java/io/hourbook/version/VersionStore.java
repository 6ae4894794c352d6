package io.hourbook.version;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions as rows. They are only ever added, each one after the last. */
final class VersionStore {

    private static final String COLUMNS =
            "number, hash, restores, author, note, accepted_at, case_count, notes, program, check_millis";
    private static final String SELECT = """
            select v.number, v.hash, v.restores, v.author, v.note, v.accepted_at, v.case_count, v.notes, v.program, v.check_millis,
              p.decided_by, p.why, p.number as proposal
            from version v left join proposal p on p.version = v.number
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Contents contents;

    VersionStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.contents = new Contents(jdbc, "version_file", "version");
    }

    /** The number of the newest version; 0 where there is none. */
    int newest() {
        return jdbc.queryForObject("select coalesce(max(number), 0) from version", Integer.class);
    }

    Optional<Version> find(int number) {
        return jdbc.query(SELECT + "where v.number = ?", this::version, number).stream().findFirst();
    }

    /** The newest version with these very files. */
    Optional<Integer> withHash(String hash) {
        return jdbc.queryForList("select number from version where hash = ? order by number desc limit 1", Integer.class, hash).stream().findFirst();
    }

    /** The newest first. */
    List<Version> list(int offset, int count) {
        return jdbc.query(SELECT + "order by v.number desc limit ? offset ?", this::version, count, offset);
    }

    /**
     * The files of a version; none where there is no such version.
     *
     * @throws io.hourbook.problem.Problem VER-205 where what is kept is not what was put there
     */
    FileSet files(int number) {
        return contents.files(number);
    }

    /**
     * Adds a version in one transaction.
     *
     * @param also what is written down with it, in the same transaction
     * @return whether it was the next one; not where another node was quicker
     */
    boolean add(Version version, FileSet files, Runnable also) {
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.update(
                        "insert into version (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        version.number(), version.hash(), version.restores(), version.author(), version.note(),
                        ProposalStore.utc(version.acceptedAt()), version.cases(), Contents.written(version.notes()),
                        version.program(), version.checkMillis());
                contents.add(version.number(), files);
                also.run();
            });
            return true;
        } catch (DuplicateKeyException quicker) {
            return false;
        }
    }

    private Version version(ResultSet row, int n) throws SQLException {
        return new Version(
                row.getInt("number"), row.getString("hash"), row.getObject("restores", Integer.class), row.getString("author"),
                row.getString("note"), row.getObject("accepted_at", LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getInt("case_count"),
                Contents.read(row.getString("notes")), row.getString("program"), row.getInt("check_millis"), row.getString("decided_by"),
                row.getString("why"), row.getObject("proposal", Integer.class));
    }
}
