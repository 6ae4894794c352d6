package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.database.StandingServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** kill -9 of the program, or of its database server, at a random moment of a pass; the next pass must end with every figure exact. */
final class Kills {

    /** As long as a pass of the sample company takes on a slow machine, measured anew by each pass that ended before its kill. */
    private static final long FIRST_GUESS_MILLIS = 6_000;

    private final Random random;
    private long passMillis = FIRST_GUESS_MILLIS;
    private int inTime;

    Kills(long seed) {
        random = new Random(seed);
    }

    /** How many kills came before their pass had ended. */
    int inTime() {
        return inTime;
    }

    void theProgram() {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.withExports()) {
            Company.Running pass = company.start(Map.of("HOURBOOK_TARGET_URL", target.url()), "sync", "--json");
            if (waited(pass, company)) {
                company.kill();
                inTime++;
            }
            Company.Ended ended = pass.await();
            assertThat(ended.exit()).as("killed, or done before: %s", ended.err()).isIn(137, 0);

            exact(company.sync(target), target);
        }
    }

    void theDatabase() {
        try (StandingServer server = new StandingServer(); AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.withExports()) {
            Map<String, String> settings = new HashMap<>(server.settings());
            settings.put("HOURBOOK_TARGET_URL", target.url());
            Company.Running pass = company.start(settings, "sync", "--json");
            if (waited(pass, company)) {
                server.kill();
                inTime++;
                server.start();
            }
            Company.Ended ended = pass.await();
            assertThat(ended.exit()).as("broken off in words, or gone on: %s", ended.err()).isIn(0, 1);
            assertThat(ended.err()).doesNotContain("\tat ");

            Company.Ended next = company.start(settings, "sync", "--json").await();
            assertThat(next.exit()).as(next.err()).isZero();
            exact(next.json(), target);
        }
    }

    /** Until a random moment after the first file was taken. @return whether the pass was still under way by then */
    private boolean waited(Company.Running pass, Company company) {
        while (pass.process().isAlive() && company.taken().isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        long from = System.nanoTime();
        long until = from + TimeUnit.MILLISECONDS.toNanos(random.nextLong(passMillis));
        while (pass.process().isAlive() && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        if (!pass.process().isAlive()) {
            passMillis = Math.max(100, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
            return false;
        }
        return true;
    }

    private static void exact(JsonNode summary, AccountingEndpoint target) {
        Figures.assertSampleCompany(target);
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        assertThat(summary.path("documents").path("pending").asInt()).isZero();
        assertThat(summary.path("documents").path("failed").asInt()).isZero();
    }
}
