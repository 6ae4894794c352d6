package io.hourbook.edition;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What brings the files of a home to the present format: those that nobody has edited become what this release ships. What was edited
 * is nobody's to rewrite: it is named, with what is shipped now beside it.
 *
 * @param release which release most of the files are of, or null where none is known
 * @param changes what is written, by path
 * @param byHand  edited files of which what is shipped has changed since, each with the difference to what is shipped now
 */
public record Migration(String release, List<Change> changes, List<Change> byHand) {

    private static final int CONTEXT = 2;

    /**
     * One file.
     *
     * @param path   from the home on
     * @param before null where there is none
     * @param after  null where it goes
     */
    public record Change(String path, byte[] before, byte[] after) {

        /** {@code new}, {@code gone} or {@code changed} */
        public String kind() {
            return before == null ? "new" : after == null ? "gone" : "changed";
        }

        /** Unified. */
        public String diff() {
            List<String> old = lines(before);
            return UnifiedDiffUtils.generateUnifiedDiff(
                    before == null ? "/dev/null" : path, after == null ? "/dev/null" : path, old, DiffUtils.diff(old, lines(after)), CONTEXT).stream()
                    .collect(Collectors.joining("\n"));
        }

        private static List<String> lines(byte[] content) {
            return content == null ? List.of() : new String(content, StandardCharsets.UTF_8).lines().toList();
        }
    }

    /**
     * Looks at a home and writes nothing.
     *
     * @throws io.hourbook.problem.Problem VER-301, VER-302 where the format that it says cannot be read
     */
    public static Migration of(Home home) throws IOException {
        return new Migrating(home, new Shipped()).plan();
    }

    /** Makes the files so. Each is whole at every moment. */
    public void apply(Home home) throws IOException {
        for (Change change : changes) {
            Path file = home.root().resolve(change.path());
            if (change.after() == null) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.getParent());
                Path draft = Files.createTempFile(file.getParent(), ".hourbook-", ".tmp");
                Files.write(draft, change.after());
                likeBefore(file, draft);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Who could read and write a file can do so afterwards, too; a new one is like those around it. */
    private static void likeBefore(Path file, Path draft) throws IOException {
        Path like = file;
        if (!Files.exists(file)) {
            try (var around = Files.list(file.getParent())) {
                like = around.filter(Files::isRegularFile).filter(one -> !one.equals(draft)).findFirst().orElse(null);
            }
        }
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, like == null
                    ? PosixFilePermissions.fromString("rw-r--r--") : Files.getPosixFilePermissions(like));
        }
    }

    /** Keeps what {@link #apply} replaces or takes away. @return where, or null where that is nothing */
    public Path keep(Home home) throws IOException {
        Path folder = home.data().resolve("set-aside");
        Path aside = folder.resolve("before-migrate");
        for (int again = 2; Files.exists(aside); again++) {
            aside = folder.resolve("before-migrate-" + again);
        }
        boolean any = false;
        for (Change change : changes) {
            if (change.before() != null) {
                any = true;
                Path file = aside.resolve(change.path());
                Files.createDirectories(file.getParent());
                Files.write(file, change.before());
            }
        }
        return any ? aside : null;
    }
}
