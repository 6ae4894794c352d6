package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of the rules that are shipped, turned round: always the same ones. RulesTurnedRoundSoak turns round all of them. */
class RulesTurnedRoundTest {

    @TempDir
    private Path home;

    private Mutants mutants;

    @BeforeEach
    void layOut() {
        mutants = new Mutants(home);
    }

    @Test
    void unchangedRulesAreInOrder() {
        assertThat(mutants.mappings()).isEmpty();
        Mutants.unchangedRoutes().forEach(route -> mutants.put(route));

        assertThat(mutants.routes()).isEmpty();
    }

    @Test
    void aTableThatIsChangedIsSeen() {
        assertThat(unseen(some(Mutants.tables(), 30))).isEmpty();
    }

    @Test
    void aPolicyThatIsChangedIsSeen() {
        assertThat(unseen(some(Mutants.policies(), 15))).isEmpty();
    }

    @Test
    void whatIsLeftOpenAndFilledInIsSeen() {
        List<Mutants.Mutant> all = new ArrayList<>(FilledMutants.tables());
        all.addAll(FilledMutants.policies());
        assertThat(unseen(some(all, 25))).isEmpty();
    }

    @Test
    void aRouteThatIsChangedIsSeenByItsCases() {
        for (Mutants.Mutant mutant : some(Mutants.ofRoutes(), 12)) {
            assertThat(mutants.seen(mutant)).as(mutant.toString()).isNotEmpty();
        }
    }

    private List<String> unseen(List<Mutants.Mutant> some) {
        return some.stream().filter(mutant -> mutants.seen(mutant).isEmpty()).map(Mutants.Mutant::toString).toList();
    }

    private static List<Mutants.Mutant> some(List<Mutants.Mutant> all, int count) {
        List<Mutants.Mutant> some = new ArrayList<>(all);
        some.removeIf(mutant -> RulesTurnedRoundSoak.HARMLESS.contains(mutant.toString()));
        Collections.shuffle(some, new Random(20250304));
        return some.subList(0, count);
    }
}
