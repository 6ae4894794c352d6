package io.hourbook.cases;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.reload.YamlTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Secrets that are written into routes, mappings or cases, where a reference belongs: what is accepted is kept for ever, and shown to
 * whoever may look at versions. Told by its name ({@code authPassword: …}, {@code ?token=…}, a column {@code api_key}) or by its shape (a private
 * key, a key of a known service, {@code user:password@} in an address). No finding has the secret in it.
 */
public final class WrittenSecrets {

    private static final Pattern NAME = Pattern.compile(
            "(?i)[\\w.-]*(?:password|passwd|passphrase|secret|token|api[_.-]?key|access[_.-]?key|secret[_.-]?key|private[_.-]?key|authorization)");
    private static final Pattern HINT = Pattern.compile("(?i)passw|passphrase|secret|token|(?:api|access|private)[_.-]?key|authorization");
    private static final Pattern IN_ADDRESS = Pattern.compile("[?&;]([\\w.-]+)=(RAW\\()?([^&;\\s)]+)");
    private static final Pattern IN_LINE = Pattern.compile("(" + NAME + ")\\s*[:=]\\s*[\"']?([^\\s\"',}]+)");
    /** What nobody writes down but the thing itself. A name and a password stand before the host of an address. */
    private static final Pattern SHAPE = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----|\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{30,}|\\bxox[abpr]-[A-Za-z0-9-]{10,}"
                    + "|\\b(?:Bearer|Basic) +(?=[A-Za-z._~+/-]*\\d)[A-Za-z0-9._~+/-]{12,}=*|://[^/\\s:@{}$]+:(?![{$])[^/\\s@{}$]+@");
    /** A setting, an expression, a bean, a path within JSON, the name of a type, or nothing at all. */
    private static final Pattern REFERENCE = Pattern.compile("(?i).*[$]\\{.*|.*\\{\\{.*|[#$].*|true|false|null|~|-?\\d{0,3}|text|string|yes|no");

    private final String path;
    private final Set<Integer> lines = new TreeSet<>();

    private WrittenSecrets(String path) {
        this.path = path;
    }

    /** @param files path from the home on to bytes, which are text in UTF-8 */
    public static List<Finding> in(Map<String, byte[]> files) {
        List<Finding> findings = new ArrayList<>();
        files.forEach((path, bytes) -> {
            WrittenSecrets secrets = new WrittenSecrets(path);
            secrets.look(new String(bytes, StandardCharsets.UTF_8));
            secrets.lines.forEach(line -> findings.add(new Finding(
                    "VER-121", path + ":" + line, "a secret is written here, and whatever is accepted is kept", "a value where a reference belongs",
                    path.startsWith("routes/") ? "{{env:NAME}}, which the environment of Hourbook's process has" : "${env:NAME} or ${file:/path}",
                    "put the secret into the environment or a file, write the reference, and change the secret: it has been seen")));
        });
        return findings;
    }

    /** Adds those of a home's folders, and takes away what else was found in the same lines, for it might repeat them. */
    static void addTo(List<Finding> findings, Home home) {
        Set<String> told = findings.stream().filter(finding -> finding.code().equals("MAP-205")).map(Finding::where).collect(Collectors.toSet());
        List<Finding> secrets = in(files(home)).stream().filter(secret -> !told.contains(secret.where())).toList();
        Set<String> places = secrets.stream().map(Finding::where).collect(Collectors.toSet());
        findings.removeIf(finding -> places.contains(finding.where()));
        findings.addAll(secrets);
    }

    private static Map<String, byte[]> files(Home home) {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path folder : List.of(home.routes(), home.mappings())) {
            try (Stream<Path> walk = Files.isDirectory(folder) ? Files.walk(folder, FileVisitOption.FOLLOW_LINKS) : Stream.empty()) {
                for (Path file : walk.filter(path -> path.toString().matches(".*\\.(yaml|yml|csv|xml)")).filter(Files::isRegularFile).toList()) {
                    files.put(home.show(file), Files.readAllBytes(file));
                }
            } catch (IOException | UncheckedIOException unreadable) {
                // whoever reads the file for what it is tells that it cannot be read
            }
        }
        return files;
    }

    private void look(String text) {
        List<String> all = text.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            if (SHAPE.matcher(all.get(i)).find()) {
                lines.add(i + 1);
            }
        }
        if (!HINT.matcher(text).find()) {
            return;
        }
        if (path.endsWith(".csv")) {
            columns(all);
            return;
        }
        try {
            YamlTree.compose(text).ifPresent(this::walk);
        } catch (YamlTree.NotYaml broken) {
            // refused in any case; what is told of it must not have the secret in it
            inLines(all);
        }
    }

    private void inLines(List<String> all) {
        for (int i = 0; i < all.size(); i++) {
            Matcher named = IN_LINE.matcher(all.get(i));
            if (!all.get(i).strip().startsWith("#") && named.find() && literal(named.group(2))) {
                lines.add(i + 1);
            }
        }
    }

    /** The first line that is no comment names the columns; a cell that is quoted over lines is nobody's secret. */
    private void columns(List<String> all) {
        String[] header = null;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).startsWith("#") || all.get(i).isBlank()) {
                continue;
            }
            String[] cells = all.get(i).split(",", -1);
            for (int column = 0; header != null && column < Math.min(header.length, cells.length); column++) {
                if (NAME.matcher(header[column].strip()).matches() && literal(cells[column])) {
                    lines.add(i + 1);
                }
            }
            header = header == null ? cells : header;
        }
    }

    private void walk(Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::walk);
        } else if (node instanceof ScalarNode scalar) {
            addresses(scalar);
        } else if (node instanceof MappingNode mapping) {
            boolean named = value(mapping, "name").filter(name -> NAME.matcher(name.getValue()).matches()).isPresent();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
                if (NAME.matcher(key).matches() || named && Set.of("value", "expression", "constant", "simple").contains(key)) {
                    refuse(tuple.getValueNode());
                }
                walk(tuple.getValueNode());
            }
        }
    }

    /** A value that belongs to a secret's name; an expression may stand within an expression. */
    private void refuse(Node value) {
        if (value instanceof ScalarNode scalar && literal(scalar.getValue())) {
            add(scalar);
        } else if (value instanceof MappingNode expression) {
            for (String kind : List.of("constant", "simple", "expression", "value")) {
                expression.getValue().stream().filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(kind))
                        .forEach(tuple -> refuse(tuple.getValueNode()));
            }
        }
    }

    private void addresses(ScalarNode scalar) {
        Matcher option = IN_ADDRESS.matcher(scalar.getValue());
        while (option.find()) {
            if (NAME.matcher(option.group(1)).matches() && literal(option.group(3))) {
                add(scalar);
            }
        }
    }

    private void add(Node node) {
        lines.add(node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }

    private static boolean literal(String value) {
        return !REFERENCE.matcher(value.strip().toLowerCase(Locale.ROOT)).matches();
    }

    private static Optional<ScalarNode> value(MappingNode mapping, String key) {
        return mapping.getValue().stream().filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
                .map(NodeTuple::getValueNode).filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast).findFirst();
    }
}
