package io.hourbook.security;

import io.hourbook.database.PrivateFile;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where users and tokens are kept: {@code data/users.yaml} of the home, or where HOURBOOK_USERS_FILE says. Seen whole or not at all. */
public final class UserFile {

    private static final Logger LOG = LoggerFactory.getLogger(UserFile.class);
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final Path path;
    private final String shown;

    private UserFile(Path path, String shown) {
        this.path = path;
        this.shown = shown;
    }

    /** @param named the value of HOURBOOK_USERS_FILE, relative to the home or absolute; null or blank for the home's own */
    public static UserFile of(Home home, String named) {
        boolean own = named == null || named.isBlank();
        Path path = own ? home.data().resolve("users.yaml") : home.root().resolve(named.strip());
        return new UserFile(path, home.show(path));
    }

    /** As it is shown to people. */
    public String shown() {
        return shown;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Changes whenever the file does; null while there is none. */
    String stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS) + " " + now.size() + " " + now.fileKey();
        } catch (NoSuchFileException none) {
            return null;
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }

    /** @throws Problem SEC-101 to SEC-109 with all that is wrong */
    public UserBook read() {
        try {
            if (Files.size(path) > UserBookReader.MOST_CHARACTERS) {
                throw new Problem(new Finding("SEC-101", shown, "is no users file", Files.size(path) + " bytes", "less than 1 MB",
                        "see what was written there"));
            }
            warnOfReaders();
            return UserBookReader.read(shown, Files.readString(path));
        } catch (CharacterCodingException notText) {
            throw new Problem(new Finding("SEC-101", shown, "is not UTF-8 text", null, "YAML", "save it as UTF-8, or take back the last good one"), notText);
        } catch (IOException failed) {
            throw unusable("read", failed);
        }
    }

    /** @return an empty one where there is no file yet */
    UserBook readOrEmpty() {
        return exists() ? read() : UserBook.EMPTY;
    }

    /**
     * Reads, changes and writes under a lock that other processes respect.
     *
     * @throws Problem of the change, SEC-1xx of what is there, or SEC-109; then nothing has changed
     */
    UserBook change(UnaryOperator<UserBook> change) {
        synchronized (UserFile.class) {
            try {
                Path target = Files.exists(path) ? path.toRealPath() : path;
                Files.createDirectories(target.toAbsolutePath().getParent());
                try (FileChannel channel = FileChannel.open(target.resolveSibling(target.getFileName() + ".lock"),
                                StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    UserBook changed = change.apply(readOrEmpty());
                    PrivateFile.write(target, UserBookWriter.text(changed));
                    return changed;
                }
            } catch (IOException failed) {
                throw unusable("written", failed);
            }
        }
    }

    private void warnOfReaders() throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
            LOG.warn("{}", new Finding("SEC-108", shown, "others on this machine can read or write the users file", null,
                    "a file for Hourbook's user alone", "chmod 600 " + path).text());
        }
    }

    private Problem unusable(String what, IOException failed) {
        return new Problem(new Finding("SEC-109", shown, "the users file cannot be " + what, failed.getClass().getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace(" Exception", "").toLowerCase(java.util.Locale.ROOT),
                "a file that Hourbook's user can read and write", "see its folder, its owner and its mode"), failed);
    }
}
