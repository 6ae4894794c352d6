package io.hourbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.problem.Problem;
import io.hourbook.timetable.When;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an edit of the schedules makes due, and what it does not; nodes that know other schedules. */
class ScheduleChangesTest extends SlotsBench {

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
}
