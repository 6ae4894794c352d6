package io.hourbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The files of docker/ hold together and with the program: what a machine without a container engine can see of them. */
class DockerFilesTest {

    private static final Path DOCKER = Path.of("docker");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** The attributes of a service that the compose file uses and may use, by the compose specification. */
    private static final Set<String> SERVICE = Set.of(
            "image", "build", "environment", "secrets", "ports", "networks", "volumes", "tmpfs", "read_only", "cap_drop", "security_opt",
            "mem_limit", "depends_on", "stop_grace_period", "restart", "command", "healthcheck");

    private static final Set<String> OWN = Set.of("up");
    private static final Set<String> PROMQL = Set.of("by", "sum", "min", "max", "rate", "increase", "without", "and", "or", "unless", "on", "avg", "count");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{([^}]*)})?(?=$|[^a-zA-Z0-9_:(])");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");

    private final JsonNode compose = yaml(DOCKER.resolve("compose.yaml"));

    @Test
    void everyReferenceOfTheCompositionLeadsSomewhere() {
        assertThat(names(compose)).containsExactlyInAnyOrder("name", "services", "networks", "volumes", "secrets");
        Set<String> mounted = new TreeSet<>();
        compose.path("services").fields().forEachRemaining(service -> {
            JsonNode one = service.getValue();
            assertThat(SERVICE).as(service.getKey()).containsAll(names(one));
            assertThat(texts(one.path("secrets"))).as(service.getKey()).isSubsetOf(names(compose.path("secrets")));
            assertThat(texts(one.path("networks"))).as(service.getKey()).isNotEmpty().isSubsetOf(names(compose.path("networks")));
            assertThat(names(one.path("depends_on"))).as(service.getKey()).isSubsetOf(names(compose.path("services")));
            one.path("depends_on").forEach(on -> assertThat(on.path("condition").asText()).isIn("service_healthy", "service_started"));
            assertThat(one.path("restart").asText()).as(service.getKey()).isEqualTo("unless-stopped");
            for (String volume : texts(one.path("volumes"))) {
                String source = volume.substring(0, volume.indexOf(':'));
                mounted.add(source);
                if (source.startsWith(".")) {
                    assertThat(DOCKER.resolve(source)).as(volume).isDirectory();
                    assertThat(volume).endsWith(":ro");
                } else {
                    assertThat(names(compose.path("volumes"))).contains(source);
                }
            }
            texts(one.path("ports")).forEach(port -> assertThat(port).as("open to this machine only").matches("127\\.0\\.0\\.1:\\d+:\\d+"));
            secretFiles(one);
        });
        assertThat(mounted).as("volumes that nobody mounts").containsAll(names(compose.path("volumes")));
    }

    /** A variable that names a file names a secret that this service is given. */
    private static void secretFiles(JsonNode service) {
        Set<String> read = new TreeSet<>();
        service.path("environment").forEach(value -> {
            Matcher file = Pattern.compile("(?:file:)?/run/secrets/(.+)").matcher(value.asText());
            if (file.matches()) {
                read.add(file.group(1));
            }
        });
        assertThat(texts(service.path("secrets"))).containsAll(read);
    }

    @Test
    void whoWaitsForHealthIsWaitingForSomebodyWhoTellsIt() {
        String image = read(DOCKER.resolve("Dockerfile"));
        compose.path("services").fields().forEachRemaining(service -> {
            boolean ours = service.getValue().has("build");
            assertThat(ours ? image.contains("\nHEALTHCHECK ") : service.getValue().path("healthcheck").path("test").size() > 1).as(service.getKey()).isTrue();
        });
    }

    @Test
    void everySecretIsMadeByThePageThatSaysHow() {
        String page = read(Path.of("docs/docker.md"));
        compose.path("secrets").fields().forEachRemaining(secret -> {
            assertThat(secret.getValue().path("file").asText()).isEqualTo("./secrets/" + secret.getKey());
            assertThat(page).contains(secret.getKey());
        });
        assertThat(read(Path.of(".gitignore"))).contains("/docker/secrets/");
        assertThat(DOCKER.resolve("secrets")).as("a secret in the repository").doesNotExist();
    }

    @Test
    void everySettingIsReadByTheProgram() {
        Set<String> known = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            files.filter(file -> file.toString().matches(".*\\.(java|properties|xml)")).forEach(file -> known.addAll(settings(read(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> named = new TreeSet<>();
        for (Path file : List.of(DOCKER.resolve("compose.yaml"), DOCKER.resolve("Dockerfile"), DOCKER.resolve("Healthcheck.java"),
                Path.of("docs/docker.md"), Path.of("docs/hourbook.service"))) {
            named.addAll(settings(read(file)));
        }

        assertThat(known).as("variables that the program reads").containsAll(named);
    }

    private static Set<String> settings(String text) {
        return Pattern.compile("\\bHOURBOOK_[A-Z_]*[A-Z]\\b").matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    @Test
    void theImageIsBuiltFromWhatIsThereAndRunsAsNobodyInParticular() {
        List<String> lines = read(DOCKER.resolve("Dockerfile")).replace("\\\n", "").lines().filter(line -> !line.startsWith("#")).toList();
        Set<String> let = read(DOCKER.resolve("Dockerfile.dockerignore")).lines().filter(line -> line.startsWith("!")).map(line -> line.substring(1))
                .collect(Collectors.toSet());
        for (String line : lines) {
            String[] words = line.trim().split("\\s+");
            if (words[0].equals("COPY") && !words[1].startsWith("--from")) {
                assertThat(Path.of(words[1])).as(line).exists();
                assertThat(let).as("what the build is shown").contains(words[1]);
            }
        }
        assertThat(lines).anyMatch(line -> line.matches("USER (?!root|0).+")).contains("STOPSIGNAL SIGTERM", "VOLUME /company");
        assertThat(lines.indexOf("USER hourbook")).isGreaterThan(lastWith(lines, "RUN useradd"));
        assertThat(lines).filteredOn(line -> line.matches("(ENTRYPOINT|CMD) .*")).hasSize(2)
                .allMatch(line -> line.matches("\\w+ \\[\"[^\\]]*\"]"), "a program, not a shell that would keep its signals");
        assertThat(lines).anyMatch(line -> line.matches("FROM eclipse-temurin:17-jre"));
        compose.path("services").forEach(service -> assertThat(service.path("image").asText()).as("a version that is named").matches("[\\w/-]+:v?\\d.*"));
        assertThat(compose.at("/services/hourbook/build/context").asText()).isEqualTo("..");
        assertThat(Path.of(compose.at("/services/hourbook/build/dockerfile").asText())).exists();
        assertThat(read(Path.of("pom.xml"))).contains("<version>" + compose.at("/services/hourbook/image").asText().split(":")[1] + "</version>");
    }

    private static int lastWith(List<String> lines, String start) {
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).startsWith(start) ? i : last;
        }
        return last;
    }

    @Test
    void prometheusAsksHourbookWithTheTokenThatItKnows() {
        JsonNode prometheus = yaml(DOCKER.resolve("prometheus/prometheus.yml"));
        JsonNode job = prometheus.at("/scrape_configs/0");
        JsonNode hourbook = compose.at("/services/hourbook");

        texts(prometheus.path("rule_files")).forEach(file -> assertThat(DOCKER.resolve("prometheus").resolve(file)).isRegularFile());
        assertThat(job.path("metrics_path").asText()).isEqualTo("/observe/metrics");
        assertThat(job.at("/static_configs/0/targets/0").asText()).isEqualTo("hourbook:8080");
        assertThat(hourbook.at("/environment/HOURBOOK_HOSTS").asText().split(",")).contains("hourbook");
        assertThat(hourbook.at("/environment/HOURBOOK_METRICS_TOKEN").asText()).isEqualTo("file:" + job.at("/authorization/credentials_file").asText());
        assertThat(texts(hourbook.path("networks"))).containsAnyElementsOf(texts(compose.at("/services/prometheus/networks")));
        assertThat(texts(compose.at("/services/database/networks"))).doesNotContainAnyElementsOf(texts(compose.at("/services/grafana/networks")));
    }

    @Test
    void everyAlertAsksForMetricsThatThereAre() {
        Set<String> alerts = new HashSet<>();
        for (JsonNode group : yaml(DOCKER.resolve("prometheus/rules.yml")).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                assertThat(names(rule)).isSubsetOf("alert", "expr", "for", "labels", "annotations").contains("alert", "expr", "labels", "annotations");
                assertThat(alerts.add(rule.path("alert").asText())).isTrue();
                assertThat(rule.at("/labels/severity").asText()).isIn("page", "warn");
                assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
                assertThat(rule.at("/annotations/description").asText()).as("what to do").isNotBlank();
                assertAsks(rule.path("expr").asText());
            }
        }
        assertThat(alerts).hasSizeGreaterThan(5);
    }

    @Test
    void theDashboardAsksForMetricsThatThereAre() throws IOException {
        JsonNode source = yaml(DOCKER.resolve("grafana/provisioning/datasources/prometheus.yaml")).at("/datasources/0");
        String folder = yaml(DOCKER.resolve("grafana/provisioning/dashboards/hourbook.yaml")).at("/providers/0/options/path").asText();
        Set<String> volumes = texts(compose.at("/services/grafana/volumes"));
        assertThat(volumes).contains("./grafana/dashboards:" + folder + ":ro", "./grafana/provisioning:/etc/grafana/provisioning:ro");
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        assertThat(compose.at("/services/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText()).isEqualTo(folder + "/hourbook.json");

        JsonNode dashboard = new ObjectMapper().readTree(DOCKER.resolve("grafana/dashboards/hourbook.json").toFile());
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String title = panel.path("title").asText();
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
            assertThat(panel.findValuesAsText("uid")).as(title).containsOnly(source.path("uid").asText());
            panel.path("targets").forEach(target -> assertAsks(target.path("expr").asText()));
            JsonNode place = panel.path("gridPos");
            for (int x = place.path("x").asInt(); x < place.path("x").asInt() + place.path("w").asInt(); x++) {
                for (int y = place.path("y").asInt(); y < place.path("y").asInt() + place.path("h").asInt(); y++) {
                    assertThat(cells.add(x + "," + y)).as(title + " lies over another").isTrue();
                    assertThat(x).as(title).isLessThan(24);
                }
            }
        }
        assertThat(ids).hasSizeGreaterThan(10);
    }

    /** Names and labels are those of docs/metrics.md, and brackets are closed in their order. */
    private static void assertAsks(String question) {
        Map<String, Set<String>> metrics = metrics();
        String plain = question.replaceAll("\"[^\"]*\"", "\"\"");
        assertThat(balanced(plain)).as(question).isTrue();
        Set<String> labels = new TreeSet<>();
        GROUPING.matcher(plain).results().forEach(found -> Stream.of(found.group(1).split(",")).map(String::strip).forEach(labels::add));
        Matcher found = SELECTOR.matcher(GROUPING.matcher(plain).replaceAll("").replaceAll("\\[[^]]*]", ""));
        List<String> asked = new ArrayList<>();
        while (found.find()) {
            if (!PROMQL.contains(found.group(1)) && !found.group(1).matches("\\d.*")) {
                asked.add(found.group(1));
                assertThat(metrics.containsKey(found.group(1)) || OWN.contains(found.group(1))).as(found.group(1) + " in " + question).isTrue();
                if (found.group(2) != null && metrics.containsKey(found.group(1))) {
                    Stream.of(found.group(2).split(",")).map(label -> label.replaceAll("[=!~].*", "").strip()).forEach(labels::add);
                }
            }
        }
        assertThat(asked).as(question).isNotEmpty();
        if (metrics.containsKey(asked.get(0))) {
            assertThat(metrics.get(asked.get(0))).as(question).containsAll(labels);
        }
    }

    private static boolean balanced(String text) {
        StringBuilder open = new StringBuilder();
        for (char c : text.toCharArray()) {
            int opens = "([{".indexOf(c);
            int closes = ")]}".indexOf(c);
            if (opens >= 0) {
                open.append(")]}".charAt(opens));
            } else if (closes >= 0) {
                if (open.isEmpty() || open.charAt(open.length() - 1) != c) {
                    return false;
                }
                open.setLength(open.length() - 1);
            }
        }
        return open.isEmpty();
    }

    /** Each sample's name as Prometheus has it, with its labels. */
    static Map<String, Set<String>> metrics() {
        Map<String, Set<String>> metrics = new TreeMap<>();
        Pattern row = Pattern.compile("^\\| `(hourbook[.a-z]+)` \\| (\\w+) \\| ([^|]*)\\| ([^|]*)\\|.*");
        for (String line : read(Path.of("docs/metrics.md")).lines().toList()) {
            Matcher one = row.matcher(line);
            if (one.matches()) {
                String name = one.group(1).replace('.', '_');
                Set<String> labels = Pattern.compile("`(\\w+)`").matcher(one.group(3)).results().map(found -> found.group(1)).collect(Collectors.toSet());
                String unit = one.group(4).strip();
                Map<String, List<String>> endings = new HashMap<>();
                endings.put("gauge", List.of(unit.equals("seconds") || unit.equals("bytes") ? "_" + unit : ""));
                endings.put("counter", List.of("_total"));
                endings.put("timer", List.of("_seconds_count", "_seconds_sum", "_seconds_max"));
                endings.get(one.group(2)).forEach(ending -> metrics.put(name + ending, labels));
            }
        }
        return metrics;
    }

    private static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }
}
