package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image does, done here without an engine: the layers of the jar, the program that asks for health, the scrape. */
class DockerIT {

    private static final Path DOCKER = Path.of("docker");
    private static final String SCRAPE = "a-word-for-the-metrics";
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    @Test
    void theLayersOfTheJarAreThoseThatTheImageCopiesAndRunTogether() throws Exception {
        Path jar = Path.of(System.getProperty("hourbook.jar", "target/hourbook.jar")).toAbsolutePath();
        Path layers = folder.resolve("layers");
        assertRuns(folder, JAVA, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--layers", "--destination", layers.toString());

        Path app = Files.createDirectory(folder.resolve("app"));
        List<String> copied = new ArrayList<>();
        for (String line : Files.readAllLines(DOCKER.resolve("Dockerfile"))) {
            if (line.startsWith("COPY --from=build /build/layers/")) {
                String layer = line.split("\\s+")[2].replace("/build/layers/", "").replace("/", "");
                copied.add(layer);
                copy(layers.resolve(layer), app);
            }
        }
        try (Stream<Path> all = Files.list(layers)) {
            assertThat(copied).containsExactlyInAnyOrderElementsOf(all.map(layer -> layer.getFileName().toString()).toList());
        }
        assertThat(app.resolve("hourbook.jar")).isRegularFile();

        Path home = folder.resolve("home");
        assertRuns(app, JAVA, "-jar", "hourbook.jar", "init", "--sample", "--home", home.toString());
        assertThat(assertRuns(app, JAVA, "-jar", "hourbook.jar", "check", "--home", home.toString())).contains("routes and mappings are in order");
        assertThat(assertRuns(app, JAVA, "-jar", "hourbook.jar", "--version")).startsWith("hourbook ").doesNotContain("from source");
    }

    @Test
    void theHealthcheckTellsAReadyServiceAndTheScrapeHasWhatTheDashboardShows() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("health"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", classes.toString(), DOCKER.resolve("Healthcheck.java").toString());
        assertThat(compiled).isZero();

        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.withExports()) {
            assertThat(health(classes, company.home())).as("before it was ever started").isNotZero();
            Company.Running service = company.start(
                    inContainer(target, ServeIT.freePort()), "serve");
            await().atMost(Duration.ofSeconds(120)).until(() -> {
                assertThat(service.process().isAlive()).as(service.words()).isTrue();
                return service.words().contains("Hourbook is up: ");
            });

            await().atMost(Duration.ofSeconds(30)).until(() -> health(classes, company.home()) == 0);
            company.sync(target);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(scraped(company.home())).containsAll(asked()));

            service.process().destroy();
            service.await();
            assertThat(health(classes, company.home())).as("after it was stopped").isNotZero();
        }
    }

    /** What Dockerfile and compose.yaml set. */
    private static Map<String, String> inContainer(AccountingEndpoint target, int port) {
        return Map.of(
                "HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(port), "HOURBOOK_ADDRESS", "0.0.0.0", "HOURBOOK_BEHIND_PROXY", "true",
                "HOURBOOK_HOSTS", "hourbook", "HOURBOOK_METRICS_TOKEN", SCRAPE, "HOURBOOK_LOG", "json");
    }

    private static int health(Path classes, Path home) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(JAVA, "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classes.toString(), "Healthcheck")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOURBOOK_HOME", home.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** As Prometheus asks: by the name that the composition gives the service, with the token for metrics. */
    private static Set<String> scraped(Path home) throws IOException {
        var service = new ObjectMapper().readTree(home.resolve("data/service.json").toFile());
        String answer;
        try (Socket socket = new Socket("127.0.0.1", service.path("port").asInt())) {
            socket.getOutputStream().write(("GET /observe/metrics HTTP/1.1\r\nHost: hourbook:8080\r\nAuthorization: Bearer " + SCRAPE
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(answer).startsWith("HTTP/1.1 200");
        return answer.lines().filter(line -> line.startsWith("hourbook_")).map(line -> line.split("[{ ]")[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the dashboard and the alerts name; of an empty outbox there is nothing to be scraped. */
    private static Set<String> asked() throws IOException {
        String all = Files.readString(DOCKER.resolve("grafana/dashboards/hourbook.json")) + Files.readString(DOCKER.resolve("prometheus/rules.yml"));
        Set<String> asked = Pattern.compile("\\bhourbook_[a-z_]+").matcher(all).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).contains("hourbook_conserved", "hourbook_deliveries");
        asked.remove("hourbook_deliveries");
        return asked;
    }

    private static String assertRuns(Path where, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HOURBOOK_"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Arrays.toString(command) + "\n" + said).isZero();
        return said;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }
}
