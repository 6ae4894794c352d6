package io.hourbook.backup;

import io.hourbook.home.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Makes a home out of an archive, or nothing: files are laid out beside the home's folders, rows are loaded and compared, and
 * then the folders get their names, {@code mappings/} last. A home without it is refused by every command, so that one that was
 * cut off in the middle never looks whole.
 */
final class Restore {

    private static final String DRAFT = ".restore";
    private static final List<String> GOALS = List.of("routes", "mappings", "inbox", "data", "out");
    private static final List<String> FOLDERS = Stream.concat(GOALS.stream(), Stream.of(DRAFT)).toList();

    /** The tables to restore into: empty, and not there at all until {@link #migrate}. */
    interface Tables extends AutoCloseable {
        DataSource source();

        String address();

        /** @param version the last migration to apply, or null for all there are */
        void migrate(String version);

        void expectRows(long rows);

        @Override
        void close();
    }

    /** Looks at the laws of conservation. */
    @FunctionalInterface
    interface Audit {
        /** @return one sentence for each law that does not hold */
        List<String> broken(DataSource database, Path mappings);
    }

    /** @param broken the laws of conservation that do not hold in what was restored */
    record Result(Manifest manifest, List<String> notes, List<String> broken) {}

    private final ArchiveReader archive;
    private final Home home;
    private final Supplier<Tables> opener;
    private final boolean databaseHere;
    private final Consumer<String> said;

    /**
     * @param opener       opens the database, only once the archive and the home have been looked at
     * @param databaseHere whether it lies in the home
     */
    Restore(ArchiveReader archive, Home home, Supplier<Tables> opener, boolean databaseHere, Consumer<String> said) {
        this.archive = archive;
        this.home = home;
        this.databaseHere = databaseHere;
        this.opener = opener;
        this.said = said;
    }

    Result run(Audit audit) {
        return run(restored -> {}, audit);
    }

    /** @param then told of the tables once they are up to date; where it fails, nothing was restored */
    Result run(Consumer<DataSource> then, Audit audit) {
        makeSureHomeIsEmpty(FOLDERS);
        makeSureOfRoom(home, databaseHere ? ArchiveReader.pieces(archive.manifest()) : archive.manifest().files());
        boolean there = Files.isDirectory(home.root());
        takeHome();
        boolean whole = false;
        try {
            layOutFiles();
            Result result = restoreTables(then, audit);
            nameFolders();
            whole = true;
            return result;
        } catch (IOException failed) {
            throw Refusal.notRestored(home.root().toString(), Refusal.words(failed), failed);
        } finally {
            if (!whole) {
                clear(there);
            }
        }
    }

    /** One restore at a time: for the second, the draft is there. What came in the meantime is another's and stays. */
    private void takeHome() {
        try {
            Files.createDirectories(home.root());
            Files.createDirectory(draft(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            makeSureHomeIsEmpty(GOALS);
        } catch (FileAlreadyExistsException another) {
            throw Refusal.homeNotEmpty(home.root(), DRAFT + "/");
        } catch (IOException failed) {
            throw Refusal.notRestored(home.root().toString(), Refusal.words(failed), failed);
        }
    }

    private void makeSureHomeIsEmpty(List<String> folders) {
        for (String folder : folders) {
            Path there = home.root().resolve(folder);
            if (Files.isRegularFile(there) || Files.isDirectory(there) && !empty(there)) {
                throw Refusal.homeNotEmpty(home.root(), folder + (Files.isDirectory(there) ? "/" : ""));
            }
        }
    }

    private static boolean empty(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Rows take about as much room in tables as in an archive before it is packed. */
    static void makeSureOfRoom(Home home, List<Manifest.Piece> pieces) {
        long wanted = 0;
        for (Manifest.Piece piece : pieces) {
            wanted = Math.min(Long.MAX_VALUE - piece.bytes(), wanted) + piece.bytes();
        }
        Path there = home.root();
        while (there.getParent() != null && !Files.isDirectory(there)) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            if (free < wanted) {
                throw Refusal.noRoomToRestore(home.root(), ArchiveWriter.mib(free) + " free", ArchiveWriter.mib(wanted));
            }
        } catch (IOException unknown) {
            throw Refusal.notRestored(there.toString(), Refusal.words(unknown), unknown);
        }
    }

    private Path draft() {
        return home.root().resolve(DRAFT);
    }

    private void layOutFiles() throws IOException {
        for (String folder : List.of("routes", "mappings", "inbox")) {
            Files.createDirectories(draft().resolve(folder));
        }
        for (Manifest.Piece piece : archive.manifest().files()) {
            if (piece.whole()) {
                Path to = draft().resolve(piece.path());
                Files.createDirectories(to.getParent());
                try (InputStream in = archive.stream(piece)) {
                    Files.copy(in, to);
                }
                if (piece.path().equals(HomeFiles.USERS)) {
                    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
                }
                // the inbox is taken in the order of these times
                Files.setLastModifiedTime(to, FileTime.from(modified(piece)));
            }
        }
        said.accept("files: " + archive.manifest().files().size());
    }

    private static Instant modified(Manifest.Piece piece) {
        try {
            return piece.modified() == null ? Instant.EPOCH : Instant.parse(piece.modified());
        } catch (DateTimeParseException notATime) {
            return Instant.EPOCH;
        }
    }

    private Result restoreTables(Consumer<DataSource> then, Audit audit) {
        try (Tables tables = opener.get()) {
            makeSureDatabaseIsEmpty(tables);
            boolean whole = false;
            try {
                tables.migrate(archive.manifest().schema());
                tables.expectRows(archive.manifest().rows());
                RestoredTables rows = new RestoredTables(archive, tables.source(), said);
                rows.load();
                tables.migrate(null);
                rows.mark();
                then.accept(tables.source());
                List<String> broken = audit.broken(tables.source(), draft().resolve("mappings"));
                List<String> notes = new ArrayList<>(archive.manifest().leftOut().stream().map(Refusal::printable).toList());
                notes.addAll(rows.notes());
                whole = true;
                return new Result(archive.manifest(), notes, broken);
            } catch (SQLException | IOException failed) {
                throw Refusal.notRestored(tables.address(), Refusal.words(failed), failed);
            } finally {
                if (!whole) {
                    dropAll(tables);
                }
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = database() order by table_name")) {
            while (tables.next()) {
                names.add(tables.getString(1));
            }
        }
        return names;
    }

    private static void makeSureDatabaseIsEmpty(Tables tables) {
        try (Connection connection = tables.source().getConnection()) {
            List<String> there = tables(connection);
            if (!there.isEmpty()) {
                throw Refusal.databaseNotEmpty(tables.address(), there.size() + " tables, the first is " + there.get(0));
            }
        } catch (SQLException failed) {
            throw Refusal.notRestored(tables.address(), Refusal.words(failed), failed);
        }
    }

    /** The database was empty when this began, so all that is in it was made here. */
    private void dropAll(Tables tables) {
        try (Connection connection = tables.source().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("set session foreign_key_checks = 0");
            for (String table : tables(connection)) {
                statement.execute("drop table if exists " + TableShape.quoted(table));
            }
            statement.execute("set session foreign_key_checks = 1");
        } catch (SQLException | RuntimeException left) {
            said.accept("what was loaded into " + tables.address() + " could not be taken away: " + Refusal.words(left));
        }
    }

    private void nameFolders() throws IOException {
        Path users = draft().resolve(HomeFiles.USERS);
        if (Files.exists(users)) {
            Files.createDirectories(home.data());
            Files.move(users, home.root().resolve(HomeFiles.USERS), StandardCopyOption.ATOMIC_MOVE);
        }
        for (String folder : List.of("routes", "inbox", "mappings")) {
            Files.move(draft().resolve(folder), home.root().resolve(folder), StandardCopyOption.ATOMIC_MOVE);
        }
        delete(draft());
    }

    private void clear(boolean keepRoot) {
        try {
            for (String folder : FOLDERS) {
                delete(home.root().resolve(folder));
            }
            if (!keepRoot) {
                Files.deleteIfExists(home.root());
            }
        } catch (DirectoryNotEmptyException others) {
            // something else came into that folder meanwhile, and stays
        } catch (IOException left) {
            said.accept("what was laid out in " + home.root() + " could not be taken away: " + Refusal.words(left));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    try {
                        Files.delete(path);
                    } catch (NoSuchFileException goneAlready) {
                        // a server that has just ended takes its own files along
                    }
                }
            }
        }
    }
}
