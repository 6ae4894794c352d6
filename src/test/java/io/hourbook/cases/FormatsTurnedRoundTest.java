package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.cases.Mutants.Mutant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every word of every format that is shipped, turned round one by one: some case must come out otherwise, or the check refuse it. */
class FormatsTurnedRoundTest {

    private final List<Mutant> all = FormatMutants.all();

    @Test
    void unchangedFormatsAreInOrder() {
        assertThat(FormatMutants.unchanged()).allSatisfy(format -> assertThat(FormatMutants.seen(format)).isEmpty());
    }

    @Test
    void everyWordOfEveryFormatIsHeldByACase() {
        assertThat(all.stream().filter(mutant -> !FormatMutants.harmless(mutant)).filter(mutant -> FormatMutants.seen(mutant).isEmpty()).map(Mutant::toString).toList()).isEmpty();
    }

    @Test
    void whatIsCalledHarmlessIsThereAndUnseen() {
        assertThat(FormatMutants.idle(all)).isEmpty();
        assertThat(all.stream().filter(FormatMutants::harmless).filter(mutant -> !FormatMutants.seen(mutant).isEmpty()).map(Mutant::toString).toList()).isEmpty();
    }
}
