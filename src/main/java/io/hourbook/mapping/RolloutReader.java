package io.hourbook.mapping;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads who takes part in a first rollout, and says which names are in no table. */
final class RolloutReader {

    private final PolicyFile file;
    private final MappingFiles files;
    private final Facts facts;
    private final Faults faults;

    RolloutReader(PolicyFile file, MappingFiles files, Facts facts, Faults faults) {
        this.file = file;
        this.files = files;
        this.facts = facts;
        this.faults = faults;
    }

    Rollout read() {
        return new Rollout(
                ids("workers", Sheet.WORKERS, facts.workers.keySet()),
                ids("projects", Sheet.PROJECTS, facts.projects.keySet()),
                ids("sources", Sheet.SOURCES, facts.sources.keySet()));
    }

    private Set<String> ids(String key, Sheet sheet, Collection<String> known) {
        Set<String> ids = new LinkedHashSet<>();
        for (Cell cell : file.list(key)) {
            String id = cell.needed().id();
            if (id != null && !known.contains(id) && !facts.unread.contains(sheet)) {
                faults.add("MAP-121", cell.where(), key + " " + Faults.quoted(id) + " is not in " + files.shown(sheet.file()), Faults.quoted(id),
                        "one that is there" + faults.hint(id, known), "correct it here, or add it there");
            }
            if (id != null) {
                ids.add(id);
            }
        }
        return Collections.unmodifiableSet(ids);
    }
}
