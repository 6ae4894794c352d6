package io.hourbook.reload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Camel's own schema of its YAML: which steps there are, and which options each takes. */
final class RouteSchema {

    /** A file has as many values that are written in another kind as it has values; each look puts right all that can be seen. */
    private static final int MOST_LOOKS = 50;
    /** How each kind of value is written. */
    private static final Map<String, String> WRITTEN = Map.of(
            "string", "text, in quotes where it could be taken for something else",
            "boolean", "true or false",
            "number", "a number in digits, without a unit",
            "integer", "a whole number in digits, without a unit",
            "array", "a list: each item on a line of its own that starts with \"- \"",
            "object", "its options below it, one a line, indented by two more");

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
        Collection<ValidationMessage> messages = grave(YamlTree.json(file.root()));
        Map<Node, Finding> findings = new LinkedHashMap<>();
        for (ValidationMessage message : messages) {
            if (messages.stream().noneMatch(other -> other != message && says(other, message))) {
                Node place = place(file.root(), message);
                findings.putIfAbsent(place, finding(file, place, message));
            }
        }
        return List.copyOf(findings.values());
    }

    /**
     * Camel reads every value as text, so a number in quotes is as good as one without; the schema alone is strict about it. Such values
     * are written as the schema wants them, and looked at again: they make all that is around them wrong, too.
     */
    private static Collection<ValidationMessage> grave(JsonNode file) {
        JsonNode root = file;
        Collection<ValidationMessage> messages = Loaded.SCHEMA.validate(root);
        for (int i = 0; i < MOST_LOOKS; i++) {
            Map<JsonNodePath, JsonNode> same = new LinkedHashMap<>();
            for (ValidationMessage message : messages) {
                JsonNode wanted = message.getType().equals("type") ? asWanted(at(root, message.getInstanceLocation()), message.getMessage()) : null;
                if (wanted != null) {
                    same.putIfAbsent(message.getInstanceLocation(), wanted);
                }
            }
            if (same.isEmpty()) {
                return messages;
            }
            for (Map.Entry<JsonNodePath, JsonNode> value : same.entrySet()) {
                put(root, value.getKey(), value.getValue());
            }
            messages = Loaded.SCHEMA.validate(root);
        }
        return messages;
    }

    /** The same value in the kind that the schema wants, where Camel takes one for the other; null where it does not. */
    private static JsonNode asWanted(JsonNode value, String message) {
        if (value == null || !value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asText();
        boolean setting = text.matches("\\{\\{.*}}");
        if (message.endsWith("string expected") && !value.isTextual()) {
            return TextNode.valueOf(text);
        }
        if (message.endsWith("boolean expected") && (setting || text.matches("true|false")) && value.isTextual()) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        if (message.matches(".*(number|integer) expected") && (setting || text.matches("-?\\d+(\\.\\d+)?")) && value.isTextual()) {
            return setting ? IntNode.valueOf(1) : DecimalNode.valueOf(new BigDecimal(text));
        }
        return null;
    }

    private static JsonNode at(JsonNode root, JsonNodePath path) {
        JsonNode node = root;
        for (int i = 0; i < path.getNameCount() && node != null; i++) {
            node = path.getElement(i) instanceof Integer index ? node.get(index) : node.get(path.getElement(i).toString());
        }
        return node;
    }

    private static void put(JsonNode root, JsonNodePath path, JsonNode value) {
        JsonNode parent = at(root, path.getParent());
        Object last = path.getElement(-1);
        if (parent instanceof ArrayNode list && last instanceof Integer index) {
            list.set(index, value);
        } else if (parent instanceof ObjectNode object) {
            object.set(last.toString(), value);
        }
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
                    kinds[kinds.length - 1], "write " + WRITTEN.getOrDefault(kinds[kinds.length - 1], "it as " + kinds[kinds.length - 1]));
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
