package io.hourbook.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A company's home in a folder of its own, and the packaged program run on it in processes of its own. On the server that
 * HOURBOOK_DB_URL names each company has a database of its own; without one, the program brings its server along.
 */
public final class Company implements AutoCloseable {

    /** The sample company's exports, in the order in which they were made, and the inbox of each. */
    static final Map<String, String> EXPORTS = new LinkedHashMap<>();

    static {
        EXPORTS.put("clockify-detailed-los-angeles.csv", "clockify-los-angeles");
        EXPORTS.put("clockify-detailed-los-angeles.week-11-again.csv", "clockify-los-angeles");
        EXPORTS.put("clockify-malformed.csv", "clockify-los-angeles");
        EXPORTS.put("clockify-detailed-new-york.csv", "clockify-new-york");
        EXPORTS.put("toggl-detailed-berlin.csv", "toggl-berlin");
        EXPORTS.put("toggl-detailed-london.csv", "toggl-london");
        EXPORTS.put("kimai-export.csv", "kimai-tokyo");
        EXPORTS.put("harvest-time-report.csv", "harvest");
    }

    private static final Path JAR = Path.of(System.getProperty("hourbook.jar", "target/hourbook.jar")).toAbsolutePath();
    private static final Path ENTRIES = Path.of("src/main/resources/sample/entries");
    private static final long PATIENCE_SECONDS = 240;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final NamedDatabase database = NamedDatabase.fresh();
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final Thread atExit = new Thread(this::kill, "company-exit");
    private final List<String> flags = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

    /** What one run of the program came to. */
    public record Ended(int exit, String out, String err) {

        /** The one object that {@code --json} printed. */
        public JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException notJson) {
                throw new AssertionError("exit " + exit + ", not one JSON object:\n" + out + "\n" + err, notJson);
            }
        }
    }

    /** A run that goes on. */
    public record Running(Process process, Path out, Path err) {

        public String words() {
            return read(out) + read(err);
        }

        public Ended await() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running after " + PATIENCE_SECONDS + " s:\n" + words());
                }
                return new Ended(process.exitValue(), read(out), read(err));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }

    private Company() {
        try {
            home = Files.createTempDirectory("hourbook-proof-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A folder with nothing in it. */
    public static Company nowhere() {
        return new Company();
    }

    /** A home of copies of the repository's routes and mappings, and nothing else. */
    public static Company ofRepository() {
        Company company = new Company();
        copy(Path.of("routes"), company.home.resolve("routes"));
        copy(Path.of("mappings"), company.home.resolve("mappings"));
        return company;
    }

    /** A home as an earlier release laid it out, with the sample company's exports in its inbox. */
    public static Company ofRelease(String release) {
        Company company = new Company();
        layOut(release, company.home);
        company.dropExports();
        return company;
    }

    /** Lays out routes and mappings as an earlier release shipped them. */
    public static void layOut(String release, Path home) {
        try (InputStream in = Company.class.getResourceAsStream("/shipped/home-" + release + ".zip"); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path to = home.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? to : to.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(zip, to);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** That of the repository, with the sample company's exports in its inbox. */
    public static Company withExports() {
        Company company = ofRepository();
        company.dropExports();
        return company;
    }

    public Path home() {
        return home;
    }

    /** More flags for the program's own JVM, or others instead of those for a quick start. */
    public Company withFlags(String... instead) {
        flags.clear();
        flags.addAll(List.of(instead));
        return this;
    }

    static String export(String file) {
        return read(ENTRIES.resolve(file));
    }

    /** Drops all of the sample company's exports, the later file later. */
    public void dropExports() {
        EXPORTS.forEach((file, source) -> drop(source, file, export(file)));
    }

    /** Puts a whole file into a source's inbox at once, as a careful program would. */
    public void drop(String source, String file, String text) {
        try {
            Path folder = Files.createDirectories(home.resolve("inbox").resolve(source));
            Path draft = Files.writeString(Files.createDirectories(home.resolve("drafts")).resolve(file), text);
            Files.move(draft, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The files that lie in a source's inbox and wait. */
    public List<String> waiting(String source) {
        return names(home.resolve("inbox").resolve(source));
    }

    /** The files of any source that were taken. */
    public List<String> taken() {
        return EXPORTS.values().stream().distinct().flatMap(source -> taken(source).stream()).toList();
    }

    public List<String> taken(String source) {
        return names(home.resolve("inbox").resolve(source).resolve("done"));
    }

    /** Where its database is, as the environment says it; empty for the one in its home. */
    public Map<String, String> database() {
        return database.settings();
    }

    /** The files that a source's inbox refused, and the notes beside them. */
    public List<String> refused(String source) {
        return names(home.resolve("inbox").resolve(source).resolve("refused"));
    }

    /** One pass that must go through, and its summary. */
    public JsonNode sync(AccountingEndpoint target) {
        Ended ended = run(target, "sync", "--json");
        if (ended.exit() != 0) {
            throw new AssertionError("sync ended with " + ended.exit() + ":\n" + ended.out() + ended.err());
        }
        return ended.json();
    }

    public Ended run(AccountingEndpoint target, String... command) {
        return start(Map.of("HOURBOOK_TARGET_URL", target.url()), command).await();
    }

    /** @param settings environment variables; none of Hourbook's is inherited from the tests' own environment */
    public Running start(Map<String, String> settings, String... command) {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(flags);
        line.addAll(List.of("-jar", JAR.toString()));
        line.addAll(Arrays.asList(command));
        line.addAll(List.of("--home", home.toString()));
        try {
            Path log = Files.createDirectories(home.resolve("logs")).resolve(String.format("%02d-%s", processes.size() + 1, command[0]));
            Path out = Path.of(log + ".out");
            Path err = Path.of(log + ".err");
            ProcessBuilder builder = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HOURBOOK_"));
            builder.environment().putAll(database.settings());
            builder.environment().putAll(settings);
            Process process = builder.start();
            processes.add(process);
            return new Running(process, out, err);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends the program and its database server as kill -9 does. */
    public void kill() {
        processes.forEach(Process::destroyForcibly);
        servers().forEach(ProcessHandle::destroyForcibly);
    }

    /** Database servers on this home's data: known by where they work. */
    public List<ProcessHandle> servers() {
        return ProcessHandle.allProcesses().filter(this::isServer).toList();
    }

    private boolean isServer(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            return Files.readString(proc.resolve("comm")).strip().equals("mariadbd") && proc.resolve("cwd").toRealPath().startsWith(home);
        } catch (IOException | SecurityException notOurs) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
        processes.forEach(process -> {
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        // a server that started between the two kills
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
        database.drop();
        delete(home);
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException leftToTheSystem) {
            // a dying server may still be writing: the temporary folder is emptied by the system
        }
    }
}
