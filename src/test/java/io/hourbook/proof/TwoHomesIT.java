package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hourbook.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two services on one database share its slots, and an edit of the schedules holds without a restart. */
class TwoHomesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int MISSED = 30;
    private static final String EVERY_MINUTE = "work:\n  sync: cron 0 * * * * ? UTC\nsources:\n  harvest: manual\n";
    private static final String BY_HAND = "work:\n  sync: manual\n";

    private final AccountingEndpoint target = new AccountingEndpoint();
    private final TestDatabase.Fresh database = TestDatabase.freshForProcesses();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.source());
    private final Company west = Company.ofRepository();
    private final Company east = Company.ofRepository();
    private final List<Company.Running> services = new ArrayList<>();

    @AfterEach
    void leaveNothing() {
        west.close();
        east.close();
        target.close();
    }

    @Test
    void everySlotIsDoneOnceAndTheBooksAreExact() throws IOException {
        Company.EXPORTS.forEach((file, source) -> (source.startsWith("toggl") ? east : west).drop(source, file, Company.export(file)));
        schedules(EVERY_MINUTE);
        jdbc.update(
                "insert into schedule (name, words, since_at) values ('sync', 'cron 0 * * * * ? UTC', utc_timestamp(6) - interval ? minute)", MISSED);
        services.add(serve(west));
        services.add(serve(east));

        until(() -> slots("done") >= MISSED && east.taken().size() == 2 && west.taken().size() == 5);

        assertThat(slots("failed") + slots("waiting")).isZero();
        assertThat(jdbc.queryForObject("select max(attempts) from slot", Integer.class)).isOne();
        assertThat(jdbc.queryForObject(
                "select count(*) from slot s join run r on r.id = s.run_id where r.state = 'done' and r.trigger_word = 'schedule'", Integer.class))
                .as("each a pass of its own").isGreaterThanOrEqualTo(MISSED);
        assertThat(jdbc.queryForObject("select count(run_id) - count(distinct run_id) from slot", Integer.class)).isZero();
        assertThat(west.waiting("harvest")).as("it waits for a person").hasSize(1);

        schedules(BY_HAND);
        until(() -> west.waiting("harvest").isEmpty() && words().equals("manual"));
        until(() -> west.taken("harvest").size() == 1);
        int done = slots("done");
        assertThat(sync(west)).isZero();
        Figures.assertSampleCompany(target);
        assertThat(slots("done")).as("nothing came due by itself any more").isEqualTo(done);
    }

    private Company.Running serve(Company company) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("HOURBOOK_TARGET_URL", target.url());
        settings.put("HOURBOOK_PORT", Integer.toString(ServeIT.freePort()));
        return company.start(settings, "serve");
    }

    /** A pass that a person asks for. @return how it ended */
    private int sync(Company company) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("HOURBOOK_TARGET_URL", target.url());
        return company.start(settings, "sync", "--json").await().exit();
    }

    private void schedules(String text) throws IOException {
        for (Company company : List.of(west, east)) {
            Files.writeString(company.home().resolve("mappings/schedules.yaml"), text);
        }
    }

    private void until(Callable<Boolean> holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            services.forEach(service -> assertThat(service.process().isAlive()).as(service.words()).isTrue());
            return holds.call();
        });
    }

    private int slots(String state) {
        return jdbc.queryForObject("select count(*) from slot where state = ?", Integer.class, state);
    }

    private String words() {
        return String.join(" ", jdbc.queryForList("select words from schedule where name = 'sync'", String.class));
    }
}
