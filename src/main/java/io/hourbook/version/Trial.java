package io.hourbook.version;

import io.hourbook.exchange.ExchangeRates;
import io.hourbook.exchange.KeptRates;
import io.hourbook.home.Home;
import io.hourbook.mapping.ChangePolicy;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets of routes and mappings that nobody accepts: as folders have them, checked as the gate checks, in force in tables that are a copy. */
public final class Trial {

    /**
     * What the check said of a set.
     *
     * @param findings what keeps it from being tried, by path and line; empty where it can be
     * @param notes    first lines of what was noted, cases of tables that no longer come out among them
     * @param cases    these cases whole, with what was seen and wanted
     */
    public record Checked(List<Finding> findings, List<String> notes, List<Finding> cases) {}

    private static final String NOBODY = "rehearsal";
    private static final Duration BETWEEN_LOOKS = HomeFolder.BETWEEN_LOOKS;

    private final VersionStore store;
    private final Supplier<ExchangeRates> fetched;

    /** @param source of the tables with the versions, and of the rates that were fetched */
    public Trial(DataSource source) {
        fetched = () -> new KeptRates(new JdbcTemplate(source)).current().rates();
        store = new VersionStore(new JdbcTemplate(source), new TransactionTemplate(new DataSourceTransactionManager(source)));
    }

    /** The whole set of a version; empty where there is none of that number. */
    public Optional<Map<String, byte[]>> version(int number) {
        return store.find(number).map(found -> store.files(number).all());
    }

    /**
     * The set in force with other mappings.
     *
     * @param home     whose routes they go with where nothing was ever accepted
     * @param mappings a folder as a home has it
     * @param scratch  an empty folder of the caller's own
     * @throws Problem PRE-107 where there is no such folder, VER-105 where a file may not be read
     */
    public Map<String, byte[]> with(Home home, Path mappings, Path scratch) {
        if (!Files.isDirectory(mappings)) {
            throw new Problem(new Finding("PRE-107", mappings.toString(), "there is no such folder", null, "a folder of mappings, as a home has it",
                    "copy mappings/ of the home, edit the copy, and name it"));
        }
        int newest = store.newest();
        FileSet routes = newest == 0 ? still(home) : store.files(newest);
        Map<String, byte[]> files = new TreeMap<>(still(home(mappings, scratch)).all());
        routes.all().forEach((path, bytes) -> {
            if (path.startsWith("routes/")) {
                files.put(path, bytes);
            }
        });
        return files;
    }

    private static FileSet still(Home home) {
        FileSet read = new HomeFolder(home, BETWEEN_LOOKS, Clock.systemUTC()).await();
        if (read == null) {
            throw new Problem(Refusal.noneAccepted());
        }
        return read;
    }

    /** By a link, which is followed as those of a home are: what is read here is what a pass would read. */
    private static Home home(Path mappings, Path scratch) {
        Home home = new Home(scratch);
        try {
            Files.createDirectories(scratch);
            Files.createSymbolicLink(home.mappings(), mappings.toRealPath());
            return home;
        } catch (IOException failed) {
            throw unwritable(home.mappings(), failed);
        }
    }

    /**
     * What a pass that is asked for now would work with: what was edited in the home's folder upon what is in force.
     *
     * @throws Problem VER-101, VER-102, VER-105 where nobody can say
     */
    public Map<String, byte[]> asSaved(Home home) {
        FileSet saved = still(home);
        int newest = store.newest();
        if (newest == 0) {
            return saved.all();
        }
        FileSet inForce = store.files(newest);
        if (saved.hash().equals(inForce.hash())) {
            return inForce.all();
        }
        Optional<Integer> base = new HomeFolder(home, BETWEEN_LOOKS, Clock.systemUTC()).inStepWith().flatMap(store::withHash).or(() -> store.withHash(saved.hash()));
        if (base.isEmpty()) {
            throw new Problem(Refusal.unknownBase(newest));
        }
        Edit edit = Edit.of(saved, store.files(base.get()), inForce, newest);
        if (!edit.conflicts().isEmpty()) {
            throw new Problem(edit.conflicts());
        }
        return edit.files().all();
    }

    /** What of a set would wait for a second person, by what it changes; how much money it moves is not found out for that. */
    public List<String> waits(Map<String, byte[]> files) {
        int newest = store.newest();
        FileSet inForce = store.files(newest);
        return newest == 0 ? List.of() : ChangePolicy.of(inForce.mappings()).reasons(inForce.all(), files);
    }

    /** Whether a set says the same as the version in force. */
    public boolean inForce(Map<String, byte[]> files) {
        int newest = store.newest();
        return newest > 0 && store.files(newest).hash().equals(new FileSet(files).hash());
    }

    /**
     * Checks a set and runs its cases. Without a service, cases of tables and policies that no longer come out are noted, for whoever tries
     * a price has not written its case yet; with one, they are findings, as for its gate. Cases that did not come out before, or before
     * there was a version, are noted either way.
     *
     * @param service  whether it is judged as the gate of a running service judges
     * @param scratch  a folder of the caller's own
     * @param settings the value of a setting that routes may name, or null
     * @param beans    the beans that routes may name, with their classes
     */
    public Checked check(Map<String, byte[]> files, boolean service, Path scratch, UnaryOperator<String> settings, Supplier<Map<String, Class<?>>> beans) {
        int inForce = store.newest();
        List<String> before = store.find(inForce).map(Version::notes).orElse(List.of());
        FileSet set = new FileSet(files);
        FileSet now = inForce == 0 ? FileSet.EMPTY : store.files(inForce);
        Judge.Verdict found = new RateEdits(fetched).look(new Judge(scratch, settings, beans).judge(set), set, now);
        Set<Finding> excused = new Earlier(inForce, now, before, service).excused(found.findings(), set);
        Judge.Verdict verdict = found.apartFrom(excused);
        return new Checked(
                verdict.findings(), verdict.notes(), found.findings().stream().filter(excused::contains).filter(Judge::ofCase).distinct().toList());
    }

    /**
     * What is wrong with the tables and policies of a set, in a moment and without its cases; {@link #check} tells it again.
     *
     * @param scratch a folder of the caller's own
     */
    public static List<Finding> tables(Map<String, byte[]> files, Path scratch) {
        return new Judge(scratch, name -> null, Map::of).tables(new FileSet(files));
    }

    /** Puts a set in force in tables that are a copy: whoever starts on them works with it. */
    public void putInForce(Map<String, byte[]> files, Clock clock) {
        FileSet set = new FileSet(files);
        int next = store.newest() + 1;
        if (!store.add(new Version(next, set.hash(), null, NOBODY, null, clock.instant().truncatedTo(ChronoUnit.MILLIS), 0, List.of(), NOBODY, 0), set, () -> {})) {
            throw new IllegalStateException("version " + next + " of a copy is taken");
        }
    }

    /** Lays a set out as a home. @throws Problem VER-104 where it cannot be written */
    public static void lay(Map<String, byte[]> files, Path root) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException failed) {
            throw unwritable(root, failed);
        }
    }

    private static Problem unwritable(Path root, IOException failed) {
        return new Problem(new Finding("VER-104", root.toString(), "this cannot be written", Causes.ofFile(failed),
                "a folder that Hourbook may write to", "make room, or give Hourbook's user the right to write there"), failed);
    }

    /** Takes away a folder with all that is in it. */
    public static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            throw unwritable(folder, failed);
        }
    }
}
