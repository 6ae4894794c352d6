package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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

    private static final String COLUMNS = "id, reference, body_hash, status, body, updates, people, paid, edited, updated_at";
    /** A change is stamped before it is committed, by as much as this. */
    private static final Duration STILL_COMING = Duration.ofSeconds(10);
    private static final RowMapper<Kept> KEPT = (row, number) -> new Kept(
            row.getInt("id"), row.getString("reference"), row.getBytes("body_hash"), row.getString("status"),
            row.getString("body"), row.getInt("updates"), row.getString("people"), row.getBigDecimal("paid"),
            row.getBoolean("edited"), row.getObject("updated_at", LocalDateTime.class));

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SandboxStore(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One document as it is kept.
     *
     * @param people what people did to it there: edited, voided, paid; null for nothing
     * @param paid   in its currency
     * @param edited by people, since it was last sent
     */
    record Kept(
            int id, String reference, byte[] bodyHash, String status, String body, int updates, String people, BigDecimal paid, boolean edited,
            LocalDateTime updatedAt) {

        ObjectNode json() {
            ObjectNode json = SandboxJson.stored(body);
            json.put("id", Sandbox.externalId(id));
            json.put("status", status);
            if (people != null) {
                json.put("byPeople", people);
            }
            if (paid.signum() > 0) {
                json.put("paid", paid.stripTrailingZeros().toPlainString());
            }
            return json;
        }
    }

    /**
     * @param besides whether it may stand beside others of its reference
     * @return the number of the new document; empty when its key or its reference is taken
     */
    Optional<Integer> insert(String reference, String key, byte[] bodyHash, String status, String body, boolean besides) {
        LocalDateTime now = now();
        return jdbc
                .queryForList(
                        """
                        insert ignore into sandbox_document
                          (reference, copy, idempotency_key, body_hash, status, body, created_at, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        returning id
                        """,
                        Integer.class,
                        reference,
                        besides ? nextCopy(reference) : 0,
                        key.getBytes(StandardCharsets.UTF_8),
                        bodyHash,
                        status,
                        body,
                        now,
                        now)
                .stream()
                .findFirst();
    }

    /** Asked beforehand: an insert that looks into its own table locks what others insert at the same time, and both fail. */
    private int nextCopy(String reference) {
        Integer next = jdbc.queryForObject("select coalesce(max(copy) + 1, 0) from sandbox_document where reference = ?", Integer.class, reference);
        return next == null ? 0 : next;
    }

    /** Lets go of a key that came so long ago: it is as if it had never come. */
    void forget(String key, Duration memory) {
        jdbc.update(
                "update sandbox_document set idempotency_key = concat('forgotten ', uuid()) where idempotency_key = ? and created_at <= ?",
                key.getBytes(StandardCharsets.UTF_8), LocalDateTime.ofInstant(clock.instant().minus(memory), ZoneOffset.UTC));
    }

    /** @return whether there was a draft of that number and reference */
    boolean update(int id, String reference, String status, String body) {
        return jdbc.update(
                        """
                        update sandbox_document set status = ?, body = ?, updates = updates + 1, edited = false, updated_at = ?
                        where id = ? and reference = ? and status <> 'final' and coalesce(people, '') <> 'voided'
                        """,
                        status,
                        body,
                        now(),
                        id,
                        reference)
                == 1;
    }

    /** What people did. @param people edited, voided or paid; null where what they did was taken back */
    void byPeople(int id, String people, String status, String body, BigDecimal paid) {
        jdbc.update(
                "update sandbox_document set people = ?, status = ?, body = ?, paid = ?, edited = edited or ?, updated_at = ? where id = ?",
                people, status, body, paid, "edited".equals(people), now(), id);
    }

    /** What changed after a moment and, of that moment, after a number; the oldest change first. */
    List<Kept> changed(LocalDateTime after, int id, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from sandbox_document where updated_at > ? or updated_at = ? and id > ? order by updated_at, id limit ?",
                KEPT, after, after, id, limit);
    }

    /** The moment up to which whatever was changed can be seen by now. */
    LocalDateTime settled() {
        return now().minus(STILL_COMING);
    }

    /** The latest first. */
    List<Kept> latest(int limit) {
        return jdbc.query("select " + COLUMNS + " from sandbox_document order by updated_at desc, id desc limit ?", KEPT, limit);
    }

    boolean finalise(int id) {
        return jdbc.update("update sandbox_document set status = 'final', updated_at = ? where id = ?", now(), id) == 1;
    }

    Optional<Kept> byId(int id) {
        return one("where id = ?", id);
    }

    Optional<Kept> byKey(String key) {
        return one("where idempotency_key = ?", (Object) key.getBytes(StandardCharsets.UTF_8));
    }

    List<Kept> byReference(String reference) {
        return jdbc.query("select " + COLUMNS + " from sandbox_document where reference = ? order by id", KEPT, reference);
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
