package io.hourbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.timetable.When;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is due is worked once among all processes, oldest first; what becomes of slots that fail. */
class SlotsTest extends SlotsBench {

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
