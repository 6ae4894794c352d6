package io.hourbook.mapping;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads the targets and which of them is the default. */
final class TargetReader {

    static final List<String> KEYS =
            List.of("kind", "url", "token", "auth", "sandbox", "sandbox_token", "sandbox_auth", "line_limit", "batch", "concurrency", "per_minute", "per_day",
                    "gzip", "reads", "timeout_seconds", "starts", "settings");
    /** Kinds that do not correct others. */
    private static final List<DocumentKind> SENT = List.of(DocumentKind.SALES_INVOICE, DocumentKind.VENDOR_BILL,
            DocumentKind.RETAINER_JOURNAL, DocumentKind.LABOUR_JOURNAL, DocumentKind.PAYROLL_BATCH);
    private static final String URL_VARIABLE = "HOURBOOK_TARGET_URL";

    private final PolicyFile file;
    private final UnaryOperator<String> environment;
    private final TargetProfile profile;
    private final Secrets secrets;
    private final Faults faults;
    private final Facts facts;
    /** What each target speaks where it is not rehearsed on: a rehearsal refuses what production would. */
    private final Map<String, TargetKind> declared = new HashMap<>();

    TargetReader(PolicyFile file, UnaryOperator<String> environment, Secrets secrets, Facts facts, Faults faults) {
        this.facts = facts;
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
        facts.targetNamesAt.forEach((name, where) -> {
            if (!named.has(name)) {
                faults.add("MAP-209", where, "there is no target " + Faults.quoted(name), null,
                        "a name of targets.yaml" + faults.hint(name, named.keys()), "correct the name, or add the target");
            }
        });
        return targets;
    }

    /**
     * Which kinds of documents go elsewhere than to the default target; corrections go where what they correct went.
     *
     * @param targets those that were read
     */
    Map<DocumentKind, String> elsewhere(Map<String, Target> targets) {
        Map<DocumentKind, String> elsewhere = new EnumMap<>(DocumentKind.class);
        YamlMap kinds = file.map("documents").only(SENT.stream().map(DocumentKind::word).toList());
        String first = targets.keySet().stream().findFirst().orElse(null);
        for (DocumentKind kind : SENT) {
            Cell chosen = kinds.cell(kind.word());
            String name = chosen.empty() ? first : chosen.id();
            Target target = targets.get(name);
            if (target == null && !chosen.empty()) {
                faults.add("MAP-209", chosen.where(), "there is no target " + Faults.quoted(name), null,
                        "a name below targets" + faults.hint(name, targets.keySet()), "correct the name, or add the target");
            } else if (!chosen.empty()) {
                elsewhere.put(kind, name);
            }
            if (target != null && !declared.get(name).takes(kind)) {
                refuse(kind, name, chosen.empty() ? file.cell("default") : chosen);
            }
        }
        return elsewhere;
    }

    private void refuse(DocumentKind kind, String name, Cell chosen) {
        faults.add("MAP-210", chosen.where(), "a target of the kind " + declared.get(name).word() + " has no place for a " + kind.word(),
                Faults.quoted(name), "a target that takes it, such as one of the kind http",
                "name one below documents, as " + kind.word() + ": payroll; one without a url is the built-in sandbox, which only keeps it");
    }

    private String override() {
        String url = environment.apply(URL_VARIABLE);
        return url == null || url.isBlank() ? null : address(new Cell(URL_VARIABLE, url, URL_VARIABLE, faults));
    }

    private Target target(String name, YamlMap named, String override) {
        new Cell("the target's name", name, named.place(name), faults).needed().id();
        YamlMap map = named.map(name).only(KEYS);
        TargetKind said = kind(map.cell("kind"));
        // which settings a kind has, nobody can say of a word that is none: the word is told, and nothing that follows from it
        boolean known = said != null;
        TargetKind kind = known ? said : TargetKind.HTTP;
        declared.put(name, kind);
        boolean rehearses = profile == TargetProfile.SANDBOX;
        String url = address(map.cell("url"));
        String sandbox = address(map.cell("sandbox"));
        // of the two credentials only the one that is shown is looked up: a rehearsal needs no secret of production's, and has none
        Secrets shape = secrets.unresolved();
        TargetAuth own = new AuthReader(rehearses ? shape : secrets, faults).read(name, map, "token", "auth");
        TargetAuth rehearsal = new AuthReader(rehearses ? secrets : shape, faults).read(name, map, "sandbox_token", "sandbox_auth");
        TargetAuth auth = rehearses ? rehearsal : own;
        if (kind != TargetKind.HTTP && kind.hasAddress() && !rehearses && url == null && override == null) {
            map.cell("url").needed();
        }
        // the built-in sandbox speaks the plain contract, whomever it stands in for
        TargetKind spoken = rehearses && sandbox == null ? TargetKind.HTTP : kind;
        String address = rehearses ? sandbox : override == null ? url : override;
        return new Target(
                name,
                spoken,
                address,
                auth instanceof TargetAuth.Bearer bearer ? bearer.token().value() : null,
                Row.or(map.cell("line_limit").whole(1, 100_000), 500),
                Row.or(map.cell("batch").whole(0, kind.mostInBatch()), 0),
                Row.or(map.cell("concurrency").whole(1, kind.mostCalls()), Math.min(4, kind.mostCalls())),
                Row.or(map.cell("per_minute").whole(0, 100_000), 0),
                Row.or(map.cell("timeout_seconds").whole(1, 600), 30),
                map.cell("starts").date(),
                known ? settings(map, kind) : Map.of(),
                facts.targetNames.getOrDefault(name, TargetNames.NONE),
                auth,
                Row.or(map.cell("per_day").whole(0, 10_000_000), 0),
                Row.or(map.cell("gzip").yesNo(), false),
                // an endpoint of the plain contract need not tell what changed; the built-in one and all other kinds can
                Row.or(map.cell("reads").yesNo(), spoken != TargetKind.HTTP || address == null));
    }

    /** @return null for a word that is none, which has been told */
    private static TargetKind kind(Cell cell) {
        return cell.empty() ? TargetKind.HTTP : cell.word(TargetKind.class);
    }

    /** The settings of a kind, as they are typed; what they mean, its package knows. */
    private static Map<String, String> settings(YamlMap map, TargetKind kind) {
        YamlMap own = map.map("settings").only(kind.settings());
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : kind.settings()) {
            Cell cell = kind.needs(name) ? own.cell(name).needed() : own.cell(name);
            String value = kind.words(name).isEmpty() ? cell.text() : cell.oneOf(kind.words(name), List.of());
            if (value != null) {
                settings.put(name, value);
            }
        }
        return Map.copyOf(settings);
    }

    private String address(Cell cell) {
        return WebAddress.read(cell, "is no address of a target", "write the base address; a secret goes to token", faults);
    }
}
