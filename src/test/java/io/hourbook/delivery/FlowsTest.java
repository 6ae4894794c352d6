package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.PassGuard;
import io.hourbook.mapping.Target;
import io.hourbook.timetable.PassScope;
import io.hourbook.timetable.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of a flow that waits for its schedule stay where they are, and hold up nobody. */
class FlowsTest {

    private static final LocalDate TODAY = LocalDate.of(2100, 1, 1);
    private static final List<String> REFERENCES = List.of(
            "HB-INV-C-USD-2025-03-1", "HB-CRN-C-USD-2025-03-1", "HB-BIL-V-USD-2025-03-1", "HB-VCR-V-USD-2025-03-1", "HB-RET-R-USD-2025-03-1",
            "HB-PAY-2025-03-03-1", "HB-LAB-USD-2025-03-1");

    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(1), 10);
    private final Target books = new Target("books", "http://localhost:1", "secret-token", 500, 0, 1, 0, 5);

    @BeforeEach
    void oneOfEachKind() {
        for (int i = 0; i < REFERENCES.size(); i++) {
            bench.put(i + 1, "1.00");
            bench.jdbc.update("update document set reference = ? where id = ?", REFERENCES.get(i), i + 1);
        }
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<Integer> claimed(PassScope scope) {
        Instant now = bench.clock.instant();
        return bench.store.claim(PassGuard.here(), books, "a pass", TODAY, now, now, now.plusSeconds(60), 100, scope).stream().map(Due::documentId).toList();
    }

    @ParameterizedTest
    @CsvSource({"billable, 1 2", "contractor, 3 4", "retainer, 5", "payroll, 6 7"})
    void whatWaitsIsLeftAndTheRestGoes(String flow, String documents) {
        List<Integer> waiting = List.of(documents.split(" ")).stream().map(Integer::valueOf).toList();
        PassScope scope = new PassScope(Set.of(), Set.of(flow));

        assertThat(bench.store.pending(TODAY, flow)).isEqualTo(waiting.size());
        assertThat(claimed(scope)).hasSize(REFERENCES.size() - waiting.size()).doesNotContainAnyElementsOf(waiting);
        assertThat(bench.store.nextDue("books", TODAY, scope)).as("a pass does not wait for it").isEmpty();
        assertThat(claimed(scope)).isEmpty();
        assertThat(claimed(scope.with(Schedules.FLOW + flow))).as("its own slot sends it").isEqualTo(waiting);
    }

    @Test
    void aTargetThatIsNotCalledAtThisTimeWaitsAndAPersonsPassCallsIt() {
        PassScope night = new PassScope(Set.of(), Set.of(), Set.of("books"));

        assertThat(night.sendsTo("books")).isFalse();
        assertThat(night.sendsTo("others")).isTrue();
        assertThat(night.with("target:books").sendsTo("books")).as("its own slot").isTrue();
        assertThat(night.with("flow:payroll").sendsTo("books")).isFalse();
        assertThat(PassScope.ALL.sendsTo("books")).isTrue();
    }

    @Test
    void aPassHasNothingToWaitForWhereEverythingWaitsForItsSchedule() {
        PassScope nothing = new PassScope(Set.of(), Set.copyOf(Schedules.FLOWS));
        TargetQueue queue = new TargetQueue(books, "a pass", TODAY, bench.clock.instant().plusSeconds(60), bench.store, bench.clock, nothing, PassGuard.here());

        assertThat(queue.take()).isEmpty();
        assertThat(queue.next()).isEmpty();
    }

    @Test
    void aPersonSendsEverything() {
        assertThat(claimed(PassScope.ALL)).hasSize(REFERENCES.size());
    }
}
