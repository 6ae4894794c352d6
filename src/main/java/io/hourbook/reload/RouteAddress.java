package io.hourbook.reload;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * An address as a route writes it, in either way: {@code uri: file:drop?noop=true}, or with its options under {@code parameters}.
 *
 * @param scheme  the first word: which component
 * @param line    where it stands, 1 for the first line
 * @param options as written; a setting with a default, <code>{{a:b}}</code>, counts as that default
 * @param lines   where each option stands
 */
record RouteAddress(String scheme, int line, Map<String, String> options, Map<String, Integer> lines) {

    private static final Pattern DEFAULT = Pattern.compile("\\{\\{[^:}]+:([^}]*)}}");

    /** @param node what has a {@code uri}; null where it has none */
    static RouteAddress of(Node node) {
        Node uri = YamlTree.get(node, "uri");
        String text = YamlTree.text(uri);
        if (text == null) {
            return null;
        }
        RouteAddress address = of(text, YamlTree.line(uri));
        for (NodeTuple option : YamlTree.entries(YamlTree.get(node, "parameters"))) {
            address.add(YamlTree.text(option.getKeyNode()), YamlTree.text(option.getValueNode()), YamlTree.line(option.getKeyNode()));
        }
        return address;
    }

    /** One that stands on a line of its own, as the constant of a {@code pollEnrich}. */
    static RouteAddress of(String text, int line) {
        RouteAddress address = new RouteAddress(text.strip().replaceFirst("[:?].*", ""), line, new LinkedHashMap<>(), new LinkedHashMap<>());
        int query = text.indexOf('?');
        if (query >= 0) {
            for (String option : text.substring(query + 1).split("&")) {
                int equals = option.indexOf('=');
                if (equals > 0) {
                    address.add(option.substring(0, equals), decoded(option.substring(equals + 1)), line);
                }
            }
        }
        return address;
    }

    /** In a query, {@code #} is written as {@code %23}. */
    private static String decoded(String value) {
        try {
            return value.startsWith("RAW(") ? value : URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItStands) {
            return value;
        }
    }

    private void add(String name, String value, int at) {
        options.put(name, value == null ? null : plain(value));
        lines.put(name, at);
    }

    /** What a value is, where its setting is not set. */
    static String plain(String written) {
        Matcher preset = DEFAULT.matcher(written);
        return preset.matches() ? preset.group(1) : written.replaceFirst("^RAW\\((.*)\\)$", "$1");
    }

    boolean says(String option, String value) {
        return value.equalsIgnoreCase(options.get(option));
    }

    /** The line of the first of these options that is written here, or of the address itself. */
    int line(String... of) {
        for (String option : of) {
            if (lines.containsKey(option)) {
                return lines.get(option);
            }
        }
        return line;
    }
}
