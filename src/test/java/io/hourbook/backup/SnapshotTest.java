package io.hourbook.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an upgrade leaves behind, so that there is a way back. */
class SnapshotTest {

    @TempDir
    private Path folder;

    @Test
    void aSnapshotMakesAHomeAsItWasBeforeTheUpgrade() throws Exception {
        DataSource database = Planted.databaseAt("010");
        new HostileRows(3).plant(database, 5);
        Planted.execute(database, "update delivery set state = 'delivered'");
        Home home = Planted.home(folder.resolve("home"));

        at("2026-11-22T17:03:05Z").upgrading(home, database, "010", "018");

        Path file = home.data().resolve("snapshots/before-V018-2026-11-22T170305Z.zip");
        DataSource other = TestDatabase.empty();
        Restore.Result result = RoundTripTest.restore(file, folder.resolve("restored"), other);
        assertThat(result.manifest().kind()).isEqualTo("snapshot");
        assertThat(result.manifest().schema()).isEqualTo("010");
        // the way back and the way on meet: what the snapshot becomes is what the tables themselves become
        Planted.migrate(database, null);
        RoundTripTest.takeMarkAway(other, database);
        assertThat(Planted.checksums(other)).isEqualTo(Planted.checksums(database));
        assertThat(Planted.files(folder.resolve("restored"))).containsOnlyKeys(
                "mappings/workers.csv", "mappings/sources/own.yaml", "routes/intake/own.camel.yaml", "data/users.yaml");
    }

    @Test
    void theLastThreeAreKept() throws Exception {
        DataSource database = TestDatabase.fresh();
        Home home = Planted.home(folder.resolve("home"));
        for (int day = 1; day <= 5; day++) {
            at("2026-11-0" + day + "T08:00:00Z").upgrading(home, database, "010", "01" + day);
        }

        String[] kept = home.data().resolve("snapshots").toFile().list();
        Arrays.sort(kept);
        assertThat(kept).containsExactly(
                "before-V013-2026-11-03T080000Z.zip", "before-V014-2026-11-04T080000Z.zip", "before-V015-2026-11-05T080000Z.zip");
    }

    @Test
    void whereItCannotBeWrittenTheUpgradeIsRefused() throws Exception {
        Home home = Planted.home(folder.resolve("home"));
        Files.writeString(home.data().resolve("snapshots"), "a file is in the way");
        Path file = home.data().resolve("snapshots/before-V018-2026-11-22T170305Z.zip");

        assertThatThrownBy(() -> at("2026-11-22T17:03:05Z").upgrading(home, TestDatabase.fresh(), "011", "018"))
                .hasMessageStartingWith(file + ": BAK-301 no snapshot could be taken before the tables are upgraded\n  saw   ")
                .hasMessageEndingWith("\n  want  an archive of the tables at V011 before they become V018\n"
                        + "  do    put right what it says (mostly room on that disk), then start again; the tables are as they were");
    }

    private static Backup at(String time) {
        return new Backup(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }
}
