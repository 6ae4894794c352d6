package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What was ever in force, what it changed, and the way back to it. */
class VersionsTest extends TwoNodes {

    @Test
    void whatIsSavedWhileSomebodyGoesBackIsPutAside() throws IOException {
        Path north = folder.resolve("north");
        AtomicBoolean saves = new AtomicBoolean();
        try (Node node = new Node(north, SOURCE, Optional.of(files -> {
            if (saves.get()) {
                put(north.resolve(ONE), Node.route("one", "saved meanwhile"));
            }
            return new Judge.Verdict(List.of(), 0, List.of(), 1);
        }))) {
            node.start();
            node.save(ONE, Node.route("one", "says more")).look();
            saves.set(true);

            node.gate.rollBack(1, "ana", null);

            assertThat(node.read(ONE)).contains("says one");
            assertThat(Files.readString(north.resolve("data/set-aside/before-version-3").resolve(ONE))).contains("saved meanwhile");
        }
    }

    @Test
    void whatWasPutAsideBeforeIsNotOverwritten() throws IOException {
        west.save(ONE, "- route: {first idea").look();
        west.gate.rollBack(1, "ana", null);
        west.save(ONE, "- route: {second idea").look();
        west.gate.rollBack(1, "ana", null);

        Path aside = west.root.resolve("data/set-aside");
        assertThat(Files.readString(aside.resolve("before-version-1").resolve(ONE))).contains("first idea");
        assertThat(Files.readString(aside.resolve("before-version-1-2").resolve(ONE))).contains("second idea");
    }

    @Test
    void goingBackIsAVersionAndTheNextSaveDoesNotUndoIt() {
        west.save(ONE, Node.route("one", "says more")).look();
        west.save(TWO, Node.route("two", "says more")).look();
        assertThat(west.gate.number()).isEqualTo(3);

        Version back = west.gate.rollBack(1, "ana", "it was wrong");

        assertThat(back.number()).isEqualTo(4);
        assertThat(back.restores()).isOne();
        assertThat(back.author()).isEqualTo("ana");
        assertThat(back.note()).isEqualTo("it was wrong");
        assertThat(west.call("one")).isEqualTo("says one");
        assertThat(west.read(ONE)).contains("says one");
        west.look();
        assertThat(west.gate.number()).as("the folder is in step").isEqualTo(4);
        west.save(TWO, Node.route("two", "is new")).look();
        assertThat(west.call("one")).isEqualTo("says one");
        assertThat(west.call("two")).isEqualTo("is new");
    }

    @Test
    void goingBackPutsAsideWhatNobodyAccepted() throws IOException {
        west.save(ONE, Node.route("one", "says more")).look();
        west.save(TWO, "- route: {half an idea").look();
        assertThat(west.refused()).containsExactly("ROU-101");

        west.gate.rollBack(1, "ana", null);

        assertThat(west.refused()).isEmpty();
        assertThat(west.read(TWO)).contains("says two");
        assertThat(Files.readString(west.root.resolve("data/set-aside/before-version-3").resolve(TWO))).contains("half an idea");
    }

    @Test
    void whatDoesNotPassIsNotGoneBackTo() {
        AtomicBoolean strict = new AtomicBoolean();
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(files -> strict.get()
                ? new Judge.Verdict(List.of(new Finding("ROU-131", ONE + ":9", "there is no bean", null, null, "mend it")), 0, List.of(), 1)
                : new Judge.Verdict(List.of(), 5, List.of("a note"), 1)))) {
            node.start();
            node.save(ONE, Node.route("one", "says more")).look();
            strict.set(true);

            assertThatThrownBy(() -> node.gate.rollBack(1, "ana", null)).isInstanceOf(Problem.class)
                    .hasMessageStartingWith("version 1: VER-109").hasMessageContaining("ROU-131");
            assertThatThrownBy(() -> node.gate.rollBack(9, "ana", null)).isInstanceOf(Problem.class).hasMessageStartingWith("version 9: VER-108")
                    .hasMessageContaining("  want  a version from 1 to 2");
            assertThat(node.call("one")).isEqualTo("says more");
            Version shown = new Versions(SOURCE).whole(2).orElseThrow().version();
            assertThat(shown.cases()).isEqualTo(5);
            assertThat(shown.notes()).containsExactly("a note");
        }
    }

    @Test
    void aVersionSaysWhatItChanged() {
        west.save(ONE, west.read(ONE).replace("says one", "says more")).delete(TWO).save("routes/process/new.camel.yaml", Node.route("new", "is new")).look();

        Versions.Whole whole = new Versions(SOURCE).whole(2).orElseThrow();

        assertThat(whole.version().author()).isEqualTo("whoever can write to this home");
        assertThat(whole.files()).extracting(Versions.FileChange::path, Versions.FileChange::change).containsExactly(
                tuple("routes/process/new.camel.yaml", "added"),
                tuple(ONE, "changed"), tuple(TWO, "removed"));
        assertThat(whole.files().get(1).diff()).contains("-                expression: says one", "+                expression: says more");
        assertThat(new Versions(SOURCE).list(0, 10)).extracting(Version::number).containsExactly(2, 1);
    }
}
