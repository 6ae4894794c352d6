package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rule that is shipped, turned round one by one: some case must come out otherwise, or the check refuse it. */
class RulesTurnedRoundSoak {

    /** What changes nothing that the books could say. */
    static final List<String> HARMLESS = List.of(
            // what is not rounded has no increment
            "mappings/clients.csv: line 6 increment_minutes 1 -> 15",
            "mappings/clients.csv: line 11 increment_minutes 1 -> 15",
            "mappings/projects.csv: line 7 increment_minutes added with 30",
            "mappings/projects.csv: line 12 increment_minutes added with 30",
            // an employee is paid by the week, whatever terms stand there
            "mappings/workers.csv: line 3 terms filled with net30",
            "mappings/workers.csv: line 4 terms filled with net30",
            "mappings/workers.csv: line 5 terms filled with net30",
            "mappings/workers.csv: line 6 terms filled with net30",
            "mappings/workers.csv: line 7 terms filled with net30",
            "mappings/workers.csv: line 8 terms filled with net30",
            "mappings/workers.csv: line 9 terms filled with net30",
            "mappings/workers.csv: line 14 terms filled with net30",
            "mappings/workers.csv: line 15 terms filled with net30",
            "mappings/workers.csv: line 16 terms filled with net30",
            // nobody is charged for internal work, whoever does it
            "mappings/projects.csv: line 12 rebill_contractors no -> yes",
            // a file that may be absent, and is
            "mappings/exchange.yaml: line 11 daily: exchange-rates-ecb.xml -> exchange-rates-ecb.xml x",
            // three things that are set and do not look at one another
            "routes/deliver/deliver-batch.camel.yaml: forget-last-batch before keep-batch",
            "routes/deliver/deliver-batch.camel.yaml: take-batch before forget-last-batch",
            "routes/deliver/deliver-document.camel.yaml: forget-last-conversation before keep-work",
            "routes/deliver/deliver-document.camel.yaml: take-work before forget-last-conversation",
            // where writing an answer fails, putting the delivery back writes down what was heard
            "routes/deliver/deliver-batch.camel.yaml: deliveries.settle -> compose",
            "routes/deliver/deliver-document.camel.yaml: deliveries.settle -> compose",
            // a word in the log
            "routes/deliver/deliver-document.camel.yaml: without say-so",
            // nothing due is not several
            "routes/deliver/deliver-lane.camel.yaml: part 2 of what-is-due before part 1",
            // the step after it strips them, too
            "routes/deliver/http-target.camel.yaml: without strip-headers",
            // its route is found by the body, which is the file
            "routes/intake/take-inbox.camel.yaml: find-its-route before remember-the-file",
            // each side of an entry is decided for itself
            "routes/process/allocate-entry.camel.yaml: to-bill-side before pay-side",
            // neither the rounding nor the rate looks at the other
            "routes/process/allocate-retainer.camel.yaml: find-rate before round-to-client-increment",
            // a day stays marked until it is recomputed: it is taken again
            "routes/process/check-worker-days.camel.yaml: take-next-days before recompute-days",
            // flags are of hours, not of how they are paid
            "routes/process/split-pay-week.camel.yaml: flag-working-time before split-overtime",
            // a file's name is of the month and the table, not of what is in it
            "routes/report/list-month.camel.yaml: name-the-file before mark-as-utf8",
            "routes/report/tell-month.camel.yaml: name-the-file before write-summary",
            // the words and the address do not look at one another
            "routes/report/tell-alert.camel.yaml: address-it before write-it-down",
            "routes/report/tell-edit.camel.yaml: address-it before write-it-down",
            // two things that are set and do not look at one another
            "routes/schedule/work-slot.camel.yaml: time-slot before name-slot");

    @TempDir
    private Path home;

    private Mutants mutants;

    @BeforeEach
    void layOut() {
        mutants = new Mutants(home);
    }

    @Test
    void everyCellOfEveryTableIsHeldByACase() {
        assertThat(unseen(Mutants.tables())).isEmpty();
    }

    @Test
    void everyValueOfEveryPolicyIsHeldByACase() {
        assertThat(unseen(Mutants.policies())).isEmpty();
    }

    @Test
    void everythingThatIsLeftOpenIsHeldByACase() {
        List<Mutants.Mutant> all = new ArrayList<>(FilledMutants.tables());
        all.addAll(FilledMutants.policies());
        assertThat(unseen(all)).isEmpty();
    }

    @Test
    void everyStepAndConditionOfEveryRouteIsHeldByACase() {
        assertThat(unseen(Mutants.ofRoutes())).isEmpty();
    }

    @Test
    void whatIsCalledHarmlessIsThereAndUnseen() {
        List<Mutants.Mutant> all = new ArrayList<>(Mutants.tables());
        all.addAll(Mutants.policies());
        all.addAll(FilledMutants.tables());
        all.addAll(FilledMutants.policies());
        all.addAll(Mutants.ofRoutes());
        List<Mutants.Mutant> harmless = all.stream().filter(mutant -> HARMLESS.contains(mutant.toString())).toList();

        assertThat(harmless).hasSameSizeAs(HARMLESS);
        assertThat(harmless).allMatch(mutant -> mutants.seen(mutant).isEmpty());
    }

    private List<String> unseen(List<Mutants.Mutant> all) {
        return all.stream()
                .filter(mutant -> !HARMLESS.contains(mutant.toString()))
                .filter(mutant -> mutants.seen(mutant).isEmpty())
                .map(Mutants.Mutant::toString)
                .toList();
    }
}
