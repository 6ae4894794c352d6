package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {

    private static final Instant NOW = Instant.parse("2025-05-09T12:00:00Z");
    private static final Finding WHY = new Finding("FMT-204", "inbox/harvest/a.csv:1", "not a Harvest export", null, null, "move it");

    @TempDir
    private Path root;

    private final List<Duration> pauses = new ArrayList<>();
    private Inbox.Pause meanwhile = length -> {};

    private Inbox inbox() {
        return new Inbox(new Home(root), Clock.fixed(NOW, ZoneOffset.UTC), length -> {
            pauses.add(length);
            meanwhile.of(length);
        });
    }

    private Path drop(String source, String name, Duration age) throws IOException {
        Path file = Files.createDirectories(root.resolve("inbox").resolve(source)).resolve(name);
        Files.writeString(file, name);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }

    private List<String> due() {
        return inbox().due(Set.of("harvest", "toggl")).stream().map(DueFile::name).toList();
    }

    private DueFile dueFile(String name) {
        return inbox().due(Set.of("harvest")).stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void filesAreTakenByTheSecondOfTheirModificationThenByNameWithoutExtension() throws IOException {
        drop("harvest", "b.csv", Duration.ofSeconds(60));
        drop("toggl", "a.week-11-again.csv", Duration.ofSeconds(60).minusMillis(1));
        drop("harvest", "a.csv", Duration.ofSeconds(60).minusMillis(999));
        drop("harvest", "z.csv", Duration.ofSeconds(90));
        drop("harvest", "later", Duration.ofSeconds(30));

        assertThat(due()).containsExactly("z.csv", "a.csv", "a.week-11-again.csv", "b.csv", "later");
    }

    @Test
    void onlyFinishedRegularFilesOfConfiguredSourcesCount() throws IOException {
        Duration old = Duration.ofMinutes(5);
        for (String name : List.of(".hidden.csv", "~lock.csv", "a.csv~", "a.csv.part", "b.TMP", "c.crdownload", ".a.csv.swp", "d.filepart")) {
            drop("harvest", name, old);
        }
        drop("elsewhere", "x.csv", old);
        drop("harvest/done", "y.csv", old);
        drop("harvest/refused", "y.csv", old);
        drop("harvest", "any name.txt", old);
        drop("harvest", "part", old);

        assertThat(due()).containsExactly("any name.txt", "part");
    }

    @Test
    void aLinkIsNotFollowedOutOfTheInbox() throws IOException {
        Path secret = Files.writeString(root.resolve("secret.csv"), "x");
        Path folder = Files.createDirectories(root.resolve("inbox/harvest"));
        Files.createSymbolicLink(folder.resolve("linked.csv"), secret);

        assertThat(due()).isEmpty();
    }

    @Test
    void filesThatBelongToNoSourceAreNamed() throws IOException {
        drop("harvest", "a.csv", Duration.ofMinutes(5));
        drop("harvst", "a.csv", Duration.ofMinutes(5));
        drop("nothing-due/done", "a.csv", Duration.ofMinutes(5));
        Files.writeString(root.resolve("inbox/loose.csv"), "x");

        assertThat(inbox().unclaimed(Set.of("harvest"))).extracting(Finding::text).containsExactly(
                """
                inbox/harvst: FMT-208 lies in the inbox and belongs to no source
                  want  a folder named as a source
                  do    move it to its source's folder, or add the source to mappings/sources.csv""",
                """
                inbox/loose.csv: FMT-208 lies in the inbox and belongs to no source
                  want  a folder named as a source
                  do    move it to its source's folder, or add the source to mappings/sources.csv""");
    }

    @Test
    void anEmptyInboxIsNotWaitedFor() {
        assertThat(due()).isEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void oldFilesAreLookedAtTwiceAQuarterOfASecondApart() throws IOException {
        drop("harvest", "a.csv", Duration.ofMinutes(5));
        drop("harvest", "b.csv", Duration.ofMinutes(5));

        assertThat(due()).hasSize(2);
        assertThat(pauses).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void aYoungFileIsWaitedForUntilItIsASecondOldAndAStampInTheFutureNoLonger() throws IOException {
        drop("harvest", "young.csv", Duration.ofMillis(300));
        assertThat(due()).containsExactly("young.csv");
        assertThat(pauses).containsExactly(Duration.ofMillis(700));

        drop("harvest", "future.csv", Duration.ofHours(-3));
        assertThat(due()).containsExactly("young.csv", "future.csv");
        assertThat(pauses).last().isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aFileThatGrowsOrIsTouchedOrGoesMeanwhileWaitsForTheNextPass() throws IOException {
        Path grows = drop("harvest", "grows.csv", Duration.ofMillis(300));
        Path touched = drop("harvest", "touched.csv", Duration.ofMillis(300));
        Path goes = drop("harvest", "goes.csv", Duration.ofMillis(300));
        drop("harvest", "whole.csv", Duration.ofMillis(300));
        meanwhile = length -> write(grows, touched, goes);

        assertThat(due()).containsExactly("whole.csv");
        meanwhile = length -> {};
        assertThat(due()).containsExactlyInAnyOrder("grows.csv", "touched.csv", "whole.csv");
    }

    private static void write(Path grows, Path touched, Path goes) {
        try {
            FileTime before = Files.getLastModifiedTime(grows);
            Files.writeString(grows, "more of it than there was");
            Files.setLastModifiedTime(grows, before);
            Files.setLastModifiedTime(touched, FileTime.from(NOW));
            Files.delete(goes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTakenFileKeepsItsNameInDoneAndNothingThereIsWrittenOver() throws IOException {
        Path done = root.resolve("inbox/harvest/done");
        for (int i = 0; i < 3; i++) {
            drop("harvest", "a.csv", Duration.ofMinutes(5 + i));
            inbox().done(dueFile("a.csv"), 7);
        }

        assertThat(done.resolve("a.csv")).exists();
        assertThat(done.resolve("a.2025-05-09.run-7.csv")).exists();
        assertThat(done.resolve("a.2025-05-09.run-7-2.csv")).exists();
        assertThat(root.resolve("inbox/harvest/a.csv")).doesNotExist();
    }

    @Test
    void aRefusedFileHasTheReasonBesideIt() throws IOException {
        drop("harvest", "a.csv", Duration.ofMinutes(5));
        inbox().refused(dueFile("a.csv"), 7, WHY);

        assertThat(root.resolve("inbox/harvest/refused/a.csv")).content().isEqualTo("a.csv");
        assertThat(root.resolve("inbox/harvest/refused/a.csv.why.txt")).content().contains("FMT-204", "not a Harvest export", "move it");
    }

    @Test
    void aFileThatChangedWhileItWasReadStaysAndIsDueAgain() throws IOException {
        Path file = drop("harvest", "a.csv", Duration.ofMinutes(5));
        DueFile due = dueFile("a.csv");
        Files.writeString(file, "another content");

        assertThat(inbox().done(due, 7)).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void aFileThatWentMeanwhileIsNoTrouble() throws IOException {
        Path file = drop("harvest", "a.csv", Duration.ofMinutes(5));
        DueFile due = dueFile("a.csv");
        Files.delete(file);

        assertThat(inbox().done(due, 7)).isEmpty();
    }
}
