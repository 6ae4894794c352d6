package io.hourbook.mapping;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads the targets and which of them is the default. */
final class TargetReader {

    static final List<String> KEYS =
            List.of("url", "token", "line_limit", "batch", "concurrency", "per_minute", "timeout_seconds", "starts");
    private static final String URL_VARIABLE = "HOURBOOK_TARGET_URL";

    private final PolicyFile file;
    private final UnaryOperator<String> environment;
    private final Secrets secrets;
    private final Faults faults;

    TargetReader(PolicyFile file, UnaryOperator<String> environment, Secrets secrets, Faults faults) {
        this.file = file;
        this.environment = environment;
        this.secrets = secrets;
        this.faults = faults;
    }

    /** The targets by name, the default first. */
    Map<String, Target> read() {
        YamlMap named = file.map("targets");
        Cell chosen = file.cell("default");
        String first = chosen.id();
        Map<String, Target> targets = new LinkedHashMap<>();
        if (first != null && !named.has(first)) {
            faults.add("MAP-207", chosen.where(), "default names no target", Faults.quoted(first),
                    "a name below targets" + faults.hint(first, named.keys()), "correct the name, or add the target");
        } else if (first != null) {
            targets.put(first, target(first, named, override()));
        }
        for (String name : named.keys()) {
            if (!name.equals(first)) {
                targets.put(name, target(name, named, null));
            }
        }
        return targets;
    }

    private String override() {
        String url = environment.apply(URL_VARIABLE);
        return url == null || url.isBlank() ? null : address(new Cell(URL_VARIABLE, url, URL_VARIABLE, faults));
    }

    private Target target(String name, YamlMap named, String override) {
        new Cell("the target's name", name, named.place(name), faults).needed().id();
        YamlMap map = named.map(name).only(KEYS);
        String url = address(map.cell("url"));
        return new Target(
                name,
                override == null ? url : override,
                secrets.secret("targets." + name + ".token", map.cell("token")),
                Row.or(map.cell("line_limit").whole(1, 100_000), 500),
                Row.or(map.cell("batch").whole(0, 1_000), 0),
                Row.or(map.cell("concurrency").whole(1, 64), 4),
                Row.or(map.cell("per_minute").whole(0, 100_000), 0),
                Row.or(map.cell("timeout_seconds").whole(1, 600), 30),
                map.cell("starts").date());
    }

    /** An address may carry a password: only one without is ever shown. */
    private String address(Cell cell) {
        if (cell.empty()) {
            return null;
        }
        String want = "https://host/path, without user, password, query or fragment";
        try {
            URI uri = new URI(cell.text());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return cell.text().replaceAll("/+$", "");
            }
        } catch (URISyntaxException notOne) {
            // told below
        }
        faults.add("MAP-208", cell.where(), "is no address of a target", null, want,
                "write the base address; a secret goes to token");
        return null;
    }
}
