package io.hourbook.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person asks for, and files that lie where nobody has looked yet. */
class AskedSlotsTest extends SlotsBench {

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
        takesItsOwn(other);
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
        takesItsOwn(other);
    }

    private void takesItsOwn(Node other) {
        other.busy = false;
        other.look();
        other.look();
        node.look();

        assertThat(other.passes).containsExactly("source:harvest");
        assertThat(node.passes).as("its own were taken with the slot").isEmpty();
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
}
