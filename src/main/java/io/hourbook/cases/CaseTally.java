package io.hourbook.cases;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.hourbook.problem.Finding;
import io.hourbook.reload.YamlTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Which cases a set of files has, by their names; and which of them are there no more. */
public final class CaseTally {

    private static final Pattern GONE = Pattern.compile("\\S+:\\d+: VER-125 (\\d+) cases? .*");
    private static final String KEPT = "cases-in-force";

    private final Map<String, List<String>> names;

    private CaseTally(Map<String, List<String>> names) {
        this.names = names;
    }

    /** @param files by path from the home on; what has no cases is passed over */
    public static CaseTally of(Map<String, byte[]> files) {
        Map<String, List<String>> names = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.endsWith(".cases.yaml") || path.endsWith(".cases.csv")) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                names.put(path, path.endsWith(".csv") ? rows(text) : items(text));
            }
        });
        return new CaseTally(names);
    }

    private static List<String> items(String text) {
        try {
            List<String> names = new ArrayList<>();
            for (Node item : YamlTree.items(YamlTree.get(YamlTree.compose(text).orElse(null), "cases"))) {
                names.add(String.valueOf(YamlTree.text(item, "name")));
            }
            return names;
        } catch (YamlTree.NotYaml broken) {
            return List.of();
        }
    }

    /** A row is known by its name, or by all that it asks and wants where it has none. */
    private static List<String> rows(String text) {
        List<String> names = new ArrayList<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder().commentStrategy(CommentStrategy.SKIP).skipEmptyLines(true).allowExtraFields(true)
                .allowMissingFields(true).ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            List<String> header = null;
            for (CsvRecord row : rows) {
                if (row.getFields().stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (header == null) {
                    header = row.getFields().stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
                } else {
                    int column = header.indexOf("case");
                    String name = column < 0 || column >= row.getFieldCount() ? "" : row.getField(column).strip();
                    names.add(name.isEmpty() ? String.join(",", row.getFields()) : name);
                }
            }
        } catch (CsvParseException | IOException broken) {
            return List.of();
        }
        return names;
    }

    /**
     * What is there no more, a finding for each file that has lost some. A case that moved to another file is not gone, nor is one that
     * only has another name.
     *
     * @param where the version that had them, for people: {@code version 3}
     */
    public List<Finding> gone(CaseTally after, String where) {
        List<String> came = new ArrayList<>();
        after.names.forEach((path, now) -> came.addAll(without(now, names.getOrDefault(path, List.of()))));
        List<Finding> findings = new ArrayList<>();
        names.forEach((path, before) -> {
            List<String> now = after.names.getOrDefault(path, List.of());
            List<String> went = without(before, now);
            int fewer = before.size() - now.size();
            int gone = 0;
            for (String name : went) {
                gone += came.remove(name) ? 0 : 1;
            }
            if (Math.min(gone, fewer) > 0) {
                findings.add(finding(path, Math.min(gone, fewer), before.size(), now.size(), where));
            }
        });
        return findings;
    }

    private static Finding finding(String path, int gone, int before, int now, String where) {
        return new Finding("VER-125", path + ":1", (gone == 1 ? "1 case" : gone + " cases") + " that " + where + " has "
                + (gone == 1 ? "is" : "are") + " gone: " + before + " there, " + now + " here", null, "as many cases as rules",
                "nothing, where the rule went as well; otherwise put them back: what they held is held by nobody now");
    }

    private static List<String> without(List<String> names, List<String> others) {
        List<String> rest = new ArrayList<>(names);
        others.forEach(rest::remove);
        return rest;
    }

    /** How many cases are told to be gone by such lines, {@code path:line: code what}. */
    public static int gone(List<String> lines) {
        return lines.stream().map(GONE::matcher).filter(Matcher::matches).mapToInt(line -> Integer.parseInt(line.group(1))).sum();
    }

    /**
     * Keeps with a home which cases are in force there, for a check that asks no database.
     *
     * @param data the home's own folder
     */
    public void keep(Path data) throws IOException {
        StringBuilder text = new StringBuilder();
        names.forEach((path, cases) -> cases.forEach(name -> text.append(path).append('\t').append(name.replaceAll("\\s+", " ")).append('\n')));
        Path file = data.resolve(KEPT);
        if (!Files.exists(file) || !Files.readString(file).contentEquals(text)) {
            Files.createDirectories(data);
            Files.writeString(file, text);
        }
    }

    /** What of the cases in force in a home its folder has no more; none where nobody kept which those are. */
    public static List<Finding> goneFrom(Path data, Map<String, byte[]> files) {
        try {
            if (!Files.isRegularFile(data.resolve(KEPT))) {
                return List.of();
            }
            List<String> lines = Files.readAllLines(data.resolve(KEPT));
            Map<String, List<String>> names = new TreeMap<>();
            lines.stream().map(line -> line.split("\t", 2)).filter(line -> line.length == 2)
                    .forEach(line -> names.computeIfAbsent(line[0], none -> new ArrayList<>()).add(line[1]));
            return new CaseTally(names).gone(plain(of(files)), "the version in force");
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
    }

    private static CaseTally plain(CaseTally tally) {
        Map<String, List<String>> plain = new TreeMap<>();
        tally.names.forEach((path, cases) -> plain.put(path, cases.stream().map(name -> name.replaceAll("\\s+", " ")).toList()));
        return new CaseTally(plain);
    }
}
