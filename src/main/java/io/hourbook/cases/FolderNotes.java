package io.hourbook.cases;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is to be noted of the files of a home as such: which are missing, which nothing reads, and which cases they no longer have. */
final class FolderNotes {

    private FolderNotes() {}

    static List<Finding> of(Home home) {
        Map<String, Path> files = new TreeMap<>();
        for (Path folder : List.of(home.routes(), home.mappings())) {
            if (Files.isDirectory(folder)) {
                list(home, folder, files);
            }
        }
        List<Finding> notes = new ArrayList<>();
        files.keySet().forEach(path -> StrayFiles.note(path).ifPresent(notes::add));
        notes.addAll(WantedRoutes.missing(files.keySet()));
        notes.addAll(CaseTally.goneFrom(home.data(), cases(files)));
        return notes;
    }

    private static void list(Home home, Path folder, Map<String, Path> files) {
        try (Stream<Path> tree = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            tree.filter(Files::isRegularFile).forEach(file -> {
                String path = folder.getFileName() + "/" + folder.relativize(file).toString().replace('\\', '/');
                if (!("/" + path).contains("/.")) {
                    files.put(path, file);
                }
            });
        } catch (IOException | UncheckedIOException told) {
            // what cannot be read is told by those who read it
        }
    }

    private static Map<String, byte[]> cases(Map<String, Path> files) {
        Map<String, byte[]> cases = new TreeMap<>();
        files.forEach((path, file) -> {
            try {
                if (path.contains(".cases.")) {
                    cases.put(path, Files.readAllBytes(file));
                }
            } catch (IOException told) {
                // as above: its cases are not told to be gone for that
                cases.put(path, new byte[0]);
            }
        });
        return cases;
    }
}
