package io.hourbook.version;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions as rows. They are only ever added, each one after the last. */
final class VersionStore {

    private static final String COLUMNS =
            "number, hash, restores, author, note, accepted_at, case_count, notes, program, check_millis";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ObjectMapper json = new ObjectMapper();

    VersionStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** The number of the newest version; 0 where there is none. */
    int newest() {
        return jdbc.queryForObject("select coalesce(max(number), 0) from version", Integer.class);
    }

    Optional<Version> find(int number) {
        return jdbc.query("select " + COLUMNS + " from version where number = ?", this::version, number).stream().findFirst();
    }

    /** The newest version with these very files. */
    Optional<Integer> withHash(String hash) {
        return jdbc.queryForList("select number from version where hash = ? order by number desc limit 1", Integer.class, hash).stream().findFirst();
    }

    /** The newest first. */
    List<Version> list(int offset, int count) {
        return jdbc.query("select " + COLUMNS + " from version order by number desc limit ? offset ?", this::version, count, offset);
    }

    /** The files of a version; none where there is no such version. */
    FileSet files(int number) {
        Map<String, byte[]> files = new TreeMap<>();
        jdbc.query(
                "select f.path, c.content from version_file f join version_content c on c.hash = f.hash where f.number = ?",
                row -> {
                    files.put(row.getString(1), row.getBytes(2));
                },
                number);
        return new FileSet(files);
    }

    /**
     * Adds a version in one transaction.
     *
     * @return whether it was the next one; not where another node was quicker
     */
    boolean add(Version version, FileSet files) {
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.update(
                        "insert into version (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        version.number(), version.hash(), version.restores(), version.author(), version.note(),
                        LocalDateTime.ofInstant(version.acceptedAt(), ZoneOffset.UTC), version.cases(), written(version.notes()),
                        version.program(), version.checkMillis());
                Map<String, String> hashes = new TreeMap<>();
                files.all().forEach((path, bytes) -> hashes.put(path, FileSet.hash(bytes)));
                Set<String> known = new HashSet<>(jdbc.queryForList(
                        "select hash from version_file where number = ?", String.class, version.number() - 1));
                List<Object[]> fresh = files.all().entrySet().stream().filter(file -> !known.contains(hashes.get(file.getKey())))
                        .map(file -> new Object[] {hashes.get(file.getKey()), file.getValue()}).toList();
                jdbc.batchUpdate("insert ignore into version_content (hash, content) values (?, ?)", fresh);
                jdbc.batchUpdate(
                        "insert into version_file (number, path, hash) values (?, ?, ?)",
                        hashes.entrySet().stream().map(file -> new Object[] {version.number(), file.getKey(), file.getValue()}).toList());
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
                read(row.getString("notes")), row.getString("program"), row.getInt("check_millis"));
    }

    private String written(List<String> notes) {
        try {
            return json.writeValueAsString(notes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> read(String notes) {
        try {
            return json.readValue(notes, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
