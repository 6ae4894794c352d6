package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 of the program and its database server: the next pass ends with every figure exact and nothing twice. */
class CrashIT {

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 12, 20})
    void killedWhenADocumentArrives(int nth) {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.withExports()) {
            target.whenCreated(nth, company::kill);

            assertKilled(company.run(target, "sync", "--json"));
            assertThat(target.created()).isGreaterThanOrEqualTo(nth).isLessThan(48);
            assertNextPassIsExact(company, target);
        }
    }

    @Test
    void killedWhenAFileIsTaken() {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.withExports()) {
            Company.Running pass = company.start(Map.of("HOURBOOK_TARGET_URL", target.url()), "sync", "--json");
            killOnceTaken(company, pass);

            assertKilled(pass.await());
            assertThat(target.created()).as("documents that went out before the kill").isZero();
            assertNextPassIsExact(company, target);
        }
    }

    private static void killOnceTaken(Company company, Company.Running pass) {
        AtomicBoolean over = new AtomicBoolean();
        pass.process().onExit().thenRun(() -> over.set(true));
        while (company.taken().isEmpty() && !over.get()) {
            // looks every few milliseconds: the moment is short
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        company.kill();
    }

    private static void assertKilled(Company.Ended ended) {
        assertThat(ended.exit()).as("128 + 9 for a program that was killed: " + ended.err()).isEqualTo(137);
        assertThat(ended.out()).as("no summary of a pass that did not end").isEmpty();
    }

    private static void assertNextPassIsExact(Company company, AccountingEndpoint target) {
        JsonNode summary = company.sync(target);

        Figures.assertSampleCompany(target);
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        assertThat(summary.path("documents").path("pending").asInt()).isZero();
        assertThat(summary.path("documents").path("failed").asInt()).isZero();
        assertThat(company.servers()).as("database servers left behind").isEmpty();
    }
}
