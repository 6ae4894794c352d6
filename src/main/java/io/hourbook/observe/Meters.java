package io.hourbook.observe;

import io.hourbook.home.FreeSpace;
import io.hourbook.run.RunEnded;
import io.hourbook.run.Summary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.springframework.context.event.EventListener;

/** The meters of docs/metrics.md. Gauges give what the last look found; null, which is told as NaN, where that is too old. */
final class Meters {

    private static final List<String> RUNS = List.of("done", "not-conserved", "failed", "stopped");

    private static final List<String> ROWS = List.of("new", "duplicate", "amended", "skipped", "malformed");

    private final MeterRegistry registry;
    private final Observation observation;
    private final MultiGauge letters;
    private final MultiGauge deliveries;
    private final MultiGauge holds;
    private final MultiGauge documents;

    Meters(MeterRegistry registry, Observation observation, IntSupplier refusedRoutes, IntSupplier refusedEdits, IntSupplier version) {
        this.registry = registry;
        this.observation = observation;
        this.letters = multi("hourbook.dead.letters", "letters", "Dead letters that are open");
        this.deliveries = multi("hourbook.deliveries", "deliveries", "What lies in the outbox");
        this.holds = multi("hourbook.holds", "entries", "Entries on hold");
        this.documents = multi("hourbook.documents", "documents", "Documents as they stand");
        fromDatabase();
        fromHome(refusedRoutes);
        gauge("hourbook.edits.refused", null, "What keeps routes and mappings as saved from going in force", refusedEdits::getAsInt);
        gauge("hourbook.version", null, "The version of routes and mappings in force here", version::getAsInt);
        // there from the start, so that the first one of a kind is a step and not a beginning
        RUNS.forEach(outcome -> registry.counter("hourbook.runs", "outcome", outcome));
        ROWS.forEach(outcome -> rows(outcome, 0));
        observation.tell(this::table);
    }

    private MultiGauge multi(String name, String unit, String words) {
        // a unit would become part of the name
        return MultiGauge.builder(name).description(words + ", in " + unit).register(registry);
    }

    private void fromDatabase() {
        known("hourbook.work", null, "Entries that wait to be allocated", figures -> figures.one("work", 0L));
        known("hourbook.targets.left.alone", null, "Targets that are called by nobody for a while",
                figures -> figures.by("parked-until").size());
        known("hourbook.proposals.waiting", null, "Edits that wait for a second person", figures -> figures.one("proposals", 0L));
        known("hourbook.database.size", "bytes", "Tables and indexes", figures -> figures.one("size", null));
        known("hourbook.conserved", null, "Whether the last run was conserved", figures -> Runs.conserved(figures) ? 1 : 0);
        lag("delivery", figures -> figures.all("due-since").stream().map(Figures.Figure::number).min(Long::compare).orElse(null));
        lag("run", figures -> figures.one("went-well", null));
        gauge("hourbook.database.up", null, "Whether the database answers", () -> observation.presence().there() ? 1 : 0);
        gauge("hourbook.database.latency", "seconds", "How long its last answer took", () -> seconds(observation.presence().latency()));
    }

    private void fromHome(IntSupplier refusedRoutes) {
        gauge("hourbook.inbox.files", null, "Files in the inbox", () -> observation.inbox().waiting());
        Gauge.builder("hourbook.lag", () -> age(seconds(observation.inbox().oldest()))).baseUnit("seconds").tag("of", "inbox")
                .description("How long the oldest waits").register(registry);
        gauge("hourbook.routes.refused", null, "What keeps route files from running", refusedRoutes::getAsInt);
        gauge("hourbook.slots.overdue", null, "Schedules whose last due time was missed",
                () -> observation.schedules().stream().filter(Schedules::overdue).count());
        // those that a new home has not made yet, too
        for (String folder : FreeSpace.FOLDERS) {
            disk("hourbook.disk.free", folder, FreeSpace.Place::freeBytes);
            disk("hourbook.disk.needed", folder, FreeSpace.Place::neededBytes);
        }
    }

    private void disk(String name, String path, Function<FreeSpace.Place, Number> number) {
        String folder = path.isEmpty() ? "home" : path.replace("/", "");
        Gauge.builder(name, () -> observation.disks().stream().filter(now -> now.folder().equals(path)).findFirst()
                .map(number).orElse(null)).baseUnit("bytes").tag("folder", folder).description("Room on the disk").register(registry);
    }

    private void known(String name, String unit, String words, Function<Figures, Number> number) {
        gauge(name, unit, words, () -> observation.figures().map(number).orElse(null));
    }

    private void gauge(String name, String unit, String words, Supplier<Number> number) {
        Gauge.builder(name, number).baseUnit(unit).description(words).register(registry);
    }

    /** 0 where nothing waits. */
    private void lag(String of, Function<Figures, Long> since) {
        Gauge.builder("hourbook.lag", () -> observation.figures().map(figures -> age(since.apply(figures))).orElse(null))
                .baseUnit("seconds").tag("of", of).description("How long the oldest waits").register(registry);
    }

    private Number age(Long since) {
        return since == null ? 0 : Math.max(0, observation.now().getEpochSecond() - since);
    }

    private static Long seconds(Instant at) {
        return at == null ? null : at.getEpochSecond();
    }

    private static Number seconds(Duration length) {
        return BigDecimal.valueOf(length.toNanos(), 9);
    }

    private void table(Figures figures) {
        rows(letters, figures, "letters", "kind", "code");
        rows(deliveries, figures, "deliveries", "target", "state");
        rows(holds, figures, "holds", "side", "reason");
        rows(documents, figures, "documents", "type", "state");
    }

    private void rows(MultiGauge table, Figures figures, String what, String of, String and) {
        table.register(figures.all(what).stream().map(each -> MultiGauge.Row.of(
                Tags.of(of, String.valueOf(each.of()), and, String.valueOf(each.and())),
                (Supplier<Number>) () -> observation.figures().isPresent() ? each.number() : null)).toList(), true);
    }

    @EventListener
    void count(RunEnded run) {
        registry.counter("hourbook.runs", "outcome", run.outcome()).increment();
        registry.timer("hourbook.run.duration", "outcome", run.outcome()).record(run.length());
        Summary.Rows rows = run.rows();
        rows("new", rows.fresh());
        rows("duplicate", rows.duplicates());
        rows("amended", rows.amended());
        rows("skipped", rows.skipped());
        rows("malformed", rows.malformed());
        observation.runEnded();
    }

    private void rows(String outcome, long count) {
        registry.counter("hourbook.rows", "outcome", outcome).increment(count);
    }

    void called(String target, String outcome, Duration length) {
        Timer.builder("hourbook.delivery.calls").description("Calls to a target").tags("target", target, "outcome", outcome).register(registry)
                .record(length);
    }
}
