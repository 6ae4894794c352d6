package io.hourbook.format;

import io.hourbook.name.FoldedName;
import io.hourbook.problem.Finding;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one format file and says everything that is wrong with it, each with its line. */
final class FormatFile {

    private static final List<String> KEYS = List.of("tracker", "kind", "columns", "ignored", "required", "yes", "no", "types",
            "dates", "decimals", "bare-duration", "running");

    private final YamlNodes yaml;
    private final String where;
    private final List<Finding> findings;
    private final Map<String, Field> claimed = new HashMap<>();

    private FormatFile(String where, List<Finding> findings) {
        this.where = where;
        this.findings = findings;
        this.yaml = new YamlNodes(where, findings);
    }

    /** @param text the file's text, or null where it could not be read, which has been said already */
    static Optional<SourceFormat> read(String where, String name, String text, List<Finding> findings) {
        if (text == null) {
            return Optional.empty();
        }
        int before = findings.size();
        SourceFormat format = new FormatFile(where, findings).read(name, text);
        return findings.size() == before ? Optional.ofNullable(format) : Optional.empty();
    }

    private SourceFormat read(String name, String text) {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            findings.add(notYaml(line, e.getProblem()));
            return null;
        } catch (YAMLException e) {
            findings.add(notYaml(1, e.getMessage()));
            return null;
        }
        if (root == null) {
            findings.add(notYaml(1, "nothing"));
            return null;
        }
        Map<String, Node> keys = yaml.map(root, KEYS, "a format");
        SourceFormat.Kind kind = yaml.choice(keys.get("kind"), SourceFormat.Kind.TIME);
        Map<Field, List<String>> columns = columns(keys.get("columns"), root, kind);
        List<Set<Field>> required = required(keys.get("required"), root, columns, kind);
        Map<String, Node> types = keys.containsKey("types")
                ? yaml.map(keys.get("types"), List.of("take", "skip"), "types") : Map.of();
        Set<String> yes = words(keys.get("yes"));
        Set<String> no = words(keys.get("no"));
        apart(keys.get("no"), yes, no, "stands under yes and under no");
        Set<String> take = words(types.get("take"));
        Map<String, String> skip = skipped(types.get("skip"));
        apart(types.get("skip"), take, skip.keySet(), "stands under take and under skip");
        return new SourceFormat(
                name,
                keys.containsKey("tracker") ? yaml.text(keys.get("tracker")) : name,
                kind,
                columns,
                new ArrayList<>(words(keys.get("ignored"))),
                required,
                yes,
                no,
                take,
                skip,
                yaml.choice(keys.get("dates"), SourceFormat.Dates.SOURCE),
                yaml.choice(keys.get("decimals"), SourceFormat.Decimals.AUTO),
                yaml.choice(keys.get("bare-duration"), SourceFormat.BareDuration.HOURS),
                yaml.choice(keys.get("running"), SourceFormat.Running.NEVER),
                where);
    }

    private Finding notYaml(int line, String saw) {
        return new Finding("FMT-101", where + ":" + line, "is not YAML that can be read", saw, "a mapping of keys to values",
                "mend the line; mind indentation, colons and quotes");
    }

    private Map<Field, List<String>> columns(Node node, Node root, SourceFormat.Kind kind) {
        Map<Field, List<String>> columns = new EnumMap<>(Field.class);
        if (node == null) {
            yaml.missing(root, "columns", "which headers carry which field");
            return columns;
        }
        yaml.map(node, null, "columns").forEach((key, value) -> {
            Field field = field(key, value, kind);
            List<String> headers = new ArrayList<>();
            for (Node item : yaml.items(value)) {
                String header = FoldedName.of(yaml.text(item));
                Field other = claimed.putIfAbsent(header, field == null ? Field.ID : field);
                if (header.isEmpty() || header.indexOf('*') != header.lastIndexOf('*')) {
                    yaml.wrong(item, "is no header", yaml.text(item), "a column's name, with one * at most");
                } else if (other != null) {
                    findings.add(new Finding("FMT-104", yaml.at(item), "a header stands for two fields", yaml.text(item),
                            "each header once; it is already under " + other.word(), "take it out of one of them"));
                }
                headers.add(header);
            }
            if (field != null) {
                columns.put(field, headers);
            }
        });
        return columns;
    }

    private Field field(String word, Node at, SourceFormat.Kind kind) {
        Field named = Field.of(word);
        Field field = named != null && named.of(kind) ? named : null;
        if (field == null) {
            findings.add(new Finding("FMT-102", yaml.at(at), named == null ? "names a field that does not exist" : "names a field that rows of this kind do not have", word,
                    String.join(", ", fieldWords(kind)), "choose one of these fields"));
        }
        return field;
    }

    private static List<String> fieldWords(SourceFormat.Kind kind) {
        return EnumSet.allOf(Field.class).stream().filter(field -> field.of(kind)).map(Field::word).toList();
    }

    private List<Set<Field>> required(Node node, Node root, Map<Field, List<String>> columns, SourceFormat.Kind kind) {
        List<Set<Field>> required = new ArrayList<>();
        if (node == null) {
            yaml.missing(root, "required", "the fields without which a file is not of this format");
            return required;
        }
        for (Node item : yaml.items(node)) {
            Set<Field> alternatives = EnumSet.noneOf(Field.class);
            for (Node word : yaml.items(item)) {
                Field field = field(yaml.text(word), word, kind);
                if (field != null && !columns.containsKey(field)) {
                    findings.add(new Finding("FMT-105", yaml.at(word), "a required field has no column", field.word(),
                            "a line for " + field.word() + " under columns", "name its headers, or do not require it"));
                } else if (field != null) {
                    alternatives.add(field);
                }
            }
            required.add(alternatives);
        }
        return required;
    }

    private Set<String> words(Node node) {
        Set<String> words = new LinkedHashSet<>();
        if (node != null) {
            yaml.items(node).forEach(item -> words.add(FoldedName.of(yaml.text(item))));
        }
        return words;
    }

    private Map<String, String> skipped(Node node) {
        Map<String, String> skipped = new LinkedHashMap<>();
        if (node != null) {
            yaml.map(node, null, "skip").forEach((word, why) -> skipped.put(FoldedName.of(word), yaml.text(why)));
        }
        return skipped;
    }

    private void apart(Node at, Set<String> one, Set<String> other, String what) {
        for (String word : other) {
            if (one.contains(word)) {
                findings.add(new Finding("FMT-104", yaml.at(at), "a word " + what, word, "each word once",
                        "take it out of one of them"));
            }
        }
    }
}
