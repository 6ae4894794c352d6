package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.proof.FaultProxy;
import io.hourbook.proof.FaultProxy.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What gathers at a target that is down, and how it drains once the target is back and takes little. */
final class Backlog implements AutoCloseable {

    private static final int AT_ONCE = 4;
    private static final Duration BETWEEN_PASSES = Duration.ofMinutes(15);

    private final DeliveryBench bench = new DeliveryBench(Duration.ofSeconds(5), 10);
    private final AccountingServer server = new AccountingServer();
    private final FaultProxy line = new FaultProxy();
    private final int documents;
    private final int aSecond;
    private final Map<Long, Integer> taken = new ConcurrentHashMap<>();
    private final Map<Long, Integer> refused = new ConcurrentHashMap<>();
    private final AtomicInteger passes = new AtomicInteger();

    /**
     * @param documents that are due, each of which changes while the target is down
     * @param aSecond   calls that the target takes a second, by the test's clock; one more is answered with 429 and Retry-After: 1
     */
    Backlog(int documents, int aSecond) {
        this.documents = documents;
        this.aSecond = aSecond;
        line.become(URI.create(server.url()).getPort(), call -> {
            long second = bench.clock.instant().getEpochSecond();
            boolean fits = taken.merge(second, 1, Integer::sum) <= aSecond;
            if (!fits) {
                refused.merge(second, 1, Integer::sum);
            }
            return fits ? Fault.NONE : Fault.TOO_MANY;
        });
    }

    /** Passes at a target that refuses connections. @param hours by the test's clock */
    void down(int hours) {
        bench.target("books", "http://127.0.0.1:1/api", 0, AT_ONCE);
        IntStream.rangeClosed(1, documents).forEach(id -> bench.put(id, id + ".00"));
        int rounds = hours * (int) (Duration.ofHours(1).dividedBy(BETWEEN_PASSES));
        for (int round = 0; round < rounds; round++) {
            int slice = round;
            IntStream.rangeClosed(1, documents).filter(id -> id % rounds == slice).forEach(id -> bench.put(id, id + ".50"));
            pass();
            bench.clock.advance(BETWEEN_PASSES);
        }
        assertThat(server.references()).isEmpty();
    }

    /** Passes at the target until nothing is pending. */
    void drain() {
        bench.target("books", line.url() + "/api", 0, AT_ONCE);
        bench.clock.advance(BETWEEN_PASSES);
        for (int before = passes.get(); pass().pending() > 0; ) {
            assertThat(passes.get() - before).as("passes").isLessThan(documents);
        }
    }

    private DeliverySummary pass() {
        passes.incrementAndGet();
        return bench.pass();
    }

    /** Each document once, in its last content; no more calls refused than were out when the target first said no. */
    void assertDrained() {
        assertThat(server.references()).hasSize(documents).doesNotHaveDuplicates();
        server.documents.values().forEach(document -> {
            int id = Integer.parseInt(document.path("reference").asText().split("-")[3]);
            assertThat(document.path("total").asText()).as("document " + id).isEqualTo(id + ".50");
        });
        assertThat(bench.jdbc.queryForList("select distinct state from delivery", String.class)).isSubsetOf("delivered", "superseded");
        assertThat(bench.deadLetters.open).isEmpty();
        assertThat(refused.values()).as("calls that were refused in one second").allMatch(calls -> calls <= AT_ONCE);
    }

    int passes() {
        return passes.get();
    }

    int calls() {
        return line.calls();
    }

    int refused() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Of the whole process, daemons included, once what is over has ended. */
    static int threads() {
        return Thread.getAllStackTraces().size();
    }

    /** In bytes, after a collection. */
    static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Override
    public void close() {
        bench.close();
        line.close();
        server.close();
    }
}
