package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** The statements over the table {@code sandbox_document}. */
@Component
class SandboxStore {

    private static final String COLUMNS = "id, reference, idempotency_key, body_hash, status, body, updates";
    private static final RowMapper<Kept> KEPT = (row, number) -> new Kept(
            row.getInt("id"), row.getString("reference"), row.getBytes("body_hash"), row.getString("status"),
            row.getString("body"), row.getInt("updates"));

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SandboxStore(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One document as it is kept. */
    record Kept(int id, String reference, byte[] bodyHash, String status, String body, int updates) {

        ObjectNode json() {
            ObjectNode json = SandboxJson.stored(body);
            json.put("id", Sandbox.externalId(id));
            json.put("status", status);
            return json;
        }
    }

    /** @return the number of the new document; empty when its key or its reference is taken */
    Optional<Integer> insert(String reference, String key, byte[] bodyHash, String status, String body) {
        LocalDateTime now = now();
        return jdbc
                .queryForList(
                        """
                        insert ignore into sandbox_document
                          (reference, idempotency_key, body_hash, status, body, created_at, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        returning id
                        """,
                        Integer.class,
                        reference,
                        key.getBytes(StandardCharsets.UTF_8),
                        bodyHash,
                        status,
                        body,
                        now,
                        now)
                .stream()
                .findFirst();
    }

    /** @return whether there was a draft of that number and reference */
    boolean update(int id, String reference, String status, String body) {
        return jdbc.update(
                        """
                        update sandbox_document set status = ?, body = ?, updates = updates + 1, updated_at = ?
                        where id = ? and reference = ? and status <> 'final'
                        """,
                        status,
                        body,
                        now(),
                        id,
                        reference)
                == 1;
    }

    boolean finalise(int id) {
        return jdbc.update("update sandbox_document set status = 'final' where id = ?", id) == 1;
    }

    Optional<Kept> byId(int id) {
        return one("where id = ?", id);
    }

    Optional<Kept> byKey(String key) {
        return one("where idempotency_key = ?", (Object) key.getBytes(StandardCharsets.UTF_8));
    }

    Optional<Kept> byReference(String reference) {
        return one("where reference = ?", reference);
    }

    List<Kept> after(int id, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from sandbox_document where id > ? order by id limit ?", KEPT, id, limit);
    }

    private Optional<Kept> one(String where, Object value) {
        return jdbc.query("select " + COLUMNS + " from sandbox_document " + where, KEPT, value).stream().findFirst();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
