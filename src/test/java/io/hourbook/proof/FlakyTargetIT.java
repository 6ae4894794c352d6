package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.proof.AccountingEndpoint.Fault;
import org.junit.jupiter.api.Test;

/** Targets that fail, and passes that go on from where they came to. */
class FlakyTargetIT {

    @Test
    void threePassesAreExactAtATargetThatIsBusyOrCutsTheLine() {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.withExports()) {
            target.failing(call -> call % 4 == 0 ? Fault.BUSY : call % 3 == 0 ? Fault.CUT : Fault.NONE);

            company.sync(target);
            company.sync(target);
            JsonNode third = company.sync(target);

            Figures.assertSampleCompany(target);
            assertThat(third.path("documents").path("pending").asInt()).isZero();
            assertThat(third.path("documents").path("failed").asInt()).isZero();
        }
    }

    @Test
    void documentsWaitForATargetThatIsNotThere() {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.withExports()) {
            target.down();
            JsonNode first = company.sync(target);

            assertThat(first.path("documents").path("pending").asInt()).isPositive();
            assertThat(first.path("documents").path("failed").asInt()).isZero();
            assertThat(first.path("conserved").asBoolean()).isTrue();

            target.up();
            JsonNode second = company.sync(target);

            Figures.assertSampleCompany(target);
            assertThat(second.path("documents").path("pending").asInt()).isZero();
        }
    }
}
