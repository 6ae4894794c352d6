package io.hourbook.security;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a users file as text of anybody's: nothing is constructed from it, and no value of it is ever repeated but names. */
final class UserBookReader {

    static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_FINDINGS = 50;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ENDS = Pattern.compile("[A-Za-z0-9_-]{4}");

    private final String path;
    private final List<Finding> findings = new ArrayList<>();

    private UserBookReader(String path) {
        this.path = path;
    }

    /**
     * @param path as findings show it
     * @throws Problem SEC-101 to SEC-107 with all that is wrong
     */
    static UserBook read(String path, String text) {
        UserBookReader reader = new UserBookReader(path);
        UserBook book = reader.book(reader.root(text));
        if (!reader.findings.isEmpty()) {
            throw new Problem(reader.findings.subList(0, Math.min(MOST_FINDINGS, reader.findings.size())));
        }
        return book;
    }

    private Node root(String text) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(10);
            options.setCodePointLimit(MOST_CHARACTERS);
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1;
            // the parser's own words only: its picture of the place would show a hash
            findings.add(new Finding("SEC-101", path + ":" + line, "is not YAML", broken.getProblem(),
                    "keys and values, indented by spaces", "look at this line and the one before it"));
        } catch (YAMLException broken) {
            findings.add(new Finding("SEC-101", path, "is not YAML", null, "keys and values, indented by spaces, below 1 MB",
                    "take out characters that nobody can see, or write it anew with `hourbook users`"));
        }
        return null;
    }

    private UserBook book(Node root) {
        TreeMap<String, User> users = new TreeMap<>();
        TreeMap<String, ApiToken> tokens = new TreeMap<>();
        Map<String, Node> parts = keys(root, "the file", Set.of("users", "tokens"));
        named(parts.get("users"), "users", Names::fault).forEach((name, node) -> {
            User user = user(name, node);
            if (users.putIfAbsent(user.name(), user) != null) {
                twice(node, name);
            }
        });
        Map<String, String> digests = new HashMap<>();
        named(parts.get("tokens"), "tokens", Names::fault).forEach((name, node) -> {
            ApiToken token = token(name, node);
            if (tokens.putIfAbsent(token.name(), token) != null || digests.putIfAbsent(token.sha256(), name) != null) {
                twice(node, name);
            }
        });
        return new UserBook(users, tokens);
    }

    private User user(String name, Node node) {
        Map<String, Node> keys = keys(node, "user " + name, Set.of("password", "roles", "enabled"));
        String hash = text(keys.get("password"));
        if (!Passwords.isHash(hash)) {
            add("SEC-105", keys.getOrDefault("password", node), "the password of " + name + " is not a hash that can be used", null,
                    "{bcrypt} and a bcrypt hash of cost 10 to 14, in quotes", "set the password with `hourbook users password " + name + "`");
        }
        String enabled = keys.containsKey("enabled") ? text(keys.get("enabled")) : "true";
        if (!enabled.equals("true") && !enabled.equals("false")) {
            add("SEC-102", keys.get("enabled"), "enabled of " + name + " is neither true nor false", null, "true or false", "write one of them");
        }
        return new User(name.toLowerCase(Locale.ROOT), hash, roles(keys.get("roles"), node, name), enabled.equals("true"));
    }

    private ApiToken token(String name, Node node) {
        Map<String, Node> keys = keys(node, "token " + name, Set.of("sha256", "ends", "roles", "created", "expires"));
        String digest = text(keys.get("sha256"));
        if (!DIGEST.matcher(digest).matches()) {
            add("SEC-106", keys.getOrDefault("sha256", node), "the sha256 of token " + name + " is not one", null,
                    "64 hexadecimal digits in lower case", "take the token out, and make another with `hourbook users token`");
        }
        String ends = keys.containsKey("ends") ? text(keys.get("ends")) : "????";
        if (keys.containsKey("ends") && !ENDS.matcher(ends).matches()) {
            add("SEC-106", keys.get("ends"), "the ends of token " + name + " are not four characters of a token", null,
                    "its last four characters, in quotes", "correct them or leave them out");
        }
        Instant created = instant(keys.get("created"), name);
        return new ApiToken(name.toLowerCase(Locale.ROOT), digest, ends, roles(keys.get("roles"), node, name),
                created == null ? Instant.EPOCH : created, instant(keys.get("expires"), name));
    }

    private Instant instant(Node node, String token) {
        try {
            return node == null ? null : Instant.parse(text(node));
        } catch (DateTimeException unreadable) {
            add("SEC-106", node, "a date of token " + token + " cannot be read", null, "an instant such as 2027-01-31T00:00:00Z", "correct it");
            return Instant.EPOCH;
        }
    }

    private Set<Role> roles(Node node, Node owner, String name) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<Node> items = node instanceof SequenceNode list ? list.getValue() : node == null ? List.of() : List.of(node);
        for (Node item : items) {
            Role.given(text(item)).ifPresentOrElse(roles::add, () -> add("SEC-104", item, "there is no such role", Names.shown(text(item)),
                    "one or more of " + Role.words(), "correct the word"));
        }
        if (items.isEmpty()) {
            add("SEC-104", owner, name + " has no role", null, "one or more of " + Role.words(), "give one: roles: [viewer]");
        }
        return Set.copyOf(roles);
    }

    private Map<String, Node> keys(Node node, String of, Set<String> known) {
        Map<String, Node> keys = named(node, of, key -> null);
        keys.forEach((key, value) -> {
            if (!known.contains(key)) {
                add("SEC-102", value, of + " has no key " + Names.shown(key), null,
                        "only " + String.join(", ", known.stream().sorted().toList()), "rename the key, or take it out");
            }
        });
        return keys;
    }

    /** @param fault what is wrong with a key as a name, or null */
    private Map<String, Node> named(Node node, String of, java.util.function.UnaryOperator<String> fault) {
        Map<String, Node> named = new java.util.LinkedHashMap<>();
        if (node == null || node instanceof ScalarNode scalar && scalar.getValue().isBlank()) {
            return named;
        }
        if (!(node instanceof MappingNode mapping)) {
            add("SEC-102", node, of + " wants keys of its own", null, "key: value, one a line", "write them below it, indented");
            return named;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            String wrong = fault.apply(key);
            if (wrong != null) {
                add("SEC-103", tuple.getKeyNode(), "not a name that can be used", Names.shown(key), wrong, "choose another name");
            } else if (named.putIfAbsent(key, tuple.getValueNode()) != null) {
                twice(tuple.getKeyNode(), key);
            }
        }
        return named;
    }

    private void twice(Node node, String name) {
        add("SEC-107", node, Names.shown(name) + " is there twice", null, "each name once, upper and lower case being the same",
                "take one of the two out");
    }

    private void add(String code, Node at, String what, String saw, String want, String fix) {
        findings.add(new Finding(code, path + ":" + (at.getStartMark().getLine() + 1), what, saw, want, fix));
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
