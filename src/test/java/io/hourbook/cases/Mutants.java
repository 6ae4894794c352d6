package io.hourbook.cases;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.reload.CaseRunner;
import io.hourbook.reload.RouteBeanCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** One rule turned round at a time, in a copy of the shipped routes and mappings: whether a case, or the check before it, sees it. */
final class Mutants {

    /** One change of one file; what it says is for people. */
    record Mutant(Path file, String what, String content) {
        @Override
        public String toString() {
            return file + ": " + what;
        }
    }

    private static final Map<String, Class<?>> KNOWN = RouteBeanCatalog.scan("io.hourbook");
    private static final CaseFacts FACTS = new CaseFacts(() -> null);
    private static final Properties SETTINGS = settings();

    private final Path home;

    /** @param home an empty folder */
    Mutants(Path home) {
        this.home = home;
        for (String folder : List.of("mappings", "routes")) {
            copy(Path.of(folder));
        }
    }

    /** Puts it in place for good. */
    void put(Mutant mutant) {
        write(home.resolve(mutant.file()), mutant.content());
    }

    /** The first lines of what is found; empty where the change goes unseen. */
    List<String> seen(Mutant mutant) {
        Path file = home.resolve(mutant.file());
        String before = text(file);
        write(file, mutant.content());
        try {
            return mutant.file().startsWith("routes") ? routes() : mappings();
        } finally {
            write(file, before);
        }
    }

    List<String> routes() {
        try (CaseRunner runner = RouteCases.runner(home.resolve("routes"), FACTS, KNOWN, SETTINGS::getProperty)) {
            List<Finding> findings = new ArrayList<>(runner.faults());
            findings.addAll(runner.runAll());
            return findings.stream().map(finding -> finding.text().lines().findFirst().orElseThrow()).toList();
        }
    }

    List<String> mappings() {
        try {
            MappingBook book = new MappingLoader().load(home.resolve("mappings"));
            return new MappingCases(home.resolve("mappings")).run(book).stream().map(Finding::text).toList();
        } catch (Problem refused) {
            return List.of(refused.getMessage());
        }
    }

    /** The routes as they are, written out by the same hand that writes the changed ones. */
    static List<Mutant> unchangedRoutes() {
        return routeFiles().stream()
                .map(file -> new Mutant(file, "nothing", new Yaml().dump((Object) new Yaml().load(text(file)))))
                .toList();
    }

    /** Every cell of every table, changed to another that could stand there. */
    static List<Mutant> tables() {
        List<Mutant> mutants = new ArrayList<>();
        for (Path file : files("mappings", "*.csv")) {
            if (!file.toString().contains(".cases.") && !file.endsWith("exchange-rates-ecb.csv")) {
                table(file, mutants);
            }
        }
        return mutants;
    }

    private static void table(Path file, List<Mutant> mutants) {
        List<String> lines = text(file).lines().toList();
        int header = 0;
        while (lines.get(header).startsWith("#")) {
            header++;
        }
        String[] columns = lines.get(header).split(",", -1);
        for (int i = header + 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            for (int column = 0; column < cells.length; column++) {
                String other = other(cells[column], lines, header, column);
                if (other != null) {
                    String[] changed = cells.clone();
                    changed[column] = other;
                    List<String> all = new ArrayList<>(lines);
                    all.set(i, String.join(",", changed));
                    mutants.add(new Mutant(file, "line " + (i + 1) + " " + columns[column] + " " + cells[column] + " -> " + other, String.join("\n", all) + "\n"));
                }
            }
        }
    }

    /** Another number or date; else what another row says there; else another word. Null where the cell is empty. */
    private static String other(String cell, List<String> lines, int header, int column) {
        if (cell.isEmpty()) {
            return null;
        }
        if (cell.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return LocalDate.parse(cell).plusDays(1).toString();
        }
        if (cell.matches("\\d+\\.\\d+")) {
            return new BigDecimal(cell).add(BigDecimal.ONE).toPlainString();
        }
        if (cell.matches("net\\d+")) {
            return cell + "1";
        }
        return lines.stream().skip(header + 1).map(line -> line.split(",", -1)[column]).filter(value -> !value.isEmpty() && !value.equals(cell))
                .findFirst().orElse(cell.matches("\\d+") ? "1" + cell : cell + "x");
    }

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("half-up", "half-even"), Map.entry("half-even", "half-up"), Map.entry("entry", "day"), Map.entry("exact", "nearest-15"),
            Map.entry("approved", "unapproved"), Map.entry("exclude", "bill"), Map.entry("yes", "no"), Map.entry("USD", "EUR"),
            Map.entry("continuously", "period-end"), Map.entry("period-end", "continuously"), Map.entry("hourly", "hourly :15"),
            Map.entry("daily 16:30 Europe/Berlin", "daily 16:31 Europe/Berlin"), Map.entry("monthly 1 03:00", "monthly 2 03:00"),
            Map.entry("America/Los_Angeles", "UTC"), Map.entry("at-once", "second-person"), Map.entry("4900", "4010"), Map.entry("5500", "5010"));

    /** What could stand where nothing stands, by file and key. An address that is called does not: cases call nobody. */
    private static final Map<String, String> FILLED = Map.ofEntries(
            Map.entry("approval.yaml sources", "{ harvest: unapproved }"), Map.entry("exchange.yaml accepted", "[ NOK 2025-03-04 15.00 ]"), Map.entry("holds.yaml already_invoiced_sources", "{ harvest: bill }"),
            Map.entry("release.yaml targets", "{ sandbox: { sales-invoice: when-released } }"), Map.entry("rollout.yaml workers", "[ W01 ]"),
            Map.entry("rollout.yaml projects", "[ ACME-WEB ]"), Map.entry("rollout.yaml sources", "[ clockify-los-angeles ]"),
            Map.entry("schedules.yaml zone", "Asia/Tokyo"), Map.entry("schedules.yaml sources", "{ harvest: daily 06:30 }"),
            Map.entry("schedules.yaml flows", "{ payroll: weekly monday 06:30 }"),
            Map.entry("changes.yaml moves_more_than", "{ amount: 1000.00, currency: USD }"));

    /** Every value of every policy but where documents go, changed to another that could stand there, or filled in where none stands. */
    static List<Mutant> policies() {
        List<Mutant> mutants = new ArrayList<>();
        Pattern value = Pattern.compile("( *[\\w-]+: )([^#\\s].*)");
        Pattern empty = Pattern.compile("([\\w-]+):");
        for (Path file : files("mappings", "*.yaml")) {
            if (file.toString().contains(".cases.") || file.endsWith("targets.yaml") || file.endsWith("format.yaml")) {
                continue;
            }
            List<String> lines = text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                Matcher line = value.matcher(lines.get(i));
                Matcher nothing = empty.matcher(lines.get(i));
                String filled = nothing.matches() ? FILLED.get(file.getFileName() + " " + nothing.group(1)) : null;
                if (filled != null) {
                    mutants.add(changed(file, lines, i, nothing.group() + " " + filled, filled));
                } else if (line.matches()) {
                    String old = line.group(2);
                    String other = WORDS.getOrDefault(old, file.endsWith("posting.yaml") ? account(old)
                            : old.matches("\\d+") ? String.valueOf(Integer.parseInt(old) + 1) : old + " x");
                    mutants.add(changed(file, lines, i, line.group(1) + other, other));
                }
            }
        }
        return mutants;
    }

    private static Mutant changed(Path file, List<String> lines, int at, String line, String other) {
        List<String> all = new ArrayList<>(lines);
        all.set(at, line);
        return new Mutant(file, "line " + (at + 1) + " " + lines.get(at).strip() + " -> " + other, String.join("\n", all) + "\n");
    }

    /** Another account of the same kind. */
    private static String account(String old) {
        String first = old.startsWith("1") ? "1000" : "2000";
        return first.equals(old) ? (old.startsWith("1") ? "1200" : "2100") : first;
    }

    /** Every step of every route of process taken out, every condition always and never true, every part of a choice left out. */
    static List<Mutant> ofRoutes() {
        List<Mutant> mutants = new ArrayList<>();
        for (Path file : routeFiles()) {
            int sites = walk(new Yaml().load(text(file)), -1, new String[1]);
            for (int site = 0; site < sites; site++) {
                Object route = new Yaml().load(text(file));
                String[] what = new String[1];
                walk(route, site, what);
                mutants.add(new Mutant(file, what[0], new Yaml().dump(route)));
            }
        }
        return mutants;
    }

    /** Goes through the places that can be changed, changes the one of that number. @return how many there are */
    private static int walk(Object root, int change, String[] what) {
        int[] site = {0};
        visit("", root, change, site, what);
        return site[0];
    }

    @SuppressWarnings("unchecked")
    private static void visit(String key, Object node, int change, int[] site, String[] what) {
        if (node instanceof List<?> list) {
            list.forEach(item -> visit(key, item, change, site, what));
        }
        if (!(node instanceof Map<?, ?>)) {
            return;
        }
        Map<String, Object> map = (Map<String, Object>) node;
        if (map.get("steps") instanceof List<?> steps) {
            for (int i = 0; i < steps.size(); i++) {
                if (site[0]++ == change) {
                    what[0] = "without " + id(steps.get(i));
                    ((List<Object>) steps).remove(i);
                    return;
                }
                if (i > 0 && site[0]++ == change) {
                    what[0] = id(steps.get(i)) + " before " + id(steps.get(i - 1));
                    Collections.swap(steps, i, i - 1);
                    return;
                }
            }
        }
        boolean condition = key.equals("when") || key.equals("filter") || key.equals("loop") && map.containsKey("doWhile");
        for (String always : condition ? List.of("1 == 1", "1 == 2") : List.<String>of()) {
            if (site[0]++ == change) {
                what[0] = map.get("id") + (always.equals("1 == 1") ? " always" : " never");
                List.of("method", "expression", "variable").forEach(map::remove);
                map.put("simple", new LinkedHashMap<>(Map.of("expression", always)));
                return;
            }
        }
        if (map.get("when") instanceof List<?> parts) {
            for (int i = 0; i + 1 < parts.size(); i++) {
                if (site[0]++ == change) {
                    what[0] = "part " + (i + 2) + " of " + map.get("id") + " before part " + (i + 1);
                    Collections.swap(parts, i, i + 1);
                    return;
                }
            }
        }
        for (String part : List.of("otherwise", "doCatch", "doFinally")) {
            if (map.get(part) != null && site[0]++ == change) {
                what[0] = "without " + part + " of " + map.get("id");
                map.remove(part);
                return;
            }
        }
        String other = map.get("ref") == null || map.get("method") == null ? null : other((String) map.get("ref"), (String) map.get("method"));
        if (other != null && site[0]++ == change) {
            what[0] = map.get("ref") + "." + map.get("method") + " -> " + other;
            map.put("method", other);
            return;
        }
        new ArrayList<>(map.entrySet()).forEach(entry -> visit(entry.getKey(), entry.getValue(), change, site, what));
    }

    /** Another method of the same bean that takes as much; null where it has none. */
    private static String other(String bean, String call) {
        String name = call.replaceFirst("\\(.*", "");
        Class<?> type = KNOWN.get(bean);
        List<Method> methods = Stream.of(type.getMethods()).filter(method -> method.getDeclaringClass() != Object.class).toList();
        return methods.stream().filter(method -> method.getName().equals(name)).findFirst()
                .flatMap(called -> methods.stream()
                        .filter(method -> !method.getName().equals(name) && !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> Arrays.equals(method.getParameterTypes(), called.getParameterTypes()))
                        .map(Method::getName).sorted().findFirst())
                .map(found -> call.replaceFirst("^[^(]+", found))
                .orElse(null);
    }

    private static String id(Object step) {
        return ((Map<?, ?>) step).values().stream().map(value -> value instanceof Map<?, ?> map ? String.valueOf(map.get("id")) : "a step").findFirst().orElse("a step");
    }

    private static List<Path> routeFiles() {
        return Stream.of("_common", "deliver", "intake", "process", "report", "schedule", "triage")
                .flatMap(folder -> files("routes/" + folder, "*.camel.yaml").stream()).toList();
    }

    private static List<Path> files(String folder, String glob) {
        List<Path> files = new ArrayList<>();
        try (var stream = Files.newDirectoryStream(Path.of(folder), glob)) {
            stream.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    private void copy(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(home.resolve(file).getParent());
                Files.copy(file, home.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            settings.load(in);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
