package io.hourbook.format;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The door to {@code mappings/sources/}: every format there is, or everything that is wrong with them. */
public final class Formats {

    /** What was read and all that is wrong with it. A format with a finding is not among the formats. */
    public record Read(Map<String, SourceFormat> formats, List<Finding> findings) {}

    private Formats() {}

    /**
     * @param mappings the folder that holds {@code sources/}; a folder without it has no formats
     * @return the formats by name
     * @throws Problem with every finding of every file at once
     */
    public static Map<String, SourceFormat> load(Path mappings) {
        Read read = read(mappings);
        if (!read.findings().isEmpty()) {
            throw new Problem(read.findings());
        }
        return read.formats();
    }

    /** The same without a throw, for a caller who has findings of its own to add. */
    public static Read read(Path mappings) {
        Map<String, SourceFormat> formats = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Path file : files(mappings, findings)) {
            FormatFile.read(show(mappings, file), stem(file), text(mappings, file, findings), findings)
                    .ifPresent(format -> formats.put(format.name(), format));
        }
        return new Read(Map.copyOf(formats), List.copyOf(findings));
    }

    private static List<Path> files(Path mappings, List<Finding> findings) {
        Path folder = mappings.resolve("sources");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Formats::isFormat).sorted().toList();
        } catch (IOException e) {
            findings.add(unreadable(show(mappings, folder), e));
            return List.of();
        }
    }

    private static boolean isFormat(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && name.endsWith(".yaml") && !name.endsWith(".cases.yaml") && !name.startsWith(".");
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".yaml".length());
    }

    private static String text(Path mappings, Path file, List<Finding> findings) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            findings.add(unreadable(show(mappings, file), e));
            return null;
        }
    }

    private static Finding unreadable(String where, IOException e) {
        return new Finding("FMT-101", where, "cannot be read as UTF-8 text", e.getClass().getSimpleName(), "a YAML file in UTF-8",
                "look at the file's permissions and save it as UTF-8");
    }

    private static String show(Path mappings, Path file) {
        Path root = mappings.toAbsolutePath().normalize();
        return Path.of("mappings").resolve(root.relativize(file.toAbsolutePath().normalize())).toString().replace('\\', '/');
    }
}
