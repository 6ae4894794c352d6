package io.hourbook.intake;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies in the folders of sources at one moment, and what lies beside them. Nothing is opened here. */
final class SourceFolders {

    private static final Logger LOG = LoggerFactory.getLogger(SourceFolders.class);
    private static final Set<String> OURS = Set.of("done", "refused");
    private static final Set<String> UNFINISHED = Set.of("part", "tmp", "crdownload", "swp", "filepart", "partial");

    private final Home home;
    private final Obstacles obstacles;

    SourceFolders(Home home, Obstacles obstacles) {
        this.home = home;
        this.obstacles = obstacles;
    }

    /** What lies in the inbox and belongs to no source: folders that nobody reads, and files outside of any folder. */
    List<Finding> unclaimed(Collection<String> sources) {
        if (!Files.isDirectory(home.inbox())) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(home.inbox())) {
            return paths.filter(path -> !sources.contains(path.getFileName().toString()) && counts(path) && holdsFiles(path))
                    .sorted()
                    .map(path -> Refusals.unclaimed(home.show(path)))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            IOException cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
            return List.of(Refusals.unreadable(home.show(home.inbox()), cause));
        }
    }

    private static boolean holdsFiles(Path path) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.anyMatch(file -> counts(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** The files in the folders of these sources; what lies there and is no file is noted as an obstacle. */
    Map<Path, DueFile> look(Collection<String> sources) {
        Map<Path, DueFile> seen = new LinkedHashMap<>();
        for (String source : sources) {
            Path folder = home.inbox().resolve(source);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(SourceFolders::counts).forEach(path -> look(source, path, seen));
            } catch (IOException | UncheckedIOException e) {
                IOException cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
                if (!(cause instanceof NoSuchFileException)) {
                    obstacles.stands(source, folder, Refusals.unreadable(home.show(folder), cause));
                }
            }
        }
        return seen;
    }

    private static boolean counts(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && !name.startsWith("~") && !name.endsWith("~") && !(dot >= 0 && UNFINISHED.contains(extension));
    }

    private void look(String source, Path path, Map<Path, DueFile> seen) {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean ours = OURS.contains(path.getFileName().toString());
            if (ours || !file.isRegularFile()) {
                notAFile(source, path, file, ours);
            } else if (file.size() > 0 || !placeholder(path)) {
                seen.put(path, new DueFile(source, path, path.getFileName().toString(), file.size(),
                        file.lastModifiedTime().toInstant()));
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} went away while it was looked at", path);
        } catch (IOException e) {
            obstacles.stands(source, path, Refusals.unreadable(home.show(path), e));
        }
    }

    private void notAFile(String source, Path path, BasicFileAttributes what, boolean ours) {
        if (!ours || !Files.isDirectory(path)) {
            String kind = ours ? "a file where a folder belongs"
                    : what.isDirectory() ? "a folder" : what.isSymbolicLink() ? "a link" : "no file but a pipe, a socket or a device";
            obstacles.stands(source, path, Refusals.notAFile(home.show(path), kind));
        }
    }

    /** Some browsers keep an empty file of the final name beside the one they download into. */
    private static boolean placeholder(Path path) {
        return UNFINISHED.stream().anyMatch(extension ->
                Files.exists(path.resolveSibling(path.getFileName() + "." + extension), LinkOption.NOFOLLOW_LINKS));
    }
}
