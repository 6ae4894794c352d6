package io.hourbook.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What an archive says of itself: its last member, {@code manifest.json}.
 *
 * @param format    of the archive; a newer one is not read
 * @param kind      {@code archive}, or {@code snapshot} for one without the inbox
 * @param hourbook  the version that wrote it
 * @param schema    the migration its tables stand at, {@code 011}
 * @param createdAt UTC, ISO 8601: when the database was looked at
 * @param database  the server it was read from, for people
 * @param leftOut   what is not in it though it might be expected to be, in sentences
 * @param figures   what the rows come to, in words and numbers that a person can compare
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(
        int format,
        String kind,
        String hourbook,
        String schema,
        String createdAt,
        String database,
        Map<String, String> figures,
        List<Table> tables,
        List<Piece> files,
        List<String> leftOut) {

    static final String NAME = "manifest.json";
    static final int FORMAT = 1;
    static final String ARCHIVE = "archive";
    static final String SNAPSHOT = "snapshot";

    /** @param nextId what the table's next row is numbered, or null where it numbers none */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Table(String name, long rows, String nextId, Piece member) {}

    /**
     * One member.
     *
     * @param modified   the file's modification time, ISO 8601; null for a table
     * @param incomplete true for a file that changed while it was read: it is not restored
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Piece(String path, long bytes, String sha256, String modified, Boolean incomplete) {

        Piece changed() {
            return new Piece(path, bytes, sha256, modified, true);
        }

        boolean whole() {
            return !Boolean.TRUE.equals(incomplete);
        }
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    boolean complete() {
        return format > 0 && kind != null && schema != null && createdAt != null && figures != null && tables != null && files != null
                && leftOut != null && tables.stream().allMatch(table -> table.name() != null && sound(table.member()))
                && files.stream().allMatch(Manifest::sound);
    }

    private static boolean sound(Piece piece) {
        return piece != null && piece.path() != null && piece.sha256() != null && piece.bytes() >= 0;
    }
}
