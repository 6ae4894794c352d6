package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was accepted is in the database and runs on every node; folders propose, and follow. */
class NodesTest extends TwoNodes {

    @Test
    void aNodeWithoutFilesRunsWhatWasAcceptedElsewhereAndGetsTheFiles() {
        east.start();

        assertThat(east.gate.number()).isOne();
        assertThat(east.call("one")).isEqualTo("says one");
        assertThat(east.read(ONE)).isEqualTo(west.read(ONE));

        west.save(ONE, Node.route("one", "says more")).delete(TWO).look();
        east.look();
        assertThat(east.call("one")).isEqualTo("says more");
        assertThat(east.camel.getRoute("two")).isNull();
        assertThat(east.read(ONE)).isEqualTo(west.read(ONE));
        assertThat(east.root.resolve(TWO)).doesNotExist();
        east.look();
        assertThat(east.store.newest()).as("following is no edit").isEqualTo(2);
    }

    @Test
    void editsOfDifferentFilesAtTwoNodesGoTogether() {
        east.start();
        west.save(ONE, Node.route("one", "from west")).look();
        east.save(TWO, Node.route("two", "from east")).look();
        west.look();

        for (Node node : List.of(west, east)) {
            assertThat(node.gate.number()).isEqualTo(3);
            assertThat(node.call("one")).isEqualTo("from west");
            assertThat(node.call("two")).isEqualTo("from east");
            assertThat(node.refused()).isEmpty();
            assertThat(node.read(ONE)).contains("from west");
            assertThat(node.read(TWO)).contains("from east");
        }
    }

    @Test
    void editsOfOneFileAtTwoNodesAreSaidAndNeitherIsLost() throws IOException {
        east.start();
        east.save(ONE, Node.route("one", "from east"));
        west.save(ONE, Node.route("one", "from west")).look();
        east.look();

        assertThat(east.refused()).containsExactly("VER-101");
        assertThat(east.gate.refused().orElseThrow().files()).containsExactly(ONE);
        assertThat(east.call("one")).isEqualTo("from west");

        Version same = east.gate.rollBack(2, "ana", null);
        assertThat(same.number()).as("no version of its own").isEqualTo(2);
        assertThat(east.refused()).isEmpty();
        assertThat(east.read(ONE)).contains("from west");
        assertThat(Files.readString(east.root.resolve("data/set-aside/before-version-2").resolve(ONE))).contains("from east");
    }

    @Test
    void aFolderThatCanBeWrittenInPartOnlyMakesNoVersions() throws IOException {
        east.start();
        Path inTheWay = east.root.resolve("routes/process/zzz.camel.yaml");
        Files.createDirectories(inTheWay.resolve("full"));
        west.save(ONE, Node.route("one", "says more")).save("routes/process/zzz.camel.yaml", Node.route("zzz", "is new")).look();

        east.look().look().look();
        assertThat(east.refused()).containsExactly("VER-104");
        assertThat(east.read(ONE)).contains("says more");
        assertThat(east.store.newest()).isEqualTo(2);

        Files.delete(inTheWay.resolve("full"));
        Files.delete(inTheWay);
        east.look();
        assertThat(east.refused()).isEmpty();
        assertThat(east.read("routes/process/zzz.camel.yaml")).contains("is new");
        assertThat(east.store.newest()).isEqualTo(2);
    }

    @Test
    void whatIsSavedWhileAnEditIsCheckedIsNotOverwritten() {
        try (Node north = new Node(folder.resolve("north"), SOURCE, Optional.of(files -> {
            // at this node, somebody saves the very file that another node has changed
            put(folder.resolve("north").resolve(ONE), Node.route("one", "saved meanwhile"));
            return new Judge.Verdict(List.of(), 0, List.of(), 1);
        }))) {
            north.start();
            assertThat(north.read(ONE)).contains("says one");
            west.save(ONE, Node.route("one", "from west")).look();
            north.save(TWO, Node.route("two", "from north")).look();

            assertThat(north.store.newest()).isEqualTo(3);
            assertThat(north.call("one")).isEqualTo("from west");
            assertThat(north.read(ONE)).contains("saved meanwhile");
            north.look();
            assertThat(north.refused()).containsExactly("VER-101");
            assertThat(north.call("one")).as("the edit of west is not taken back").isEqualTo("from west");
        }
    }

    @Test
    void twoNodesThatAcceptAtOnceMakeOneVersionAfterTheOther() {
        east.start();
        FileSet files = west.store.files(1);
        Version mine = new Version(2, files.hash(), null, "west", null, Instant.EPOCH, 0, List.of(), "test", 1);

        assertThat(west.store.add(mine, files, () -> {})).isTrue();
        assertThat(east.store.add(mine, files, () -> {})).as("the number is taken").isFalse();
        assertThat(east.store.files(2).all()).hasSize(3);
    }

    @Test
    void aFolderThatWasNeverInStepIsNotTakenForAnEdit() {
        east.save(Node.NET, Node.net("other")).save(ONE, Node.route("one", "of another company")).start();

        assertThat(east.refused()).containsExactly("VER-102");
        assertThat(east.call("one")).isEqualTo("says one");
        assertThat(east.read(ONE)).as("nothing is overwritten unasked").contains("of another company");
        assertThat(east.store.newest()).isOne();
    }

    @Test
    void aPassBeginsWithWhatIsInForceEverywhere() {
        east.start();
        west.save(ONE, Node.route("one", "says more")).look();

        east.gate.passBegins();

        assertThat(east.gate.number()).isEqualTo(2);
        assertThat(east.call("one")).isEqualTo("says more");
    }

    @Test
    void aProgramThatCannotRunAVersionBeginsNoPass() {
        east.start();
        Set<String> newer = Set.of(ONE);
        FileSet files = new FileSet(Map.of(Node.NET, west.read(Node.NET).getBytes(), newer.iterator().next(),
                Node.route("one", "x").replace("ref: steps", "ref: stepsOfLater").getBytes()));
        west.store.add(new Version(2, files.hash(), null, "later", null, Instant.EPOCH, 0, List.of(), "later", 1), files, () -> {});

        assertThatThrownBy(() -> east.gate.passBegins()).isInstanceOf(Problem.class).hasMessageStartingWith("version 2: VER-103")
                .hasMessageContaining("ROU-402");
        assertThat(east.call("one")).as("what ran runs on").isEqualTo("says one");
    }

    @Test
    void aProgramThatDoesNotReadAFormatBeginsNoPassAndDoesNotStart() {
        east.start();
        FileSet files = new FileSet(Map.of(Node.NET, west.read(Node.NET).getBytes(), ONE, Node.route("one", "x").getBytes(),
                "mappings/format.yaml", "# of later\nformat: 9.0\n".getBytes()));
        west.store.add(new Version(2, files.hash(), null, "later", null, Instant.EPOCH, 0, List.of(), "later", 1), files, () -> {});

        assertThatThrownBy(() -> east.gate.passBegins()).isInstanceOf(Problem.class).hasMessageStartingWith("version 2: VER-103")
                .hasMessageContaining("go back to version 1").hasMessageContaining("mappings/format.yaml:2: VER-301");
        assertThat(east.call("one")).as("what ran runs on").isEqualTo("says one");
        try (Node again = new Node(folder.resolve("again"), SOURCE)) {
            assertThatThrownBy(again::start).isInstanceOf(Problem.class).hasMessageStartingWith("version 2: VER-103").hasMessageContaining("VER-301");
        }
    }

    @Test
    void aNodeThatWasNeverToldWhatRunsSaysSo() {
        assertThatThrownBy(() -> east.gate.accepted()).isInstanceOf(Problem.class).hasMessageContaining("VER-107");
    }
}
