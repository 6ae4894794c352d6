package io.hourbook.mapping;

import io.hourbook.entry.Names;
import io.hourbook.problem.Finding;
import java.util.Optional;

/** Finds the books' ids for what sources call people and things. Matching is on NFKC, trimmed, case-folded names. */
public interface NameIndex {

    Optional<String> worker(String source, Names received);

    Optional<String> client(String source, Names received);

    Optional<String> project(String source, Names received);

    Optional<String> service(String source, Names received);

    /**
     * Why a worker, project or service was not found, for whoever looks at the hold. {@code what} is one sentence such as
     * {@code no service named "Archery"; the nearest name is "Admin" (mappings/services.csv:6)}.
     */
    default Finding why(NameKind kind, String source, Names received) {
        return new Finding("MAP-101", "mappings/" + kind.word() + "s.csv", "no such " + kind.word(), null, "one row for it",
                "add the row and save");
    }
}
