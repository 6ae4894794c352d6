package io.hourbook.reload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Camel's own schema of its YAML: which steps there are, and which options each takes. */
final class RouteSchema {

    private RouteSchema() {}

    /** Read once, on first use. */
    private static final class Loaded {
        static final JsonSchema SCHEMA = load();

        private static JsonSchema load() {
            try (InputStream in = RouteSchema.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
                JsonNode schema = new ObjectMapper().readTree(in);
                JsonMetaSchema draft = JsonMetaSchema.builder(JsonMetaSchema.getV4())
                        .keyword(new NonValidationKeyword("deprecated"))
                        .build();
                // built part by part as routes use it: the whole takes most of a second, and a start has none to spare
                SchemaValidatorsConfig lazily = SchemaValidatorsConfig.builder().preloadJsonSchema(false).pathType(PathType.LEGACY).build();
                return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4, builder -> builder.metaSchema(draft))
                        .getSchema(schema, lazily);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One finding per place, the most exact one: a wrong word deep inside makes all that is around it wrong too. */
    static List<Finding> check(RouteFile file) {
        Collection<ValidationMessage> messages = grave(file.root(), Loaded.SCHEMA.validate(YamlTree.json(file.root())));
        Map<Node, Finding> findings = new LinkedHashMap<>();
        for (ValidationMessage message : messages) {
            if (messages.stream().noneMatch(other -> other != message && says(other, message))) {
                Node place = place(file.root(), message);
                findings.putIfAbsent(place, finding(file, place, message));
            }
        }
        return List.copyOf(findings.values());
    }

    /** Camel reads every value as text, so a number in quotes is as good as one without; the schema alone is strict about it. */
    private static Collection<ValidationMessage> grave(Node root, Collection<ValidationMessage> messages) {
        List<String> harmless = messages.stream()
                .filter(message -> message.getType().equals("type") && reads(YamlTree.text(place(root, message)), message.getMessage()))
                .map(message -> message.getInstanceLocation().toString())
                .toList();
        return messages.stream()
                .filter(message -> harmless.stream().noneMatch(place -> message.getType().equals("type")
                        ? place.equals(message.getInstanceLocation().toString())
                        : message.getType().endsWith("Of") && place.startsWith(message.getInstanceLocation().toString())))
                .toList();
    }

    private static boolean reads(String text, String message) {
        return text != null && (message.endsWith("string expected")
                || message.endsWith("boolean expected") && text.matches("true|false|\\{\\{.*}}")
                || message.matches(".*(number|integer) expected") && text.matches("-?\\d+(\\.\\d+)?|\\{\\{.*}}"));
    }

    /** Whether one message says better what another is about. */
    private static boolean says(ValidationMessage one, ValidationMessage other) {
        String place = one.getInstanceLocation().toString();
        String otherPlace = other.getInstanceLocation().toString();
        boolean inside = place.startsWith(otherPlace) && place.length() > otherPlace.length();
        return inside && rank(one) >= rank(other) || place.equals(otherPlace) && rank(one) > rank(other);
    }

    private static Finding finding(RouteFile file, Node node, ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        if (message.getType().equals("additionalProperties")) {
            String parent = lastWord(path);
            return new Finding("ROU-104", file.at(node), "\"" + message.getProperty() + "\" is no word of a " + parent, path,
                    "a step or option that Camel knows here", "correct the spelling or the indentation");
        }
        if (message.getType().equals("type")) {
            String[] kinds = message.getMessage().replaceFirst("^.*: ", "").replace(" found", "").replace(" expected", "").split(", ");
            return new Finding("ROU-104", file.at(node), "\"" + lastWord(path) + "\" is of the wrong kind", kinds[0] + " at " + path,
                    kinds[kinds.length - 1], "write it as " + kinds[kinds.length - 1] + "; text in quotes, numbers without");
        }
        return new Finding("ROU-104", file.at(node), "this does not read as a route", strip(message), null,
                "compare it with a route that works, or with the reference of this step");
    }

    private static String strip(ValidationMessage message) {
        String text = message.getMessage();
        String place = message.getInstanceLocation() + ": ";
        return (text.startsWith(place) ? text.substring(place.length()) : text) + " at " + message.getInstanceLocation();
    }

    private static String lastWord(String path) {
        String word = path.replaceAll("\\[\\d+]$", "");
        String last = word.substring(word.lastIndexOf('.') + 1);
        return last.equals("$") ? "file" : last.equals("steps") ? "step" : last;
    }

    private static int rank(ValidationMessage message) {
        return switch (message.getType()) {
            case "additionalProperties" -> 2;
            case "required", "type", "enum" -> 1;
            default -> 0;
        };
    }

    private static Node place(Node root, ValidationMessage message) {
        Node node = root;
        JsonNodePath path = message.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            Object element = path.getElement(i);
            Node next = element instanceof Integer index ? YamlTree.items(node).get(index) : YamlTree.get(node, element.toString());
            if (next == null) {
                return node;
            }
            node = next;
        }
        if (message.getProperty() != null) {
            return YamlTree.tuple(node, message.getProperty()).map(NodeTuple::getKeyNode).orElse(node);
        }
        return node;
    }
}
