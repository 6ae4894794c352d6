package io.hourbook.version;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Files as rows: each content is kept once under its own hash, however many sets have it. */
final class Contents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;
    private final String table;
    private final String noun;

    /**
     * @param table of the sets, with number, path and hash
     * @param noun  what a set is called where something is wrong with it
     */
    Contents(JdbcTemplate jdbc, String table, String noun) {
        this.jdbc = jdbc;
        this.table = table;
        this.noun = noun;
    }

    /**
     * The files of a set; none where there is no such set.
     *
     * @throws Problem VER-205 where what is kept is not what was put there: nobody runs that
     */
    FileSet files(int number) {
        Map<String, byte[]> files = new TreeMap<>();
        List<Finding> damaged = new ArrayList<>();
        jdbc.query(
                "select f.path, f.hash, c.content from " + table + " f left join version_content c on c.hash = f.hash where f.number = ?",
                row -> {
                    byte[] content = row.getBytes(3);
                    if (content == null || !FileSet.hash(content).equals(row.getString(2))) {
                        damaged.add(damaged(number, row.getString(1), row.getString(2), content));
                    } else {
                        files.put(row.getString(1), content);
                    }
                },
                number);
        if (!damaged.isEmpty()) {
            throw new Problem(damaged);
        }
        return new FileSet(files);
    }

    private Finding damaged(int number, String path, String hash, byte[] content) {
        return new Finding("VER-205", noun + " " + number + ", " + path, "what the database keeps of this file is not what was put there",
                content == null ? "nothing" : "bytes with the hash " + FileSet.hash(content), "bytes with the hash " + hash,
                "restore the database from an archive of before, and find out who wrote to the table version_content");
    }

    /** To be called in the transaction that adds the set. */
    void add(int number, FileSet files) {
        Map<String, String> hashes = new TreeMap<>();
        files.all().forEach((path, bytes) -> hashes.put(path, FileSet.hash(bytes)));
        Set<String> known = known(List.copyOf(new HashSet<>(hashes.values())));
        List<Object[]> fresh = files.all().entrySet().stream().filter(file -> !known.contains(hashes.get(file.getKey())))
                .map(file -> new Object[] {hashes.get(file.getKey()), file.getValue()}).toList();
        jdbc.batchUpdate("insert ignore into version_content (hash, content) values (?, ?)", fresh);
        jdbc.batchUpdate(
                "insert into " + table + " (number, path, hash) values (?, ?, ?)",
                hashes.entrySet().stream().map(file -> new Object[] {number, file.getKey(), file.getValue()}).toList());
    }

    private Set<String> known(List<String> hashes) {
        return hashes.isEmpty() ? Set.of() : new HashSet<>(jdbc.queryForList(
                "select hash from version_content where hash in (" + "?, ".repeat(hashes.size() - 1) + "?)", String.class, hashes.toArray()));
    }

    static String written(List<String> lines) {
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> read(String lines) {
        try {
            return JSON.readValue(lines, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
