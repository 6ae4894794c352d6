package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Camel's refusals in words for the person who wrote the route, with the line where it is to be mended. */
final class CamelWords {

    private static final Pattern PROPERTY = Pattern.compile("Property with key \\[([^]]+)]");
    private static final Pattern SCHEME = Pattern.compile("No (?:component found with scheme|endpoint could be found for): ([\\w.+-]+)");
    /** Camel leaves the colon out where the first part of an address is not given: {@code quartz/name}. */
    private static final Pattern CUT_SHORT = Pattern.compile("No endpoint could be found for: ([\\w.+-]+)/([^?,\\s]*)");
    private static final Pattern LACKS = Pattern.compile("Option (\\w+) is required when creating endpoint uri with syntax (([\\w.+-]+):\\S+)");
    private static final Pattern STRATEGY = Pattern.compile("in Registry with name: #?(?:bean:)?(\\S+)");
    private static final Pattern OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*)}]");
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.)+[A-Z]\\w*(?:\\$\\w+)?(?:@[0-9a-f]+)?:?\\s*");

    private final KnownBeans beans;

    CamelWords(KnownBeans beans) {
        this.beans = beans;
    }

    Finding finding(RouteFile file, Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        for (Throwable cause : chain) {
            Finding finding = known(file, cause);
            if (finding != null) {
                return finding;
            }
        }
        Throwable root = chain.get(chain.size() - 1);
        return new Finding("ROU-155", file.at(line(file, quoted(root))), "Camel does not take this route", plain(root), null,
                "change the step that it names; check tells at once whether it is right");
    }

    private Finding known(RouteFile file, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof NoSuchBeanException missing && missing.getName() != null) {
            return RouteBeans.unknown(file, line(file, missing.getName()), missing.getName(), beans);
        }
        Matcher strategy = STRATEGY.matcher(message);
        if (strategy.find()) {
            return RouteBeans.unknown(file, line(file, strategy.group(1)), strategy.group(1), beans);
        }
        Matcher property = PROPERTY.matcher(message);
        if (property.find()) {
            String key = property.group(1);
            return new Finding("ROU-154", file.at(line(file, "{{" + key)), "there is no setting \"" + key + "\"", "{{" + key + "}}",
                    "a setting that exists, or one with a default: {{" + key + ":…}}", "correct the name, or give it a default");
        }
        if (cause instanceof SimpleIllegalSyntaxException || cause instanceof ExpressionIllegalSyntaxException) {
            String expression = cause instanceof SimpleIllegalSyntaxException simple ? simple.getExpression()
                    : ((ExpressionIllegalSyntaxException) cause).getExpression();
            return new Finding("ROU-153", file.at(line(file, expression)), "this expression cannot be read", expression,
                    "every ${ closed by a }, functions and fields that exist", "correct it: " + plain(cause));
        }
        Matcher lacks = LACKS.matcher(message);
        if (lacks.find()) {
            return new Finding("ROU-152", file.at(line(file, lacks.group(3))), "the address has no " + lacks.group(1), lacks.group(3) + " without it",
                    lacks.group(2), "add " + lacks.group(1) + " under its parameters");
        }
        Matcher cut = CUT_SHORT.matcher(message);
        if (cut.find()) {
            String first = cut.group(1).equals("quartz") ? "groupName" : "the part before \"" + cut.group(2) + "\"";
            return new Finding("ROU-152", file.at(line(file, cut.group(1))), "the address has no " + first, cut.group(1) + " with \"" + cut.group(2) + "\" alone",
                    first + " as well", "add " + first + " under its parameters, or write the address as uri: " + cut.group(1) + ":" + cut.group(2));
        }
        Matcher scheme = SCHEME.matcher(message);
        if (scheme.find()) {
            return new Finding("ROU-151", file.at(line(file, scheme.group(1))), "there is no component \"" + scheme.group(1) + "\"",
                    scheme.group(1), "direct, file, http, quartz, log …", "correct the first word of the address");
        }
        return cause instanceof ResolveEndpointFailedException failed ? endpoint(file, failed, message) : null;
    }

    private Finding endpoint(RouteFile file, ResolveEndpointFailedException failed, String message) {
        Matcher options = OPTIONS.matcher(message);
        if (options.find()) {
            String option = options.group(1).replaceFirst("=.*", "");
            return new Finding("ROU-152", file.at(line(file, option)), "the address has no option \"" + option + "\"",
                    options.group(1), "an option of this component", "correct the option, or drop it");
        }
        String address = failed.getUri() == null ? "" : failed.getUri().replaceFirst("[:?].*", "");
        return new Finding("ROU-152", file.at(line(file, address)), "this address cannot be used", plain(chain(failed).get(chain(failed).size() - 1)),
                "values that the options of this component take", "correct the option that it names");
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    /** The line that has this text: as a key or value of its own, or as part of one; the file's first part otherwise. */
    private static int line(RouteFile file, String text) {
        List<ScalarNode> scalars = YamlTree.scalars(file.root());
        if (text != null && !text.isBlank()) {
            for (ScalarNode scalar : scalars) {
                if (scalar.getValue().equals(text)) {
                    return YamlTree.line(scalar);
                }
            }
            for (ScalarNode scalar : scalars) {
                if (scalar.getValue().contains(text)) {
                    return YamlTree.line(scalar);
                }
            }
        }
        List<Node> items = YamlTree.items(file.root());
        return items.isEmpty() ? 1 : YamlTree.line(items.get(0));
    }

    private static String quoted(Throwable thrown) {
        Matcher word = Pattern.compile("[\\[\"'(:]\\s*([\\w.-]+)[]\"')]?").matcher(String.valueOf(thrown.getMessage()));
        return word.find() ? word.group(1) : null;
    }

    /** A message without names of classes, on one line. */
    static String plain(Throwable thrown) {
        String message = thrown.getMessage() == null || thrown.getMessage().isBlank() ? "it gives no reason" : thrown.getMessage();
        String line = CLASS_NAME.matcher(message.strip().lines().findFirst().orElse("")).replaceAll("").strip();
        return line.length() > 300 ? line.substring(0, 299) + "…" : line;
    }
}
