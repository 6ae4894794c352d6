package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.entry.MovingClock;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder as proposals come from it: what may be read, what stands still, and what is somebody else's to write. */
class HomeFolderTest {

    private static final String RATES = "mappings/rates.csv";
    private static final String ROUTE = "routes/process/one.camel.yaml";

    @TempDir
    Path root;

    private final MovingClock clock = new MovingClock("2025-03-04T09:00:00Z");
    private final AtomicReference<Path> shut = new AtomicReference<>(Path.of("none"));
    private HomeFolder folder;

    @BeforeEach
    void layOut() throws IOException {
        save(RATES, "rate\n1\n");
        save(ROUTE, "- route\n");
        folder = folder();
    }

    private HomeFolder folder() {
        return new HomeFolder(new Home(root), Duration.ofMillis(1), clock, path -> !path.endsWith(shut.get()));
    }

    @Test
    void aFolderThatMayNotBeReadIsSaidAndWhatLiesInItIsNotTakenForDeleted() {
        folder.await();
        shut.set(Path.of("process"));

        assertThat(folder.look()).as("it may be one that is being copied").isNull();
        assertThatThrownBy(folder::look).isInstanceOf(Problem.class).hasMessageStartingWith("routes/process:1: VER-105 this may not be read")
                .hasMessageContaining("the right to be entered");
        shut.set(Path.of("mappings"));
        assertThat(folder.look()).isNull();
        assertThatThrownBy(folder::look).hasMessageStartingWith("mappings:1: VER-105");

        shut.set(Path.of("none"));
        assertThat(folder.await().all()).containsOnlyKeys(RATES, ROUTE);
    }

    @Test
    void whileGitWritesTheFolderMoves() throws IOException {
        Files.createDirectories(root.resolve(".git"));
        Path lock = Files.writeString(root.resolve(".git/index.lock"), "");
        folder.look();
        assertThat(folder.look()).isNull();
        assertThat(folder.look()).isNull();

        Files.delete(lock);
        folder.look();
        assertThat(folder.look()).isNotNull();
    }

    @Test
    void aFolderThatNeverStandsStillIsSaidOnceAndAgainAfterARest() throws IOException {
        folder.await();
        for (int round = 0; round < 2; round++) {
            save(RATES, "rate\n" + round);
            assertThat(folder.look()).isNull();
            clock.set(clock.instant().plusSeconds(31).toString());
            save(RATES, "rate\nmore " + round);
            assertThatThrownBy(folder::look).isInstanceOf(Problem.class).hasMessageStartingWith(RATES + ":1: VER-122 this folder does not stand still");
            save(RATES, "rate\nmuch more " + round);
            assertThat(folder.look()).as("said once").isNull();
            assertThat(folder.await().get(RATES)).asString().contains("much more " + round);
        }
    }

    @Test
    void linksToFilesAndFoldersAreReadAndHiddenOnesAreNot() throws IOException {
        mount("one", "rate\n2\n");

        FileSet seen = folder.await();

        assertThat(seen.all()).containsOnlyKeys(RATES, ROUTE, "routes/process/two.camel.yaml");
        assertThat(seen.get(RATES)).asString().contains("2");
        // a link back to a folder that it lies in
        Files.createSymbolicLink(root.resolve("routes/again"), root.resolve("routes"));
        assertThat(folder.await().all()).hasSize(3);
    }

    @Test
    void aMountOfLinksIsSwappedAtOnceAndWhatRunsIsNotWrittenIntoIt() throws IOException {
        mount("one", "rate\n2\n");
        FileSet first = folder.await();
        folder.inStepWith(first);
        FileSet other = new FileSet(Map.of(RATES, bytes("rate\n9\n"), ROUTE, first.get(ROUTE), "routes/process/two.camel.yaml", bytes("- route 2\n")));

        assertThat(folder.become(first, other)).isTrue();
        assertThat(folder.left()).containsExactly(RATES);
        assertThat(Files.isSymbolicLink(root.resolve(RATES))).isTrue();
        assertThat(Files.readString(root.resolve(RATES))).isEqualTo("rate\n2\n");
        assertThat(folder.await().hash()).as("nobody edited anything").isEqualTo(other.hash());
        assertThat(folder().await().hash()).as("nor after a restart").isEqualTo(other.hash());

        // the next release is an edit of what it changes
        mount("two", "rate\n3\n");
        FileSet next = folder.await();
        assertThat(next.changed(other)).containsExactly(RATES);
        assertThat(folder.left()).isEmpty();
        // and going back to the release before is one, too
        assertThat(folder.become(next, other)).isTrue();
        mount("three", "rate\n2\n");
        assertThat(folder.await().get(RATES)).asString().contains("2");
    }

    @Test
    void plainFilesAreWrittenBesideLinksAndTheLinksStay() throws IOException {
        Path shared = Files.writeString(root.resolve("shared.csv"), "rate\n7\n");
        Files.delete(root.resolve(RATES));
        Files.createSymbolicLink(root.resolve(RATES), shared);
        FileSet first = folder.await();
        FileSet other = new FileSet(Map.of(RATES, bytes("rate\n8\n"), ROUTE, bytes("- route 2\n")));

        assertThat(folder.become(first, other)).isTrue();

        assertThat(root.resolve(ROUTE)).content().isEqualTo("- route 2\n");
        assertThat(Files.isSymbolicLink(root.resolve(RATES))).isTrue();
        assertThat(shared).content().as("not through the link either").isEqualTo("rate\n7\n");
        assertThat(folder.left()).containsExactly(RATES);
    }

    @Test
    void aFolderThatIsALinkItselfIsWritten() throws IOException {
        Path elsewhere = root.resolve("elsewhere");
        Files.move(root.resolve("mappings"), elsewhere);
        Files.createSymbolicLink(root.resolve("mappings"), elsewhere);
        FileSet first = folder.await();

        assertThat(folder.become(first, new FileSet(Map.of(RATES, bytes("rate\n8\n"), ROUTE, first.get(ROUTE))))).isTrue();

        assertThat(elsewhere.resolve("rates.csv")).content().isEqualTo("rate\n8\n");
        assertThat(Files.isSymbolicLink(root.resolve("mappings"))).isTrue();
        assertThat(folder.left()).isEmpty();
    }

    /** A ConfigMap as Kubernetes mounts it: links to {@code ..data}, which is a link to the release, and is swapped whole. */
    private void mount(String release, String rates) throws IOException {
        save("mappings/..release-" + release + "/rates.csv", rates);
        save("routes/process/..release-" + release + "/two.camel.yaml", "- route 2\n");
        for (String at : new String[] {"mappings", "routes/process"}) {
            Path links = root.resolve(at);
            Path next = Files.createSymbolicLink(links.resolve("..data_next"), Path.of("..release-" + release));
            Files.move(next, links.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        link("mappings/rates.csv", "..data/rates.csv");
        link("routes/process/two.camel.yaml", "..data/two.camel.yaml");
    }

    private void link(String at, String to) throws IOException {
        if (!Files.isSymbolicLink(root.resolve(at))) {
            Files.deleteIfExists(root.resolve(at));
            Files.createSymbolicLink(root.resolve(at), Path.of(to));
        }
    }

    private void save(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
