package io.hourbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hourbook.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Three processes on one MariaDB, two hundred slots: killed at random, their clocks an hour apart, each slot once and in order. */
class SlotsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MISSED = 200;
    private static final int KILLS = 6;
    private static final List<Duration> CLOCKS = List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1));

    @TempDir
    Path home;

    private final TestDatabase.Fresh database = TestDatabase.freshForProcesses();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.source());
    private final Random random = new Random(20251122);
    private final List<Process> nodes = new ArrayList<>();
    private LocalDateTime since;

    record Worked(LocalDateTime dueAt, int attempt, LocalDateTime beganAt, LocalDateTime endedAt) {}

    @BeforeEach
    void missTwoHundred() {
        jdbc.execute(
                """
                create table worked (id bigint not null auto_increment primary key, due_at datetime(6) not null, attempt int not null,
                    pid bigint not null, began_at datetime(6) not null, ended_at datetime(6), unique (due_at, attempt))""");
        since = now().truncatedTo(ChronoUnit.MINUTES).minusMinutes(MISSED);
        jdbc.update("insert into schedule (name, words, since_at) values ('sync', ?, ?)", SlotNode.MINUTELY.identity(), since);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        nodes.forEach(Process::destroyForcibly);
        await().atMost(PATIENCE).until(() -> nodes.stream().noneMatch(Process::isAlive));
    }

    @Test
    void eachSlotIsDoneOnceWhileProcessesDieAndClocksDisagree() throws IOException {
        CLOCKS.forEach(clock -> start(clock, false));
        for (int kill = 0; kill < KILLS; kill++) {
            int before = done() + 1 + random.nextInt(20);
            awaitDone(before);
            int at = killWhoWorks();
            start(CLOCKS.get(at % CLOCKS.size()), false);
        }
        awaitDone(MISSED);

        List<Worked> worked = worked();
        List<LocalDateTime> due = jdbc.queryForList("select due_at from slot where state = 'done' order by due_at", LocalDateTime.class);
        assertThat(due).as("every minute has its slot, done once").startsWith(minutes());
        assertThat(jdbc.queryForObject("select count(*) from slot where state = 'failed'", Integer.class)).isZero();
        assertThat(worked).extracting(Worked::dueAt).as("the oldest first").isSorted();
        assertThat(jdbc.queryForList("select cast(sum(attempts) - count(*) as int) from slot", Integer.class).get(0))
                .as("begun again only where a process was killed").isBetween(1, KILLS);
        assertThat(jdbc.queryForObject(
                "select count(*) from worked w join slot s on s.due_at = w.due_at where s.state = 'done' and w.attempt > s.attempts", Integer.class)).isZero();
        for (int i = 1; i < worked.size(); i++) {
            LocalDateTime ended = worked.get(i - 1).endedAt();
            assertThat(ended == null || !worked.get(i).beganAt().isBefore(ended)).as("no two at a time: " + worked.get(i)).isTrue();
        }
        assertThat(worked).as("none before its time").noneMatch(one -> one.beganAt().isBefore(one.dueAt()));
        assertThat(Files.readString(home.resolve("nodes.log"))).doesNotContain("\tat ");
    }

    /** What the test above would see if a process went by its own clock. */
    @Test
    void aProcessThatWentByItsOwnClockWouldWorkAnHourAhead() {
        jdbc.update("update schedule set since_at = ?", now());
        start(Duration.ofHours(1), true);

        awaitDone(50);

        assertThat(worked()).anyMatch(one -> one.beganAt().isBefore(one.dueAt()));
    }

    private void start(Duration fast, boolean ownClock) {
        nodes.add(SlotNode.start(home, database.settings(), fast, ownClock));
    }

    /** @return which of all it was, from 0 */
    private int killWhoWorks() {
        Optional<Long> pid = await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(
                () -> jdbc.queryForList("select owner from slot where state = 'running'", String.class).stream()
                        .map(owner -> Long.valueOf(owner.split(":")[1])).findFirst(),
                Optional::isPresent);
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).pid() == pid.orElseThrow()) {
                nodes.get(i).destroyForcibly();
                return i;
            }
        }
        throw new AssertionError("none of ours: " + pid);
    }

    private void awaitDone(int slots) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> done() >= slots);
    }

    private int done() {
        return jdbc.queryForObject("select count(*) from slot where state = 'done'", Integer.class);
    }

    private LocalDateTime[] minutes() {
        LocalDateTime[] minutes = new LocalDateTime[MISSED];
        for (int i = 0; i < MISSED; i++) {
            minutes[i] = since.plusMinutes(i + 1);
        }
        return minutes;
    }

    private List<Worked> worked() {
        return jdbc.query("select due_at, attempt, began_at, ended_at from worked order by id", (row, number) -> new Worked(
                row.getObject(1, LocalDateTime.class), row.getInt(2), row.getObject(3, LocalDateTime.class), row.getObject(4, LocalDateTime.class)));
    }

    private LocalDateTime now() {
        return jdbc.queryForObject("select utc_timestamp(6)", LocalDateTime.class);
    }
}
