package io.hourbook.mapping;

import io.hourbook.entry.Names;
import java.util.Optional;

/** Finds the books' ids for what sources call people and things. Matching is on NFKC, trimmed, case-folded names. */
public interface NameIndex {

    Optional<String> worker(String source, Names received);

    Optional<String> project(String source, Names received);

    Optional<String> service(String source, Names received);

    String whyNoWorker(String source, Names received);

    String whyNoProject(String source, Names received);

    String whyNoService(String source, Names received);
}
