package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.MovingClock;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the inbox and cannot be taken: said once, shown as long as it lies there, and never in the way of other files. */
class InboxTroublesTest {

    private static final Set<String> HARVEST = Set.of("harvest");

    @TempDir
    private Path root;

    private final MovingClock clock = new MovingClock("2025-05-09T12:00:00Z");
    private FileAccess access = FileAccess.OF_SYSTEM;
    private Inbox.Pause meanwhile = length -> {};
    private Inbox opened;

    private Inbox inbox() {
        if (opened == null) {
            opened = new Inbox(new Home(root), clock, length -> meanwhile.of(length), (file, where) -> access.obstacle(file, where));
        }
        return opened;
    }

    private Path drop(String name) throws IOException {
        Path file = Files.createDirectories(root.resolve("inbox/harvest")).resolve(name);
        Files.writeString(file, name + "\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-05-09T11:00:00Z")));
        return file;
    }

    private List<String> due() {
        return inbox().due(HARVEST).stream().map(DueFile::name).toList();
    }

    private List<String> troubles() {
        return inbox().troubles(HARVEST).stream().map(finding -> finding.code() + " " + finding.where()).toList();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsNoFileIsNeverOpenedAndSaid() throws Exception {
        drop("whole.csv");
        Path folder = root.resolve("inbox/harvest");
        Files.createDirectories(folder.resolve("march"));
        Files.createDirectories(folder.resolve("done"));
        Files.createDirectories(folder.resolve("refused"));
        Files.createSymbolicLink(folder.resolve("link.csv"), drop("whole.csv"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.csv").toString()).start().waitFor()).isZero();
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket.csv")));

            assertThat(due()).containsExactly("whole.csv");
            assertThat(troubles()).containsExactly("FMT-209 inbox/harvest/link.csv", "FMT-209 inbox/harvest/march",
                    "FMT-209 inbox/harvest/pipe.csv", "FMT-209 inbox/harvest/socket.csv");
        }
        assertThat(inbox().troubles(HARVEST)).extracting(Finding::what).containsExactly("is a link and is not taken",
                "is a folder and is not taken", "is no file but a pipe, a socket or a device and is not taken",
                "is no file but a pipe, a socket or a device and is not taken");

        Files.delete(folder.resolve("pipe.csv"));
        Files.delete(folder.resolve("march"));
        due();
        assertThat(troubles()).containsExactly("FMT-209 inbox/harvest/link.csv", "FMT-209 inbox/harvest/socket.csv");
    }

    @Test
    void aFileThatAnotherProgramHasLockedIsWaitedForAndSaidWhenItLasts() throws IOException {
        Path file = drop("locked.csv");
        drop("whole.csv");
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE); FileLock lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(due()).containsExactly("whole.csv");
            assertThat(troubles()).as("for a minute nobody is troubled").isEmpty();
            clock.set("2025-05-09T12:01:01Z");
            assertThat(due()).containsExactly("whole.csv");
            assertThat(troubles()).containsExactly("FMT-211 inbox/harvest/locked.csv");
        }

        assertThat(due()).containsExactly("locked.csv", "whole.csv");
        assertThat(troubles()).isEmpty();
    }

    @Test
    void aFileThatMayNotBeReadIsSaidAtOnceAndTakenOnceItMay() throws IOException {
        drop("secret.csv");
        access = (file, where) -> Optional.of(Refusals.unreadable(where, new AccessDeniedException(file.name())));
        assertThat(due()).isEmpty();
        assertThat(troubles()).containsExactly("FMT-206 inbox/harvest/secret.csv");

        access = FileAccess.OF_SYSTEM;
        assertThat(due()).containsExactly("secret.csv");
        assertThat(troubles()).isEmpty();
    }

    @Test
    void aFileThatNeverStopsChangingIsSaidAfterAMinute() throws IOException {
        Path file = drop("log.csv");
        meanwhile = length -> append(file);
        assertThat(due()).isEmpty();
        assertThat(troubles()).isEmpty();
        clock.set("2025-05-09T12:01:01Z");
        assertThat(due()).isEmpty();
        assertThat(troubles()).containsExactly("FMT-212 inbox/harvest/log.csv");

        meanwhile = length -> {};
        assertThat(due()).containsExactly("log.csv");
        assertThat(troubles()).isEmpty();
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "one more\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileThatWasLeftIsDueAgainAndItsTroubleStandsUntilItGoes() throws IOException {
        Path file = drop("a.csv");
        DueFile due = inbox().due(HARVEST).get(0);
        Finding why = Refusals.immovable("inbox/harvest/a.csv", "done", new IOException("read only"));
        inbox().leave(due, why);

        assertThat(inbox().due(HARVEST)).containsExactly(due);
        assertThat(troubles()).containsExactly("FMT-210 inbox/harvest/a.csv");
        assertThat(inbox().tried(why)).isTrue();
        Files.delete(file);
        due();
        assertThat(troubles()).isEmpty();
        assertThat(inbox().tried(why)).isFalse();
    }

    @Test
    void aFolderThatGoesAndComesBackIsReadOn() throws IOException {
        assertThat(due()).isEmpty();
        drop("a.csv");
        assertThat(due()).containsExactly("a.csv");
        Files.delete(root.resolve("inbox/harvest/a.csv"));
        Files.delete(root.resolve("inbox/harvest"));
        Files.delete(root.resolve("inbox"));
        assertThat(due()).isEmpty();
        assertThat(troubles()).isEmpty();
        drop("b.csv");
        assertThat(due()).containsExactly("b.csv");
    }

    @Test
    void aLookAtOneSourceForgetsNothingOfAnother() throws IOException {
        Files.createDirectories(root.resolve("inbox/toggl/march"));
        drop("a.csv");
        inbox().due(Set.of("harvest", "toggl"));
        inbox().due(HARVEST);

        assertThat(inbox().troubles(Set.of("harvest", "toggl"))).extracting(Finding::where).containsExactly("inbox/toggl/march");
    }
}
