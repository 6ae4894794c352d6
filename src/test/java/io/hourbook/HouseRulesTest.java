package io.hourbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.problem.Finding;
import io.hourbook.reload.RouteBeanCatalog;
import io.hourbook.reload.RouteCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.yaml.snakeyaml.Yaml;

/** Routes, mappings, migrations, errors and Java as the house keeps them: {@code path:line: what, do what}, all at once. */
class HouseRulesTest {

    private static final int ROUTE_LINES = 60;
    private static final int LINE_LENGTH = 140;
    private static final int CLASS_LINES = 300;
    private static final int CLASS_LINES_TO_THINK_AT = 200;
    private static final Pattern HEADING = Pattern.compile("^## ([A-Z]{2,3}-\\d{3}) \\S.*");
    private static final Pattern CODE = Pattern.compile("\"(?!SHA)([A-Z]{2,3}-\\d{3})\"");
    /** Numbers that 0.5.0 and before left out. What comes below a number that was applied is refused by whoever applies them. */
    private static final Set<String> NEVER_USED = Set.of("V015", "V017", "V019", "V020", "V023", "V027", "V031", "V035", "V036", "V037");
    private static final Path MAIN = Path.of("src/main/java");

    private final List<String> findings = new ArrayList<>();

    @Test
    void routesRunAndReadAsTheHouseWritesThem() {
        for (Finding finding : RouteCheck.check(Path.of("routes"), RouteBeanCatalog.scan("io.hourbook"), settings()::getProperty)) {
            findings.add(finding.text());
        }
        for (Path file : files("routes", ".camel.yaml")) {
            List<String> lines = lines(file);
            if (lines.size() < 2 || !lines.get(0).startsWith("# ") || !lines.get(1).startsWith("# ")) {
                add(file, 1, "no promise stands at the top", "write two comment lines: what goes in and out, and what is certain");
            }
            if (lines.size() > ROUTE_LINES) {
                add(file, ROUTE_LINES + 1, lines.size() + " lines are more than " + ROUTE_LINES, "split the route, or move what it computes into a bean");
            }
            eachLine(file, lines, Pattern.compile(".{" + (LINE_LENGTH + 1) + ",}"), "a line of more than " + LINE_LENGTH + " characters",
                    "a long expression is a bean that wants to be written");
            cases(file);
        }
        files("routes", ".camel.yaml").forEach(this::lanes);
        for (Path file : files("routes", ".cases.yaml")) {
            if (!Files.exists(Path.of(file.toString().replace(".cases.yaml", ".camel.yaml")))) {
                add(file, 1, "there is no route beside these cases", "name the file after its route");
            }
        }
        nothingFound();
    }

    /** What follows lanes side by side would go on in the thread of the last of them, where no transaction is the pass's. */
    private void lanes(Path route) {
        JsonNode read = new ObjectMapper().valueToTree(new Yaml().<Object>load(String.join("\n", lines(route))));
        for (JsonNode split : read.findValues("split")) {
            if (split.path("parallelProcessing").asBoolean() && !split.path("synchronous").asBoolean()) {
                add(route, 1, split.path("id").asText() + " leaves the thread of the pass", "say synchronous: true beside parallelProcessing");
            }
        }
    }

    /** Every route that is shipped has cases, without exception: what it does outside is noted, so that each can have them. */
    private void cases(Path route) {
        Path cases = Path.of(route.toString().replace(".camel.yaml", ".cases.yaml"));
        if (!Files.exists(cases)) {
            add(route, 1, "the route has no cases", "write " + cases + " with one case per rule");
        }
    }

    @Test
    void mappingsAreFilesThatPeopleCanOpen() {
        for (Path file : files("mappings", "")) {
            String name = file.getFileName().toString();
            if (!name.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.(csv|yaml)")) {
                add(file, 1, "a name that is not lower case with hyphens, .csv or .yaml", "rename it");
            }
            List<String> lines = lines(file);
            if (!lines.isEmpty() && lines.get(0).startsWith("\uFEFF")) {
                add(file, 1, "a byte order mark", "save the file as plain UTF-8");
            }
            eachLine(file, lines, Pattern.compile("\\t"), "a tab", "use spaces");
        }
        nothingFound();
    }

    @Test
    void everyMigrationHasItsNumberAndItsName() {
        Map<String, Path> numbers = new TreeMap<>();
        for (Path file : files("src/main/resources/db/migration", "")) {
            String name = file.getFileName().toString();
            if (!name.matches("V\\d{3}__[a-z_]+\\.sql")) {
                add(file, 1, "not named as migrations are", "call it V007__entry_add_fingerprint.sql: three digits, what it does");
            } else if (NEVER_USED.contains(name.substring(0, 4))) {
                add(file, 1, "a number below V039, which homes of 0.5.0 have: they would refuse to start", "take the next free one above it");
            } else if (numbers.putIfAbsent(name.substring(0, 4), file) != null) {
                add(file, 1, "a number that " + numbers.get(name.substring(0, 4)) + " has", "take the next free one");
            }
        }
        nothingFound();
    }

    @Test
    void everyErrorCodeIsExplainedAndEveryExplanationIsOfACode() {
        Map<String, String> explained = new TreeMap<>();
        Path page = Path.of("docs/errors.md");
        List<String> sections = lines(page);
        for (int i = 0; i < sections.size(); i++) {
            Matcher heading = HEADING.matcher(sections.get(i));
            if (heading.matches()) {
                String other = explained.put(heading.group(1), page + ":" + (i + 1));
                if (other != null) {
                    add(page, i + 1, heading.group(1) + " is explained at " + other + " too", "keep one of them");
                }
            }
        }
        Map<String, String> used = new TreeMap<>();
        for (Path file : files(MAIN.toString(), ".java")) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                Matcher code = CODE.matcher(lines.get(i));
                while (code.find()) {
                    used.putIfAbsent(code.group(1), file + ":" + (i + 1));
                }
            }
        }
        used.forEach((code, at) -> {
            if (!explained.containsKey(code) && (everybodyIsIn() || hasPage(code, explained))) {
                findings.add(at + ": " + code + " is explained nowhere, write \"## " + code + " …\" in docs/errors.md");
            }
        });
        explained.forEach((code, at) -> {
            if (!used.containsKey(code)) {
                findings.add(at + ": " + code + " is used nowhere, drop the section");
            }
        });
        nothingFound();
    }

    /** Rooms move in one by one; once the command line is there, nothing is missing any more. */
    private static boolean everybodyIsIn() {
        return Files.isDirectory(MAIN.resolve("io/hourbook/cli"));
    }

    private static boolean hasPage(String code, Map<String, String> explained) {
        String prefix = code.replaceFirst("\\d+$", "");
        return explained.keySet().stream().anyMatch(other -> other.startsWith(prefix));
    }

    @Test
    void javaKeepsToTheHouse(TestReporter reporter) {
        for (Path file : files(MAIN.toString(), ".java")) {
            List<String> lines = lines(file);
            String shown = file.toString();
            if (lines.size() > CLASS_LINES) {
                add(file, CLASS_LINES + 1, lines.size() + " lines are more than " + CLASS_LINES, "find the second noun in this class");
            } else if (lines.size() > CLASS_LINES_TO_THINK_AT) {
                reporter.publishEntry(shown, lines.size() + " lines: time to stop and think");
            }
            eachLine(file, code(lines), Pattern.compile("\\b([dD]ouble|[fF]loat)\\b"), "a binary fraction", "use BigDecimal, or long in the smallest unit");
            if (!shown.contains("/cli/")) {
                eachLine(file, code(lines), Pattern.compile("\\bSystem\\.(out|err)\\b"), "a print to the terminal", "log it; only the command line prints");
            }
        }
        nothingFound();
    }

    @Test
    void nothingIsLeftForLater() {
        Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
        Pattern machine = Pattern.compile("(?<![\\w.}*])/(wo" + "rk|ro" + "ot)/(?!\\*)");
        for (String folder : List.of("src/main", "src/test/java", "routes", "mappings", "docs", "docker")) {
            for (Path file : files(folder, "")) {
                if (file.toString().matches(".*\\.(java|yaml|csv|sql|md|properties|html|css|js|sh)")) {
                    List<String> lines = lines(file);
                    eachLine(file, lines, later, "something left for later", "do it, or say nothing");
                    eachLine(file, lines, machine, "a path of one machine", "name it from the repository's root");
                }
            }
        }
        nothingFound();
    }

    /** The lines without comments and texts, as many as before. */
    private static List<String> code(List<String> lines) {
        List<String> code = new ArrayList<>();
        boolean block = false;
        boolean text = false;
        for (String line : lines) {
            boolean quotes = line.contains("\"\"\"");
            if (text || quotes) {
                text = text != quotes;
                code.add("");
                continue;
            }
            boolean starts = line.strip().startsWith("/*");
            code.add(block || starts ? "" : line.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "\"\"").replaceAll("//.*", ""));
            block = (block || starts) && !line.contains("*/");
        }
        return code;
    }

    private void eachLine(Path file, List<String> lines, Pattern pattern, String what, String fix) {
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).find()) {
                add(file, i + 1, what, fix);
            }
        }
    }

    private void add(Path file, int line, String what, String fix) {
        findings.add(file + ":" + line + ": " + what + ", " + fix);
    }

    private void nothingFound() {
        assertThat(String.join("\n", findings)).isEmpty();
    }

    /** All files below a folder whose name ends so; none where the folder is not there yet. */
    private static List<Path> files(String folder, String ending) {
        if (!Files.isDirectory(Path.of(folder))) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(Path.of(folder))) {
            return tree.filter(Files::isRegularFile).filter(path -> path.getFileName().toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        for (String name : List.of("/application.properties", "/config/application.properties")) {
            Path file = Path.of("src/main/resources" + name);
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    settings.load(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return settings;
    }
}
