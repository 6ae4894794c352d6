package io.hourbook.mapping;

import io.hourbook.name.FoldedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of one kind of thing in the order in which they count: what this source calls it, what any source calls it, its
 * id, its e-mail address, its name.
 */
final class NameTiers {

    /** A thing of the books as it is shown: name and place. */
    record Entry(String id, String name, String at) {}

    private final NameKind kind;
    private final Map<String, Map<String, String>> aliases = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> emails = new HashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    NameTiers(NameKind kind, List<Alias> all) {
        this.kind = kind;
        for (Alias alias : all) {
            if (alias.kind() == kind) {
                aliases.computeIfAbsent(scope(alias.source()), any -> new HashMap<>()).put(FoldedName.of(alias.name()), alias.id());
            }
        }
    }

    private static String scope(String source) {
        return source == null ? "" : source;
    }

    NameTiers add(String id, String email, String name, String at) {
        entries.put(id, new Entry(id, name, at));
        ids.put(FoldedName.of(id), id);
        if (email != null) {
            emails.put(FoldedName.of(email), id);
        }
        names.computeIfAbsent(FoldedName.of(name), any -> new ArrayList<>()).add(id);
        return this;
    }

    /** What the name can mean, tier by tier; a tier that knows nothing of it is left out. */
    List<List<String>> find(String source, String name, String email) {
        String normal = FoldedName.of(name);
        String address = FoldedName.of(email);
        List<List<String>> found = new ArrayList<>();
        for (String scope : List.of(scope(source), "")) {
            Map<String, String> called = aliases.getOrDefault(scope, Map.of());
            one(found, called.get(normal));
            one(found, called.get(address));
        }
        one(found, ids.get(normal));
        one(found, emails.get(address));
        if (names.containsKey(normal)) {
            found.add(List.copyOf(names.get(normal)));
        }
        return found;
    }

    private static void one(List<List<String>> found, String id) {
        if (id != null) {
            found.add(List.of(id));
        }
    }

    NameKind kind() {
        return kind;
    }

    Entry entry(String id) {
        return entries.get(id);
    }

    Map<String, Entry> entries() {
        return entries;
    }
}
