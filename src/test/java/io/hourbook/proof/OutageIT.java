package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.database.StandingServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The database goes away in the middle of a pass and comes back: the service goes on by itself, and every figure is exact. */
class OutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StandingServer server = new StandingServer();
    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.withExports();
    private final int port = ServeIT.freePort();

    @AfterEach
    void leaveNothing() {
        company.close();
        target.close();
        server.close();
    }

    @Test
    void killedInIntakeStoppedAndFrozenInDeliveryAndItGoesOnByItself() {
        CountDownLatch[] gone = {new CountDownLatch(1), new CountDownLatch(1)};
        target.whenCreated(6, () -> {
            server.stop();
            gone[0].countDown();
        });
        target.whenCreated(20, () -> {
            server.freeze();
            gone[1].countDown();
        });
        Company.Running service = serve();

        until(service, () -> !company.taken().isEmpty());
        server.kill();
        mendOnceNoticed(service, server::start);
        reached(gone[0]);
        mendOnceNoticed(service, server::start);
        reached(gone[1]);
        mendOnceNoticed(service, server::thaw);

        until(service, () -> target.created() == 48 && idle() && count(service.words(), "DB-106") == count(service.words(), " is back after "));
        // one that begins before the end of the one before it was noticed is the same to the service
        assertThat(count(service.words(), "DB-106")).as("said at most once for each outage: " + service.words()).isBetween(1, 3);
        assertThat(service.words().lines().filter(line -> line.startsWith("\tat ")).toList()).as("no stack of calls").isEmpty();
        assertExact();
    }

    @Test
    void theServerInsideIsKilledInDeliveryAndBothGoOnByThemselves() {
        Assumptions.assumeFalse(NamedDatabase.named(), "the program starts no server where one is named");
        target.whenCreated(6, () -> company.servers().forEach(ProcessHandle::destroyForcibly));
        Company.Running service = company.start(
                Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(port)), "serve");

        until(service, () -> target.created() == 48);
        JsonNode summary = company.sync(target);

        Figures.assertSampleCompany(target);
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        assertThat(summary.path("documents").path("pending").asInt()).isZero();
        assertThat(service.words()).contains("The database server is back on ").doesNotContain("\tat ");
    }

    @Test
    void aServiceMayBeStartedBeforeItsDatabaseAndASyncSaysSoSoon() {
        server.stop();
        Company.Running sync = company.start(settings(), "sync", "--json");
        Company.Ended refused = sync.await();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("DB-107 ").contains("DB-102 ").contains("  do    ").doesNotContain("\tat ");

        Company.Running service = serve();
        until(service, () -> service.words().contains("DB-107 "));
        server.start();

        until(service, () -> target.created() == 48 && idle());
        assertExact();
    }

    @Test
    void aPassWhoseLockIsLostWritesNothingMoreOnceAnotherHasBegun() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AccountingEndpoint slow = new AccountingEndpoint();
        slow.whenCreated(5, () -> {
            held.countDown();
            reached(goOn);
        });
        try (slow; Company other = Company.ofRepository()) {
            Map<String, String> first = settings();
            first.put("HOURBOOK_TARGET_URL", slow.url());
            Company.Running cut = company.start(first, "sync", "--json");
            reached(held);
            assertThat(server.cutPassLock()).isTrue();
            // the other process waits for the endpoint, too, which is one and the same
            Company.Running followed = other.start(first, "sync", "--json");
            await().atMost(PATIENCE).until(() -> server.ask("select count(*) from run").equals(List.of("2")));
            goOn.countDown();

            Company.Ended second = followed.await();
            Company.Ended stopped = cut.await();
            assertThat(stopped.exit()).as(stopped.err()).isEqualTo(1);
            assertThat(stopped.err()).contains("RUN-004 ").doesNotContain("\tat ");
            assertThat(second.exit()).as(second.err()).isZero();
            assertThat(second.json().path("documents").path("pending").asInt()).isZero();
            Figures.assertSampleCompany(slow);
        }
    }

    private void assertExact() {
        JsonNode summary = company.sync(target);
        Figures.assertSampleCompany(target);
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        assertThat(summary.path("documents").toString()).isEqualTo("{\"created\":0,\"updated\":0,\"delivered\":0,\"pending\":0,\"failed\":0}");
        assertThat(server.ask("select concat(code, ' ', what) from dead_letter where kind <> 'row'")).as("dead letters of the outage").isEmpty();
        assertThat(server.ask("select failure from run where failure like '%process ended%'")).as("runs that do not say why").isEmpty();
    }

    /** Nothing is left to be sent and no run is under way. */
    private boolean idle() {
        return server.ask("select 1 from delivery where state in ('waiting', 'sending', 'in-doubt') and due_on <= curdate()").isEmpty()
                && server.ask("select 1 from run where state = 'running'").isEmpty();
    }

    /** What is to come next may come before the service has said that the database is back. */
    private void mendOnceNoticed(Company.Running service, Runnable mend) {
        until(service, () -> count(service.words(), "DB-106") > count(service.words(), " is back after "));
        mend.run();
    }

    private Company.Running serve() {
        Map<String, String> settings = settings();
        settings.put("HOURBOOK_PORT", Integer.toString(port));
        return company.start(settings, "serve");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("HOURBOOK_TARGET_URL", target.url());
        return settings;
    }

    private static void until(Company.Running service, BooleanSupplier fulfilled) {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
                assertThat(service.process().isAlive()).as(service.words()).isTrue();
                return fulfilled.getAsBoolean();
            });
        } catch (ConditionTimeoutException timeout) {
            throw new AssertionError(service.words(), timeout);
        }
    }

    private static void reached(CountDownLatch moment) {
        try {
            assertThat(moment.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("the moment came").isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static int count(String text, String word) {
        return text.split(Pattern.quote(word), -1).length - 1;
    }
}
