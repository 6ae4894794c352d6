package io.hourbook.deadletter;

import io.hourbook.database.BulkInsert;
import io.hourbook.problem.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Dead letters in the table of that name. One row per failing thing and kind of failure, however often it fails. */
@Component
class DeadLetterStore implements DeadLetters {

    private static final String INSERT = """
            insert into dead_letter (subject, fingerprint, state, code, where_at, what, saw, want, at_step, fix, kind, source,
              entry_id, document_id, received, body, headers, mapping_version, request, response, first_run_id, first_seen_at, last_seen_at) values""";
    /** What somebody discarded stays so; anything else that fails again is open again. */
    private static final String AGAIN = """
            on duplicate key update attempts = attempts + 1, state = if(state = 'discarded', state, 'open'),
              fingerprint = values(fingerprint), where_at = values(where_at), what = values(what), saw = values(saw),
              want = values(want), at_step = values(at_step), fix = values(fix), received = values(received), body = values(body),
              headers = values(headers), mapping_version = values(mapping_version), request = values(request), response = values(response),
              last_seen_at = values(last_seen_at)""";
    /** Characters in one statement, far below the server's packet limit. */
    private static final int STATEMENT = 2 << 20;
    private static final int ATTEMPTS = 5;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    DeadLetterStore(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void keep(int runId, List<DeadLetter> letters) {
        BulkInsert insert = new BulkInsert(jdbc, INSERT, 23, AGAIN);
        List<Object[]> rows = new ArrayList<>();
        int size = 0;
        for (DeadLetter letter : letters) {
            Object[] row = row(runId, letter);
            int length = Arrays.stream(row).mapToInt(value -> value instanceof String text ? text.length() : 16).sum();
            if (!rows.isEmpty() && size + length > STATEMENT) {
                insert.insert(rows);
                rows.clear();
                size = 0;
            }
            rows.add(row);
            size += length;
        }
        insert.insert(rows);
    }

    @Override
    public void keepApart(int runId, DeadLetter letter) {
        for (int attempt = 1; ; attempt++) {
            try {
                apart.executeWithoutResult(status -> keep(runId, List.of(letter)));
                return;
            } catch (PessimisticLockingFailureException e) {
                // several letters kept side by side can stand in each other's way; the server then ends one of them
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void resolveDocument(int documentId) {
        jdbc.update("""
                update dead_letter set state = 'resolved', changed_by = 'hourbook', change_note = 'delivered after all', changed_at = ?
                where document_id = ? and state in ('open', 'replayed')""", now(), documentId);
    }

    @Override
    public void resolveDocument(int documentId, Collection<String> codes, String note) {
        List<Object> values = new ArrayList<>(List.of(note, now(), documentId));
        values.addAll(codes);
        jdbc.update("""
                update dead_letter set state = 'resolved', changed_by = 'hourbook', change_note = ?, changed_at = ?
                where document_id = ? and state in ('open', 'replayed')""" + (codes.isEmpty() ? "" : " and code in (" + marks(codes) + ")"),
                values.toArray());
    }

    @Override
    public void resolveEntries(List<Long> entryIds) {
        for (int from = 0; from < entryIds.size(); from += 1_000) {
            List<Long> some = entryIds.subList(from, Math.min(entryIds.size(), from + 1_000));
            List<Object> values = new ArrayList<>();
            values.add(now());
            values.addAll(some);
            jdbc.update("""
                    update dead_letter set state = 'resolved', changed_by = 'hourbook', change_note = 'allocated after all', changed_at = ?
                    where state in ('open', 'replayed') and entry_id in (%s)"""
                    .formatted("?,".repeat(some.size() - 1) + "?"), values.toArray());
        }
    }

    @Override
    public void resolveFiles(Collection<String> codes, Collection<String> standing) {
        List<Object> values = new ArrayList<>();
        values.add(now());
        values.addAll(codes);
        values.addAll(standing);
        jdbc.update("""
                update dead_letter set state = 'resolved', changed_by = 'hourbook', change_note = 'no longer in the way', changed_at = ?
                where state = 'open' and kind = 'file' and code in (%s)"""
                .formatted(marks(codes)) + (standing.isEmpty() ? "" : " and where_at not in (" + marks(standing) + ")"), values.toArray());
    }

    private static String marks(Collection<String> values) {
        return "?,".repeat(values.size() - 1) + "?";
    }

    private Object[] row(int runId, DeadLetter letter) {
        Finding finding = letter.finding();
        String kind = letter.kind().name().toLowerCase(Locale.ROOT);
        LocalDateTime now = now();
        return new Object[] {
            hash(kind, letter.subject(), finding.code()),
            hash(finding.code(), finding.at(), cause(letter)),
            "open",
            finding.code(),
            LetterText.fit(finding.where(), 500),
            LetterText.fit(finding.what(), 1000),
            LetterText.fit(finding.saw(), 2000),
            LetterText.fit(finding.want(), 1000),
            LetterText.fit(finding.at(), 300),
            LetterText.fit(finding.fix(), 1000),
            kind,
            letter.source(),
            letter.entryId(),
            letter.documentId(),
            LetterText.kept(letter.received()),
            LetterText.kept(letter.body()),
            LetterText.kept(letter.headers()),
            letter.mappingVersion(),
            letter.exchanged() == null ? null : letter.exchanged().requestJson(),
            letter.exchanged() == null ? null : letter.exchanged().responseJson(),
            runId == 0 ? null : runId,
            now,
            now
        };
    }

    /**
     * What letters of one cause have in common beside code and step. A tracker that writes its dates otherwise makes every row of
     * its file another value and is one problem: rows and files go together by their source. Entries and documents go together
     * by the offending value, whatever numbers stand in it, and whether it names the document.
     */
    private static String cause(DeadLetter letter) {
        return switch (letter.kind()) {
            case ROW, FILE -> letter.source();
            case ENTRY -> alike(letter.offending());
            // a target that repeats the document's reference says the same of another document in the same words
            case DOCUMENT -> letter.offending() == null ? null : alike(letter.offending().replace(letter.finding().where(), "@"));
        };
    }

    private static String alike(String offending) {
        return offending == null ? null : offending.replaceAll("[0-9]+", "#");
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The first half of a SHA-256 over the parts, which may be null. */
    private static byte[] hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update((part == null ? "-" : "+" + part + "\u0000").getBytes(StandardCharsets.UTF_8));
            }
            return Arrays.copyOf(digest.digest(), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
