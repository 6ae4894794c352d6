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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The door to {@code mappings/sources/}: every format there is, or everything that is wrong with them. */
public final class Formats {

    /** What was read and all that is wrong with it. A format with a finding is not among the formats. */
    public record Read(Map<String, SourceFormat> formats, List<Finding> findings) {}

    private static final String SHOWN = "mappings/";
    private static final String FOLDER = "sources";
    private static final Pattern FORMAT = Pattern.compile(FOLDER + "/([^./][^/]*)(?<!\\.cases)\\.yaml");

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
        List<Finding> findings = new ArrayList<>();
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files(mappings, findings)) {
            try {
                texts.put(FOLDER + "/" + file.getFileName(), Files.readString(file));
            } catch (IOException e) {
                findings.add(unreadable(SHOWN + FOLDER + "/" + file.getFileName(), e));
            }
        }
        return read(texts, findings);
    }

    /**
     * The formats among files that have been read already, so that they are of the same bytes as the rest of the mappings.
     *
     * @param texts path within {@code mappings/} to text; what is no format is passed over
     */
    public static Read read(Map<String, String> texts) {
        return read(texts, new ArrayList<>());
    }

    private static Read read(Map<String, String> texts, List<Finding> findings) {
        Map<String, SourceFormat> formats = new TreeMap<>();
        new TreeMap<>(texts).forEach((path, text) -> {
            Matcher format = FORMAT.matcher(path);
            if (format.matches()) {
                FormatFile.read(SHOWN + path, format.group(1), text, findings).ifPresent(one -> formats.put(one.name(), one));
            }
        });
        return new Read(Map.copyOf(formats), List.copyOf(findings));
    }

    /** Whether a file of {@code mappings/} describes a format. @param path within the folder */
    public static boolean isFormat(String path) {
        return FORMAT.matcher(path).matches();
    }

    private static List<Path> files(Path mappings, List<Finding> findings) {
        Path folder = mappings.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && isFormat(FOLDER + "/" + file.getFileName())).sorted().toList();
        } catch (IOException e) {
            findings.add(unreadable(SHOWN + FOLDER, e));
            return List.of();
        }
    }

    private static Finding unreadable(String where, IOException e) {
        return new Finding("FMT-101", where, "cannot be read as UTF-8 text", e.getClass().getSimpleName(), "a YAML file in UTF-8",
                "look at the file's permissions and save it as UTF-8");
    }
}
