package io.hourbook.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads the targets and which of them is the default. */
final class TargetReader {

    static final List<String> KEYS =
            List.of("url", "token", "sandbox", "sandbox_token", "line_limit", "batch", "concurrency", "per_minute", "timeout_seconds", "starts");
    private static final String URL_VARIABLE = "HOURBOOK_TARGET_URL";

    private final PolicyFile file;
    private final UnaryOperator<String> environment;
    private final TargetProfile profile;
    private final Secrets secrets;
    private final Faults faults;

    TargetReader(PolicyFile file, UnaryOperator<String> environment, Secrets secrets, Faults faults) {
        this.file = file;
        this.environment = environment;
        this.profile = TargetProfile.read(environment).orElse(TargetProfile.SANDBOX);
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
        boolean rehearses = profile == TargetProfile.SANDBOX;
        String url = address(map.cell("url"));
        String sandbox = address(map.cell("sandbox"));
        // of the two tokens only the one that is shown is looked up: a rehearsal needs no secret of production's, and has none
        Secrets shape = secrets.unresolved();
        String token = (rehearses ? shape : secrets).secret("targets." + name + ".token", map.cell("token"));
        String sandboxToken = (rehearses ? secrets : shape).secret("targets." + name + ".sandbox_token", map.cell("sandbox_token"));
        return new Target(
                name,
                rehearses ? sandbox : override == null ? url : override,
                rehearses ? sandboxToken : token,
                Row.or(map.cell("line_limit").whole(1, 100_000), 500),
                Row.or(map.cell("batch").whole(0, 1_000), 0),
                Row.or(map.cell("concurrency").whole(1, 64), 4),
                Row.or(map.cell("per_minute").whole(0, 100_000), 0),
                Row.or(map.cell("timeout_seconds").whole(1, 600), 30),
                map.cell("starts").date());
    }

    private String address(Cell cell) {
        return WebAddress.read(cell, "is no address of a target", "write the base address; a secret goes to token", faults);
    }
}
