package io.hourbook.intake;

import io.hourbook.entry.Names;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The zone of a row's wall times: the source's, or the worker's where the source names none, or the company's while nobody knows
 * the worker (domain rule on local times). Workers are remembered, for a file names few of them many times.
 */
final class Zones {

    private static final int REMEMBERED = 10_000;

    private final ZoneId source;
    private final Function<Names, Optional<ZoneId>> worker;
    private final ZoneId otherwise;
    private final Map<String, ZoneId> seen = new HashMap<>();

    Zones(ZoneId source, Function<Names, Optional<ZoneId>> worker, ZoneId otherwise) {
        this.source = source;
        this.worker = worker;
        this.otherwise = otherwise;
    }

    ZoneId of(Names names) {
        if (source != null) {
            return source;
        }
        String who = names.worker() + "\n" + names.email();
        ZoneId zone = seen.get(who);
        if (zone == null) {
            if (seen.size() >= REMEMBERED) {
                seen.clear();
            }
            zone = worker.apply(names).orElse(otherwise);
            seen.put(who, zone);
        }
        return zone;
    }
}
