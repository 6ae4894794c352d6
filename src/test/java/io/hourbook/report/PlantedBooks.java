package io.hourbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.database.TestDatabase;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database with rows planted as a pass would leave them, to read books from. */
final class PlantedBooks {

    final DataSource source = TestDatabase.fresh();
    final JdbcTemplate jdbc = new JdbcTemplate(source);
    private final ObjectMapper json = new ObjectMapper();
    private long next = 1;

    PlantedBooks() {
        jdbc.update("insert into mapping_version (id, version, content, created_at) values (1, '3f9a1c0d2e4b', '{}', '2025-03-01')");
        jdbc.update("insert into run (id, trigger_word, state, mapping_version_id, started_at) values (1, 'sync', 'done', 1, '2025-05-01')");
    }

    static MappingBook book() {
        return book(Path.of("mappings"));
    }

    static MappingBook book(Path mappings) {
        return new MappingLoader(Map.<String, String>of()::get).load(mappings);
    }

    int group(String stem, String type, String counterparty, String currency, String period, String subject) {
        int id = (int) next++;
        jdbc.update(
                "insert into document_group (id, target, stem, type, counterparty, currency, period, subject) values (?,'sandbox',?,?,?,?,?,?)",
                id, stem, type, counterparty, currency, period, subject);
        return id;
    }

    /** Its total is set by {@link #line}. */
    int document(int group, String reference, String type, String status, String date) {
        int id = (int) next++;
        jdbc.update(
                """
                insert into document (id, group_id, target, reference, type, part, status, date, due, total, base_total, line_count, revision,
                    content_hash, created_run_id, changed_run_id) values (?,?,'sandbox',?,?,1,?,?,null,0,0,0,1,?,1,1)""",
                id, group, reference, type, status, date, hash(id));
        return id;
    }

    /** @param amount in a journal a debit is positive and a credit negative */
    long line(int document, String key, String account, String amount, String base, Long entry, Long reverses, Map<String, Object> wire) {
        long id = next++;
        String reference = jdbc.queryForObject("select reference from document where id = ?", String.class, document);
        int place = jdbc.queryForObject("select line_count + 1 from document where id = ?", Integer.class, document);
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("line", reference + "/" + place);
        words.putAll(wire);
        jdbc.update(
                """
                insert into document_line (id, document_id, position, from_revision, line_key, reverses_id, content_hash, entry_id, account,
                    amount, base_amount, mapping_version_id, wire) values (?,?,?,1,?,?,?,?,?,?,?,1,?)""",
                id, document, place, key, reverses, hash(id), entry, account, amount, base, text(words));
        jdbc.update(
                """
                update document set line_count = line_count + 1, total = total + greatest(?, 0), base_total = base_total + greatest(coalesce(?, 0), 0)
                where id = ?""",
                new BigDecimal(amount), base == null ? null : new BigDecimal(base), document);
        return id;
    }

    long line(int document, String account, String amount, String base, String description) {
        long entry = next;
        return line(document, "entry " + entry, account, amount, base, null, null, Map.of(
                "entries", List.of("clockify-los-angeles:e" + entry), "description", description, "worker", "W01", "project", "ACME-WEB",
                "service", "DEV"));
    }

    /** An entry of clockify-los-angeles with an id of the source. */
    long entry(String key, String raw, LocalDate day, long seconds) {
        jdbc.update("insert ignore into source (id, name) values (1, 'clockify-los-angeles')");
        jdbc.update(
                """
                insert ignore into source_file (id, source_id, name, content_hash, size_bytes, state, row_count, run_id, taken_at)
                values (1, 1, 'week-10.csv', ?, 1, 'taken', 1, 1, '2025-05-01 07:00:00')""",
                ByteBuffer.allocate(32).putLong(7).array());
        long id = next++;
        jdbc.update(
                """
                insert into entry (id, source_id, identity, fingerprint, source_key, worker, worker_name, worker_email, client_name,
                    project_name, service_name, start_at, wall_start, zone, timed, work_date, seconds, billable, invoiced, approval,
                    notes, tags, file_id, line, raw)
                values (?,1,?,?,?,'W01','Ana Ruiz','ana.ruiz@harbourlane.example','Acme Rockets','Acme App','Development',?,?,
                    'America/Los_Angeles',true,?,?,true,false,0,'Homepage','',1,?,?)""",
                id, hash(id), hash(id), key, day.atTime(17, 0), day.atTime(9, 0), day, seconds, id + 1, raw);
        return id;
    }

    static byte[] hash(long id) {
        return ByteBuffer.allocate(16).putLong(id * 0x9E3779B97F4A7C15L).putLong(id).array();
    }

    String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
