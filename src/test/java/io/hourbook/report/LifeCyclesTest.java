package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.document.Books;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few life cycles by chance; {@code LifeCyclesSoak} has hundreds. */
class LifeCyclesTest {

    static final int EVENTS = 24;
    private static final Books BOOKS = books();
    private static final Books FRESH = books();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverBefellTheEntriesTheBooksAreThoseOfTheirLastState(long seed) throws Exception {
        LifeCycle life = new LifeCycle(BOOKS, seed);
        life.live(EVENTS);

        life.equalsFresh(FRESH);
        LedgerTool hledger = LedgerTool.installed("hledger");
        assertThat(hledger.run("-f", life.journal(folder).toString(), "check", "--strict")).isEqualTo(new LedgerTool.Answer(0, ""));
    }

    static Books books() {
        return new Books((jdbc, clock) -> items -> items.forEach(item -> jdbc.update(
                "insert into delivery (idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at)"
                        + " values (?, ?, ?, ?, 'waiting', ?, now(3), now(3))",
                item.idempotencyKey(), item.documentId(), item.target(), item.revision(), item.dueOn())));
    }
}
