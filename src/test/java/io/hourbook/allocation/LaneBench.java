package io.hourbook.allocation;

import io.hourbook.database.LaneThreads;
import io.hourbook.database.PassGuard;
import io.hourbook.database.RepeatedTransaction;
import io.hourbook.deadletter.DeadLetterKeeper;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.deadletter.KeptLetters;
import io.hourbook.entry.WorkQueue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The shipped routes that allocate, over the real stores with a connection for each lane, and chunks of 40. */
final class LaneBench implements AutoCloseable {

    private static final AllocationBeans BEANS = new AllocationBeans();
    private static final List<String> ROUTES = List.of(
            "_common/dead-letter", "_common/keep-dead-letter", "process/allocate-entries", "process/allocate-lane", "process/allocate-entry",
            "process/allocate-contractor", "process/allocate-payroll", "process/allocate-bill-side", "process/allocate-billable",
            "process/allocate-retainer", "process/allocate-non-billable", "process/allocate-unmapped");

    private final AllocationBench bench;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ExecutorService threads = LaneThreads.fenced("pass-lane");
    private final JdbcTemplate jdbc;
    private final DataSourceTransactionManager transactions;
    private final DeadLetters letters;
    private WorkQueue work;
    private AllocationStore allocations;
    private volatile int lanes = 2;
    private volatile Set<String> failing = Set.of();
    private volatile Consumer<List<Outcome>> beforeStore = chunk -> {};

    LaneBench(AllocationBench bench) {
        this.bench = bench;
        jdbc = new JdbcTemplate(bench.entries.source);
        transactions = new DataSourceTransactionManager(bench.entries.source);
        letters = KeptLetters.in(jdbc, transactions, bench.entries.clock);
        begin();
        Map<String, Object> steps = new HashMap<>(EntryCases.beans());
        steps.put("mapping", new Names());
        steps.forEach(camel.getRegistry()::bind);
        camel.getRegistry().bind("allocations", new Chunks());
        camel.getRegistry().bind("lanes", new Count());
        camel.getRegistry().bind("passLanes", threads);
        camel.getRegistry().bind("deadLetterKeeper", new DeadLetterKeeper(letters, List.of(BEANS.outcomeSubjects())));
        camel.setAllowUseOriginalMessage(true);
        try {
            camel.start();
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    // expenses have tests of their own
                    from("direct:allocate-expenses").log(LoggingLevel.DEBUG, "none");
                }
            });
            for (String route : ROUTES) {
                PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(
                        camel, "file:" + Path.of("routes", route + ".camel.yaml").toAbsolutePath()));
            }
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** As a program that has just been started: what was in memory is gone. */
    void begin() {
        work = new WorkQueue(jdbc);
        allocations = new AllocationStore(jdbc, new RepeatedTransaction(transactions), work, new DocumentGroups(jdbc), letters, 40);
        failing = Set.of();
        beforeStore = chunk -> {};
    }

    LaneBench lanes(int count) {
        lanes = count;
        return this;
    }

    /** Entries whose names cannot be looked up in this pass. */
    void failing(Set<String> sourceIds) {
        failing = sourceIds;
    }

    /** What happens in a lane before it stores a chunk. */
    void beforeStore(Consumer<List<Outcome>> happens) {
        beforeStore = happens;
    }

    /** A pass over all entries with work to do. @return how it ended */
    Exchange pass(String route) {
        work.rewind();
        try (PassGuard guard = PassGuard.enter(1, () -> {}, () -> false)) {
            return camel.createProducerTemplate().send("direct:" + route, started -> {
                started.setProperty("pass", bench.pass());
                started.setProperty(DeadLetterKeeper.RUN_ID, 1);
            });
        }
    }

    /** Stands before {@code lanes}. */
    public final class Count {
        public List<Integer> all() {
            return IntStream.rangeClosed(1, lanes).boxed().toList();
        }
    }

    /** Stands before {@code mapping}. */
    public final class Names {
        public Outcome resolve(Outcome outcome) {
            if (failing.contains(outcome.entry().key())) {
                throw new IllegalStateException("nobody foresaw this");
            }
            return BEANS.mapping().resolve(outcome);
        }
    }

    /** Stands before {@code allocations}. */
    public final class Chunks {
        public List<Outcome> next(PassContext pass) {
            return allocations.next(pass);
        }

        public void store(List<Outcome> chunk) {
            beforeStore.accept(chunk);
            allocations.store(chunk);
        }
    }

    @Override
    public void close() {
        camel.stop();
        threads.shutdownNow();
    }
}
