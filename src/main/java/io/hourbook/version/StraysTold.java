package io.hourbook.version;

import io.hourbook.problem.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that nothing reads are no edit, so nobody would hear of them: each is told once, as long as it lies there. */
final class StraysTold {

    private static final Logger LOG = LoggerFactory.getLogger(StraysTold.class);

    private final Set<String> told = new HashSet<>();
    private Set<String> before = Set.of();
    private volatile Map<String, Finding> now = Map.of();

    /** A file of one look alone may be one that an editor is about to rename. */
    synchronized void seen(Map<String, Finding> strays) {
        Map<String, Finding> lasting = new TreeMap<>(strays);
        lasting.keySet().retainAll(before);
        lasting.forEach((path, note) -> {
            if (told.add(path)) {
                LOG.warn("{}", note.text());
            }
        });
        told.retainAll(strays.keySet());
        before = Set.copyOf(strays.keySet());
        now = lasting;
    }

    /** By path. */
    List<Finding> now() {
        return List.copyOf(now.values());
    }
}
