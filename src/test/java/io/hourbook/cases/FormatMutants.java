package io.hourbook.cases;

import io.hourbook.cases.Mutants.Mutant;
import io.hourbook.format.Formats;
import io.hourbook.format.SourceFormat;
import io.hourbook.intake.FormatCases;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Every key and every word of every shipped format of {@code mappings/sources/}, changed to another that could stand there. */
final class FormatMutants {

    /** What changes nothing that the books could say, by a pattern of what a mutant is called; each with its reason. */
    private static final Map<Pattern, String> HARMLESS = Map.ofEntries(
            harmless(".*: tracker .*", "the product's name is for people"),
            harmless(".*: ignored .*", "a header that nothing reads: it is listed for whoever looks a column up"),
            harmless("mappings/sources/.*-expenses\\.yaml: (bare-duration|running) .*", "an expense has no length"),
            harmless("mappings/sources/harvest\\.yaml: (bare-duration|running) .*", "Harvest tells hours, and neither durations nor ends"),
            harmless("mappings/sources/kimai\\.yaml: columns\\.(?!worker)\\S+ the other way round",
                    "a file is written in one language, so no two spellings of one field stand in it; of types every column is looked at"));

    private static Map.Entry<Pattern, String> harmless(String pattern, String why) {
        return Map.entry(Pattern.compile(pattern), why);
    }

    /** One place that can be changed: how it is called, and what to do with the file's tree. */
    private record Site(String what, Consumer<MappingNode> change) {}

    private FormatMutants() {}

    /** @return whether what a mutant changes is nothing that the books could say */
    static boolean harmless(Mutant mutant) {
        return HARMLESS.keySet().stream().anyMatch(pattern -> pattern.matcher(mutant.toString()).matches());
    }

    /** The patterns that no mutant is called by. */
    static List<String> idle(List<Mutant> all) {
        return HARMLESS.keySet().stream().filter(pattern -> all.stream().noneMatch(mutant -> pattern.matcher(mutant.toString()).matches()))
                .map(Pattern::pattern).toList();
    }

    /** All of all formats. */
    static List<Mutant> all() {
        List<Mutant> mutants = new ArrayList<>();
        for (Path file : files()) {
            String text = text(file);
            for (Site site : sites(tree(text))) {
                MappingNode changed = tree(text);
                site.change().accept(changed);
                mutants.add(new Mutant(file, site.what(), written(changed)));
            }
        }
        return mutants;
    }

    /** The shipped formats as they are, written out by the same hand that writes the changed ones. */
    static List<Mutant> unchanged() {
        return files().stream().map(file -> new Mutant(file, "nothing", written(tree(text(file))))).toList();
    }

    /** What check finds of a format that says this; empty where nobody sees it. */
    static List<String> seen(Mutant mutant) {
        Formats.Read read = Formats.read(Map.of("sources/" + mutant.file().getFileName(), mutant.content()));
        List<Finding> findings = new ArrayList<>(read.findings());
        findings.addAll(FormatCases.run(Path.of("mappings"), read.formats()));
        return findings.stream().map(Finding::text).toList();
    }

    private static List<Site> sites(MappingNode root) {
        List<Site> sites = new ArrayList<>();
        sites.add(new Site("tracker another", tree -> put(tree, "tracker", scalar(word(value(tree, "tracker")) + " x"))));
        columns((MappingNode) value(root, "columns"), sites);
        words(root, "ignored", sites);
        required((SequenceNode) value(root, "required"), sites);
        words(root, "yes", sites);
        words(root, "no", sites);
        moved("yes", "no", words(value(root, "yes")), sites);
        moved("no", "yes", words(value(root, "no")), sites);
        if (value(root, "types") instanceof MappingNode types) {
            types(types, sites);
        }
        choices(root, "dates", SourceFormat.Dates.values(), SourceFormat.Dates.SOURCE, sites);
        choices(root, "decimals", SourceFormat.Decimals.values(), SourceFormat.Decimals.AUTO, sites);
        choices(root, "bare-duration", SourceFormat.BareDuration.values(), SourceFormat.BareDuration.HOURS, sites);
        choices(root, "running", SourceFormat.Running.values(), SourceFormat.Running.NEVER, sites);
        return sites;
    }

    /** Each header misspelt, each field left out, its headers the other way round, and exchanged with the next field's. */
    private static void columns(MappingNode columns, List<Site> sites) {
        List<String> fields = columns.getValue().stream().map(tuple -> word(tuple.getKeyNode())).toList();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            int at = i;
            List<Node> headers = ((SequenceNode) columns.getValue().get(i).getValueNode()).getValue();
            sites.add(new Site("columns." + field + " left out", tree -> remove((MappingNode) value(tree, "columns"), field)));
            for (int header = 0; header < headers.size(); header++) {
                int which = header;
                sites.add(new Site("columns." + field + " " + word(headers.get(header)) + " misspelt", tree -> {
                    List<Node> list = ((SequenceNode) value((MappingNode) value(tree, "columns"), field)).getValue();
                    list.set(which, scalar(word(list.get(which)) + "x"));
                }));
            }
            if (headers.size() > 1) {
                sites.add(new Site("columns." + field + " the other way round",
                        tree -> Collections.reverse(((SequenceNode) value((MappingNode) value(tree, "columns"), field)).getValue())));
            }
            if (i + 1 < fields.size()) {
                sites.add(new Site("columns." + field + " exchanged with " + fields.get(i + 1), tree -> {
                    List<NodeTuple> tuples = ((MappingNode) value(tree, "columns")).getValue();
                    NodeTuple one = tuples.get(at);
                    NodeTuple next = tuples.get(at + 1);
                    tuples.set(at, new NodeTuple(one.getKeyNode(), next.getValueNode()));
                    tuples.set(at + 1, new NodeTuple(next.getKeyNode(), one.getValueNode()));
                }));
            }
        }
    }

    /** Each of a list of words left out. */
    private static void words(MappingNode root, String key, List<Site> sites) {
        List<String> words = words(value(root, key));
        for (int i = 0; i < words.size(); i++) {
            int at = i;
            sites.add(new Site(key + " without " + words.get(i), tree -> ((SequenceNode) value(tree, key)).getValue().remove(at)));
        }
    }

    private static void moved(String from, String to, List<String> words, List<Site> sites) {
        for (int i = 0; i < words.size(); i++) {
            int at = i;
            sites.add(new Site(words.get(i) + " means " + to, tree ->
                    ((SequenceNode) value(tree, to)).getValue().add(((SequenceNode) value(tree, from)).getValue().remove(at))));
        }
    }

    /** What a file must have: each left out, and of several that are enough each left out. */
    private static void required(SequenceNode required, List<Site> sites) {
        for (int i = 0; i < required.getValue().size(); i++) {
            int at = i;
            sites.add(new Site("required without " + words(required.getValue().get(i)), tree -> ((SequenceNode) value(tree, "required")).getValue().remove(at)));
            if (required.getValue().get(i) instanceof SequenceNode several) {
                for (int j = 0; j < several.getValue().size(); j++) {
                    int which = j;
                    sites.add(new Site("required " + words(several) + ": " + word(several.getValue().get(j)) + " is not enough", tree ->
                            ((SequenceNode) ((SequenceNode) value(tree, "required")).getValue().get(at)).getValue().remove(which)));
                }
            }
        }
    }

    private static void types(MappingNode types, List<Site> sites) {
        List<String> taken = words(value(types, "take"));
        for (int i = 0; i < taken.size(); i++) {
            int at = i;
            sites.add(new Site("types.take without " + taken.get(i), tree -> types(tree, "take").remove(at)));
            sites.add(new Site("type " + taken.get(i) + " is skipped", tree -> {
                Node word = types(tree, "take").remove(at);
                ((MappingNode) value((MappingNode) value(tree, "types"), "skip")).getValue().add(new NodeTuple(word, scalar("nothing")));
            }));
        }
        sites.add(new Site("types.take left out", tree -> remove((MappingNode) value(tree, "types"), "take")));
        for (NodeTuple skipped : ((MappingNode) value(types, "skip")).getValue()) {
            String word = word(skipped.getKeyNode());
            sites.add(new Site("types.skip without " + word, tree -> remove(skip(tree), word)));
            sites.add(new Site("type " + word + " is skipped for another reason", tree -> put(skip(tree), word, scalar(word(value(skip(tree), word)) + " x"))));
            sites.add(new Site("type " + word + " is taken", tree -> {
                remove(skip(tree), word);
                types(tree, "take").add(scalar(word));
            }));
        }
    }

    private static List<Node> types(MappingNode tree, String key) {
        return ((SequenceNode) value((MappingNode) value(tree, "types"), key)).getValue();
    }

    private static MappingNode skip(MappingNode tree) {
        return (MappingNode) value((MappingNode) value(tree, "types"), "skip");
    }

    /** Every choice that it does not say, also where it says none. */
    private static void choices(MappingNode root, String key, Enum<?>[] choices, Enum<?> otherwise, List<Site> sites) {
        Node said = value(root, key);
        String now = said == null ? choice(otherwise) : word(said);
        Stream.of(choices).map(FormatMutants::choice).filter(choice -> !choice.equals(now))
                .forEach(choice -> sites.add(new Site(key + " " + now + " -> " + choice, tree -> put(tree, key, scalar(choice)))));
    }

    private static String choice(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Node value(MappingNode map, String key) {
        return map.getValue().stream().filter(tuple -> word(tuple.getKeyNode()).equals(key)).map(NodeTuple::getValueNode).findFirst().orElse(null);
    }

    private static void put(MappingNode map, String key, Node value) {
        for (int i = 0; i < map.getValue().size(); i++) {
            if (word(map.getValue().get(i).getKeyNode()).equals(key)) {
                map.getValue().set(i, new NodeTuple(map.getValue().get(i).getKeyNode(), value));
                return;
            }
        }
        map.getValue().add(new NodeTuple(scalar(key), value));
    }

    private static void remove(MappingNode map, String key) {
        map.getValue().removeIf(tuple -> word(tuple.getKeyNode()).equals(key));
    }

    private static List<String> words(Node node) {
        return node instanceof SequenceNode list ? list.getValue().stream().map(FormatMutants::word).toList() : node == null ? List.of() : List.of(word(node));
    }

    private static String word(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : String.valueOf(words(node));
    }

    private static ScalarNode scalar(String word) {
        return new ScalarNode(Tag.STR, word, null, null, DumperOptions.ScalarStyle.DOUBLE_QUOTED);
    }

    private static MappingNode tree(String text) {
        return (MappingNode) new Yaml().compose(new StringReader(text));
    }

    private static String written(Node tree) {
        StringWriter text = new StringWriter();
        DumperOptions options = new DumperOptions();
        options.setWidth(1_000);
        new Yaml(options).serialize(tree, text);
        return text.toString();
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(Path.of("mappings/sources"))) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.toString().endsWith(".cases.yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
