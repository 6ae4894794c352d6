package io.hourbook.backup;

import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Writes one archive: the database as it stands at one moment, then the files, made to agree with it. */
final class Export {

    private final Home home;
    private final DataSource database;
    private final Path file;
    private final Consumer<String> said;

    Export(Home home, DataSource database, Path file, Consumer<String> said) {
        this.home = home;
        this.database = database;
        this.file = file.toAbsolutePath().normalize();
        this.said = said;
    }

    /** What was written. */
    record Result(Manifest manifest, long bytes) {}

    Result write(String kind) {
        if (Files.exists(file)) {
            throw Refusal.fileThere(file);
        }
        try (Connection snapshot = database.getConnection()) {
            HomeFiles files = new HomeFiles(home);
            begin(snapshot);
            try {
                return write(kind, snapshot, files);
            } finally {
                end(snapshot);
            }
        } catch (Problem told) {
            throw told;
        } catch (IOException | SQLException | RuntimeException failed) {
            if (full(failed)) {
                throw Refusal.noRoom(file, Refusal.words(failed), "room for all of it", failed);
            }
            throw Refusal.notWritten(file, Refusal.words(failed), failed);
        }
    }

    private static boolean full(Throwable failed) {
        String words = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        return words.contains("no space left") || words.contains("quota exceeded") || failed.getCause() != null && full(failed.getCause());
    }

    /** One moment for all tables, whatever else is written meanwhile; what is written does not wait for it. */
    private static void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // a slow disk must not look like a reader that has gone
            statement.execute("set session net_write_timeout = 600");
            // nor one that copies large files between two questions
            statement.execute("set @patience = @@session.idle_transaction_timeout, session idle_transaction_timeout = 0");
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("start transaction with consistent snapshot, read only");
        }
    }

    private static void end(Connection connection) throws SQLException {
        if (connection.isValid(5)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("rollback");
                statement.execute("set session idle_transaction_timeout = coalesce(@patience, 0)");
            }
        }
    }

    private Result write(String kind, Connection snapshot, HomeFiles files) throws SQLException, IOException {
        Instant now = Instant.now();
        List<TableShape> shapes = TableShape.all(snapshot);
        boolean originals = kind.equals(Manifest.ARCHIVE);
        makeSureOfRoom(file, shapes.stream().mapToLong(TableShape::bytes).sum() + (originals ? HomeFiles.bytes(home) : 0));
        try (ArchiveWriter archive = new ArchiveWriter(file)) {
            List<Manifest.Table> tables = new ArrayList<>();
            for (TableShape shape : shapes) {
                tables.add(table(snapshot, shape, archive));
            }
            Map<String, String> figures = KeyFigures.of(snapshot);
            files.writeRules(archive);
            if (originals) {
                files.writeInbox(archive, (source, hash) -> settled(snapshot, source, hash));
                said.accept("files: " + files.pieces().size());
            }
            Manifest manifest = new Manifest(
                    Manifest.FORMAT, kind, Version.running(), schema(snapshot), now.toString(), one(snapshot, "select version()"), figures,
                    tables, files.pieces(), files.leftOut());
            return new Result(manifest, archive.finish(manifest));
        }
    }

    /** Too little is refused before anything is written; rows and exports become about a fifth, so a quarter is asked for. */
    static void makeSureOfRoom(Path file, long bytes) throws IOException {
        long wanted = bytes / 4 + ArchiveWriter.RESERVE_BYTES;
        Path folder = Files.createDirectories(file.getParent());
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < wanted) {
            throw Refusal.noRoom(file, ArchiveWriter.mib(free) + " free", "about " + ArchiveWriter.mib(wanted), null);
        }
    }

    private Manifest.Table table(Connection snapshot, TableShape shape, ArchiveWriter archive) throws IOException, SQLException {
        long[] rows = {0};
        SQLException[] failed = {null};
        Manifest.Piece member = archive.add(shape.member(), null, out -> {
            try {
                rows[0] = TableDump.write(snapshot, shape, out, so -> said.accept(shape.name() + ": " + so + " rows …"));
            } catch (SQLException sql) {
                failed[0] = sql;
            }
        });
        if (failed[0] != null) {
            throw failed[0];
        }
        said.accept(shape.name() + ": " + rows[0] + " rows");
        return new Manifest.Table(shape.name(), rows[0], shape.nextId(), member);
    }

    private static boolean settled(Connection snapshot, String source, byte[] hash) throws IOException {
        try (PreparedStatement question = snapshot.prepareStatement(
                """
                select 1 from source_file f join source s on s.id = f.source_id
                where s.name = ? and f.content_hash = ? and f.state <> 'reading'""")) {
            question.setString(1, source);
            question.setBytes(2, hash);
            try (ResultSet answer = question.executeQuery()) {
                return answer.next();
            }
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    /** The last migration that ran. */
    static String schema(Connection connection) throws SQLException {
        return one(connection, "select version from " + TableShape.HISTORY
                + " where success = 1 and version is not null order by installed_rank desc limit 1");
    }

    private static String one(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? answer.getString(1) : null;
        }
    }
}
