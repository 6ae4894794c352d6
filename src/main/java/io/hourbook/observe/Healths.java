package io.hourbook.observe;

import io.hourbook.database.Presence;
import io.hourbook.home.FreeSpace;
import io.hourbook.schedule.ScheduleView;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;
import java.util.function.Function;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/**
 * The parts of the health answer. None asks anybody anything: each says what the last look found.
 *
 * <p>DOWN: the service cannot do its work. DEGRADED: it does, and somebody should look. UNKNOWN: the database, which would
 * know, does not answer.
 */
final class Healths {

    static final Status DEGRADED = new Status("DEGRADED", "it works, and somebody should look");
    /** A file is taken within seconds; one that lies longer is in nobody's hands. */
    private static final Duration FILE_WAITS = Duration.ofMinutes(15);
    /** A target that is away for longer than a pass tries. */
    private static final long DELIVERY_WAITS_SECONDS = 3_600;
    /** A source is quiet when it has delivered nothing for three times as long as usual, and for a day. */
    private static final int QUIET = 3;
    private static final long DAY_SECONDS = 86_400;

    private final Observation observation;

    Healths(Observation observation) {
        this.observation = observation;
    }

    Health database() {
        Presence presence = observation.presence();
        Health.Builder health = presence.there() ? Health.up() : Health.down().withDetail("why", presence.why());
        health.withDetail("address", observation.databaseAddress()).withDetail("since", presence.since().toString())
                .withDetail("latencyMillis", presence.latency().toMillis());
        return presence.version() == null ? health.build() : health.withDetail("version", presence.version()).build();
    }

    Health inbox() {
        InboxLook.Seen seen = observation.inbox();
        Duration oldest = seen.oldest() == null ? Duration.ZERO : Duration.between(seen.oldest(), observation.now());
        return Health.status(oldest.compareTo(FILE_WAITS) > 0 ? DEGRADED : Status.UP)
                .withDetail("waiting", seen.waiting()).withDetail("oldestSeconds", Math.max(0, oldest.toSeconds()))
                .withDetail("refused", seen.refused()).build();
    }

    Health sources() {
        return known(figures -> {
            Map<String, Object> sources = new TreeMap<>();
            Map<String, Long> gaps = figures.by("usual-gap");
            figures.by("taken").forEach((source, taken) -> {
                long silent = observation.now().getEpochSecond() - taken;
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("lastFileAt", moment(taken));
                Long usual = gaps.get(source);
                told.put("quiet", usual != null && silent > DAY_SECONDS && silent > QUIET * usual);
                sources.put(source, told);
            });
            return Health.up().withDetails(sources).build();
        });
    }

    Health targets() {
        return known(figures -> {
            Map<String, Long> answered = figures.by("answered");
            Map<String, Long> parked = figures.by("parked-until");
            Map<String, Long> since = figures.by("due-since");
            Set<String> names = new TreeSet<>(answered.keySet());
            names.addAll(figures.by("deliveries").keySet());
            names.addAll(parked.keySet());
            boolean trouble = false;
            Map<String, Object> targets = new TreeMap<>();
            for (String name : names) {
                Map<String, Object> told = new LinkedHashMap<>();
                long pending = count(figures, name, "waiting") + count(figures, name, "sending") + count(figures, name, "in-doubt");
                long failed = count(figures, name, "failed");
                long waits = since.containsKey(name) ? observation.now().getEpochSecond() - since.get(name) : 0;
                put(told, "lastAnswerAt", answered.get(name));
                told.put("pending", pending);
                told.put("failed", failed);
                told.put("oldestDueSeconds", Math.max(0, waits));
                put(told, "leftAloneUntil", parked.get(name));
                figures.by("edited-there").entrySet().stream().filter(edited -> edited.getKey().equals(name))
                        .forEach(edited -> told.put("editedThere", edited.getValue()));
                figures.all("parked-why").stream().filter(why -> why.of().equals(name)).forEach(why -> told.put("leftAloneFor", why.and()));
                figures.all("credentials").stream().filter(wants -> wants.of().equals(name)).forEach(wants -> told.put("credentials", wants.and()));
                trouble |= told.containsKey("credentials") || failed > 0 || waits > DELIVERY_WAITS_SECONDS;
                targets.put(name, told);
            }
            return Health.status(trouble ? DEGRADED : Status.UP).withDetails(targets).build();
        });
    }

    /** The same, of a home whose documents go to the sandbox, whatever its targets are called. */
    static Health rehearsing(Health targets) {
        return Health.status(targets.getStatus()).withDetails(targets.getDetails()).withDetail("delivers", "to the sandbox only").build();
    }

    private static long count(Figures figures, String target, String state) {
        return figures.by("deliveries", state).getOrDefault(target, 0L);
    }

    Health schedules() {
        return known(figures -> {
            Map<String, Object> schedules = new LinkedHashMap<>();
            boolean trouble = false;
            for (ScheduleView schedule : observation.schedules()) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("nextDueAt", String.valueOf(schedule.nextDueAt()));
                told.put("missed", schedule.missed());
                told.put("last", schedule.last() == null ? "none yet" : schedule.last().state());
                if (Schedules.failed(schedule)) {
                    told.put("failure", String.valueOf(schedule.last().failure()).lines().findFirst().orElse(""));
                }
                trouble |= Schedules.overdue(schedule) || Schedules.failed(schedule);
                schedules.put(schedule.name(), told);
            }
            return Health.status(trouble ? DEGRADED : Status.UP).withDetails(schedules).build();
        });
    }

    Health conservation() {
        return known(figures -> {
            Health.Builder health = Runs.conserved(figures) ? Health.up() : Health.down();
            Runs.last(figures).ifPresent(run -> health.withDetail("run", run.number()).withDetail("state", run.of()));
            return health.build();
        });
    }

    Health disk() {
        boolean enough = true;
        Map<String, Object> folders = new LinkedHashMap<>();
        for (FreeSpace.Place place : observation.disks()) {
            enough &= place.enough();
            folders.put(place.folder().isEmpty() ? "home" : place.folder().replace("/", ""),
                    Map.of("freeBytes", place.freeBytes(), "neededBytes", place.neededBytes()));
        }
        return (enough ? Health.up() : Health.down()).withDetails(folders).build();
    }

    private Health known(Function<Figures, Health> told) {
        return observation.figures().map(told).orElseGet(() -> Health.unknown().withDetail("why", "the database has not been asked lately").build());
    }

    private static void put(Map<String, Object> told, String name, Long seconds) {
        if (seconds != null) {
            told.put(name, moment(seconds));
        }
    }

    private static String moment(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }
}
