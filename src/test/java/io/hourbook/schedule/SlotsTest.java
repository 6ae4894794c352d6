package io.hourbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.database.TestDatabase;
import io.hourbook.problem.Problem;
import io.hourbook.run.Turn;
import io.hourbook.timetable.Schedules;
import io.hourbook.timetable.When;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
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
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Slots on a real database: who works what, in which order, and what becomes of those that fail. */
class SlotsTest {

    private static final DataSource SOURCE = TestDatabase.fresh();
    private static final When HOURLY = When.hourly(0, ZoneOffset.UTC);

    private final JdbcTemplate jdbc = new JdbcTemplate(SOURCE);
    private Instant now = Instant.parse("2025-05-09T12:30:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };
    private final Node node = new Node();

    @BeforeEach
    void empty() {
        jdbc.update("delete from slot");
        jdbc.update("delete from schedule");
    }

    /** One of several processes. */
    final class Node implements Plans.Book, Slots.Work {
        private final Map<String, When> work = new LinkedHashMap<>(Map.of("sync", HOURLY));
        private final Map<String, When> sources = new LinkedHashMap<>();
        private final Set<String> assumed = new HashSet<>();
        private final Set<String> routes = new HashSet<>(Set.of("month-end"));
        private final List<String> passes = new ArrayList<>();
        private Map<String, When> edit;
        private int stamp;
        private boolean stopping;
        private boolean busy;
        private boolean noting = true;
        private final SlotStore store = new SlotStore(new JdbcTemplate(SOURCE) {
            @Override
            public int update(String sql, Object... arguments) {
                if (!noting && sql.startsWith("update slot set state = ?,")) {
                    throw new DataAccessResourceFailureException("the server has gone away");
                }
                return super.update(sql, arguments);
            }
        });
        private final Slots slots = new Slots(
                new Plans(this, this::runs, store), store, new Attempts(store, this::runs, clock), this, name -> 7, clock);

        private boolean runs(String name) {
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
        private List<String> look() {
            List<String> worked = new ArrayList<>();
            while (slots.next()) {
                worked.add(slots.slot().name() + " " + slots.slot().dueAt());
                slots.done();
            }
            return worked;
        }

        private Slot claim() {
            assertThat(slots.next()).isTrue();
            return slots.slot();
        }

        private void fail(String why) {
            claim();
            slots.failed(new IllegalStateException("outside", new IllegalStateException(why)));
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private Map<String, Object> slot(String name) {
        return jdbc.queryForMap("select * from slot where name = ? order by due_at desc limit 1", name);
    }

    @Test
    void aScheduleBeginsWhenItIsFirstSeen() {
        assertThat(node.look()).isEmpty();

        pass(Duration.ofMinutes(29));
        assertThat(node.look()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(node.look()).containsExactly("sync 2025-05-09T13:00:00Z");
        assertThat(node.look()).isEmpty();
        assertThat(slot("sync")).containsEntry("state", "done").containsEntry("attempts", 1L).containsEntry("failure", null).containsEntry("owner", null);
    }

    @Test
    void whatWasMissedIsCaughtUpOldestFirstAndOnceAmongNodes() {
        node.work.put("month-end", When.monthly(10, LocalTime.of(3, 0), ZoneOffset.UTC));
        node.look();
        pass(Duration.ofHours(16));

        Node other = new Node();
        other.work.putAll(node.work);
        assertThat(node.claim().dueAt()).isEqualTo("2025-05-09T13:00:00Z");
        node.slots.done();
        List<String> rest = other.look();

        assertThat(rest).hasSize(16).startsWith("sync 2025-05-09T14:00:00Z", "sync 2025-05-09T15:00:00Z")
                .containsSubsequence("sync 2025-05-10T02:00:00Z", "sync 2025-05-10T03:00:00Z", "month-end 2025-05-10T03:00:00Z", "sync 2025-05-10T04:00:00Z");
        assertThat(node.slots.next()).isFalse();
    }

    @Test
    void whatWasMissedMoreThanFiveWeeksAgoIsLetGo() {
        node.work.put("sync", When.daily(LocalTime.of(6, 30), ZoneOffset.UTC));
        node.look();
        pass(Duration.ofDays(400));

        assertThat(node.look()).hasSize(35);
    }

    @Test
    void monthsThatWereMissedAreAllCaughtUp() {
        node.work.put("month-end", When.monthly(10, LocalTime.of(3, 0), ZoneOffset.UTC));
        node.look();
        pass(Duration.ofDays(400));

        assertThat(node.look()).filteredOn(slot -> slot.startsWith("month-end ")).hasSize(14)
                .startsWith("month-end 2025-05-10T03:00:00Z", "month-end 2025-06-10T03:00:00Z");
    }

    @Test
    void aSlotLeftByADeadProcessIsWorkedAgainBeforeLaterOnes() {
        node.look();
        pass(Duration.ofHours(2));
        // it claims one and is no more
        assertThat(node.claim().dueAt()).isEqualTo("2025-05-09T13:00:00Z");

        assertThat(new Node().look()).containsExactly("sync 2025-05-09T13:00:00Z", "sync 2025-05-09T14:00:00Z");
        assertThat(jdbc.queryForList("select attempts from slot order by due_at", Integer.class)).containsExactly(2, 1);
    }

    @Test
    void whoWasTakenForDeadWritesNothingOverWhatCameAfter() {
        node.look();
        pass(Duration.ofHours(1));
        node.claim();
        Node other = new Node();
        other.look();

        node.slots.failed(new IllegalStateException("late"));

        assertThat(slot("sync")).containsEntry("state", "done").containsEntry("attempts", 2L).containsEntry("failure", null);
    }

    @Test
    void aSlotThatEndsItsProcessTenTimesIsGivenUp() {
        node.look();
        pass(Duration.ofMinutes(30));
        for (int i = 0; i < 10; i++) {
            new Node().claim();
        }

        assertThat(new Node().look()).isEmpty();
        assertThat(slot("sync")).containsEntry("state", "failed").containsEntry("failure", """
                schedule sync: SCH-101 the slot due 2025-05-09T13:00:00Z has failed for good: the process that worked it ended in the middle, 10 times
                  want  a slot that is done
                  do    mend what it names and run the schedule from the console; later slots go on by themselves""");
    }

    @Test
    void aSlotThatFailsIsTriedAgainLaterAndLaterAndThenStandsInNobodysWay() {
        node.look();
        pass(Duration.ofMinutes(30));
        for (int minutes : new int[] {1, 5, 15, 30}) {
            node.fail("the disk is full");
            assertThat(slot("sync")).containsEntry("state", "waiting").containsEntry("failure", "the disk is full");
            pass(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(node.look()).as("the others wait behind it").isEmpty();
            pass(Duration.ofSeconds(1));
        }
        pass(Duration.ofMinutes(10));
        node.fail("the disk is full");

        assertThat(jdbc.queryForMap("select state, attempts, failure from slot")).containsEntry("state", "failed").containsEntry("attempts", 5L);
        assertThat(node.look()).containsExactly("sync 2025-05-09T14:00:00Z");
    }

    @Test
    void theEndOfTheProgramIsNoFailureOfTheSlot() {
        node.look();
        pass(Duration.ofHours(2));
        node.claim();
        node.stopping = true;
        node.slots.failed(new IllegalStateException("interrupted"));

        assertThat(node.slots.next()).as("nothing more is begun").isFalse();
        assertThat(new Node().look()).as("another node goes on at once").hasSize(2);
    }

    @Test
    void anEndThatCouldNotBeNotedIsNotedBeforeAnythingElseIsBegun() {
        node.look();
        pass(Duration.ofMinutes(30));
        node.claim();
        node.noting = false;
        node.slots.done();
        assertThat(slot("sync")).containsEntry("state", "running");

        node.noting = true;
        assertThat(node.look()).as("it is not done twice").isEmpty();
        assertThat(slot("sync")).containsEntry("state", "done").containsEntry("attempts", 1L);
    }

    @Test
    void whoDoesNotHaveTheTurnBeginsNothing() {
        node.look();
        pass(Duration.ofHours(1));
        node.busy = true;

        assertThat(node.look()).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from slot", Integer.class)).isZero();
    }

    @Test
    void aScheduleThatIsChangedMakesNothingDueThatLiesBeforeTheChange() {
        node.look();
        pass(Duration.ofMinutes(30));
        node.look();
        node.work.put("sync", When.cron(io.hourbook.timetable.Cron.of("0 0/15 * * * ?"), ZoneOffset.UTC));
        pass(Duration.ofMinutes(50));

        assertThat(node.look()).isEmpty();
        pass(Duration.ofMinutes(10));
        assertThat(node.look()).containsExactly("sync 2025-05-09T14:00:00Z");

        // and back again, while nothing runs
        Node next = new Node();
        pass(Duration.ofMinutes(125));
        assertThat(next.look()).isEmpty();
        pass(Duration.ofMinutes(55));
        assertThat(next.look()).containsExactly("sync 2025-05-09T17:00:00Z");
    }

    @Test
    void twoNodesWithOtherFilesDoNotHoldEachOtherUp() {
        Node other = new Node();
        other.work.put("sync", When.hourly(15, ZoneOffset.UTC));
        node.look();
        other.look();
        for (int i = 0; i < 29; i++) {
            pass(Duration.ofMinutes(1));
            node.look();
            other.look();
        }
        pass(Duration.ofMinutes(1));
        assertThat(node.look()).containsExactly("sync 2025-05-09T13:00:00Z");
        pass(Duration.ofMinutes(15));
        assertThat(other.look()).containsExactly("sync 2025-05-09T13:15:00Z");
    }

    @Test
    void aNodeThatKnowsOtherSchedulesTakesNoneAwayForLong() {
        Node other = new Node();
        node.work.put("month-end", HOURLY);
        other.work.put("tidy-up", HOURLY);
        other.routes.add("tidy-up");
        for (int i = 0; i < 5; i++) {
            node.look();
            other.look();
            pass(Duration.ofMinutes(6));
        }

        assertThat(node.look()).contains("month-end 2025-05-09T13:00:00Z");
        assertThat(other.look()).contains("tidy-up 2025-05-09T13:00:00Z");
    }

    @Test
    void filesThatWaitWhereTheirSlotWasNotWorkedAreTakenThereToo() {
        Node other = new Node();
        for (Node one : List.of(node, other)) {
            one.sources.put("harvest", HOURLY);
            one.look();
        }
        pass(Duration.ofMinutes(30));

        assertThat(node.look()).contains("source:harvest 2025-05-09T13:00:00Z");
        other.busy = true;
        other.look();
        assertThat(other.passes).isEmpty();
        other.busy = false;
        other.look();
        other.look();
        node.look();

        assertThat(other.passes).containsExactly("source:harvest");
        assertThat(node.passes).as("its own were taken with the slot").isEmpty();
    }

    @Test
    void filesForWhichAPersonAskedAreTakenWhereverTheyLie() {
        Node other = new Node();
        for (Node one : List.of(node, other)) {
            one.look();
        }
        other.slots.runNow("source:harvest", "ana");
        other.busy = true;
        other.look();
        assertThat(other.passes).as("nobody has begun it").isEmpty();

        assertThat(node.look()).anyMatch(slot -> slot.startsWith("source:harvest "));
        other.busy = false;
        other.look();
        other.look();
        node.look();

        assertThat(other.passes).containsExactly("source:harvest");
        assertThat(node.passes).as("its own were taken with the slot").isEmpty();
    }

    @Test
    void aScheduleThatWasTakenOutBeginsAnewWhenItIsPutBack() {
        node.work.put("month-end", HOURLY);
        node.look();
        node.work.remove("month-end");
        node.look();
        pass(Duration.ofHours(3));
        node.look();
        node.work.put("month-end", HOURLY);

        assertThat(node.look()).isEmpty();
        pass(Duration.ofMinutes(30));
        assertThat(node.look()).containsExactly("sync 2025-05-09T16:00:00Z", "month-end 2025-05-09T16:00:00Z");
    }

    @Test
    void anEditThatNoPassHasReadIsReadByTheLook() {
        node.look();
        node.edit = Map.of("sync", When.weekly(DayOfWeek.FRIDAY, LocalTime.of(12, 45), ZoneOffset.UTC));
        node.stamp++;

        assertThat(node.look()).isEmpty();
        pass(Duration.ofMinutes(15));
        assertThat(node.look()).containsExactly("sync 2025-05-09T12:45:00Z");
    }

    @Test
    void aRouteThatDoesNotRunIsSaidAndItsSlotIsCaughtUpOnceItDoes() {
        node.work.clear();
        node.work.put("month-end", HOURLY);
        node.look();
        node.routes.clear();
        pass(Duration.ofMinutes(90));

        assertThat(node.look()).isEmpty();
        assertThat(slot("month-end")).containsEntry("state", "waiting").containsEntry("attempts", 0L).containsEntry("failure", """
                mappings/schedules.yaml: SCH-102 the route "month-end", which a schedule names, does not run
                  saw   month-end
                  want  a sound file routes/…/month-end.camel.yaml
                  do    mend or put back that file and start again, or take the name out of the schedules; what was missed is caught up""");
        assertThatThrownBy(() -> node.slots.runNow("month-end", "ana")).isInstanceOf(Problem.class).hasMessageContaining("SCH-102");

        node.routes.add("month-end");
        pass(Duration.ofMinutes(1));
        assertThat(node.look()).containsExactly("month-end 2025-05-09T13:00:00Z", "month-end 2025-05-09T14:00:00Z");
    }

    @Test
    void whatNoCompanyWroteDownIsLeftOutWhereItsRouteIsNotThere() {
        node.work.put("exchange-rates", HOURLY);
        node.assumed.add("exchange-rates");
        node.look();
        pass(Duration.ofHours(1));

        assertThat(node.look()).containsExactly("sync 2025-05-09T13:00:00Z");
        assertThat(node.slots.view()).extracting(ScheduleView::name).containsExactly("sync");

        node.routes.add("exchange-rates");
        assertThat(node.look()).as("it begins when its route is there").isEmpty();
        pass(Duration.ofMinutes(30));
        assertThat(node.look()).contains("exchange-rates 2025-05-09T14:00:00Z");
    }

    @Test
    void whatAPersonAsksForIsDoneFirstOnceAndTriedOnce() {
        node.look();
        pass(Duration.ofHours(3));
        node.slots.runNow("source:harvest", "ana");
        node.slots.runNow("source:harvest", "ben");

        assertThat(new Node().claim()).satisfies(slot -> {
            assertThat(slot.name()).isEqualTo("source:harvest");
            assertThat(slot.asked()).isTrue();
            assertThat(slot.isPass()).isTrue();
        });
        assertThat(node.look()).startsWith("source:harvest 2025-05-09T15:30:00.000001Z", "sync 2025-05-09T13:00:00Z").hasSize(4);
        assertThat(slot("source:harvest")).containsEntry("asked_by", "ana");

        node.slots.runNow("sync", "ana");
        node.fail("no");
        assertThat(slot("sync")).containsEntry("state", "failed").containsEntry("failure", "no");
        assertThat(node.look()).isEmpty();
    }

    @Test
    void onlyWhatThereIsCanBeAskedFor() {
        node.work.put("month-end", HOURLY);

        assertThatThrownBy(() -> node.slots.runNow("month-and", "ana")).isInstanceOf(Problem.class).hasMessage("""
                schedules: SCH-103 nothing of this name can be run
                  saw   month-and
                  want  one of sync, month-end, source:harvest, flow:contractor, flow:payroll, flow:retainer, flow:billable
                  do    choose one of them; mappings/schedules.yaml names what else there is to do""");
    }

    @Test
    void aRequestDoesNotCountAsTheScheduleItself() {
        node.look();
        pass(Duration.ofMinutes(40));
        node.slots.runNow("sync", "ana");

        assertThat(node.look()).hasSize(2).last().isEqualTo("sync 2025-05-09T13:00:00Z");
    }

    @Test
    void theViewTellsWhatWasAndWhatComes() {
        node.sources.put("harvest", When.daily(LocalTime.of(6, 30), ZoneId.of("Europe/Berlin")));
        node.look();
        pass(Duration.ofMinutes(45));
        node.look();
        pass(Duration.ofHours(2));

        List<ScheduleView> views = node.slots.view();

        assertThat(views).hasSize(2);
        assertThat(views.get(0)).isEqualTo(new ScheduleView(
                "source:harvest", "daily 06:30", "Europe/Berlin", null, Instant.parse("2025-05-10T04:30:00Z"), 0, 7));
        assertThat(views.get(1)).satisfies(sync -> {
            assertThat(sync.words()).isEqualTo("hourly");
            assertThat(sync.missed()).isEqualTo(2);
            assertThat(sync.nextDueAt()).isEqualTo("2025-05-09T16:00:00Z");
            assertThat(sync.last().dueAt()).isEqualTo("2025-05-09T13:00:00Z");
            assertThat(sync.last().state()).isEqualTo("done");
        });
        assertThat(node.slots.lookedAt()).isPresent();
    }

    @Test
    void oldSlotsAreForgottenButForTheNewestOfEachName() {
        node.look();
        pass(Duration.ofHours(3));
        node.look();
        pass(Duration.ofDays(91));
        node.work.put("sync", When.manual(ZoneOffset.UTC));
        node.work.put("month-end", HOURLY);
        node.look();
        pass(Duration.ofHours(2));
        node.look();

        assertThat(jdbc.queryForList("select due_at from slot where name = 'sync'", java.time.LocalDateTime.class))
                .containsExactly(java.time.LocalDateTime.parse("2025-05-09T15:00:00"));
    }
}
