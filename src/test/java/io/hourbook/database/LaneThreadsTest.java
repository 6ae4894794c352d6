package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Whose work the threads of lanes do. */
class LaneThreadsTest {

    private final ExecutorService lanes = LaneThreads.fenced("pass-lane");
    private final ExecutorService others = LaneThreads.unfenced("delivery-lane");

    @AfterEach
    void end() {
        lanes.shutdownNow();
        others.shutdownNow();
        MDC.clear();
    }

    @Test
    void aLaneWorksUnderItsPassAndLogsAsItsPass() throws Exception {
        MDC.put("run", "7");
        try (PassGuard pass = PassGuard.enter(7, () -> {}, () -> true)) {
            assertThat(get(lanes.submit(PassGuard::here))).isSameAs(pass);
            assertThat(get(lanes.submit(() -> MDC.get("run")))).isEqualTo("7");
        }
    }

    @Test
    void aLaneThatALaneOpensWorksUnderTheSamePass() throws Exception {
        try (PassGuard pass = PassGuard.enter(7, () -> {}, () -> false)) {
            assertThat(get(get(lanes.submit(() -> lanes.submit(PassGuard::here))))).isSameAs(pass);
        }
    }

    @Test
    void aThreadForgetsThePassBeforeItTakesOtherWork() throws Exception {
        MDC.put("run", "7");
        String thread;
        try (PassGuard pass = PassGuard.enter(7, () -> {}, () -> true)) {
            thread = get(lanes.submit(() -> Thread.currentThread().getName()));
        }
        MDC.clear();

        // as many as there may be threads, so that the first one is among them
        for (int i = 0; i < 3; i++) {
            assertThat(get(lanes.submit(() -> PassGuard.here().stopping()))).isFalse();
            assertThat(get(lanes.submit(() -> String.valueOf(MDC.get("run"))))).isEqualTo("null");
        }
        assertThat(thread).startsWith("pass-lane-");
    }

    @Test
    void whatMustBeWrittenDownInAnyCaseIsNotHeldUpByThePass() throws Exception {
        MDC.put("run", "7");
        try (PassGuard pass = PassGuard.enter(7, () -> {}, () -> true)) {
            assertThat(get(others.submit(() -> PassGuard.here().stopping()))).isFalse();
            assertThat(get(others.submit(() -> MDC.get("run")))).isEqualTo("7");
        }
    }

    @Test
    void theThreadsKeepNobodyAlive() throws Exception {
        assertThat(get(lanes.submit(() -> Thread.currentThread().isDaemon()))).isTrue();
    }

    @Test
    void thereAreAsManyLanesAsProcessorsUnlessSomebodySaysFewer() {
        assertThat(new Lanes(0, 2).all()).containsExactly(1, 2);
        assertThat(new Lanes(0, 1).all()).containsExactly(1);
        assertThat(new Lanes(1, 8).all()).containsExactly(1);
        assertThat(new Lanes(3, 8).all()).containsExactly(1, 2, 3);
        assertThat(new Lanes(64, 2).all()).containsExactly(1, 2);
        assertThat(new Lanes(-1, 2).all()).containsExactly(1, 2);
        assertThat(new Lanes(0, 64).all()).as("two connections each").hasSize(Pool.MAX_CONNECTIONS / 2);
    }

    private static <T> T get(Future<T> asked) throws Exception {
        return asked.get(30, TimeUnit.SECONDS);
    }
}
