package io.hourbook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourbook.allocation.AllocationBench;
import io.hourbook.expense.Expenses;
import io.hourbook.entry.Row;
import io.hourbook.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who takes part in a first rollout, what becomes of the others, and what an edit of the lists does. */
class RolloutTest {

    private static final AllocationBench BENCH = new AllocationBench();
    private static final List<String> WORKERS = List.of("W01", "W05", "W09");
    private static final List<String> PROJECTS = List.of("ACME-WEB", "BLAU-ERP", "EMBER-CARE", "INTERNAL");
    private static final List<String> SOURCES = List.of("clockify-los-angeles", "toggl-berlin");

    @BeforeEach
    void empty() {
        BENCH.empty();
    }

    @Test
    void whoIsNotListedIsExcludedOnBothSidesForAReasonOfItsOwn() {
        rollout("[W01]", "", "");
        take();

        assertThat(both("1")).containsExactly("allocated", "allocated");
        assertThat(both("2")).containsExactly("excluded not-in-rollout", "excluded not-in-rollout");
        assertThat(both("3")).containsExactly("excluded not-in-rollout", "excluded not-in-rollout");
        assertThat(BENCH.bill("2").get("detail")).isEqualTo("worker W05 does not take part (workers in mappings/rollout.yaml)");
        assertThat(both("4")).as("nobody knows whose this is").containsExactly("held unmapped-worker", "held unmapped-worker");
        assertThat(both("5")).as("nobody knows what for, but who").containsExactly("allocated", "held unmapped-project");
    }

    @Test
    void allThreeListsHaveToLetAnEntryIn() {
        rollout("[W01, W09]", "[ACME-WEB]", "[toggl-berlin, clockify-los-angeles]");
        take();

        assertThat(both("1")).containsExactly("allocated", "allocated");
        assertThat(both("2")).containsExactly("excluded not-in-rollout", "excluded not-in-rollout");
        assertThat(both("3")).as("harvest").containsExactly("excluded not-in-rollout", "excluded not-in-rollout");
        assertThat(both("5")).as("to pay for what may be paid elsewhere is as wrong as to bill it")
                .containsExactly("held unmapped-project", "held unmapped-project");
        assertThat((String) BENCH.bill("5").get("detail")).endsWith("until then nobody knows whether it takes part (projects in mappings/rollout.yaml)");
    }

    @Test
    void aLongerListLetsWorkInByItselfAndAShorterOneTakesNothingBack() {
        rollout("[W01]", "", "");
        take();

        rollout("[W01, W05]", "", "");
        afterEdit();
        assertThat(both("2")).containsExactly("allocated", "allocated");
        assertThat(both("3")).containsExactly("excluded not-in-rollout", "excluded not-in-rollout");

        rollout("[W09]", "", "");
        afterEdit();
        assertThat(both("3")).containsExactly("allocated", "allocated");
        assertThat(both("1")).as("booked stays booked").containsExactly("allocated", "allocated");
        assertThat(both("5")).as("paid stays paid, and its bill waits for the project").containsExactly("allocated", "held unmapped-project");

        BENCH.entries.jdbc.update("insert into work select id from entry");
        BENCH.allocate();
        assertThat(both("1")).as("allocated again for whatever reason").containsExactly("allocated", "allocated");
        assertThat(both("5")).containsExactly("allocated", "held unmapped-project");
    }

    @Test
    void bookedWorkThatBecomesSomebodyElsesOrAnotherProjectsIsJudgedAnew() {
        rollout("", "[ACME-WEB, ACME-APP]", "");
        take();
        assertThat(both("1")).containsExactly("allocated", "allocated");

        BENCH.take("clockify-los-angeles", Row.timed("W01", "2025-03-04T09:00", 3_600).on("ACME-APP", "DEV").id("1"));
        assertThat(both("1")).containsExactly("allocated", "allocated");
        BENCH.take("clockify-los-angeles", Row.timed("W01", "2025-03-04T09:00", 3_600).on("BLAU-ERP", "DEV").id("1"));
        assertThat(both("1")).as("the old way bills that project").containsExactly("excluded not-in-rollout", "excluded not-in-rollout");
    }

    @Test
    void whateverTheListsNoSecondIsLostAndTheirHistoryLeavesNoTrace() {
        take();
        List<String> withoutLists = state();
        for (int seed = 1; seed <= 12; seed++) {
            BENCH.empty();
            Random random = new Random(seed);
            rollout(some(WORKERS, random), some(PROJECTS, random), some(SOURCES, random));
            take();
            conserved();
            // only longer lists: what a shorter one leaves in is another test's
            rollout("", some(PROJECTS, random), "");
            afterEdit();
            conserved();
            BENCH.edit("rollout.yaml", text -> text);
            afterEdit();
            conserved();
            assertThat(state()).as("seed %s", seed).isEqualTo(withoutLists);
        }
    }

    @Test
    void namesThatAreNowhereAreToldWithTheNearest() {
        Problem refused = catchThrowableOfType(Problem.class, () -> rollout("[W01, W0S]", "[ACME-WEBB]", "[harvst]"));

        assertThat(refused.getMessage())
                .contains("mappings/rollout.yaml:5: MAP-121 workers \"W0S\" is not in mappings/workers.csv")
                .contains("mappings/rollout.yaml:6: MAP-121 projects \"ACME-WEBB\" is not in mappings/projects.csv", "the nearest is \"ACME-WEB\"")
                .contains("mappings/rollout.yaml:7: MAP-121 sources \"harvst\" is not in mappings/sources.csv", "the nearest is \"harvest\"");
    }

    @Test
    void aListIsAList() {
        Problem refused = catchThrowableOfType(Problem.class, () -> rollout("W01", "", ""));

        assertThat(refused.getMessage()).contains("mappings/rollout.yaml:5: MAP-203 workers wants a list");
    }

    private static void rollout(String workers, String projects, String sources) {
        BENCH.edit("rollout.yaml", text -> text.replaceFirst("(?m)^workers:$", "workers: " + workers)
                .replaceFirst("(?m)^projects:$", "projects: " + projects).replaceFirst("(?m)^sources:$", "sources: " + sources));
    }

    private static String some(List<String> ids, Random random) {
        List<String> some = new ArrayList<>(ids);
        Collections.shuffle(some, random);
        return some.subList(0, random.nextInt(ids.size() + 1)).toString();
    }

    private static void take() {
        BENCH.take("clockify-los-angeles",
                Row.timed("W01", "2025-03-04T09:00", 3_600).on("ACME-WEB", "DEV").id("1"),
                Row.timed("Zoe Unknown", "2025-03-04T09:00", 1_200).on("ACME-WEB", "DEV").id("4"),
                Row.timed("W01", "2025-03-05T09:00", 1_800).on("NOPE", "DEV").id("5"),
                Row.timed("W01", "2025-03-06T09:00", 900).on("EMBER-CARE", "DEV").id("6"),
                Row.timed("W01", "2025-03-07T09:00", 700).on("INTERNAL", "ADMIN").id("7"));
        BENCH.take("toggl-berlin", Row.timed("W05", "2025-03-04T09:00", 3_600).on("BLAU-ERP", "CONSULT").id("2"));
        BENCH.take("harvest", Row.timed("W09", "2025-03-04T09:00", 5_400).on("ACME-WEB", "DEV").id("3"));
    }

    private static void afterEdit() {
        new Requeue(
                BENCH.entries.jdbc, BENCH.entries.transaction, null,
                new Expenses(BENCH.entries.jdbc, BENCH.entries.transaction, BENCH.groups())).afterEdit(BENCH.pass());
        BENCH.checkDays();
        BENCH.allocate();
    }

    private static List<String> both(String id) {
        return BENCH.entries.jdbc.queryForList(
                """
                select concat_ws(' ', a.state, a.reason) from (select 1 as side, entry_id, state, reason from pay_allocation
                    union all select 2, entry_id, state, reason from bill_allocation) a
                join entry e on e.id = a.entry_id where e.source_key = ? order by side""",
                String.class, id);
    }

    private static List<String> state() {
        return BENCH.entries.jdbc.queryForList(
                """
                select concat_ws('|', e.source_key, p.state, p.reason, p.account, p.amount, b.state, b.reason, b.account, b.seconds, b.amount)
                from entry e join pay_allocation p on p.entry_id = e.id join bill_allocation b on b.entry_id = e.id order by e.source_key""",
                String.class);
    }

    private static void conserved() {
        for (String side : List.of("pay_allocation", "bill_allocation")) {
            assertThat(BENCH.entries.jdbc.queryForObject(
                    "select count(*) = (select count(*) from entry) and sum(raw_seconds) = (select sum(seconds) from entry) and min(state in"
                            + " ('allocated', 'held', 'excluded')) from " + side, Boolean.class)).as(side).isTrue();
        }
    }
}
