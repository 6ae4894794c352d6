package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.problem.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What has not gone out yet because its day has not come or nobody has released it, and the releasing. Bean {@code releases}.
 *
 * <p>A release names a document's content: the revision that a person saw. What changes after that waits again, whether or not
 * the target has the earlier content. A release is never taken back and never lost.
 */
public final class Releases {

    private final ReleaseStore store;
    private final TransactionTemplate transaction;
    private final Supplier<ZoneId> companyZone;
    private final Clock clock;

    /** @param companyZone of the mappings in force */
    Releases(JdbcTemplate jdbc, TransactionTemplate transaction, Supplier<ZoneId> companyZone, Clock clock) {
        this.store = new ReleaseStore(jdbc);
        this.transaction = transaction;
        this.companyZone = companyZone;
        this.clock = clock;
    }

    /**
     * A document whose newest content waits.
     *
     * @param kind              as {@code mappings/release.yaml} names it: {@code sales-invoice}, {@code labour-journal} …
     * @param counterparty      customer or vendor, or null
     * @param currency          null where there is no money in it
     * @param periodEnds        the last day of its period
     * @param finished          whether that day is over, by the company's zone
     * @param total             in {@code currency}; 0 for payroll and for a document whose lines are all gone
     * @param lines             how many; 0 where everything on it was taken back
     * @param revision          of the content that waits: what a release has to name
     * @param deliveredRevision the content that the target has, 0 for none
     * @param releasedRevision  the newest content that a person released, 0 for none
     * @param dueOn             the day on which it goes out by itself, or null: it waits for a person
     */
    public record Unreleased(
            String target, String reference, DocumentKind kind, String counterparty, String currency, String period, LocalDate periodEnds,
            boolean finished, BigDecimal total, long lines, int revision, int deliveredRevision, int releasedRevision, LocalDate dueOn) {

        /** Whether a person released an earlier content, and it has changed since. */
        public boolean changedSinceReleased() {
            return releasedRevision > 0;
        }

        /** Whether it waits for a person; otherwise for its day. */
        public boolean waitsForRelease() {
            return dueOn == null;
        }
    }

    /**
     * Which of what waits; each field may be null for any.
     *
     * @param forRelease true: only what waits for a person; false: only what waits for its day
     */
    public record Filter(String target, DocumentKind kind, String period, Boolean forRelease) {

        public static final Filter ALL = new Filter(null, null, null, null);
    }

    /**
     * The content of a document as a person saw it.
     *
     * @param target   may be null where only one target has a document of this reference
     * @param revision of what was seen
     */
    public record Seen(String target, String reference, int revision) {}

    /** One release: who let which content go, when and why. */
    public record Released(
            String target, String reference, int revision, boolean evenUnfinished, String by, String note, Instant at) {}

    /**
     * @param released now, by this call
     * @param already  released before in just this content
     */
    public record Result(List<Released> released, List<Released> already) {}

    /** What waits, the oldest period first. @param limit 1 or more; @param offset 0 or more */
    public List<Unreleased> waiting(Filter filter, int limit, int offset) {
        return store.waiting(filter, today(), limit, offset);
    }

    /** How many documents wait. */
    public long count(Filter filter) {
        return store.count(filter, today());
    }

    /** Every release of a document, the newest first; also of one that has gone since. */
    public List<Released> history(String target, String reference) {
        return store.history(target, reference);
    }

    /** The number of the newest release of all, 0 where there is none: a pass that began after it has sent what it let go. */
    public long newest() {
        return store.newest();
    }

    /**
     * Releases documents in the content that was seen: they go out with the next pass. All or none: where one of them may not go,
     * nothing is released.
     *
     * @param evenUnfinished whether a document goes although its period has not ended
     * @param by             who decides, up to 100 characters
     * @param note           why, or null; up to 500 characters
     * @throws Problem with a finding for each document that may not go: DEL-201 its period has not ended, DEL-202 it changed since it
     *     was seen, DEL-203 nothing of it waits, DEL-204 there is no such document
     */
    public Result release(Collection<Seen> documents, boolean evenUnfinished, String by, String note) {
        Map<Seen, List<Integer>> meant = new LinkedHashMap<>();
        documents.forEach(seen -> meant.computeIfAbsent(seen, one -> store.ids(one.target(), one.reference())));
        return transaction.execute(status -> new Releasing(store, today(), clock.instant(), evenUnfinished, by, note).release(meant));
    }

    /**
     * Before anything is sent: what has not been sent follows the policy of the pass. A person's release counts whatever the
     * policy says.
     */
    public void holdBack(PassContext pass) {
        store.holdBack(pass);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), companyZone.get());
    }
}
