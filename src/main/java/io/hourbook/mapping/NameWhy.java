package io.hourbook.mapping;

import io.hourbook.name.FoldedName;
import io.hourbook.entry.Names;
import io.hourbook.name.Nearest;
import io.hourbook.problem.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells why a name means nothing in the books, in words that a person can act on. */
final class NameWhy {

    private final BookNames names;
    private final String version;
    private final String folder;

    NameWhy(BookNames names, String version, String folder) {
        this.names = names;
        this.version = version;
        this.folder = folder;
    }

    Finding tell(NameKind kind, String source, Names received) {
        String name = switch (kind) {
            case WORKER -> received.worker() == null ? received.email() : received.worker();
            case CLIENT -> received.client();
            case PROJECT -> received.project();
            case SERVICE -> received.service();
        };
        if (FoldedName.of(name).isEmpty()) {
            return finding("MAP-102", kind, path(kind), "the entry names no " + kind.word(), source, null,
                    "name it in the tracker");
        }
        List<String> meant = kind == NameKind.PROJECT
                ? names.projectsMeant(source, received).stream().flatMap(List::stream).distinct().toList() : List.of();
        if (meant.isEmpty()) {
            return unknown(kind, source, name);
        }
        return FoldedName.of(received.client()).isEmpty() ? ambiguous(source, name, meant) : otherClient(source, received, meant);
    }

    private Finding unknown(NameKind kind, String source, String name) {
        Optional<NameTiers.Entry> near = nearest(kind, name);
        String what = "no " + kind.word() + " named " + Faults.quoted(name)
                + near.map(entry -> "; the nearest name is " + Faults.quoted(entry.name()) + " (" + entry.at() + ")").orElse("");
        return finding("MAP-101", kind, near.map(NameTiers.Entry::at).orElse(path(kind)), what, source, name,
                "add the row and save, or say in " + folder + "/names.csv what the source calls it; held entries go on by"
                        + " themselves");
    }

    private Finding ambiguous(String source, String name, List<String> meant) {
        String projects = meant.stream().map(this::shown).collect(Collectors.joining(", "));
        return finding("MAP-103", NameKind.PROJECT, names.project(meant.get(0)).at(),
                "the project " + Faults.quoted(name) + " may be " + projects + ", and the entry names no client", source, name,
                "name the client in the tracker, or say in " + folder + "/names.csv which project this source means");
    }

    private Finding otherClient(String source, Names received, List<String> meant) {
        Project project = names.project(meant.get(0));
        Optional<String> client = names.client(source, received);
        String owner = names.tiers(NameKind.CLIENT).entry(project.client()).name();
        String row = client.isPresent()
                ? "the entry names the client " + Faults.quoted(received.client())
                : "no client is named " + Faults.quoted(received.client());
        return finding("MAP-104", NameKind.PROJECT, project.at(),
                "the project " + shown(project.project()) + " is of " + Faults.quoted(owner) + ", and " + row, source,
                received.project() + ", " + received.client(),
                client.isPresent() ? "correct client or project in the tracker"
                        : "say in " + folder + "/names.csv which client that is, or correct it in the tracker");
    }

    private String shown(String project) {
        return project + " (" + names.project(project).at() + ")";
    }

    private Optional<NameTiers.Entry> nearest(NameKind kind, String name) {
        var entries = names.tiers(kind).entries().values();
        return Nearest.to(name, entries.stream().map(NameTiers.Entry::name).toList())
                .flatMap(near -> entries.stream().filter(entry -> entry.name().equals(near)).findFirst());
    }

    private Finding finding(String code, NameKind kind, String where, String what, String source, String saw, String fix) {
        int rows = names.tiers(kind).entries().size();
        return new Finding(code, where, what, saw == null ? source : kind.word() + " " + Faults.quoted(saw) + " from " + source,
                "one " + kind.word() + " that it means; " + rows + (rows == 1 ? " row" : " rows") + ", version " + version, fix);
    }

    private String path(NameKind kind) {
        return folder + "/" + kind.word() + "s.csv";
    }
}
