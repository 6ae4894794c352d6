package io.hourbook.cases;

import io.hourbook.problem.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files in {@code routes/} and {@code mappings/} that nothing reads, and that look as if somebody meant them to be read. */
public final class StrayFiles {

    private static final List<String> WRITTEN = List.of(".yaml", ".yml", ".xml");
    private static final List<String> TABLES = List.of(".csv", ".tsv", ".xlsx", ".xls", ".ods", ".yaml", ".yml", ".xml");

    private StrayFiles() {}

    /**
     * What to say of a file.
     *
     * @param path from the home on: {@code routes/process/new.yaml}
     * @return empty where it is read, or where nobody takes it for a route, a table or a policy
     */
    public static Optional<Finding> note(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.startsWith(".") || name.startsWith("~") || name.startsWith("#")) {
            return Optional.empty();
        }
        return path.startsWith("routes/") ? route(path, name) : mapping(path, name);
    }

    private static Optional<Finding> route(String path, String name) {
        boolean reads = name.endsWith(".camel.yaml") || name.endsWith(".cases.yaml") || path.equals("routes/format.yaml");
        if (reads || WRITTEN.stream().noneMatch(lower(name)::endsWith)) {
            return Optional.empty();
        }
        boolean cases = lower(name).matches(".*[._-]cases?\\..*");
        String called = stem(name).replaceFirst("(?i)[._-](camel|cases?)$", "") + (cases ? ".cases.yaml" : ".camel.yaml");
        boolean xml = lower(name).endsWith(".xml");
        return Optional.of(new Finding(
                "ROU-119", path + ":1", "nothing reads this file", name, xml ? "Camel's YAML, in a file called " + called : "a file called " + called,
                xml ? "write it in YAML, or move it out of routes/" : "rename it to " + called + ", or move it out of routes/"));
    }

    private static Optional<Finding> mapping(String path, String name) {
        boolean known = List.of(".csv", ".yaml", ".yml", ".xml").stream().anyMatch(name::endsWith);
        boolean top = path.indexOf('/') == path.lastIndexOf('/');
        boolean format = path.startsWith("mappings/sources/") && path.indexOf('/', "mappings/sources/".length()) < 0 && name.matches(".*\\.ya?ml");
        // a name at the top that is no table or policy is a fault of its own
        if (TABLES.stream().noneMatch(lower(name)::endsWith) || known && (top || format)) {
            return Optional.empty();
        }
        boolean policy = lower(name).matches(".*\\.(ya?ml|xml)");
        String place = path.startsWith("mappings/sources/") && policy ? "mappings/sources/" : "mappings/";
        String called = place + lower(stem(name)).replaceFirst("(?i)\\.cases?$", ".cases") + (policy ? ".yaml" : ".csv");
        boolean other = !policy && !lower(name).endsWith(".csv");
        return Optional.of(new Finding(
                "MAP-504", path + ":1", "nothing reads this file", path, other ? "comma separated values, in a file called " + called : "a file called " + called,
                other ? "save it as CSV UTF-8, comma separated, under that name" : "rename it, or move it out of mappings/"));
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
