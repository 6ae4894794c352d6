package io.hourbook.backup;

import io.hourbook.database.BeforeMigration;
import io.hourbook.database.Database;
import io.hourbook.database.PassLock;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives of a company and homes made of them. An archive is a ZIP of the tables as lines of JSON, all of one moment, the
 * mappings, routes and originals that go with them, and a manifest with the SHA-256 of each.
 */
public final class Backup implements BeforeMigration {

    private static final Logger LOG = LoggerFactory.getLogger(Backup.class);
    private static final int SNAPSHOTS_KEPT = 3;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT);

    private final Clock clock;

    public Backup() {
        this(Clock.systemUTC());
    }

    Backup(Clock clock) {
        this.clock = clock;
    }

    /**
     * What an archive holds.
     *
     * @param schema  the migration its tables stand at
     * @param tables  rows by table
     * @param figures what the rows come to
     * @param notes   what is not in it, or stayed in it, in sentences
     * @param broken  laws of conservation that do not hold after a restore, in sentences
     */
    public record Contents(
            String kind, String hourbook, String schema, String createdAt, Map<String, Long> tables, int files, Map<String, String> figures,
            List<String> notes, List<String> broken) {

        private static Contents of(Manifest manifest, List<String> notes, List<String> broken) {
            Map<String, Long> tables = new java.util.TreeMap<>();
            manifest.tables().forEach(table -> tables.put(table.name(), table.rows()));
            return new Contents(
                    manifest.kind(), manifest.hourbook(), manifest.schema(), manifest.createdAt(), tables, manifest.files().size(),
                    manifest.figures(), List.copyOf(notes), List.copyOf(broken));
        }

        public long rows() {
            return tables.values().stream().mapToLong(Long::longValue).sum();
        }

        /** True for an archive without the originals: one that was taken before an upgrade. */
        public boolean snapshot() {
            return kind.equals(Manifest.SNAPSHOT);
        }
    }

    /** @param bytes the size of the file */
    public record Archive(Path file, long bytes, Contents contents) {}

    /** Looks at the laws of conservation in restored tables. */
    @FunctionalInterface
    public interface Audit {
        /** @return one sentence for each law that does not hold */
        List<String> broken(DataSource database, Path mappings);
    }

    /** {@code out/archives/hourbook-<time in UTC>.zip} of the home. */
    public Path usualFile(Home home) {
        return home.out().resolve("archives").resolve("hourbook-" + stamp() + ".zip");
    }

    /**
     * Writes the whole company into one file, beside whatever runs on the home.
     *
     * @param file there must be none of that name
     * @param said told of progress, a line at a time
     * @throws Problem BAK-101 to BAK-104; then there is no file
     */
    public Archive export(Home home, DataSource database, Path file, Consumer<String> said) {
        return write(Manifest.ARCHIVE, home, database, file, said);
    }

    private static Archive write(String kind, Home home, DataSource database, Path file, Consumer<String> said) {
        Export.Result written = new Export(home, database, file, said).write(kind);
        return new Archive(file, written.bytes(), Contents.of(written.manifest(), written.manifest().leftOut(), List.of()));
    }

    /**
     * Makes a home out of an archive: into a folder without a company, and the database that goes with it, which must be empty.
     *
     * @param audit asked once the tables are up to date
     * @throws Problem BAK-201 to BAK-208; then nothing was changed, or what was made has been taken away
     */
    public Contents restore(Path archive, Home home, Audit audit, Consumer<String> said) {
        return restore(archive, home, restored -> {}, audit, said);
    }

    /**
     * The same.
     *
     * @param then told of the tables once they are up to date; where it fails, nothing was restored
     */
    public Contents restore(Path archive, Home home, Consumer<DataSource> then, Audit audit, Consumer<String> said) {
        boolean here = System.getenv().getOrDefault("HOURBOOK_DB_URL", "").isBlank();
        try (ArchiveReader reader = ArchiveReader.open(archive, Database.migrations())) {
            said.accept("looking at every member of " + archive);
            reader.verify();
            Restore.Result result = new Restore(
                    reader, home, () -> OpenedTables.open(home), here, said).run(then, audit::broken);
            return Contents.of(result.manifest(), result.notes(), result.broken());
        }
    }

    /** @param lock no pass may begin on a database that is being filled */
    private record OpenedTables(Database database, PassLock lock) implements Restore.Tables {

        static OpenedTables open(Home home) {
            Database database = Database.openUnmigrated(home, "restore");
            try {
                return new OpenedTables(database, database.passLock(Duration.ZERO)
                        .orElseThrow(() -> Refusal.databaseNotEmpty(database.address(), "a pass that runs on it")));
            } catch (RuntimeException failed) {
                database.close();
                throw failed;
            }
        }

        @Override
        public DataSource source() {
            return database.dataSource();
        }

        @Override
        public String address() {
            return database.address();
        }

        @Override
        public void migrate(String version) {
            database.migrate(version);
        }

        @Override
        public void expectRows(long rows) {
            database.expectRows(rows);
        }

        @Override
        public void close() {
            lock.close();
            database.close();
        }
    }

    /** {@inheritDoc} Writes {@code data/snapshots/before-V…zip}, without the originals, and keeps the last three. */
    @Override
    public void upgrading(Home home, DataSource tables, String from, String to) {
        Path folder = home.data().resolve("snapshots");
        Path file = folder.resolve("before-V" + to + "-" + stamp() + ".zip");
        try {
            Archive snapshot = write(Manifest.SNAPSHOT, home, tables, file, line -> LOG.debug("{}", line));
            LOG.info("Before the tables go from V{} to V{}: {} rows are kept in {}", from, to, snapshot.contents().rows(), home.show(file));
            prune(folder);
        } catch (Problem failed) {
            throw Refusal.noSnapshot(file, "V" + from, "V" + to, failed.findings().get(0).what() + ": " + failed.findings().get(0).saw(), failed);
        }
    }

    private static void prune(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> snapshots = files.filter(file -> file.getFileName().toString().matches("before-V\\d+-.*\\.zip"))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed()).toList();
            for (Path old : snapshots.subList(Math.min(SNAPSHOTS_KEPT, snapshots.size()), snapshots.size())) {
                Files.delete(old);
            }
        } catch (IOException kept) {
            LOG.warn("Old snapshots in {} could not be deleted: {}", folder, Refusal.words(kept));
        }
    }

    private String stamp() {
        return STAMP.format(clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC));
    }
}
