package io.hourbook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.hourbook.database.Database;
import io.hourbook.database.PassEnded;
import io.hourbook.home.FreeSpace;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;

/** How a pass that ends early is told, and when it is made up for. */
class EndingsTest {

    private static final Instant NOW = Instant.parse("2025-05-09T12:00:00Z");
    private static final Finding FULL = new Finding("HOM-101", "/srv/books", "full", null, null, "make room");

    private final Database database = mock();
    private final RunLog log = mock();
    private final FreeSpace space = mock();
    private final Clock clock = mock();
    private final Endings endings = new Endings(database, log, space, clock, ended -> {});

    EndingsTest() {
        when(clock.instant()).thenReturn(NOW);
        when(space.tooLittle()).thenReturn(Optional.empty());
        when(space.usedUp()).thenReturn(Optional.empty());
    }

    @Test
    void aLostConnectionIsToldAsAnOutageHoweverDeepItLies() {
        Problem told = endings.why(7, new IllegalStateException(new DataAccessResourceFailureException("x", new SQLException("Connection reset", "08000"))));

        assertThat(told).isInstanceOf(PassEnded.class).hasMessage("""
                run 7: RUN-002 the pass broke off, because the database went away in the middle
                  saw   Connection reset
                  want  a database that answers
                  do    a running service goes on by itself once it is back; otherwise sync again""");
    }

    @Test
    void aServerWithoutRoomIsToldAsSuch() {
        Problem told = endings.why(7, new UncategorizedSQLException("store", "insert", new SQLException("The table 'entry' is full", "HY000", 1114)));

        assertThat(told).hasMessage("""
                run 7: HOM-103 the database has no room on its disk
                  saw   The table 'entry' is full
                  want  room for what is to be stored
                  do    make room on the database's disk; a running service goes on by itself, otherwise sync again""");
    }

    @Test
    void aFaultOfAnotherKindIsNobodysOutage() {
        assertThat(endings.why(7, new IllegalStateException(new SQLException("no such column", "42S22", 1054)))).isNull();
    }

    @Test
    void whatWasBrokenOffIsMadeUpForAtOnceAndThenLessAndLessOften() {
        assertThat(endings.owed()).isFalse();
        endings.note(7, away());
        assertThat(endings.owed()).isTrue();

        endings.begun();
        endings.note(8, away());
        assertThat(endings.owed()).isFalse();
        when(clock.instant()).thenReturn(NOW.plus(Duration.ofSeconds(10)));
        assertThat(endings.owed()).isTrue();

        when(database.away()).thenReturn(true);
        assertThat(endings.owed()).as("while the database is away").isFalse();
    }

    @Test
    void aRunWhoseEndCouldNotBeNotedIsNotedBeforeTheNextBegins() {
        doThrow(new DataAccessResourceFailureException("away")).when(log).ended(anyInt(), any());
        Problem why = away();
        endings.note(7, why);
        doNothing().when(log).ended(anyInt(), any());

        endings.begun();

        verify(log, times(2)).ended(7, why);
    }

    @Test
    void onAFullDiskNothingBeginsAndItIsOwedUntilThereIsRoom() {
        when(space.tooLittle()).thenReturn(Optional.of(FULL));
        assertThat(endings.hindered()).isTrue();
        assertThat(endings.owed()).isFalse();
        assertThatThrownBy(endings::mayBegin).isInstanceOf(PassEnded.class).hasMessageContaining("HOM-101");

        when(space.tooLittle()).thenReturn(Optional.empty());
        assertThat(endings.owed()).isTrue();
    }

    @Test
    void aStopIsNoFailureAndNothingIsOwed() {
        endings.stop();

        assertThatThrownBy(() -> endings.mayGoOn(7)).isInstanceOf(PassEnded.class).hasMessage("""
                run 7: RUN-003 stopped on request; the next pass goes on
                  want  nothing more
                  do    start Hourbook again when it suits you""");
        endings.note(7, Endings.stopped(7));
        assertThat(endings.owed()).isFalse();
        verify(space, never()).usedUp();
    }

    private static PassEnded away() {
        return new PassEnded(PassEnded.Why.DATABASE_AWAY, new Finding("RUN-002", "run 7", "away", null, null, "wait"));
    }
}
