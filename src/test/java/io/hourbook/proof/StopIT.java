package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.bench.BigStudio;
import io.hourbook.database.StandingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Told to stop in the middle of a pass, the service ends within half a minute, and the next one goes on exactly. */
class StopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StandingServer server = new StandingServer();
    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.ofRepository();

    @AfterEach
    void leaveNothing() {
        company.close();
        target.close();
        server.close();
    }

    @Test
    void whileATargetIsSlowTheCallThatIsOutIsWaitedForAndNoOtherIsMade() {
        CountDownLatch out = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        target.whenCreated(5, () -> {
            out.countDown();
            reached(answer);
        });
        company.dropExports();
        Company.Running service = serve();
        reached(out);

        service.process().destroy();
        until(() -> service.words().contains("Stopping: "));
        answer.countDown();

        assertEnds(service);
        assertThat(target.created()).as("documents that went out").isLessThan(48);
        assertThat(server.ask("select state from delivery where state in ('sending', 'in-doubt')")).as("calls in doubt").isEmpty();
        assertThat(server.ask("select concat(state, ': ', failure) from run order by id desc limit 1"))
                .containsExactly("stopped: stopped on request; the next pass goes on");
        assertNextPassIsExact();
        Figures.assertSampleCompany(target);
    }

    @Test
    void aCallThatDoesNotEndInTimeIsInDoubtAndLookedUpNextTime() {
        CountDownLatch out = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        target.whenCreated(5, () -> {
            out.countDown();
            reached(never);
        });
        company.dropExports();
        Company.Running service = serve();
        reached(out);

        service.process().destroy();

        assertEnds(service);
        never.countDown();
        assertThat(server.ask("select state from run order by id desc limit 1")).containsExactly("stopped");
        assertNextPassIsExact();
        Figures.assertSampleCompany(target);
    }

    @Test
    void inTheMiddleOfALargeFileAndOfItsAllocation() throws IOException {
        BigStudio studio = new BigStudio();
        studio.mappings(company.home().resolve("mappings"));
        Path draft = company.home().resolve("draft.csv");
        studio.export(draft, 20_000);
        company.drop(BigStudio.SOURCE, "export.csv", Files.readString(draft));

        Company.Running first = serve();
        until(() -> tables() && count("entry") > 2_000);
        first.process().destroy();
        assertEnds(first);
        assertThat(company.waiting(BigStudio.SOURCE)).as("the file is left for the next pass").containsExactly("export.csv");

        Company.Running second = serve();
        until(() -> count("pay_allocation") > 2_000);
        second.process().destroy();
        assertEnds(second);
        assertThat(count("work")).as("entries left to allocate").isPositive();
        assertThat(server.ask("select distinct state from run")).containsExactly("stopped");

        assertNextPassIsExact();
        studio.assertExact(target);
    }

    private boolean tables() {
        return !server.ask("select 1 from information_schema.tables where table_schema = database() and table_name = 'delivery'").isEmpty();
    }

    private int count(String table) {
        return Integer.parseInt(server.ask("select count(*) from " + table).get(0));
    }

    private void assertEnds(Company.Running service) {
        try {
            assertThat(service.process().waitFor(30, TimeUnit.SECONDS)).as("gone within 30 s: " + service.words()).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        assertThat(service.words()).doesNotContain("\tat ").doesNotContain("RUN-900");
        assertThat(server.ask("select 1 from run where state = 'running'")).as("runs that do not say how they ended").isEmpty();
    }

    private void assertNextPassIsExact() {
        JsonNode summary = company.start(settings(), "sync", "--json").await().json();
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        assertThat(summary.path("documents").path("pending").asInt()).isZero();
        assertThat(server.ask("select concat(code, ' ', what) from dead_letter where kind <> 'row'")).as("dead letters").isEmpty();
    }

    private Company.Running serve() {
        Map<String, String> settings = settings();
        settings.put("HOURBOOK_PORT", Integer.toString(ServeIT.freePort()));
        return company.start(settings, "serve");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("HOURBOOK_TARGET_URL", target.url());
        return settings;
    }

    private static void until(Callable<Boolean> fulfilled) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(fulfilled);
    }

    private static void reached(CountDownLatch moment) {
        try {
            assertThat(moment.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("the moment came").isTrue();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
