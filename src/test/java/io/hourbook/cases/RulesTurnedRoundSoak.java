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
            // nobody is charged for internal work, whoever does it
            "mappings/projects.csv: line 12 rebill_contractors no -> yes",
            // a file that may be absent, and is
            "mappings/exchange.yaml: line 11 daily: exchange-rates-ecb.xml -> exchange-rates-ecb.xml x");

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
    void everyStepAndConditionOfRoutesProcessIsHeldByACase() {
        assertThat(unseen(Mutants.ofRoutes())).isEmpty();
    }

    @Test
    void whatIsCalledHarmlessIsThereAndUnseen() {
        List<Mutants.Mutant> all = new ArrayList<>(Mutants.tables());
        all.addAll(Mutants.policies());
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
