package io.hourbook.document;

import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.PassContext;
import io.hourbook.document.Releases.Filter;
import io.hourbook.document.Releases.Released;
import io.hourbook.document.Releases.Unreleased;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.mapping.ReleaseRule;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The statements over the table {@code document_release}, and over what it says of deliveries. Instants are UTC. */
final class ReleaseStore {

    /** The newest content of each document, where nothing was ever sent of it and it may not go yet. */
    private static final String WAITING = """
            from delivery y join document d on d.id = y.document_id and d.revision = y.revision
              join document_group g on g.id = d.group_id
            where y.state = 'waiting' and (y.due_on is null or y.due_on > ?)
              and (? is null or d.target = ?) and (? is null or g.period = ?)
              and (? is null or if(d.type = 'journal-entry', lower(replace(g.type, '_', '-')), d.type) = ?)
              and (? is null or (y.due_on is null) = ?)
            """;

    private final JdbcTemplate jdbc;

    ReleaseStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A document whose release is asked for.
     *
     * @param state the delivery of its newest content, or null where it has none
     */
    record Asked(
            int id, String target, String reference, int revision, ByteBuffer hash, LocalDate periodEnds, String state, LocalDate dueOn,
            Released released) {}

    List<Unreleased> waiting(Filter filter, LocalDate today, int limit, int offset) {
        List<Object> arguments = arguments(filter, today);
        arguments.add(limit);
        arguments.add(offset);
        return jdbc.query(
                """
                select d.*, g.type as group_type, g.counterparty, g.currency, g.period, g.stem, g.subject, y.due_on,
                  (select coalesce(max(r.revision), 0) from document_release r where r.document_id = d.id) as released_revision
                """
                        + WAITING + "order by g.period, d.reference, d.target limit ? offset ?",
                (row, number) -> unreleased(row, today),
                arguments.toArray());
    }

    long count(Filter filter, LocalDate today) {
        return jdbc.queryForObject("select count(*) " + WAITING, Long.class, arguments(filter, today).toArray());
    }

    private static List<Object> arguments(Filter filter, LocalDate today) {
        String kind = filter.kind() == null ? null : filter.kind().word();
        List<Object> arguments = new ArrayList<>();
        arguments.add(today);
        for (Object each : new Object[] {filter.target(), filter.period(), kind, filter.forRelease()}) {
            arguments.add(each);
            arguments.add(each);
        }
        return arguments;
    }

    private static Unreleased unreleased(ResultSet row, LocalDate today) throws SQLException {
        Group group = group(row);
        return new Unreleased(
                row.getString("target"), row.getString("reference"), group.kind(row.getString("type")), row.getString("counterparty"),
                row.getString("currency"), row.getString("period"), group.to(), group.to().isBefore(today), row.getBigDecimal("total"),
                row.getLong("line_count"), row.getInt("revision"), row.getInt("delivered_revision"), row.getInt("released_revision"),
                row.getObject("due_on", LocalDate.class));
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(row.getInt("group_id"), new GroupKey(
                row.getString("target"), row.getString("stem"), GroupKey.Type.valueOf(row.getString("group_type")),
                row.getString("counterparty"), row.getString("currency"), row.getString("period"), row.getString("subject")));
    }

    /** The numbers of the documents of this reference. Nothing is locked: a search that locks would lock all that it passes. */
    List<Integer> ids(String target, String reference) {
        return jdbc.queryForList(
                "select id from document where reference = ? and (? is null or target = ?) order by id", Integer.class, reference, target, target);
    }

    /** Locks a document until the transaction ends: what it says cannot change meanwhile. @return false where it is gone */
    boolean lock(int id) {
        return !jdbc.queryForList("select id from document where id = ? for update", Integer.class, id).isEmpty();
    }

    /** A document that is locked. Its deliveries are read and not locked, for what waits is nobody else's to take. */
    Asked asked(int id) {
        return jdbc.queryForObject(
                """
                select d.*, g.type as group_type, g.counterparty, g.currency, g.period, g.stem, g.subject, y.state, y.due_on,
                  r.even_unfinished, r.released_by, r.note, r.released_at
                from document d join document_group g on g.id = d.group_id
                  left join delivery y on y.id = (select max(n.id) from delivery n where n.document_id = d.id and n.revision = d.revision)
                  left join document_release r on r.document_id = d.id and r.revision = d.revision
                where d.id = ?""",
                (row, number) -> new Asked(
                        id, row.getString("target"), row.getString("reference"), row.getInt("revision"),
                        ByteBuffer.wrap(row.getBytes("content_hash")), group(row).to(), row.getString("state"),
                        row.getObject("due_on", LocalDate.class), row.getString("released_by") == null ? null : released(row)),
                id);
    }

    private static Released released(ResultSet row) throws SQLException {
        return new Released(
                row.getString("target"), row.getString("reference"), row.getInt("revision"), row.getBoolean("even_unfinished"),
                row.getString("released_by"), row.getString("note"),
                row.getObject("released_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    /** Keeps the release and lets the content go from today on. */
    void release(Asked document, Released release, LocalDate today) {
        jdbc.update(
                """
                insert into document_release (document_id, revision, target, reference, content_hash, even_unfinished, released_by, note,
                  released_at, released_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                document.id(), document.revision(), document.target(), document.reference(), document.hash().array(),
                release.evenUnfinished(), release.by(), release.note(), utc(release.at()), today);
        jdbc.update(
                "update delivery set due_on = ? where document_id = ? and revision = ? and state = 'waiting'",
                today, document.id(), document.revision());
    }

    List<Released> history(String target, String reference) {
        return jdbc.query(
                "select * from document_release where reference = ? and target = ? order by id desc",
                (row, number) -> released(row), reference, target);
    }

    long newest() {
        return jdbc.queryForObject("select coalesce(max(id), 0) from document_release", Long.class);
    }

    /** What waits and was never in doubt follows the policy, unless a person has released just this content. */
    void holdBack(PassContext pass) {
        List<Object[]> changes = new ArrayList<>();
        jdbc.query(
                """
                select y.id, y.due_on, d.*, g.type as group_type, g.counterparty, g.currency, g.period, g.stem, g.subject, r.released_on
                from delivery y join document d on d.id = y.document_id and d.revision = y.revision
                  join document_group g on g.id = d.group_id
                  left join document_release r on r.document_id = d.id and r.revision = d.revision
                where y.state = 'waiting'""",
                row -> {
                    LocalDate due = row.getObject("due_on", LocalDate.class);
                    LocalDate wanted = wanted(row, pass, due);
                    if (!Objects.equals(due, wanted)) {
                        changes.add(new Object[] {wanted, row.getLong(1)});
                    }
                });
        changes.forEach(change -> jdbc.update("update delivery set due_on = ? where id = ? and state = 'waiting'", change));
    }

    private static LocalDate wanted(ResultSet row, PassContext pass, LocalDate due) throws SQLException {
        LocalDate released = row.getObject("released_on", LocalDate.class);
        if (released != null) {
            return released;
        }
        Group group = group(row);
        DocumentKind kind = group.kind(row.getString("type"));
        ReleaseRule rule = pass.book().policies().release().rule(row.getString("target"), kind);
        boolean underWay = rule.when() == ReleaseRule.When.CONTINUOUSLY && due != null && !due.isAfter(pass.today());
        return underWay ? due : rule.dueOn(group.to(), pass.today());
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }
}
