package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.proof.AccountingEndpoint.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    void aPassOutlastsATargetThatGoesAwayForAMoment() throws InterruptedException {
        CountDownLatch tenth = new CountDownLatch(1);
        try (AccountingEndpoint target = new AccountingEndpoint().whenCreated(10, tenth::countDown);
                Company company = Company.withExports()) {
            Company.Running pass = company.start(Map.of("HOURBOOK_TARGET_URL", target.url()), "sync", "--json");
            assertThat(tenth.await(120, TimeUnit.SECONDS)).as(pass.words()).isTrue();
            target.down();
            // the fault itself lasts: two seconds in which every connection is refused
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            target.up();
            Company.Ended ended = pass.await();

            assertThat(ended.exit()).as(ended.err()).isZero();
            assertThat(ended.json().path("documents").path("pending").asInt()).isZero();
            assertThat(ended.json().path("documents").path("failed").asInt()).isZero();
            Figures.assertSampleCompany(target);
        }
    }
}
