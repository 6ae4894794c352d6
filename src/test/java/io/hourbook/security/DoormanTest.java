package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hourbook.home.Home;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in is counted, and that nobody came yet can be seen, too. */
class DoormanTest {

    @Test
    void logins_are_counted_from_nothing_on(@TempDir Path folder) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        Doorman doorman = new Doorman(new Users(UserFile.of(new Home(folder), null)), Clock.systemUTC(), meters);

        assertThat(meters.find("hourbook.logins").counters()).extracting(counter -> counter.getId().getTag("outcome"), Counter::count)
                .containsExactlyInAnyOrder(
                        tuple("success", 0.0), tuple("failed", 0.0),
                        tuple("throttled", 0.0), tuple("logout", 0.0));
        doorman.out("anna");
        assertThat(meters.counter("hourbook.logins", "outcome", "logout").count()).isEqualTo(1.0);
    }
}
