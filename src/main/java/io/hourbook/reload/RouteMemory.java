package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.AggregationRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * What a route would keep in memory beyond the message in hand: it is gone when the route is swapped for an edited one, and when the
 * process ends. Messages that wait for others are lost so; what was taken already is taken again.
 */
final class RouteMemory {

    /** Such a route ran before there was this rule: it runs on, and is refused where somebody edits it. */
    static final Set<String> CODES = Set.of("ROU-164", "ROU-165");

    private static final Set<String> QUEUES = Set.of("seda", "vm", "disruptor", "disruptor-vm", "stub", "browse", "mock");
    private static final Set<String> FOLDERS = Set.of("file", "ftp", "ftps", "sftp", "smb");
    private static final Set<String> POST = Set.of("pop3", "pop3s", "imap", "imaps");
    /** Steps whose expression is an address, or several. */
    private static final Set<String> COMPUTED = Set.of("recipientList", "routingSlip", "dynamicRouter", "enrich", "pollEnrich");
    private static final Pattern QUEUE = Pattern.compile("(?:^|,\\s*)(" + String.join("|", QUEUES) + "):");
    private static final String CURE = "collect within one message (split with an aggregationStrategy), or let it wait in the database, where"
            + " a schedule takes up what is whole; an aggregationRepository of a bean that lasts is let through";

    private final RouteFile file;
    private final KnownBeans beans;
    private final List<Finding> findings = new ArrayList<>();

    private RouteMemory(RouteFile file, KnownBeans beans) {
        this.file = file;
        this.beans = beans;
    }

    static List<Finding> check(RouteFile file, KnownBeans beans) {
        RouteMemory memory = new RouteMemory(file, beans);
        memory.walk(file.root());
        return memory.findings;
    }

    private void walk(Node node) {
        for (NodeTuple tuple : YamlTree.entries(node)) {
            String key = YamlTree.text(tuple.getKeyNode());
            Node value = tuple.getValueNode();
            switch (key) {
                case "aggregate" -> aggregate(tuple.getKeyNode(), value);
                case "resequence" -> holds(YamlTree.line(tuple.getKeyNode()), "resequence", "messages that are sorted where they are made, within one split",
                        "sort them before they are sent on one by one, or let them wait in the database, and take them up in their order");
                case "saga" -> saga(tuple.getKeyNode(), value);
                case "idempotentConsumer" -> remembers(YamlTree.get(value, "idempotentRepository"), YamlTree.line(tuple.getKeyNode()));
                case "from", "poll" -> taken(RouteAddress.of(value), key.equals("from"));
                case "deadLetterUri" -> queue(RouteAddress.of(String.valueOf(YamlTree.text(value)), YamlTree.line(value)));
                default -> {
                    if (COMPUTED.contains(key)) {
                        computed(key, value);
                    }
                }
            }
            queue(RouteAddress.of(value));
            walk(value);
        }
        YamlTree.items(node).forEach(this::walk);
    }

    private void aggregate(Node key, Node value) {
        Node repository = YamlTree.get(value, "aggregationRepository");
        if (repository == null) {
            holds(YamlTree.line(key), "aggregate without an aggregationRepository", "what waits for other messages in the database", CURE);
        } else if (fleeting(repository, AggregationRepository.class)) {
            holds(YamlTree.line(repository), "aggregationRepository \"" + shown(YamlTree.text(repository)) + "\"", "a bean over the database, by its name", CURE);
        }
    }

    private void saga(Node key, Node value) {
        if (YamlTree.get(value, "sagaService") == null) {
            holds(YamlTree.line(key), "saga without a sagaService", "what is to be taken back in the database",
                    "write down what was done in one transaction, and what is owed in another; or name a sagaService that lasts");
        }
    }

    private void queue(RouteAddress address) {
        if (address != null && QUEUES.contains(address.scheme())) {
            inQueue(address.line(), address.scheme());
        }
    }

    private void inQueue(int line, String scheme) {
        holds(line, scheme + ":", "direct: to go on at once, or what waits in the database",
                "call the route as direct:; what is to be done later lies in the database, and a schedule takes it up");
    }

    private void holds(int line, String saw, String want, String fix) {
        findings.add(new Finding("ROU-164", file.at(line), "messages wait in memory here, and are lost when this route is edited", saw, want, fix));
    }

    /** Steps that take a message out of a folder, and others whose address is computed. */
    private void computed(String key, Node node) {
        for (String word : List.of("expression", "constant", "simple")) {
            for (var scalar : YamlTree.scalars(YamlTree.get(node, word))) {
                Matcher queue = QUEUE.matcher(scalar.getValue());
                if (queue.find()) {
                    inQueue(YamlTree.line(scalar), queue.group(1));
                } else if (key.equals("pollEnrich")) {
                    taken(RouteAddress.of(scalar.getValue(), YamlTree.line(scalar)), false);
                }
            }
        }
    }

    /** @param looks whether it looks again and again, as the beginning of a route does; a step may read one file each time on purpose */
    private void taken(RouteAddress from, boolean looks) {
        if (from == null) {
            return;
        }
        boolean folder = FOLDERS.contains(from.scheme());
        boolean stays = folder && from.says("noop", "true") || POST.contains(from.scheme()) && looks && staysThere(from);
        boolean asks = folder && (from.says("idempotent", "true") || String.valueOf(from.options().get("readLock")).startsWith("idempotent"));
        boolean onPurpose = !looks && from.says("idempotent", "false");
        if (!stays && !asks || onPurpose) {
            return;
        }
        String repository = from.options().get("idempotentRepository");
        String given = looks && from.says("idempotent", "false") ? null : repository;
        boolean late = folder && from.says("idempotentEager", "false");
        boolean forgets = late || POST.contains(from.scheme()) && !from.says("idempotentRepositoryRemoveOnCommit", "false");
        if (given == null || fleeting(given, IdempotentRepository.class) || forgets) {
            int line = from.line("noop", "idempotent", "readLock", "unseen", "idempotentRepository");
            String lasting = "idempotentRepository: \"#takenBefore\"" + (POST.contains(from.scheme()) ? " with idempotentRepositoryRemoveOnCommit: false" : "");
            findings.add(new Finding("ROU-165", file.at(line), "what this has taken is known in memory only: all of it is taken again when this route is edited",
                    saw(from), lasting + ", which is a table; or " + (folder ? "move: .done" : "delete: true"),
                    late ? "leave idempotentEager out: a file is marked before it is processed, and confirmed after"
                            : folder ? "name that bean, or let taken files be moved: leave noop out" : "name that bean, or let taken mail be deleted"));
        }
    }

    /** POP3 cannot mark mail as read; and where mail that was read counts as well, it comes again. */
    private static boolean staysThere(RouteAddress from) {
        return !from.says("delete", "true") && (from.scheme().startsWith("pop3") || from.says("unseen", "false"));
    }

    private static String saw(RouteAddress from) {
        StringBuilder saw = new StringBuilder(from.scheme()).append(" with ");
        List<String> said = List.of("noop", "idempotent", "idempotentEager", "readLock", "unseen", "idempotentRepository").stream()
                .filter(from.options()::containsKey).map(option -> option + ": " + shown(from.options().get(option))).toList();
        return said.isEmpty() ? from.scheme() + " without delete: true" : saw.append(String.join(", ", said)).toString();
    }

    /** Without the packages of a class, which say nothing to whoever writes routes. */
    private static String shown(String name) {
        return name == null ? "nothing" : name.replaceAll("\\b(?:[a-z][\\w]*\\.)+(?=[A-Z])", "");
    }

    private void remembers(Node repository, int line) {
        if (repository != null && fleeting(repository, IdempotentRepository.class)) {
            findings.add(new Finding("ROU-165", file.at(repository), "what has gone through here is known in memory only: all of it goes through again when"
                    + " this route is edited", "idempotentRepository \"" + shown(YamlTree.text(repository)) + "\"", "idempotentRepository: takenBefore, which is a table",
                    "name that bean"));
        }
    }

    private boolean fleeting(Node repository, Class<?> kind) {
        return fleeting(YamlTree.text(repository), kind);
    }

    /** Whether a bean of this name is none that lasts: Camel's own keep what they know in memory. One that nobody knows is told elsewhere. */
    private boolean fleeting(String name, Class<?> kind) {
        String plain = name == null ? "" : name.strip();
        if (plain.startsWith("#class:") || plain.startsWith("#type:")) {
            return true;
        }
        Class<?> known = beans.type(plain.replaceFirst("^#(bean:)?", ""));
        return known != null && (!kind.isAssignableFrom(known) || known.getName().startsWith("org.apache.camel."));
    }
}
