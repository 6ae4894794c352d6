package io.hourbook.version;

import io.hourbook.cases.StrayFiles;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What lies in {@code routes/} and {@code mappings/} and is read there: what check reads, and nothing that editors, git and mounts leave
 * beside it. Links are followed, to files and to folders.
 */
final class FolderFiles {

    /** Beyond this a file is no table and no route: it is cut off, and refused as too large. */
    private static final int MOST_BYTES = (8 << 20) + 1;
    private static final List<String> ROUTES = List.of(".camel.yaml", ".cases.yaml", "/format.yaml");
    private static final List<String> MAPPINGS = List.of(".csv", ".yaml", ".yml", ".xml");

    private final Home home;
    private final Predicate<Path> open;
    /** What nothing reads, by its path, in the last look. */
    private volatile Map<String, Finding> strays = Map.of();

    /** @param open whether a folder may be read */
    FolderFiles(Home home, Predicate<Path> open) {
        this.home = home;
        this.open = open;
    }

    /** Whether what is in a folder may be seen, by the rights of this process. */
    static boolean open(Path folder) {
        return Files.isReadable(folder) && Files.isExecutable(folder);
    }

    /**
     * Size, time and identity of every file, by its path as people know it.
     *
     * @return null where something moves
     * @throws Problem VER-105 where a folder may not be read
     */
    Map<String, String> stamps() {
        Map<String, String> found = new TreeMap<>();
        try {
            files().forEach((file, attributes) ->
                    found.put(shown(file), attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey()));
            return found;
        } catch (IOException | UncheckedIOException moving) {
            return null;
        }
    }

    /**
     * All of it.
     *
     * @return null where something moves
     * @throws Problem VER-105 where a folder or file may not be read
     */
    FileSet read() {
        Map<String, byte[]> read = new TreeMap<>();
        List<Finding> closed = new ArrayList<>();
        try {
            for (Path file : files().keySet()) {
                try (InputStream in = Files.newInputStream(file)) {
                    read.put(shown(file), in.readNBytes(MOST_BYTES));
                } catch (AccessDeniedException denied) {
                    closed.add(closed(shown(file)));
                }
            }
        } catch (IOException | UncheckedIOException moving) {
            return null;
        }
        if (!closed.isEmpty()) {
            throw new Problem(closed);
        }
        return new FileSet(read);
    }

    static Finding closed(String path) {
        return new Finding("VER-105", path + ":1", "this may not be read", null, "files and folders that Hourbook may read",
                "give Hourbook's user the right to read it; a folder needs the right to be entered, too");
    }

    /** Files that look as if they were meant to be read, and are not, by their path. */
    Map<String, Finding> strays() {
        return strays;
    }

    private Map<Path, BasicFileAttributes> files() throws IOException {
        Map<Path, BasicFileAttributes> files = new TreeMap<>();
        Map<String, Finding> unread = new TreeMap<>();
        List<Finding> closed = new ArrayList<>();
        for (Path folder : List.of(home.routes(), home.mappings())) {
            if (Files.isDirectory(folder)) {
                Path root = folder.toRealPath();
                List<String> endings = folder.equals(home.routes()) ? ROUTES : MAPPINGS;
                Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                        if (!path.equals(root) && left(path)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        return open.test(path) ? FileVisitResult.CONTINUE : shut(path);
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                        Path file = folder.resolve(root.relativize(path).toString());
                        boolean whole = attributes.isRegularFile() && !left(path);
                        if (whole && endings.stream().anyMatch(("/" + path)::endsWith)) {
                            files.put(file, attributes);
                        }
                        if (whole) {
                            StrayFiles.note(shown(file)).ifPresent(note -> unread.put(shown(file), note));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path path, IOException why) throws IOException {
                        if (why instanceof AccessDeniedException && !left(path)) {
                            return shut(path);
                        }
                        // a link back to a folder that it lies in has nothing that was not seen
                        if (why instanceof FileSystemLoopException || left(path)) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw why;
                    }

                    private FileVisitResult shut(Path path) {
                        closed.add(closed(shown(folder.resolve(root.relativize(path).toString()))));
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                });
            }
        }
        if (!closed.isEmpty()) {
            throw new Problem(closed);
        }
        strays = Map.copyOf(unread);
        return files;
    }

    /** What editors and systems leave beside the files. */
    private static boolean left(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.startsWith("~") || name.startsWith("#");
    }

    private String shown(Path file) {
        return home.root().relativize(file).toString().replace('\\', '/').replaceAll("/$", "");
    }
}
