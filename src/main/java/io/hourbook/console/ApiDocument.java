package io.hourbook.console;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterReplay;
import io.hourbook.document.Releases;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /api/openapi} says beyond what the controllers say of themselves. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    static final String MONEY = "^-?\\d+(\\.\\d+)?$";

    /** What callers send. All else is an answer, in which every member is there. */
    private static final Set<String> SENT = Set.of("Release", "SeenDocument", "Rollback", "Decision", "Problem", "Finding");
    /** Left out where it is empty. */
    private static final Set<String> LEFT_OUT = Set.of(
            "Summary.broken", "Summary.expenses", "DocumentWhole.there", "Explanation.expenses", "HoldGroup.of", "Held.amount", "Held.currency", "ExplanationDocument.people");
    private static final String PRESENT = "x-present";
    private static final Map<String, String> PROBLEMS = Map.of(
            "400", "A parameter or the body is not as it should be (API-101, API-102, API-103)",
            "401", "Nobody has logged in",
            "403", "This caller may not do this",
            "404", "What was named is not there",
            "409", "It does not fit what stands: somebody was quicker, or it changed since",
            "500", "It broke: the code says how",
            "503", "The database did not answer");
    private static final Set<String> WITHOUT_PARAMETERS = Set.of("401", "403", "500", "503");

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(BigDecimal.class, new JsonSchema().typesItem("string").pattern(MONEY).example("1162.50")
                        .description("A decimal, as text"))
                .replaceWithSchema(JsonNode.class, new JsonSchema().typesItem("object"));
    }

    /** What would be named after a class that a caller has never heard of. */
    private static final Map<Class<?>, String> NAMES = Map.of(
            DeadLetterDesk.Letter.class, "DeadLetterWhole",
            DeadLetterDesk.Line.class, "DeadLetter",
            DeadLetterReplay.Replayed.class, "Replayed",
            DeadLetterReplay.ReplayedCause.class, "ReplayedCause",
            Releases.Released.class, "Released",
            Releases.Result.class, "ReleaseResult",
            HoldBoard.Group.class, "HoldGroup",
            LineBoard.Line.class, "DocumentLine",
            RunBoard.File.class, "RunFile",
            RunBoard.Made.class, "RunDocument");

    /** Types that are nested in others are named after both, but for the console's own: there the inner name says enough. */
    @Bean
    ModelResolver namedByNesting(ObjectMapper json) {
        return new ModelResolver(json, new TypeNameResolver() {
            @Override
            protected String nameForClass(Class<?> type, Set<Options> options) {
                if (NAMES.containsKey(type)) {
                    return NAMES.get(type);
                }
                String name = super.nameForClass(type, options);
                Class<?> outer = type.getEnclosingClass();
                return outer == null || outer.getPackage() == ApiDocument.class.getPackage() || !name.equals(type.getSimpleName())
                        ? name
                        : outer.getSimpleName() + name;
            }
        });
    }

    /** A primitive is never null. */
    @Bean
    PropertyCustomizer primitivesAreThere() {
        return (property, type) -> {
            JavaType java = type.getType() == null ? null : TypeFactory.defaultInstance().constructType(type.getType());
            if (property != null && java != null && java.isPrimitive()) {
                property.addExtension(PRESENT, true);
            }
            return property;
        };
    }

    @Bean
    OpenApiCustomizer hourbook(
            ObjectProvider<BuildProperties> build, @Value("${server.servlet.session.cookie.name:JSESSIONID}") String session) {
        return document -> {
            document.info(new Info()
                    .title("Hourbook")
                    .version(build.stream().map(BuildProperties::getVersion).findFirst().orElse("unpackaged"))
                    .description("Everything the console shows, and what can be decided there. Money and rates are decimal text, lengths whole "
                            + "seconds, instants ISO 8601 in UTC. Lists come in pages: X-Total-Count says how many rows there are, Link where "
                            + "the other pages are. Errors are application/problem+json with the same words that log and console use."));
            document.servers(null);
            secured(document, session);
            ResolvedSchema problem = ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(ApiProblem.class));
            document.getComponents().addSchemas("Problem", problem.schema);
            problem.referencedSchemas.forEach(document.getComponents()::addSchemas);
            document.getComponents().getSchemas().forEach(ApiDocument::complete);
            document.getPaths().forEach((path, item) -> item.readOperations().forEach(operation -> complete(path, operation)));
        };
    }

    private static void secured(OpenAPI document, String session) {
        Components components = document.getComponents();
        components.addSecuritySchemes("token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")
                .description("An API token"));
        components.addSecuritySchemes("password", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")
                .description("A user's name and password"));
        components.addSecuritySchemes("session", new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(SecurityScheme.In.COOKIE)
                .name(session).description("A login at /login; calls that change something show the token of its forms as _csrf"));
        document.security(List.of(
                new SecurityRequirement().addList("token"), new SecurityRequirement().addList("password"),
                new SecurityRequirement().addList("session")));
    }

    /** Every member of an answer is there; what may be missing is null. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void complete(String name, Schema<?> schema) {
        if (schema.getProperties() == null) {
            return;
        }
        Map<String, Schema> properties = new LinkedHashMap<>();
        schema.getProperties().forEach((property, value) -> {
            boolean present = value.getExtensions() != null && value.getExtensions().remove(PRESENT) != null;
            if (value.getExtensions() != null && value.getExtensions().isEmpty()) {
                value.setExtensions(null);
            }
            properties.put(property, present || SENT.contains(name) ? value : orNull(value));
        });
        schema.setProperties(properties);
        if (!SENT.contains(name)) {
            schema.setRequired(properties.keySet().stream().filter(property -> !LEFT_OUT.contains(name + "." + property)).toList());
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema orNull(Schema value) {
        if (value.get$ref() != null) {
            return new Schema<>().anyOf(List.of(value, new Schema<>().types(Set.of("null"))));
        }
        Set<String> types = new LinkedHashSet<>();
        if (MONEY.equals(value.getPattern())) {
            // a number that is written as text: what is derived from the number does not know that
            types.add("string");
        } else if (value.getTypes() != null) {
            types.addAll(value.getTypes());
        } else if (value.getType() != null) {
            types.add(value.getType());
        }
        if (!types.isEmpty()) {
            types.add("null");
            value.setTypes(types);
        }
        return value;
    }

    private static void complete(String path, Operation operation) {
        boolean asked = operation.getParameters() != null || operation.getRequestBody() != null;
        PROBLEMS.keySet().stream().sorted()
                .filter(status -> asked || WITHOUT_PARAMETERS.contains(status))
                .filter(status -> !status.equals("404") || path.contains("{") || path.contains("/release") || path.endsWith("/replay") || path.endsWith("/discard") || path.startsWith("/api/entries"))
                .filter(status -> !status.equals("409") || path.endsWith("/replay") || path.endsWith("/discard") || path.endsWith("/release")
                        || path.endsWith("/run") || path.endsWith("/rollback"))
                .forEach(status -> operation.getResponses().addApiResponse(status, problem(PROBLEMS.get(status))));
        boolean paged = false;
        for (Parameter parameter : operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters()) {
            if (parameter.getName().equals("page")) {
                paged = true;
                parameter.description("1 for the first").schema(new IntegerSchema().minimum(BigDecimal.ONE));
            } else if (parameter.getName().equals("size")) {
                parameter.description("rows of one page")
                        .schema(new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Slice.MOST)));
            }
        }
        if (paged) {
            operation.getResponses().get("200")
                    .addHeaderObject("X-Total-Count", new Header().description("How many rows there are in all").schema(new IntegerSchema()))
                    .addHeaderObject("Link", new Header().description("first, prev, next and last page").schema(new StringSchema()));
        }
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse().description(description).content(new Content().addMediaType(
                "application/problem+json", new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    }
}
