package io.hourbook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.hourbook.allocation.PassContext;
import io.hourbook.database.Database;
import io.hourbook.database.PassLock;
import io.hourbook.database.TestDatabase;
import io.hourbook.document.DocumentCounts;
import io.hourbook.entry.RunIntake;
import io.hourbook.entry.WorkQueue;
import io.hourbook.home.FreeSpace;
import io.hourbook.mapping.Mappings;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.problem.Problem;
import io.hourbook.reload.RouteDeployer;
import io.hourbook.version.Gate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Passes that cannot begin, break off, or find that the books are not conserved. Only the tables of runs and documents are real. */
class PassFaultsTest {

    private static final DataSource SOURCE = TestDatabase.fresh();

    private final JdbcTemplate jdbc = new JdbcTemplate(SOURCE);
    private final Database database = mock();
    private final Mappings mappings = mock();
    private final ProducerTemplate camel = mock();
    private final DocumentCounts counts = mock();
    private final Clock clock = Clock.fixed(Instant.parse("2025-05-09T12:00:00Z"), ZoneOffset.UTC);
    private final Laws laws = new Laws(
            new Conservation(jdbc, Runnable::run), new Proof(jdbc, clock), new RunIntake(), counts, jdbc,
            new TransactionTemplate(new JdbcTransactionManager(SOURCE)));
    private final RunLog log = new RunLog(jdbc, clock);
    private final FreeSpace space = mock();
    private final Passes passes = new Passes(
            database, log, mock(), laws, mappings, mock(RouteDeployer.class), gate(), camel, new RunIntake(), counts,
            mock(WorkQueue.class), mock(), new Endings(database, log, space, clock, ended -> {}), clock);

    private static Gate gate() {
        Gate gate = mock();
        when(gate.calm()).thenReturn(new Semaphore(1, true));
        return gate;
    }

    @Test
    void aPassThatWaitedADayForAnotherGivesUpAndDoesNothing() {
        when(database.passLock(any())).thenReturn(Optional.empty());

        assertThatThrownBy(() -> passes.run("sync")).isInstanceOf(Problem.class).hasMessage("""
                run: RUN-001 another pass has been running for a day
                  want  one pass at a time
                  do    look at the other process, and end it if it hangs""");
        verify(database).passLock(Duration.ofHours(24));
        verifyNoInteractions(mappings, camel);
    }

    @Test
    void whatComesWhileAnotherPassRunsBeginsOneAfterIt() {
        when(database.passLock(any())).thenReturn(Optional.empty());
        passes.scheduled();
        passes.scheduled();
        assertThat(passes.owed()).isTrue();
        verifyNoInteractions(mappings, camel);

        when(database.passLock(any())).thenReturn(Optional.of(mock(PassLock.class)));
        when(mappings.load()).thenThrow(new IllegalStateException("it began"));
        passes.scheduled();
        assertThat(passes.owed()).isFalse();
    }

    @Test
    void aPassThatBreaksOffSaysTheInnermostCauseAndLeavesTheLockAndANote() {
        PassLock lock = mock();
        when(database.passLock(any())).thenReturn(Optional.of(lock));
        when(mappings.load()).thenThrow(new IllegalStateException("outside", new ArithmeticException("inside\nand more")));

        assertThatThrownBy(() -> passes.run("sync")).isInstanceOfSatisfying(Problem.class, problem -> {
            Map<String, Object> run = jdbc.queryForMap("select id, state, failure from run order by id desc limit 1");
            assertThat(problem).hasMessage("""
                    run %s: RUN-900 the pass broke off: inside
                      want  a pass that ends by itself
                      do    look at the log; what was done stays, and the next pass goes on from there""".formatted(run.get("id")));
            assertThat(run).containsEntry("state", "failed").containsEntry("failure", problem.getMessage());
        });
        verify(lock).close();
    }

    @Test
    void aDocumentThatIsNotTheSumOfItsLinesIsNotSent() {
        jdbc.update(
                """
                insert into document (group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash,
                    created_run_id, changed_run_id)
                values (1, 'books', 'HB-INV-CUST-1001-USD-2025-03-1', 'sales-invoice', 1, 'draft', '2025-03-31', 125, 1, 1,
                    unhex(repeat('00', 16)), 7, 7)""");
        PassContext pass = new PassContext(
                7, new MappingLoader(Map.<String, String>of()::get).load(Path.of("mappings")), 1, LocalDate.parse("2025-05-09"));
        when(counts.created()).thenReturn(1);

        assertThatThrownBy(() -> laws.uphold(pass)).isInstanceOf(Problem.class).hasMessage("""
                run 7: RUN-101 the books are not conserved: HB-INV-CUST-1001-USD-2025-03-1: total 125.0000 is not the sum of its 1 lines, 0.0000
                  want  every law of conservation
                  do    nothing was sent; keep this home as it is and have the fault found""");
    }
}
