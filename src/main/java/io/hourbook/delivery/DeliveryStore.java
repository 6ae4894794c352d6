package io.hourbook.delivery;

import io.hourbook.database.PassGuard;
import io.hourbook.mapping.Target;
import io.hourbook.timetable.PassScope;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The statements over the table {@code delivery}. Instants are UTC, to the millisecond. */
@Component
class DeliveryStore {

    /**
     * What was taken and is nobody's any more.
     *
     * @param doubted deliveries whose call was out
     * @param unsent  deliveries that were taken and not sent
     */
    record Freed(int doubted, int unsent) {
        boolean any() {
            return doubted + unsent > 0;
        }
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    DeliveryStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Frees what a pass that is over or no more had taken. What it was sending is in doubt: the line may have been cut before
     * or after the work was done.
     */
    Freed takeOver(Instant now) {
        // in a transaction: a pass that another one has followed frees nothing
        return transaction.execute(status -> {
            int doubted = jdbc.update(
                    """
                    update delivery set state = 'in-doubt', doubted = true, next_attempt_at = ?, owner = null, lease_until = null
                    where state = 'sending'
                    """,
                    utc(now));
            int unsent = jdbc.update(
                    """
                    update delivery set owner = null, lease_until = null
                    where state in ('waiting', 'in-doubt') and lease_until is not null
                    """);
            return new Freed(doubted, unsent);
        });
    }

    /**
     * Every pass tries what waits for no better reason than our own backoff: soon, and some more times.
     *
     * @param soon     the latest time of the next attempt
     * @param attempts the backoff goes on from so many
     */
    void bringForward(Instant now, Instant soon, int attempts) {
        jdbc.update(
                """
                update delivery set next_attempt_at = ?, attempts = least(attempts, ?)
                where state in ('waiting', 'in-doubt') and not told_to_wait and attempts > 0 and next_attempt_at > ?
                """,
                utc(soon),
                attempts,
                utc(now));
    }

    /** Targets that something waits for. */
    List<String> targets(LocalDate today) {
        return jdbc.queryForList(
                """
                select distinct target from delivery
                where state in ('waiting', 'in-doubt') and due_on <= ?
                order by target
                """,
                String.class,
                today);
    }

    /**
     * Takes what is due, oldest first, and of each document only its oldest open revision.
     *
     * @param dueBy  when its next attempt may be at the latest
     * @param lease  until when nobody else may take it
     */
    List<Due> claim(Target target, String owner, LocalDate today, Instant now, Instant dueBy, Instant lease, int limit) {
        return claim(PassGuard.here(), target, owner, today, now, dueBy, lease, limit, PassScope.ALL);
    }

    /** The same, of the flows that a pass sends. @param guard of that pass */
    List<Due> claim(
            PassGuard guard, Target target, String owner, LocalDate today, Instant now, Instant dueBy, Instant lease, int limit, PassScope scope) {
        return transaction.execute(status -> {
            guard.check(jdbc.getDataSource());
            List<Due> due = jdbc.query(
                    """
                    select d.id, d.idempotency_key, d.document_id, d.revision, d.attempts, d.doubted,
                      (select coalesce(max(o.revision), 0) from delivery o
                        where o.document_id = d.document_id and o.revision < d.revision and o.doubted) as doubted_earlier,
                      coalesce((select g.period <= (select date_format(max(r.restored_at) + interval 31 day, '%%Y-%%m-%%d') from restored r)
                        from document x join document_group g on g.id = x.group_id where x.id = d.document_id), false) as unknown_there,
                      exists (select 1 from delivery o where o.document_id = d.document_id and o.refused) as refused_before
                    from delivery d
                    where d.state in ('waiting', 'in-doubt') and d.target = ? and d.due_on <= ? and d.next_attempt_at <= ?
                      and (d.lease_until is null or d.lease_until < ?)
                      and not exists (select 1 from delivery o where o.document_id = d.document_id
                        and o.revision < d.revision and o.state in ('waiting', 'sending', 'in-doubt'))
                      and %s
                    order by d.id
                    limit ?
                    for update skip locked
                    """
                            .formatted(FlowFilter.sent(scope)),
                    (row, number) -> due(row, owner, target),
                    target.target(),
                    today,
                    utc(dueBy),
                    utc(now),
                    limit);
            if (!due.isEmpty()) {
                String ids = due.stream().map(each -> Long.toString(each.id())).collect(Collectors.joining(","));
                jdbc.update(
                        "update delivery set owner = ?, lease_until = ? where id in (" + ids + ")", owner, utc(lease));
            }
            return due;
        });
    }

    private static Due due(ResultSet row, String owner, Target target) throws SQLException {
        return new Due(
                row.getLong("id"),
                new String(row.getBytes("idempotency_key"), StandardCharsets.US_ASCII),
                row.getInt("document_id"),
                row.getInt("revision"),
                row.getInt("attempts"),
                row.getBoolean("doubted"),
                row.getInt("doubted_earlier"),
                row.getBoolean("unknown_there"),
                row.getBoolean("refused_before"),
                owner,
                target);
    }

    /** When the next delivery that nobody has taken comes due. */
    Optional<Instant> nextDue(String target, LocalDate today, PassScope scope) {
        LocalDateTime next = jdbc.queryForObject(
                """
                select min(next_attempt_at) from delivery d
                where state in ('waiting', 'in-doubt') and target = ? and due_on <= ? and lease_until is null and %s
                """
                        .formatted(FlowFilter.sent(scope)),
                LocalDateTime.class,
                target,
                today);
        return Optional.ofNullable(next).map(at -> at.toInstant(ZoneOffset.UTC));
    }

    /** Documents of a flow that are due and not there yet. */
    int pending(LocalDate today, String flow) {
        Integer count = jdbc.queryForObject(
                """
                select count(distinct document_id) from delivery d
                where state in ('waiting', 'sending', 'in-doubt') and due_on <= ? and %s
                """
                        .formatted(FlowFilter.of(flow)),
                Integer.class,
                today);
        return count == null ? 0 : count;
    }

    /** Documents that are due at a target and not there yet. */
    int pendingAt(LocalDate today, String target) {
        Integer count = jdbc.queryForObject(
                """
                select count(distinct document_id) from delivery
                where state in ('waiting', 'sending', 'in-doubt') and due_on <= ? and target = ?
                """,
                Integer.class,
                today,
                target);
        return count == null ? 0 : count;
    }

    /** Documents that are due and not there yet. */
    int pending(LocalDate today) {
        Integer count = jdbc.queryForObject(
                """
                select count(distinct document_id) from delivery
                where state in ('waiting', 'sending', 'in-doubt') and due_on <= ?
                """,
                Integer.class,
                today);
        return count == null ? 0 : count;
    }

    /**
     * Marks deliveries as being sent, before the first byte goes out.
     *
     * @return how many of them are still the owner's to send
     */
    int sending(List<Due> dues, Instant lease) {
        String ids = dues.stream().map(each -> Long.toString(each.id())).collect(Collectors.joining(","));
        return jdbc.update(
                """
                update delivery set state = 'sending', attempts = attempts + 1, lease_until = ?
                where id in (%s) and owner = ? and state in ('waiting', 'in-doubt')
                """
                        .formatted(ids),
                utc(lease),
                dues.get(0).owner());
    }

    Optional<String> state(String key) {
        return jdbc
                .queryForList(
                        "select state from delivery where idempotency_key = ?",
                        String.class,
                        (Object) key.getBytes(StandardCharsets.US_ASCII))
                .stream()
                .findFirst();
    }

    /** Lets a refused delivery be tried again. @return whether the document had one */
    boolean tryAgain(int documentId, Instant now) {
        return jdbc.update(
                        """
                        update delivery
                        set state = if(doubted, 'in-doubt', 'waiting'), attempts = 0, next_attempt_at = ?
                        where document_id = ? and state = 'failed'
                        """,
                        utc(now),
                        documentId)
                > 0;
    }

    /** Ends whatever of a document was not delivered; nothing of it is in doubt any more. */
    void endAll(int documentId, String words, Instant now) {
        jdbc.update(
                """
                update delivery set state = 'superseded', answer = ?, answered_at = ?, owner = null, lease_until = null
                where document_id = ? and state in ('waiting', 'sending', 'in-doubt', 'failed')
                """,
                words, utc(now), documentId);
        jdbc.update("update delivery set doubted = false where document_id = ? and doubted", documentId);
    }

    /** What waits for a person is due again. */
    void letGo(int documentId, Instant now) {
        jdbc.update(
                """
                update delivery d join document c on c.id = d.document_id and c.revision = d.revision
                set d.state = if(d.doubted, 'in-doubt', 'waiting'), d.attempts = 0, d.next_attempt_at = ?
                where d.document_id = ? and d.state = 'failed'
                """,
                utc(now), documentId);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }
}
