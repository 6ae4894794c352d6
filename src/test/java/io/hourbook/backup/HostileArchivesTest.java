package io.hourbook.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.database.Database;
import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Archives that were cut, changed, or made to do harm: each is refused before a folder or a table is touched. */
class HostileArchivesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path shared;

    private static Path good;
    private Path folder;
    private Path home;
    private static final DataSource UNTOUCHED = TestDatabase.empty();

    @BeforeAll
    static void writeAGoodOne() {
        DataSource database = TestDatabase.fresh();
        Planted.execute(database, "insert into work values (1), (2), (3)",
                "insert into mark values ('pay-week', 'x')");
        good = shared.resolve("good.zip");
        new Export(Planted.home(shared.resolve("company")), database, good, line -> {}).write(Manifest.ARCHIVE);
    }

    @BeforeEach
    void newPlace() throws IOException {
        folder = Files.createTempDirectory(shared, "one-");
        home = folder.resolve("home");
    }

    @Test
    void aFileThatIsNoArchiveIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.zip"), "PK but not really");

        refused(file, "BAK-203", file + ": BAK-203 this is no archive, or not a whole one\n  saw   ZipException: ",
                "copy it again from where it was kept, or restore another archive; nothing was changed here");
        refused(folder.resolve("none.zip"), "BAK-203", folder.resolve("none.zip") + ": BAK-203 ", "nothing was changed here");
        refused(folder, "BAK-203", folder + ": BAK-203 ", "nothing was changed here");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 22, 400, 2_000})
    void anArchiveThatWasCutShortIsRefused(int missing) throws IOException {
        byte[] whole = Files.readAllBytes(good);
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length - missing));

        refused(cut, "BAK-203", cut + ": BAK-203 ", "nothing was changed here");
    }

    @Test
    void aZipOfSomethingElseIsRefused() throws IOException {
        refused(zip(Map.of("hello.txt", "hello")), "BAK-203", folder + "/a.zip: BAK-203 ", "nothing was changed here");
        refused(zip(Map.of("manifest.json", "{\"format\":1}")), "BAK-203", folder + "/a.zip: BAK-203 ", "nothing was changed here");
        refused(zip(Map.of("manifest.json", "[".repeat(100_000))), "BAK-203", folder + "/a.zip: BAK-203 ", "nothing was changed here");
        refused(zip(Map.of("manifest.json", "null")), "BAK-203", folder + "/a.zip: BAK-203 ", "nothing was changed here");
    }

    @Test
    void aNewerFormatOrNewerTablesNeedANewerHourbook() throws IOException {
        refused(changed(manifest -> manifest.put("format", 2)), "BAK-204", folder + "/a.zip: BAK-204 the archive is from a newer Hourbook\n"
                + "  saw   format 2\n  want  format 1\n", "restore it with the version that wrote it or a later one");
        refused(changed(manifest -> manifest.put("schema", "999").put("hourbook", "9.1")), "BAK-204",
                folder + "/a.zip: BAK-204 the archive is from a newer Hourbook\n  saw   tables of V999, written by Hourbook 9.1\n  want  tables up to V"
                        + Database.migrations().last() + "\n", "restore it with the version that wrote it or a later one");
        refused(changed(manifest -> manifest.put("schema", "0'; drop table run; --")), "BAK-203", folder + "/a.zip: BAK-203 ", "nothing was changed here");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "../evil.csv", "/etc/cron.d/evil", "mappings/../../evil.csv", "mappings/./a.csv", "mappings//a.csv", "data/database.json",
        "data/serve.lock", "out/x", "evil.csv", "mappings", "routes/", "data/users.yaml/../service.json", "C:/evil", "database/x.jsonl"
    })
    void aMemberThatWouldLieElsewhereIsRefused(String path) throws IOException {
        Path file = rewritten(members -> members.put(path, "evil".getBytes(StandardCharsets.UTF_8)), manifest -> manifest.withArray("files")
                .addObject().put("path", path).put("bytes", 4).put("sha256", sha("evil")));

        refused(file, "BAK-206", file + " " + path + ": BAK-206 a member of the archive does not belong into a home",
                "do not trust this archive; restore another archive; nothing was changed here");
        assertThat(folder.resolve("evil.csv")).doesNotExist();
        assertThat(shared.resolve("evil.csv")).doesNotExist();
    }

    @Test
    void aTableUnderAnotherNameIsRefused() throws IOException {
        refused(changed(manifest -> ((ObjectNode) manifest.withArray("tables").get(0)).put("name", "run` (id) values (1); --")), "BAK-206",
                folder + "/a.zip database/", "nothing was changed here");
    }

    @Test
    void changedContentIsRefused() throws IOException {
        Path file = rewritten(members -> members.put("mappings/workers.csv", "id,name\nW01,Zoe!\n".getBytes(StandardCharsets.UTF_8)), manifest -> {});

        refused(file, "BAK-205", file + " mappings/workers.csv: BAK-205 a member of the archive is not what its manifest says\n  saw   SHA-256 ",
                "restore another archive; nothing was changed here");
    }

    @Test
    void rowsThatWereAddedByHandAreRefused() throws IOException {
        Path file = rewritten(members -> members.compute("database/work.jsonl", (name, bytes) ->
                (new String(bytes, StandardCharsets.UTF_8) + "[4]\n").getBytes(StandardCharsets.UTF_8)), manifest -> {});

        refused(file, "BAK-205", file + " database/work.jsonl: BAK-205 a member of the archive is not as long as its manifest says",
                "nothing was changed here");
    }

    @Test
    void aMemberThatIsMissingTwiceOrUnknownIsRefused() throws IOException {
        Path missing = rewritten(members -> members.remove("database/work.jsonl"), manifest -> {});
        refused(missing, "BAK-205", missing + " database/work.jsonl: BAK-205 a member of the archive is missing", "nothing was changed here");
        Path more = rewritten(members -> members.put("mappings/more.csv", new byte[3]), manifest -> {});
        refused(more, "BAK-205", more + " mappings/more.csv: BAK-205 a member of the archive is not in its manifest", "nothing was changed here");
        Path twice = changed(manifest -> manifest.withArray("files").add(manifest.withArray("files").get(0).deepCopy()));
        refused(twice, "BAK-205", twice + " mappings/", "nothing was changed here");
        Path doubled = twoOfOneName();
        refused(doubled, "BAK-205", doubled + " mappings/workers.csv: BAK-205 a member is in the archive twice", "nothing was changed here");
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        Path large = rewritten(members -> members.put("mappings/workers.csv", new byte[50 << 20]), manifest -> {});
        refused(large, "BAK-205", large + " mappings/workers.csv: BAK-205 a member of the archive is not as long as its manifest says\n"
                + "  saw   more than ", "nothing was changed here");
        Path claims = changed(manifest -> ((ObjectNode) manifest.withArray("files").get(0)).put("bytes", Long.MAX_VALUE));
        refused(claims, "BAK-205", claims + " mappings/", "nothing was changed here");
    }

    @Test
    void anArchiveLargerThanTheDiskIsRefused() throws IOException {
        // a terabyte of nothing, packed as far as it goes, by what the manifest and the archive's own table of contents say
        Manifest.Piece piece = new Manifest.Piece("mappings/large.csv", 1L << 60, "", null, null);
        Manifest manifest = new Manifest(1, "archive", "x", "011", "now", "x", Map.of(), java.util.List.of(), java.util.List.of(piece), java.util.List.of());
        Files.createDirectories(home);
        try (ArchiveReader archive = ArchiveReader.open(good, Database.migrations())) {
            assertThat(archive.manifest()).isNotNull();
        }
        assertThatThrownBy(() -> Restore.makeSureOfRoom(new Home(home), manifest.files()))
                .hasMessageStartingWith(home + ": BAK-207 there is no room to restore the archive\n  saw   ")
                .hasMessageEndingWith("\n  do    make room, or name a home on another disk; nothing was changed here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes/x", "mappings/x", "inbox/own/x.csv", "data/mariadb/ibdata1", "out/holds.csv", ".restore/x"})
    void aHomeThatHoldsSomethingIsLeftAlone(String there) throws IOException {
        Path file = Planted.write(home.resolve(there), "mine");

        assertThatThrownBy(() -> RoundTripTest.restore(good, home, UNTOUCHED)).isInstanceOfSatisfying(Problem.class, told ->
                assertThat(told).hasMessage(home + ": BAK-201 the home to restore into is not empty\n  saw   " + there.substring(0, there.indexOf('/'))
                        + "/\n  want  a folder without routes/, mappings/, inbox/, data/, out/ and .restore/\n"
                        + "  do    name a new folder with --home; where a restore was broken off there, delete what it left"));
        assertThat(file).hasContent("mine");
        assertThat(Planted.files(home)).hasSize(1);
    }

    @Test
    void aDatabaseThatHoldsSomethingIsLeftAlone() throws IOException {
        DataSource database = TestDatabase.empty();
        Planted.execute(database, "create table mine (a int)", "insert into mine values (7)");

        assertThatThrownBy(() -> RoundTripTest.restore(good, home, database)).hasMessage("""
                the test's database: BAK-202 the database to restore into is not empty
                  saw   1 tables, the first is mine
                  want  a database without tables
                  do    name an empty one in HOURBOOK_DB_URL; where a restore was broken off, drop it and create it again""");
        assertThat(new JdbcTemplate(database).queryForObject("select a from mine", Integer.class)).isEqualTo(7);
        assertThat(home).doesNotExist();
    }

    /** A manifest that was made to fit rows that do not: only the database finds out, and nothing is left of it. */
    @ParameterizedTest
    @ValueSource(strings = {"[1]\n[1]\n[2]\n", "[1]\n[null]\n[2]\n", "[1]\n[\"x\"]\n[2]\n", "[1]\n[1,2]\n[2]\n", "[1]\n[]\n[2]\n", "[1]\n[2]\n", "[1]\n{\n",
            "[1]\n[[1]]\n", "[1]\n[-1]\n[2]\n", ""})
    void rowsThatDoNotFitLeaveNothingBehind(String rows) throws IOException {
        byte[] bytes = ((rows.isEmpty() ? "" : "{\"table\":\"work\",\"columns\":[\"entry_id\"]}\n") + rows).getBytes(StandardCharsets.UTF_8);
        Path file = rewritten(members -> members.put("database/work.jsonl", bytes), manifest -> manifest.withArray("tables").forEach(table -> {
            if (table.path("name").asText().equals("work")) {
                ((ObjectNode) table.path("member")).put("bytes", bytes.length).put("sha256", sha(new String(bytes, StandardCharsets.UTF_8)));
            }
        }));
        DataSource database = TestDatabase.empty();

        assertThatThrownBy(() -> RoundTripTest.restore(file, home, database)).isInstanceOfSatisfying(Problem.class, told ->
                assertThat(told).hasMessageStartingWith("database/work.jsonl: BAK-208 the archive could not be restored\n  saw   ").hasMessageEndingWith(
                        "\n  do    put right what it says and restore again; what was restored so far has been taken away"));
        assertThat(home).doesNotExist();
        assertThat(tables(database)).isEmpty();
    }

    @Test
    void figuresThatAreNotTheRowsAreRefused() throws IOException {
        Path file = changed(manifest -> manifest.withObject("/figures").put("entries, seconds", "3600"));
        DataSource database = TestDatabase.empty();

        assertThatThrownBy(() -> RoundTripTest.restore(file, home, database))
                .hasMessageContaining("database: BAK-208 ").hasMessageContaining("entries, seconds 0 instead of 3600");
        assertThat(home).doesNotExist();
        assertThat(tables(database)).isEmpty();
    }

    private static java.util.List<String> tables(DataSource database) {
        return new JdbcTemplate(database).queryForList("select table_name from information_schema.tables where table_schema = database()", String.class);
    }

    private void refused(Path file, String code, String begins, String ends) {
        assertThatThrownBy(() -> RoundTripTest.restore(file, home, UNTOUCHED)).isInstanceOfSatisfying(Problem.class, told -> {
            assertThat(told.code()).isEqualTo(code);
            assertThat(told).hasMessageStartingWith(begins).hasMessageEndingWith(ends);
        });
        assertThat(home).doesNotExist();
        assertThat(tables(UNTOUCHED)).isEmpty();
    }

    private Path changed(Consumer<ObjectNode> change) throws IOException {
        return rewritten(members -> {}, change);
    }

    /** The good archive with other members and another manifest. */
    private Path rewritten(Consumer<Map<String, byte[]>> members, Consumer<ObjectNode> change) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(good); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(entry.getName(), zip.readAllBytes());
            }
        }
        JsonNode manifest = JSON.readTree(all.get("manifest.json"));
        change.accept((ObjectNode) manifest);
        members.accept(all);
        all.put("manifest.json", JSON.writeValueAsBytes(manifest));
        return pack(all);
    }

    private Path zip(Map<String, String> members) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        members.forEach((name, text) -> all.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return pack(all);
    }

    private Path pack(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return Files.write(folder.resolve("a.zip"), bytes.toByteArray());
    }

    /** No writer makes such a file: two names of one length, and then one of them is written over the other. */
    private Path twoOfOneName() throws IOException {
        Path file = rewritten(members -> members.put("mappings/workers.csw", "evil".getBytes(StandardCharsets.UTF_8)), manifest -> {});
        String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("mappings/workers.csw", "mappings/workers.csv");
        return Files.write(file, raw.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String sha(String text) {
        return HexFormat.of().formatHex(ArchiveWriter.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
