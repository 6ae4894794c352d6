package io.hourbook.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of routes, read once into memory. */
final class RouteFolder {

    private RouteFolder() {}

    /** All {@code *.camel.yaml} below a folder, by path; none where there is no such folder. Editors' own files are passed over. */
    static List<RouteFile> read(Path folder) {
        try {
            return paths(folder, RouteFile.SUFFIX).stream().map(path -> file(folder, path)).toList();
        } catch (UncheckedIOException e) {
            return List.of(RouteFile.unreadable(folder.getFileName().toString(), e.getCause().getMessage()));
        }
    }

    private static RouteFile file(Path folder, Path path) {
        try {
            return RouteFile.read(shown(folder, path), bytes(path));
        } catch (UncheckedIOException e) {
            return RouteFile.unreadable(shown(folder, path), e.getCause().getMessage());
        }
    }

    static List<Path> paths(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> path.getFileName().toString().endsWith(suffix))
                    .filter(path -> !hidden(folder.relativize(path)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path as people know it: from the folder's own name on, with forward slashes. */
    static String shown(Path folder, Path path) {
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        return name + "/" + folder.relativize(path).toString().replace('\\', '/');
    }

    static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
