package io.hourbook.intake;

import io.hourbook.problem.Finding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in the inbox and cannot be taken, since when and why. The inbox is looked at every two seconds; each thing is said
 * once when it comes up and once when it has gone.
 */
final class Obstacles {

    private static final Logger LOG = LoggerFactory.getLogger(Obstacles.class);
    /** What changes or is locked is at work and not in the way, up to here. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<Path, Obstacle> known = new HashMap<>();
    private final Set<Path> met = new HashSet<>();

    Obstacles(Clock clock) {
        this.clock = clock;
    }

    /** @param passing whether it is likely to pass by itself */
    private record Obstacle(String source, Finding finding, boolean passing, Instant since, boolean warned) {

        Obstacle loud() {
            return new Obstacle(source, finding, passing, since, true);
        }
    }

    synchronized void begin() {
        met.clear();
    }

    /** Something is in the way for good: a person has to do something about it. */
    synchronized void stands(String source, Path path, Finding finding) {
        meet(path, new Obstacle(source, finding, false, clock.instant(), false));
    }

    /** The same, where whoever came upon it has said so already. */
    synchronized void told(String source, Path path, Finding finding) {
        meet(path, new Obstacle(source, finding, false, clock.instant(), true));
    }

    /** Something is in the way for the moment. */
    synchronized void passing(String source, Path path, Finding finding) {
        meet(path, new Obstacle(source, finding, true, clock.instant(), false));
    }

    private void meet(Path path, Obstacle now) {
        met.add(path);
        Obstacle before = known.get(path);
        boolean same = before != null && before.finding.code().equals(now.finding.code());
        Obstacle one = same ? before : now;
        if (!same && one.passing) {
            LOG.info("{}: {}; it is looked at again", one.finding.where(), one.finding.what());
        }
        if (lasting(one) && !one.warned) {
            LOG.warn("{}", one.finding.text());
            one = one.loud();
        }
        known.put(path, one);
    }

    private boolean lasting(Obstacle one) {
        return !one.passing || !one.since.plus(PATIENCE).isAfter(clock.instant());
    }

    /** Forgets what was not met again in the folders of these sources. */
    synchronized void end(Collection<String> sources) {
        known.entrySet().removeIf(entry -> {
            boolean gone = sources.contains(entry.getValue().source) && !met.contains(entry.getKey());
            if (gone && entry.getValue().warned) {
                LOG.info("{} is no longer in the way", entry.getValue().finding.where());
            }
            return gone;
        });
    }

    /** What a person has to look at, in the order of its places. */
    synchronized List<Finding> standing() {
        List<Finding> standing = new ArrayList<>();
        known.values().stream().filter(this::lasting).forEach(one -> standing.add(one.finding));
        standing.sort(java.util.Comparator.comparing(Finding::where));
        return standing;
    }
}
