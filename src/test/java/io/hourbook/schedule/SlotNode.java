package io.hourbook.schedule;

import io.hourbook.database.Database;
import io.hourbook.database.DatabaseClock;
import io.hourbook.home.Home;
import io.hourbook.run.Turn;
import io.hourbook.timetable.Cron;
import io.hourbook.timetable.Schedules;
import io.hourbook.timetable.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** A process that works the slots of one schedule, a minute each, and writes down in {@code worked} what it does. */
final class SlotNode implements Plans.Book, Slots.Work {

    static final When MINUTELY = When.cron(Cron.of("0 * * * * ?"), ZoneOffset.UTC);
    private static final long WORK_MILLIS = 25;
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Database database;

    private SlotNode(Database database) {
        this.database = database;
    }

    /**
     * @param home      for its files
     * @param fast      by how much this machine's clock is wrong
     * @param ownClock  whether it goes by that clock rather than by the database's
     */
    static Process start(Path home, Map<String, String> settings, Duration fast, boolean ownClock) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                        SlotNode.class.getName(), home.toString(), fast.toString(), Boolean.toString(ownClock))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("nodes.log").toFile()));
        builder.environment().putAll(settings);
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Until it is killed, or until whoever started it is no more. */
    public static void main(String[] arguments) {
        Clock machine = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[1]));
        Database database = Database.open(new Home(Path.of(arguments[0])), "slots");
        Clock clock = Boolean.parseBoolean(arguments[2]) ? machine : new DatabaseClock(database.dataSource(), machine);
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        SlotNode node = new SlotNode(database);
        SlotStore store = new SlotStore(jdbc);
        Slots slots = new Slots(new Plans(node, name -> true, store), store, new Attempts(store, name -> true, clock), node, name -> 0, clock);
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        while (parent.isAlive()) {
            while (slots.next()) {
                work(jdbc, slots.slot());
                slots.done();
            }
            LockSupport.parkNanos(Duration.ofMillis(BETWEEN_LOOKS_MILLIS).toNanos());
        }
    }

    private static void work(JdbcTemplate jdbc, Slot slot) {
        java.time.LocalDateTime due = java.time.LocalDateTime.ofInstant(slot.dueAt(), ZoneOffset.UTC);
        jdbc.update("insert into worked (due_at, attempt, pid, began_at) values (?, ?, ?, utc_timestamp(6))", due, slot.attempt(), ProcessHandle.current().pid());
        LockSupport.parkNanos(Duration.ofMillis(WORK_MILLIS).toNanos());
        jdbc.update("update worked set ended_at = utc_timestamp(6) where due_at = ? and attempt = ?", due, slot.attempt());
    }

    @Override
    public Schedules schedules() {
        return new Schedules(Map.of("sync", MINUTELY), Set.of(), Map.of(), Map.of());
    }

    @Override
    public Collection<String> sources() {
        return List.of();
    }

    @Override
    public Object stamp() {
        return "";
    }

    @Override
    public void reload() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Turn> turn() {
        return database.passLock(Duration.ZERO).map(lock -> new Turn(lock, () -> {}));
    }

    @Override
    public void pass(Turn turn, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean stopping() {
        return false;
    }
}
