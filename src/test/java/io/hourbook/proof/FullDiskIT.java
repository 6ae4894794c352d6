package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.database.StandingServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A home on a disk of a few MB that fills up: said at once, nothing lost, and what waits goes on when there is room. */
class FullDiskIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int TOO_LITTLE_KIB = 512;

    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.nowhere();
    private StandingServer server;
    private boolean mounted;

    @BeforeEach
    void mount() {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", company.home().toString());
        Assumptions.assumeTrue(mounted, "a disk of a few MB can only be mounted by root");
        server = new StandingServer();
    }

    @AfterEach
    void leaveNothing() {
        company.kill();
        target.close();
        if (mounted) {
            server.close();
            await().atMost(PATIENCE).until(() -> run("umount", company.home().toString()));
        }
        company.close();
    }

    @Test
    void nothingIsBegunOnAFullDiskAndWhatItInterruptsGoesOnByItself() throws IOException {
        company.start(Map.of(), "init", "--sample").await();
        fill();
        assertRefused(company.start(settings(), "sync", "--json").await());
        assertRefused(company.start(settings(), "serve").await());
        assertThat(company.taken()).as("files taken without room").isEmpty();

        empty();
        Company.Running service = company.start(settings(), "serve");
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> !company.taken().isEmpty());
        fill();
        until(service, () -> service.words().contains("HOM-101 "));
        until(service, () -> server.ask("select 1 from run where state = 'running'").isEmpty());
        assertThat(target.created()).as("documents that went out").isZero();
        assertThat(server.ask("select failure from run where state = 'failed'")).singleElement().asString().contains("HOM-101 ");

        empty();
        until(service, () -> target.created() == 48 && server.ask("select 1 from run where state = 'running'").isEmpty());
        assertThat(service.words().split("HOM-101 ", -1)).as("said once: " + service.words()).hasSize(2);
        assertThat(service.words()).contains("There is room on the disk again");
        JsonNode summary = company.sync(target);
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        assertThat(summary.path("documents").path("pending").asInt()).isZero();
        assertThat(server.ask("select concat(code, ' ', what) from dead_letter where kind <> 'row'")).isEmpty();
        Figures.assertSampleCompany(target);
        assertThat(Files.readString(company.home().resolve("out/holds.csv"))).as("the list of holds, whole").endsWith("\r\n");
    }

    private static void assertRefused(Company.Ended ended) {
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("HOM-101 there is too little room").contains("  want  2 MiB free").contains("  do    make room there")
                .doesNotContain("\tat ");
    }

    /** Until half a MiB is left: enough for the tests' own log, too little for a pass. */
    private void fill() {
        try (OutputStream filler = Files.newOutputStream(filler())) {
            byte[] block = new byte[16 * 1024];
            while (Files.getFileStore(company.home()).getUsableSpace() > TOO_LITTLE_KIB * 1024L) {
                filler.write(block);
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void empty() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return company.home().resolve("filler");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("HOURBOOK_TARGET_URL", target.url());
        settings.put("HOURBOOK_PORT", Integer.toString(ServeIT.freePort()));
        return settings;
    }

    private static void until(Company.Running service, Callable<Boolean> fulfilled) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(service.process().isAlive()).as(service.words()).isTrue();
            return fulfilled.call();
        });
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
