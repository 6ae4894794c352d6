package io.hourbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.problem.Problem;
import io.hourbook.version.Versions;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The mapping books that made allocations and lines, whatever is in force today: a sum is told with the rule that it was made
 * with, or with none.
 */
final class PastBooks {

    private static final int MOST = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;
    private final MappingBook now;
    private final Versions versions;
    private final Map<Integer, Optional<MappingBook>> books = new HashMap<>();
    private final Map<Integer, Optional<MappingBook>> accepted = new HashMap<>();

    /** One row of mapping_version. */
    private record Kept(String version, int accepted, String content) {}

    PastBooks(JdbcTemplate jdbc, MappingBook now) {
        this.jdbc = jdbc;
        this.now = now;
        this.versions = new Versions(jdbc.getDataSource());
    }

    /** The book that is in force today: for what is to be done now. */
    MappingBook now() {
        return now;
    }

    /**
     * The book that a row names; empty where its files are not kept, or are none that this program reads.
     *
     * @param id of mapping_version
     */
    Optional<MappingBook> of(int id) {
        Optional<MappingBook> known = books.get(id);
        if (known == null) {
            known = read(id);
            if (books.size() < MOST) {
                books.put(id, known);
            }
        }
        return known;
    }

    /** An account with what that book calls it; with what it is called today where the book is not known any more. */
    Explanation.Account account(int id, String number) {
        return number == null ? null : Explainer.account(of(id).orElse(now), number);
    }

    private Optional<MappingBook> read(int id) {
        return jdbc.query("select version, accepted_number, content from mapping_version where id = ?", PastBooks::kept, id).stream()
                .findFirst().flatMap(this::book);
    }

    private static Kept kept(ResultSet row, int n) throws SQLException {
        return new Kept(row.getString(1), row.getInt(2), row.getString(3));
    }

    /** A version is the hash of its files: where it is today's, so is the book. */
    private Optional<MappingBook> book(Kept kept) {
        if (kept.version.equals(now.version())) {
            return Optional.of(now);
        }
        if (kept.accepted > 0) {
            return accepted.computeIfAbsent(kept.accepted, this::ofVersion);
        }
        Map<String, String> content = content(kept);
        if (content.containsKey("rates") && content.containsKey("mappings")) {
            // kept as the version of the files and what was fetched beside them
            return jdbc.query(
                    "select version, accepted_number, content from mapping_version where version = ? and accepted_number = 0",
                    PastBooks::kept, content.get("mappings")).stream().findFirst().flatMap(files -> load(bytes(content(files))));
        }
        return load(bytes(content));
    }

    private Optional<MappingBook> ofVersion(int number) {
        try {
            return versions.mappings(number).flatMap(this::load);
        } catch (Problem damaged) {
            return Optional.empty();
        }
    }

    /** Secrets of then are nobody's business any more: the book is read without them. */
    private Optional<MappingBook> load(Map<String, byte[]> files) {
        try {
            return Optional.of(new MappingLoader(name -> null).loadPast("mappings", files));
        } catch (Problem unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, byte[]> bytes(Map<String, String> content) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        content.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    private static Map<String, String> content(Kept kept) {
        try {
            return JSON.readValue(kept.content, new TypeReference<>() {});
        } catch (JsonProcessingException nothing) {
            return Map.of();
        }
    }
}
