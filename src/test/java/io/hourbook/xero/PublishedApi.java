package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The description of the Accounting API that Xero publishes, where HOURBOOK_FIXTURES names the folder that has it under xero. */
public final class PublishedApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final JsonNode components;
    private final JsonNode paths;
    private final JsonNode strict;
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    /** @param folder of the fixtures */
    public PublishedApi(Path folder) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(4 << 20);
        try {
            JsonNode api = JSON.valueToTree(yaml(options).load(Files.readString(folder.resolve("xero_accounting.yaml"))));
            components = api.path("components");
            paths = api.path("paths");
        } catch (IOException missing) {
            throw new UncheckedIOException("HOURBOOK_FIXTURES has no xero/xero_accounting.yaml", missing);
        }
        strict = components.deepCopy();
        strict.path("schemas").forEach(schema -> {
            if (schema.has("properties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
    }

    /** What looks like a moment is text there, as it is on the wire. */
    private static Yaml yaml(LoaderOptions options) {
        DumperOptions dumper = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new Resolver() {
            @Override
            public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
                if (!tag.equals(Tag.TIMESTAMP)) {
                    super.addImplicitResolver(tag, pattern, first, limit);
                }
            }
        });
    }

    /** Xero's own example of an answer to a question. */
    public JsonNode example(String path) {
        return paths.path(path).path("get").path("responses").path("200").path("content").path("application/json").path("example");
    }

    /** Whether a question may have such a parameter. */
    public boolean takes(String path, String parameter) {
        for (JsonNode one : paths.path(path).path("get").path("parameters")) {
            JsonNode of = one.has("$ref") ? components.path("parameters").path(one.path("$ref").asText().replaceFirst("^.*/", "")) : one;
            if (of.path("name").asText().equals(parameter)) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with a body that we send: also a field that Xero does not know or does not take. */
    public List<String> wrongWithOurs(String schema, JsonNode body) {
        return wrong(schema + " sent", schema, strict, body, true);
    }

    /** What is wrong with a body that Xero sends: it may have more than it describes. */
    public List<String> wrongWithTheirs(String schema, JsonNode body) {
        return wrong(schema, schema, components, body, false);
    }

    private List<String> wrong(String name, String schema, JsonNode of, JsonNode body, boolean sent) {
        JsonSchema validator = schemas.computeIfAbsent(name, any -> {
            ObjectNode root = JSON.createObjectNode();
            root.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + schema);
            root.set("components", of);
            return JsonSchemaFactory.getInstance(com.networknt.schema.SpecVersion.VersionFlag.V4, builder -> builder
                            .metaSchema(OpenApi30.getInstance()).defaultMetaSchemaIri(OpenApi30.getInstance().getIri()))
                    .getSchema(root, SchemaValidatorsConfig.builder().readOnly(sent).formatAssertionsEnabled(true).build());
        });
        return validator.validate(body).stream().map(ValidationMessage::getMessage).toList();
    }
}
