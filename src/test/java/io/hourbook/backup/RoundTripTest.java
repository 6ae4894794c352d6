package io.hourbook.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.database.Database;
import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import javax.sql.DataSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What goes into an archive comes out of it: every value of every table, every file, and nothing that must stay behind. */
class RoundTripTest {

    @TempDir
    private Path folder;

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void everyValueOfEveryTableComesBackExactly(@ForAll long seed) throws SQLException, IOException {
        Path place = Files.createTempDirectory("hourbook-archive-");
        try {
            DataSource database = TestDatabase.fresh();
            new HostileRows(seed).plant(database, 25);
            settleDeliveries(database);
            Path file = place.resolve("a.zip");
            Export.Result written = new Export(new Home(place.resolve("home")), database, file, line -> {}).write(Manifest.ARCHIVE);
            DataSource other = TestDatabase.empty();

            restore(file, place.resolve("restored"), other);
            takeMarkAway(other, database);

            assertThat(written.manifest().tables()).allMatch(table -> table.rows() > 0);
            assertThat(Planted.checksums(other)).isEqualTo(Planted.checksums(database)).hasSize(written.manifest().tables().size());
        } finally {
            delete(place);
        }
    }

    /** Of a restored company, nobody asks a target more than it takes, or overwrites what people changed there. */
    @Test
    void pausesOfTargetsTheirCallsAndWhatWasWrittenThereComeBack() throws IOException, SQLException {
        DataSource database = TestDatabase.fresh();
        Planted.execute(database,
                "insert into target_pause values ('books', '2099-01-01 10:00:00.123', '2025-03-01 09:00:00', 'DEL-121 refused; authorize again', 'Hourbook')",
                "insert into target_call values ('books', '2025-03-01 09:00:00', 17), ('books', '2025-03-01 10:00:00', 4)",
                "insert into sent_body values (7, unhex(md5('a')), 2, '{\"head\":[]}', '2025-03-01 09:00:00.5')");
        Path file = folder.resolve("targets.zip");
        export(Planted.home(folder.resolve("home")), database, file);
        DataSource other = TestDatabase.empty();
        restore(file, folder.resolve("restored"), other);

        JdbcTemplate there = new JdbcTemplate(other);
        JdbcTemplate here = new JdbcTemplate(database);
        for (String rows : List.of("* from target_pause", "* from target_call", "document_id, hex(hash), revision, body, sent_at from sent_body")) {
            assertThat(there.queryForList("select " + rows).toString()).as(rows)
                    .isEqualTo(here.queryForList("select " + rows).toString()).isNotEqualTo("[]");
        }
    }

    @Test
    void filesComeBackAsTheyWereAndSecretsStayBehind() throws IOException, SQLException {
        Home home = Planted.home(folder.resolve("home"));
        Path lying = Planted.write(home.inbox().resolve("own/april.csv"), "a,b\n3,4\n");
        Files.setLastModifiedTime(lying, FileTime.from(Instant.parse("2025-04-30T10:00:00.123Z")));
        Path file = folder.resolve("archives/company.zip");

        Manifest manifest = export(home, TestDatabase.fresh(), file);
        restore(file, folder.resolve("restored"), TestDatabase.empty());

        Map<String, String> wanted = Planted.files(home.root());
        wanted.keySet().removeIf(path -> path.startsWith("out/") || path.equals("data/service.json") || path.contains("/.git/"));
        assertThat(Planted.files(folder.resolve("restored"))).isEqualTo(wanted);
        assertThat(manifest.leftOut()).isEmpty();
        assertThat(Files.getLastModifiedTime(folder.resolve("restored/inbox/own/april.csv")).toInstant())
                .isEqualTo(Instant.parse("2025-04-30T10:00:00.123Z"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("restored/data/users.yaml")))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(file.getParent().toFile().list()).as("no draft is left").containsExactly("company.zip");
    }

    @Test
    void rowsThatAreWrittenMeanwhileAreInAllTablesOrInNone() throws Exception {
        DataSource database = TestDatabase.fresh();
        Home home = Planted.home(folder.resolve("home"));
        Thread writer = new Thread(() -> {
            for (int i = 1; !Thread.currentThread().isInterrupted(); i++) {
                // one transaction: a row in a table that is read early and one in a table that is read late
                Planted.execute(database, "start transaction",
                        "insert into dead_letter (subject, fingerprint, state, code, where_at, what, fix, kind, first_seen_at, last_seen_at)"
                                + " values (unhex(md5(" + i + ")), unhex(md5('x')), 'open', 'X', '', '', '', 'row', now(), now())",
                        "insert into work (entry_id) values (" + i + ")", "commit");
            }
        });
        writer.start();
        try {
            for (int i = 0; i < 5; i++) {
                Manifest manifest = export(home, database, folder.resolve(i + ".zip"));
                assertThat(rows(manifest, "dead_letter")).isEqualTo(rows(manifest, "work"));
            }
        } finally {
            writer.interrupt();
            writer.join();
        }
    }

    @Test
    void aFileThatIsTakenAfterTheRowsWereReadIsArchivedAsLyingInTheInbox() throws IOException, SQLException {
        DataSource database = TestDatabase.fresh();
        Home home = Planted.home(folder.resolve("home"));
        List<String> said = new ArrayList<>();
        Path file = folder.resolve("a.zip");

        new Export(home, database, file, line -> {
            if (said.isEmpty()) {
                // the service drops two files through while the tables are being written
                Planted.write(home.inbox().resolve("own/done/may.csv"), "taken since");
                Planted.write(home.inbox().resolve("own/refused/june.csv"), "refused since");
                Planted.write(home.inbox().resolve("own/refused/june.csv.why.txt"), "why");
            }
            said.add(line);
        }).write(Manifest.ARCHIVE);
        restore(file, folder.resolve("restored"), TestDatabase.empty());

        assertThat(Planted.files(folder.resolve("restored/inbox"))).containsOnlyKeys(
                "own/done/march.csv", "own/may.csv", "own/june.csv", "own/refused/april.csv", "own/refused/april.csv.why.txt");
    }

    @Test
    void aFileThatTheRowsKnowIsDoneWhereverItLayMeanwhile() throws IOException, SQLException {
        DataSource database = TestDatabase.fresh();
        Planted.execute(database, "insert into source (name) values ('own')",
                "insert into source_file (source_id, name, content_hash, size_bytes, state, run_id, taken_at)"
                        + " values (1, 'may.csv', unhex(sha2('taken before', 256)), 12, 'taken', 1, now())");
        Home home = Planted.home(folder.resolve("home"));
        List<String> said = new ArrayList<>();
        Path file = folder.resolve("a.zip");

        new Export(home, database, file, line -> {
            if (said.isEmpty()) {
                Planted.write(home.inbox().resolve("own/done/may.csv"), "taken before");
            }
            said.add(line);
        }).write(Manifest.ARCHIVE);
        restore(file, folder.resolve("restored"), TestDatabase.empty());

        assertThat(Planted.files(folder.resolve("restored/inbox"))).containsKey("own/done/may.csv").doesNotContainKey("own/may.csv");
    }

    @Test
    void whatStillWaitedIsLookedUpAtItsTargetFirst() throws IOException, SQLException {
        DataSource database = TestDatabase.fresh();
        for (String state : List.of("waiting", "sending", "delivered")) {
            Planted.execute(database, "insert into delivery (idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at)"
                    + " values ('" + state + "', 1, 'books', 1, '" + state + "', '2025-04-01', now(), now())");
        }
        Path file = folder.resolve("a.zip");
        export(Planted.home(folder.resolve("home")), database, file);
        DataSource other = TestDatabase.empty();

        restore(file, folder.resolve("restored"), other);

        assertThat(new org.springframework.jdbc.core.JdbcTemplate(other).queryForList(
                "select concat(idempotency_key, ' ', state, ' ', doubted) from delivery order by id", String.class))
                // what was being sent becomes in doubt by the next pass, as after a crash
                .containsExactly("waiting waiting 1", "sending sending 0", "delivered delivered 0");
    }

    @Test
    void aRestoreIsRemembered() throws IOException, SQLException {
        Path file = folder.resolve("a.zip");
        DataSource other = TestDatabase.empty();
        String createdAt = export(Planted.home(folder.resolve("home")), TestDatabase.fresh(), file).createdAt();

        restore(file, folder.resolve("restored"), other);

        assertThat(new org.springframework.jdbc.core.JdbcTemplate(other).queryForList(
                "select date_format(archived_at, '%Y-%m-%dT%H:%i:%s') from restored where restored_at >= archived_at", String.class))
                .singleElement().asString().isEqualTo(createdAt.substring(0, 19));
    }

    @Test
    void anOlderArchiveIsLoadedIntoTablesOfItsTimeAndBroughtUpToDate() throws IOException, SQLException {
        SortedSet<String> all = Database.migrations();
        // the sandbox's tables came last in the first version
        DataSource old = Planted.databaseAt("010");
        new HostileRows(7).plant(old, 10);
        settleDeliveries(old);
        Path file = folder.resolve("old.zip");
        Manifest manifest = export(Planted.home(folder.resolve("home")), old, file);
        DataSource other = TestDatabase.empty();

        restore(file, folder.resolve("restored"), other);
        Planted.migrate(old, null);
        takeMarkAway(other, old);

        assertThat(manifest.schema()).isEqualTo("010");
        assertThat(Planted.names(other)).contains("sandbox_document");
        assertThat(Planted.checksums(other)).isEqualTo(Planted.checksums(old));
        assertThat(all.last().compareTo("010")).isPositive();
    }

    @Test
    void tablesOfOthersStayInTheArchiveAndAreNamed() throws IOException, SQLException {
        DataSource database = TestDatabase.fresh();
        Planted.execute(database, "create table my_report (a int)", "insert into my_report values (1), (2)");
        Path file = folder.resolve("a.zip");
        export(Planted.home(folder.resolve("home")), database, file);

        Restore.Result result = restore(file, folder.resolve("restored"), TestDatabase.empty());

        assertThat(result.notes()).containsExactly(
                "table my_report is none of Hourbook's: its 2 rows stay in the archive, database/my_report.jsonl");
    }

    @Test
    void aColumnThatCannotBeWrittenExactlyIsRefused() {
        DataSource database = TestDatabase.fresh();
        Planted.execute(database, "create table my_map (place point not null)");

        assertThatThrownBy(() -> export(Planted.home(folder.resolve("home")), database, folder.resolve("a.zip"))).hasMessage("""
                column my_map.place: BAK-104 this cannot be archived exactly
                  saw   type point
                  want  tables as Hourbook makes them
                  do    move what is not Hourbook's to a database of its own""");
        assertThat(folder.resolve("a.zip")).doesNotExist();
    }

    @Test
    void anArchiveIsNeverWrittenOver() throws IOException {
        Path file = Files.writeString(folder.resolve("a.zip"), "mine");

        assertThatThrownBy(() -> export(Planted.home(folder.resolve("home")), TestDatabase.fresh(), file)).hasMessage(file + """
                : BAK-101 there is a file of that name already
                  want  a name that is free
                  do    name another file; an archive is never written over""");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aDatabaseThatEndsInTheMiddleLeavesNoArchive() {
        DataSource database = TestDatabase.fresh();
        Planted.execute(database, "insert into work values (1)");
        Path file = folder.resolve("archives/a.zip");

        assertThatThrownBy(() -> new Export(Planted.home(folder.resolve("home")), database, file, line ->
                Planted.execute(database, killOthers(database)))
                .write(Manifest.ARCHIVE)).isInstanceOfSatisfying(Problem.class, told -> {
                    assertThat(told.code()).isEqualTo("BAK-103");
                    assertThat(told).hasMessageStartingWith(file + ": BAK-103 the archive could not be written\n  saw   ")
                            .hasMessageEndingWith("\n  do    put right what it says and export again; nothing was written");
                });
        assertThat(folder.resolve("archives")).isEmptyDirectory();
    }

    @Test
    void whereTheDiskHasTooLittleRoomNothingIsBegun() {
        Path file = folder.resolve("archives/a.zip");

        assertThatThrownBy(() -> Export.makeSureOfRoom(file, 4L << 60))
                .hasMessageStartingWith(file + ": BAK-102 there is no room for the archive\n  saw   ")
                .hasMessageEndingWith("\n  do    make room, or name a file on another disk; nothing was written");
        assertThat(file).doesNotExist();
    }

    private static String killOthers(DataSource database) {
        List<String> others = new org.springframework.jdbc.core.JdbcTemplate(database).queryForList(
                "select id from information_schema.processlist where db = database() and id <> connection_id()", String.class);
        return others.isEmpty() ? "select 1" : "kill " + others.get(0);
    }

    private static long rows(Manifest manifest, String table) {
        return manifest.tables().stream().filter(one -> one.name().equals(table)).findFirst().orElseThrow().rows();
    }

    /** Deliveries that wait are marked by a restore, which is another test's matter. */
    private static void settleDeliveries(DataSource database) {
        Planted.execute(database, "update delivery set state = 'delivered'");
    }

    /** Of the restore itself, which is all that a restore adds. */
    static void takeMarkAway(DataSource restored, DataSource original) {
        Planted.execute(restored, "delete from restored order by id desc limit 1");
        for (DataSource each : List.of(restored, original)) {
            Planted.execute(each, "alter table restored auto_increment = 1");
        }
    }

    private static Manifest export(Home home, DataSource database, Path file) {
        return new Export(home, database, file, line -> {}).write(Manifest.ARCHIVE).manifest();
    }

    static Restore.Result restore(Path file, Path home, DataSource into) {
        try (ArchiveReader archive = ArchiveReader.open(file, Database.migrations())) {
            archive.verify();
            return new Restore(archive, new Home(home), () -> Planted.tables(into), false, line -> {}).run((tables, mappings) -> List.of());
        }
    }

    private static void delete(Path place) throws IOException {
        try (var paths = Files.walk(place)) {
            paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
