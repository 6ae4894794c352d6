package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database's time on machines whose clocks are wrong. The server of these tests runs on this machine, whose clock is right. */
class DatabaseClockTest {

    private static final DataSource SOURCE = TestDatabase.fresh();
    private static final Duration NEAR = Duration.ofMinutes(1);

    private static void isNow(Clock clock) {
        assertThat(Duration.between(clock.instant(), Instant.now()).abs()).isLessThan(NEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H", "P400D", "PT0S"})
    void aMachineWhoseClockIsWrongGoesByTheDatabases(String wrong) {
        DatabaseClock clock = new DatabaseClock(SOURCE, Clock.offset(Clock.systemUTC(), Duration.parse(wrong)));

        assertThat(clock.refresh()).isTrue();

        isNow(clock);
        isNow(clock.withZone(ZoneId.of("Asia/Tokyo")));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(clock.withZone(ZoneId.of("Asia/Tokyo")).getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void whatTheDatabaseSaidLastHoldsWhileItIsAway() throws SQLException {
        DataSource failing = mock();
        try (Connection once = SOURCE.getConnection()) {
            when(failing.getConnection()).thenReturn(once).thenThrow(new SQLException("gone"));
            DatabaseClock clock = new DatabaseClock(failing, Clock.offset(Clock.systemUTC(), Duration.ofHours(3)));
            assertThat(clock.refresh()).isTrue();
            Duration ahead = clock.ahead();

            assertThat(clock.refresh()).isFalse();

            assertThat(clock.ahead()).isEqualTo(ahead).isBetween(Duration.ofHours(-3).minus(NEAR), Duration.ofHours(-3).plus(NEAR));
        }
    }

    @Test
    void aClockThatIsAsRightAsCanBeToldIsLeftAlone() {
        DatabaseClock clock = new DatabaseClock(SOURCE, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
        clock.refresh();
        Duration first = clock.ahead();
        for (int i = 0; i < 20; i++) {
            DatabaseClock.refresh(clock);
        }

        // each round trip takes far less than this, and a step of time is taken only where it is larger than the round trip
        assertThat(clock.ahead().minus(first).abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anyOtherClockIsLeftAlone() {
        Clock fixed = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

        DatabaseClock.refresh(fixed);

        assertThat(fixed.instant()).isEqualTo(Instant.EPOCH);
    }
}
