package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hourbook.bench.BigStudio;
import io.hourbook.database.StandingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The database stopped for two minutes in the middle of a pass, and then hanging for as long in the middle of the next: exact. */
class OutageSoak {

    private static final Duration OUTAGE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @Test
    void twoMinutesStoppedAndTwoMinutesHanging() throws IOException {
        BigStudio studio = new BigStudio();
        try (StandingServer server = new StandingServer(); AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.ofRepository()) {
            studio.mappings(company.home().resolve("mappings"));
            Path draft = company.home().resolve("draft.csv");
            studio.export(draft, 20_000);
            company.drop(BigStudio.SOURCE, "export.csv", Files.readString(draft));
            Map<String, String> settings = new HashMap<>(server.settings());
            settings.put("HOURBOOK_TARGET_URL", target.url());
            settings.put("HOURBOOK_PORT", Integer.toString(ServeIT.freePort()));
            Company.Running service = company.start(settings, "serve");

            until(service, () -> server.there("pay_allocation") && count(server, "pay_allocation") > 2_000);
            server.stop();
            outage();
            server.start();
            until(service, () -> service.words().contains(" is back after 2 min"));

            until(service, () -> count(server, "pay_allocation") > 10_000);
            server.freeze();
            outage();
            server.thaw();

            until(service, () -> count(server, "document") > 0
                    && server.ask("select 1 from delivery where state in ('waiting', 'sending', 'in-doubt') and due_on <= curdate()").isEmpty()
                    && server.ask("select 1 from run where state = 'running'").isEmpty() && count(server, "work") == 0);
            studio.assertExact(target);
            assertThat(company.sync(target).path("documents").toString())
                    .isEqualTo("{\"created\":0,\"updated\":0,\"delivered\":0,\"pending\":0,\"failed\":0}");
            assertThat(service.words().lines().filter(line -> line.contains("DB-106"))).as("said once each time: " + service.words()).hasSize(2);
        }
    }

    private static void outage() {
        await().pollDelay(OUTAGE).timeout(OUTAGE.plusSeconds(30)).until(() -> true);
    }

    private static int count(StandingServer server, String table) {
        return Integer.parseInt(server.ask("select count(*) from " + table).get(0));
    }

    private static void until(Company.Running service, Callable<Boolean> fulfilled) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(service.process().isAlive()).as(service.words()).isTrue();
            return fulfilled.call();
        });
    }
}
