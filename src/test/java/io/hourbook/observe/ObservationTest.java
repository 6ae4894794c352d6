package io.hourbook.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.hourbook.database.Database;
import io.hourbook.database.Presence;
import io.hourbook.database.TestDatabase;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import io.hourbook.reload.RouteDeployer;
import io.hourbook.run.RunEnded;
import io.hourbook.run.Summary;
import io.hourbook.schedule.Slots;
import io.hourbook.version.Gate;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.JdbcTemplate;

/** Meters and health over a real database with something in it. */
class ObservationTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(hourbook\\.[a-z.]+)` ", Pattern.MULTILINE);

    @TempDir
    Path folder;

    private final DataSource source = TestDatabase.fresh();
    private final JdbcTemplate jdbc = new JdbcTemplate(source);
    private final Database database = mock();
    private final ObjectProvider<Slots> noSlots = mock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Observation observation;
    private Meters meters;
    private Healths healths;

    @BeforeEach
    void look() throws IOException {
        when(database.presence()).thenReturn(new Presence(true, Instant.now(), Duration.ofMillis(2), "11.4.5-MariaDB", null));
        when(database.address()).thenReturn("db:3306/hourbook");
        jdbc.update("insert into dead_letter (subject, fingerprint, state, code, where_at, what, fix, kind, first_seen_at, last_seen_at)"
                + " values ('0123456789abcdef', '0123456789abcdef', 'open', 'FMT-310', 'x', 'y', 'z', 'row', now(), now())");
        jdbc.update("insert into delivery (idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at, answered_at)"
                + " values ('k', 1, 'books', 1, 'failed', '2025-01-01', now(), now(), now()),"
                + " ('l', 2, 'books', 1, 'waiting', '2025-01-01', now(), now() - interval 2 hour, null)");
        jdbc.update("insert into run (trigger_word, state, started_at, finished_at) values ('sync', 'done', now(), now() - interval 1 minute)");
        jdbc.update("insert into pay_allocation (entry_id, state, reason, raw_seconds, start_at, work_date, mapping_version_id)"
                + " values (1, 'held', 'unapproved', 60, now(), now(), 1)");
        jdbc.update("insert into document (group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash,"
                + " created_run_id, changed_run_id) values (1, 'books', 'HB-INV-1', 'sales-invoice', 1, 'draft', now(), 1, 1, 1, '0123456789abcdef', 1, 1)");
        Files.writeString(Files.createDirectories(folder.resolve("inbox/harvest")).resolve("a.csv"), "x");
        Home home = new Home(folder);
        observation = new Observation(
                database, new FigureStore(source), new InboxLook(home), new FreeSpace(home, false), noSlots, Clock.systemUTC());
        meters = new Meters(registry, observation, () -> 0, () -> 0, () -> 1);
        healths = new Healths(observation);
        observation.look();
    }

    @Test
    void aHomeThatIsForTryingOutSaysSoBesideItsTargets() {
        Health told = Healths.rehearsing(Health.status("DEGRADED").withDetail("books", "2 pending").build());

        assertThat(told.getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(told.getDetails()).containsEntry("books", "2 pending").containsEntry("delivers", "to the sandbox only");
    }

    @Test
    void thePageOfMetricsNamesEveryMeterAndNoOther() throws IOException {
        meters.count(new RunEnded(1, "done", Duration.ofSeconds(3), new Summary.Rows(5, 4, 1, 0, 0, 0)));
        meters.called("books", "2xx", Duration.ofMillis(40));
        Set<String> told = ROW.matcher(Files.readString(Path.of("docs/metrics.md"))).results().map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(registry.getMeters()).extracting(meter -> meter.getId().getName()).filteredOn(name -> name.startsWith("hourbook."))
                .hasSameElementsAs(told);
        assertThat(registry.getMeters()).filteredOn(meter -> meter.getId().getName().startsWith("hourbook."))
                .extracting(Meter::getId).allSatisfy(id -> assertThat(id.getTags()).hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void gaugesSayWhatTheDatabaseHas() {
        assertThat(registry.get("hourbook.dead.letters").tags("kind", "row", "code", "FMT-310").gauge().value()).isEqualTo(1);
        assertThat(registry.get("hourbook.deliveries").tags("target", "books", "state", "waiting").gauge().value()).isEqualTo(1);
        assertThat(registry.get("hourbook.holds").tags("side", "pay", "reason", "unapproved").gauge().value()).isEqualTo(1);
        assertThat(registry.get("hourbook.documents").tags("type", "sales-invoice", "state", "draft").gauge().value()).isEqualTo(1);
        assertThat(registry.get("hourbook.lag").tags("of", "delivery").gauge().value()).isBetween(7_190.0, 7_300.0);
        assertThat(registry.get("hourbook.lag").tags("of", "run").gauge().value()).isBetween(50.0, 150.0);
        assertThat(registry.get("hourbook.inbox.files").gauge().value()).isEqualTo(1);
        assertThat(registry.get("hourbook.conserved").gauge().value()).isEqualTo(1);
        assertThat(registry.get("hourbook.disk.needed").tags("folder", "out").gauge().value()).as("before anything was written there").isNaN();
        assertThat(registry.get("hourbook.database.size").gauge().value()).isPositive();
    }

    @Test
    void aTargetWhoseCredentialsAreRefusedIsOneProblemUntilItCanBeCalledAgain() {
        DeadLetterDesk letters = mock();
        Gate gate = mock();
        RouteDeployer routes = mock();
        when(gate.refused()).thenReturn(Optional.empty());
        Conditions conditions = new Conditions(observation, database, letters, () -> gate, () -> routes, new Home(folder));
        assertThat(targets(conditions)).containsExactly("target books");

        jdbc.update("insert into target_pause values ('books', now() - interval 1 minute, now() - interval 1 hour, 'DEL-121 refused; authorize again', 'Hourbook')");
        observation.look();
        assertThat(targets(conditions)).as("it has not taken what is due, which is the same problem").containsExactly("credentials books DEL-121");
        assertThat(healths.targets().getDetails().get("books").toString()).contains("credentials=DEL-121 refused");

        jdbc.update("update target_pause set why = '429 too many calls'");
        observation.look();
        assertThat(targets(conditions)).containsExactly("target books");
    }

    private static List<String> targets(Conditions conditions) {
        return conditions.now().orElseThrow().stream().filter(each -> each.link().equals("/documents"))
                .map(each -> each.cause() + (each.code() == null ? "" : " " + each.code())).toList();
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsMadeUp() {
        when(database.away()).thenReturn(true);
        when(database.presence()).thenReturn(new Presence(false, Instant.now(), Duration.ofMillis(2), "11.4.5-MariaDB", "Connection refused"));

        observation.look();

        assertThat(registry.get("hourbook.database.up").gauge().value()).isZero();
        assertThat(registry.get("hourbook.work").gauge().value()).isNaN();
        assertThat(registry.get("hourbook.holds").tags("side", "pay").gauge().value()).isNaN();
        assertThat(healths.database().getStatus()).isEqualTo(Status.DOWN);
        assertThat(healths.database().getDetails()).containsEntry("why", "Connection refused");
        assertThat(healths.targets().getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(healths.inbox().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void healthTellsWhatSomebodyShouldLookAt() {
        assertThat(healths.database().getDetails()).containsEntry("version", "11.4.5-MariaDB");
        Health targets = healths.targets();
        assertThat(targets.getStatus()).isEqualTo(Healths.DEGRADED);
        assertThat(targets.getDetails().get("books").toString()).contains("failed=1").contains("pending=1").contains("lastAnswerAt=");
        assertThat(healths.conservation().getStatus()).isEqualTo(Status.UP);
        assertThat(healths.disk().getDetails()).containsKey("home");

        jdbc.update("insert into run (trigger_word, state, started_at, finished_at, failure) values ('sync', 'failed', now(), now(), 'not conserved: x')");
        observation.look();
        assertThat(healths.conservation().getStatus()).isEqualTo(Status.DOWN);
        assertThat(registry.get("hourbook.conserved").gauge().value()).isZero();
    }
}
