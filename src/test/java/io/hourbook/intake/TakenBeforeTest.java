package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.entry.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever a consumer took is known for ever, and what it had in hand when its process ended was not taken. */
class TakenBeforeTest {

    private static final DataSource SOURCE = TestDatabase.fresh();

    private final MovingClock clock = new MovingClock("2025-03-04T09:00:00Z");
    private final TakenBefore here = of("here");

    private TakenBefore of(String home) {
        return new TakenBefore(SOURCE, new Home(Path.of(home)), clock);
    }

    @BeforeEach
    void nothingYet() {
        new JdbcTemplate(SOURCE).update("delete from taken_before");
    }

    @Test
    void whatIsThroughIsTakenByNobodyAgain() {
        assertThat(here.add("drop/a.csv")).isTrue();
        assertThat(here.confirm("drop/a.csv")).isTrue();

        assertThat(here.add("drop/a.csv")).isFalse();
        assertThat(of("here").add("drop/a.csv")).as("after a start").isFalse();
        assertThat(of("there").add("drop/a.csv")).as("on another node").isFalse();
        assertThat(of("there").contains("drop/a.csv")).isTrue();
    }

    @Test
    void keysAreWhatTheyAreToTheLetter() {
        assertThat(here.add("INV-a")).isTrue();
        assertThat(here.add("INV-A")).isTrue();
        assertThat(here.add("INV-a ")).isTrue();
        assertThat(here.add("x".repeat(2_000))).isTrue();
        assertThat(here.add("x".repeat(2_001))).isTrue();
        assertThat(here.add("\uD83D\uDCC4".repeat(600))).isTrue();
        assertThat(here.add("INV-a")).isFalse();
    }

    @Test
    void whatAProcessHadInHandWhenItEndedIsTakenByTheNextOne() {
        assertThat(here.add("drop/a.csv")).isTrue();
        assertThat(here.add("drop/a.csv")).as("in hand").isFalse();
        assertThat(here.contains("drop/a.csv")).isTrue();

        TakenBefore next = of("here");
        assertThat(next.contains("drop/a.csv")).isFalse();
        assertThat(next.add("drop/a.csv")).isTrue();
        assertThat(next.add("drop/a.csv")).isFalse();
    }

    @Test
    void whatAnotherNodeHasInHandIsLeftToItForAnHour() {
        assertThat(of("there").add("drop/a.csv")).isTrue();
        clock.advance(Duration.ofMinutes(59));
        assertThat(here.contains("drop/a.csv")).isTrue();
        assertThat(here.add("drop/a.csv")).isFalse();

        clock.advance(Duration.ofMinutes(2));
        assertThat(here.contains("drop/a.csv")).isFalse();
        assertThat(here.add("drop/a.csv")).isTrue();
    }

    @Test
    void whatFailedMayBeTakenAgain() {
        assertThat(here.add("drop/a.csv")).isTrue();
        assertThat(here.remove("drop/a.csv")).isTrue();

        assertThat(here.add("drop/a.csv")).isTrue();
    }

    @Test
    void thatARouteIsSwappedMeansNothingToOthers() throws Exception {
        here.add("drop/a.csv");
        here.stop();

        assertThat(here.add("drop/a.csv")).isFalse();
        here.start();
        assertThat(here.add("drop/b.csv")).isTrue();
    }
}
