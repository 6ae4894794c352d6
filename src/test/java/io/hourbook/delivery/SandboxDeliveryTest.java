package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.sandbox.SandboxFaults.Settings;
import io.hourbook.sandbox.SandboxServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes and the sandbox speak the same contract. */
class SandboxDeliveryTest {

    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(2), 10);
    private final SandboxServer sandbox = new SandboxServer(bench.source);

    @AfterEach
    void close() {
        sandbox.close();
        bench.close();
    }

    private List<String> references() {
        return sandbox.sandbox().list(null).body().path("documents").findValuesAsText("reference");
    }

    @Test
    void alone_and_in_batches_every_document_arrives_once_through_faults() {
        bench.target("books", sandbox.url(), 0, 4);
        sandbox.faults().set(new Settings(4, 0, 3, null, 0));
        IntStream.rangeClosed(1, 20).forEach(id -> bench.put(id, id + ".00"));
        bench.pass();
        bench.target("books", sandbox.url(), 10, 4);
        IntStream.rangeClosed(21, 60).forEach(id -> bench.put(id, id + ".00"));
        bench.pass();
        IntStream.rangeClosed(10, 30).forEach(id -> bench.put(id, "7.00"));
        bench.pass();
        assertThat(references()).hasSize(60).doesNotHaveDuplicates();
        assertThat(bench.jdbc.queryForList("select distinct state from delivery", String.class))
                .isSubsetOf("delivered", "superseded");
    }
}
