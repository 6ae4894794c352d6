package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tables with rows are kept before an upgrade changes them, and only then. */
class UpgradeTest {

    @TempDir
    private Path folder;

    @Test
    void rowsAreKeptInASnapshotBeforeTheTablesChange() throws Exception {
        DataSource tables = at("010");
        new JdbcTemplate(tables).update("insert into work values (4711)");

        Migrations.upgrade(new Home(folder), tables);

        assertThat(version(tables)).isEqualTo(Migrations.all().last());
        assertThat(new JdbcTemplate(tables).queryForObject("select entry_id from work", Long.class)).isEqualTo(4711);
        try (Stream<Path> snapshots = Files.list(folder.resolve("data/snapshots"))) {
            assertThat(snapshots).singleElement().satisfies(file ->
                    assertThat(file.getFileName().toString()).startsWith("before-V" + Migrations.all().last() + "-").endsWith(".zip"));
        }
    }

    @Test
    void aRefusedSnapshotLeavesTheTablesAsTheyWere() throws Exception {
        DataSource tables = at("010");
        new JdbcTemplate(tables).update("insert into work values (4711)");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/snapshots"), "a file is in the way");

        assertThatThrownBy(() -> Migrations.upgrade(new Home(folder), tables)).hasMessageContaining("BAK-301");
        assertThat(version(tables)).isEqualTo("010");
    }

    @Test
    void nothingIsWrittenForNewTablesEmptyTablesAndTablesThatAreUpToDate() throws Exception {
        DataSource none = TestDatabase.empty();
        Migrations.upgrade(new Home(folder), none);
        assertThat(version(none)).isEqualTo(Migrations.all().last());
        Migrations.upgrade(new Home(folder), at("010"));
        new JdbcTemplate(none).update("insert into work values (4711)");
        Migrations.upgrade(new Home(folder), none);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tablesThatAreAsTheirMigrationsSayAreSeenWithOneQuestionAndNoOthers() {
        assertThat(Migrations.allApplied(TestDatabase.empty())).as("nothing there").isFalse();
        assertThat(Migrations.allApplied(at("010"))).as("some are left").isFalse();
        DataSource tables = at(null);
        assertThat(Migrations.allApplied(tables)).isTrue();
        JdbcTemplate jdbc = new JdbcTemplate(tables);
        jdbc.update("update flyway_schema_history set checksum = checksum + 1 where version = '003'");
        assertThat(Migrations.allApplied(tables)).as("one was changed").isFalse();
        assertThatThrownBy(() -> Migrations.upgrade(new Home(folder), tables)).hasMessageContaining("checksum");
    }

    @Test
    void aMigrationThatFailedOrIsOfANewerProgramIsFlywaysToSee() {
        DataSource tables = at(null);
        JdbcTemplate jdbc = new JdbcTemplate(tables);
        jdbc.update("update flyway_schema_history set success = false where version = '004'");
        assertThat(Migrations.allApplied(tables)).isFalse();
        jdbc.update("update flyway_schema_history set success = true");
        assertThat(Migrations.allApplied(tables)).isTrue();
        jdbc.update(
                """
                insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                values (900, '900', 'of tomorrow', 'SQL', 'V900__of_tomorrow.sql', 1, 'x', 1, true)""");
        assertThat(Migrations.allApplied(tables)).isFalse();
    }

    /** Flyway's own repair notes a migration that an older program does not know as deleted, under its number and with its checksum. */
    @Test
    void aMigrationThatWasTakenBackIsAppliedAgain() {
        DataSource tables = at(null);
        JdbcTemplate jdbc = new JdbcTemplate(tables);
        String last = Migrations.all().last();
        jdbc.update(
                """
                insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                select 900, version, description, 'DELETE', script, checksum, installed_by, 0, true from flyway_schema_history where version = ?""",
                last);

        assertThat(Migrations.allApplied(tables)).isFalse();
    }

    private static DataSource at(String version) {
        DataSource tables = TestDatabase.empty();
        Migrations.apply(tables, version);
        return tables;
    }

    private static String version(DataSource tables) {
        return new JdbcTemplate(tables).queryForObject("select max(version) from flyway_schema_history", String.class);
    }
}
