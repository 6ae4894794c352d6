package io.hourbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.TestDatabase;
import io.hourbook.entry.MovingClock;
import io.hourbook.run.Turn;
import io.hourbook.timetable.Schedules;
import io.hourbook.timetable.When;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several processes, as far as slots go, on one real database with a clock that stands still until it is moved. */
abstract class SlotsBench {

    static final DataSource SOURCE = TestDatabase.fresh();
    static final When HOURLY = When.hourly(0, ZoneOffset.UTC);

    final JdbcTemplate jdbc = new JdbcTemplate(SOURCE);
    final MovingClock clock = new MovingClock("2025-05-09T12:30:00Z");
    final Node node = new Node();

    @BeforeEach
    void empty() {
        jdbc.update("delete from slot");
        jdbc.update("delete from schedule");
    }

    /** One of several processes. */
    final class Node implements Plans.Book, Slots.Work {
        final Map<String, When> work = new LinkedHashMap<>(Map.of("sync", HOURLY));
        final Map<String, When> sources = new LinkedHashMap<>();
        final Set<String> assumed = new HashSet<>();
        final Set<String> routes = new HashSet<>(Set.of("month-end"));
        final List<String> passes = new ArrayList<>();
        Map<String, When> edit;
        int stamp;
        boolean stopping;
        boolean busy;
        boolean noting = true;
        final SlotStore store = new SlotStore(new JdbcTemplate(SOURCE) {
            @Override
            public int update(String sql, Object... arguments) {
                if (!noting && sql.startsWith("update slot set state = ?,")) {
                    throw new DataAccessResourceFailureException("the server has gone away");
                }
                return super.update(sql, arguments);
            }
        });
        final Slots slots = new Slots(
                new Plans(this, this::runs, store), store, new Attempts(store, this::runs, clock), this, name -> 7, clock);

        boolean runs(String name) {
            return Schedules.isPass(name) || routes.contains(name);
        }

        @Override
        public Schedules schedules() {
            return new Schedules(work, assumed, sources, Map.of());
        }

        @Override
        public Collection<String> sources() {
            return List.of("harvest");
        }

        @Override
        public Object stamp() {
            return stamp;
        }

        @Override
        public void reload() {
            if (edit != null) {
                work.clear();
                work.putAll(edit);
            }
        }

        @Override
        public Optional<Turn> turn() {
            return busy ? Optional.empty() : Optional.of(new Turn(() -> {}, () -> {}));
        }

        @Override
        public void pass(Turn turn, String name) {
            passes.add(name);
        }

        @Override
        public boolean stopping() {
            return stopping;
        }

        /** Works all that is due, each well. */
        List<String> look() {
            List<String> worked = new ArrayList<>();
            while (slots.next()) {
                worked.add(slots.slot().name() + " " + slots.slot().dueAt());
                slots.done();
            }
            return worked;
        }

        Slot claim() {
            assertThat(slots.next()).isTrue();
            return slots.slot();
        }

        void fail(String why) {
            claim();
            slots.failed(new IllegalStateException("outside", new IllegalStateException(why)));
        }
    }

    final void pass(Duration time) {
        clock.advance(time);
    }

    final Map<String, Object> slot(String name) {
        return jdbc.queryForMap("select * from slot where name = ? order by due_at desc limit 1", name);
    }
}
