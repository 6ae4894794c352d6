package io.hourbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.TestDatabase;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.run.Turn;
import io.hourbook.timetable.Schedules;
import io.hourbook.timetable.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The schedule's routes as they are shipped, looking once: passes, routes that do their work, and routes that cannot. */
class SlotRoutesTest {

    private static final DataSource SOURCE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2025-05-09T03:10:00Z");

    private final JdbcTemplate jdbc = new JdbcTemplate(SOURCE);
    private final List<String> worked = new ArrayList<>();
    private final World world = new World();
    private DefaultCamelContext camel;

    private final class World implements Plans.Book, Slots.Work {
        private boolean passBreaks;
        private int turns;

        @Override
        public Schedules schedules() {
            Map<String, When> work = new LinkedHashMap<>();
            for (String name : List.of("sync", "good", "bad", "letters", "gone")) {
                work.put(name, When.daily(LocalTime.of(3, 0), ZoneOffset.UTC));
            }
            return new Schedules(work, Set.of(), Map.of(), Map.of());
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
        public void reload() {}

        @Override
        public Optional<Turn> turn() {
            assertThat(turns++).as("one turn at a time").isZero();
            return Optional.of(new Turn(() -> {}, () -> turns--));
        }

        @Override
        public void pass(Turn turn, String name) {
            if (passBreaks) {
                throw new Problem(new Finding("RUN-900", "run 7", "the pass broke off: no room", null, null, null));
            }
            worked.add(name);
        }

        @Override
        public boolean stopping() {
            return false;
        }
    }

    @BeforeEach
    void start() throws Exception {
        jdbc.update("delete from slot");
        jdbc.update("delete from schedule");
        SlotStore store = new SlotStore(jdbc);
        world.schedules().plans().forEach((name, when) -> store.remember(name, when.identity(), NOW.minusSeconds(3600)));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("slots", new Slots(
                new Plans(world, this::runs, store), store, new Attempts(store, this::runs, clock), world, name -> 0, clock));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:good").routeId("good").errorHandler(noErrorHandler()).process(exchange -> {
                    worked.add("good " + exchange.getProperty("slot") + " " + exchange.getProperty("slotDueAt", Instant.class));
                    exchange.getMessage().setBody(null);
                });
                from("direct:bad").routeId("bad").errorHandler(noErrorHandler()).process(exchange -> broken());
                from("direct:letters").routeId("letters").errorHandler(deadLetterChannel("direct:kept")).process(exchange -> broken());
                from("direct:kept").routeId("kept").errorHandler(noErrorHandler()).process(exchange -> worked.add("a letter"));
            }
        });
        Path routes = Path.of("routes/schedule");
        // looked when the test says so
        String look = Files.readString(routes.resolve("look-for-slots.camel.yaml")).replace("    routeConfigurationId: dead-letter\n", "")
                .replaceFirst("uri: quartz(?s).*?stateful: true", "uri: direct\n      parameters:\n        name: look-for-slots");
        PluginHelper.getRoutesLoader(camel).loadRoutes(
                ResourceHelper.fromString("look-for-slots.camel.yaml", look),
                ResourceHelper.fromString("work-slot.camel.yaml", Files.readString(routes.resolve("work-slot.camel.yaml"))));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private static void broken() {
        throw new IllegalStateException("outside", new IllegalStateException("no answer"));
    }

    private boolean runs(String name) {
        return Schedules.isPass(name) || camel.getRoute(name) != null;
    }

    private void look() {
        Exchange exchange = camel.createProducerTemplate().send("direct:look-for-slots", message -> {});
        assertThat(exchange.getException()).isNull();
    }

    private String slot(String name) {
        return jdbc.queryForObject("select concat(state, ' ', attempts, ' ', coalesce(failure, '')) from slot where name = ?", String.class, name);
    }

    @Test
    void everythingThatIsDueIsWorkedOnceAndWhatFailsHoldsUpNothing() {
        look();

        assertThat(worked).containsExactly("sync", "good good 2025-05-09T03:00:00Z", "a letter");
        assertThat(slot("sync")).isEqualTo("done 1 ");
        assertThat(slot("good")).isEqualTo("done 1 ");
        assertThat(slot("bad")).isEqualTo("waiting 1 no answer");
        assertThat(slot("letters")).as("a dead letter is no work done").isEqualTo("waiting 1 its route stopped in the middle: a dead letter or the log says why");
        assertThat(slot("gone")).startsWith("waiting 0 mappings/schedules.yaml: SCH-102 the route \"gone\"");

        look();
        assertThat(worked).as("nothing twice").hasSize(3);
        assertThat(world.turns).as("no turn is kept").isZero();
    }

    @Test
    void aPassThatBreaksOffIsTriedAgain() {
        world.passBreaks = true;

        look();

        assertThat(slot("sync")).startsWith("waiting 1 run 7: RUN-900 the pass broke off: no room");
    }
}
