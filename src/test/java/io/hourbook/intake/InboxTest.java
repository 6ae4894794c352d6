package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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
        Files.writeString(file, name + "\n");
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

        assertThat(inbox().troubles(Set.of("harvest"))).extracting(Finding::text).containsExactly(
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
    void aFileThatIsEmptyOrBreaksOffWithinALineIsGivenThreeSeconds() throws IOException {
        Path file = drop("harvest", "young.csv", Duration.ofMillis(300));
        Files.writeString(file, "a,b\n1,");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusMillis(300)));
        assertThat(due()).containsExactly("young.csv");
        assertThat(pauses).containsExactly(Duration.ofMillis(2_700));

        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusMillis(1_300)));
        due();
        assertThat(pauses).last().isEqualTo(Duration.ofMillis(1_700));

        Files.write(file, "a,b\n".getBytes(StandardCharsets.UTF_16LE));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusMillis(300)));
        due();
        assertThat(pauses).last().isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void anEmptyFileBesideADownloadIsItsPlaceholder() throws IOException {
        Files.writeString(drop("harvest", "export.csv", Duration.ofMinutes(1)), "");
        drop("harvest", "export.csv.part", Duration.ofMinutes(1));

        assertThat(due()).isEmpty();
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
    void aTakenFileIsKeptUnderTheDayTheRunAndItsNameAndNothingThereIsWrittenOver() throws IOException {
        for (int i = 0; i < 3; i++) {
            drop("harvest", "a.csv", Duration.ofMinutes(5 + i));
            inbox().done(dueFile("a.csv"), 7);
        }
        drop("harvest", "a.csv", Duration.ofMinutes(5));
        inbox().done(dueFile("a.csv"), 8);

        assertThat(names("inbox/harvest/done")).containsExactly("2025-05-09.run-7-2.a.csv", "2025-05-09.run-7-3.a.csv",
                "2025-05-09.run-7.a.csv", "2025-05-09.run-8.a.csv");
        assertThat(root.resolve("inbox/harvest/a.csv")).doesNotExist();
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileMayBeCalledAnything() throws IOException {
        String decomposed = "Mu\u0308ller.csv";
        String longest = "ü".repeat(125) + "x.csv";
        for (String name : List.of("line\nend.csv", "-rf.csv", decomposed, longest, "no extension", "..csv.csv", " ", "a:b?*|\"<>.csv", "'$(x)'.csv")) {
            drop("harvest", name, Duration.ofMinutes(5));
        }
        for (DueFile file : inbox().due(Set.of("harvest"))) {
            inbox().done(file, 7);
        }

        assertThat(names("inbox/harvest/done")).allMatch(name -> name.getBytes(StandardCharsets.UTF_8).length <= 240).contains(
                "2025-05-09.run-7.line_end.csv", "2025-05-09.run-7.-rf.csv", "2025-05-09.run-7." + decomposed, "2025-05-09.run-7.no extension",
                "2025-05-09.run-7. ", "2025-05-09.run-7.a:b?*|\"<>.csv", "2025-05-09.run-7.'$(x)'.csv");
        assertThat(names("inbox/harvest/done")).filteredOn(name -> name.endsWith("ü~.csv")).hasSize(1);
        assertThat(names("inbox/harvest")).as("a name that begins with a point is hidden").containsExactly("..csv.csv", "done");
    }

    @Test
    void namesThatAreShownHaveNoLineEnds() {
        assertThat(new Home(root).show(root.resolve("inbox/a\nb\u001b[31m.csv"))).isEqualTo("inbox/a?b?[31m.csv");
    }

    @Test
    void aFileThatGoesOnGrowingAfterItWasTakenIsPutBack() throws IOException {
        drop("harvest", "a.csv", Duration.ofMinutes(5));
        Inbox inbox = inbox();
        Path kept = inbox.done(inbox.due(Set.of("harvest")).get(0), 7).orElseThrow();
        assertThat(inbox.due(Set.of("harvest"))).isEmpty();

        Files.writeString(kept, "the rest of it\n", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(kept, FileTime.from(NOW.minusSeconds(60)));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(TakenFiles.class);
        logger.addAppender(log);

        assertThat(inbox.due(Set.of("harvest"))).extracting(DueFile::name).containsExactly("a.csv");
        assertThat(root.resolve("inbox/harvest/a.csv")).content().isEqualTo("a.csv\nthe rest of it\n");
        assertThat(kept).doesNotExist();
        logger.detachAppender(log);
        assertThat(log.list).singleElement().asString().contains("inbox/harvest/a.csv: FMT-214 was still being written when it was taken");
    }

    @Test
    void whatIsPutBackTakesNobodysPlace() throws IOException {
        drop("harvest", "a.csv", Duration.ofMinutes(5));
        Inbox inbox = inbox();
        Path kept = inbox.done(inbox.due(Set.of("harvest")).get(0), 7).orElseThrow();
        drop("harvest", "a.csv", Duration.ofMinutes(4));
        Files.writeString(kept, "more", StandardOpenOption.APPEND);

        assertThat(inbox.due(Set.of("harvest"))).extracting(DueFile::name).containsExactlyInAnyOrder("a.csv", "went-on.a.csv");
    }

    @Test
    void aRefusedFileHasTheReasonBesideIt() throws IOException {
        drop("harvest", "a.csv", Duration.ofMinutes(5));
        inbox().refused(dueFile("a.csv"), 7, WHY);

        assertThat(root.resolve("inbox/harvest/refused/2025-05-09.run-7.a.csv")).content().isEqualTo("a.csv\n");
        assertThat(root.resolve("inbox/harvest/refused/2025-05-09.run-7.a.csv.why.txt")).content().contains("FMT-204", "not a Harvest export", "move it");
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
