package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was sent once is not sent again, whichever routes come and go that ask the same memory of keys. */
class SwappedDeliveryTest {

    private static final String SHIPPED = "routes/deliver/deliver-document.camel.yaml";
    private static final String SECOND = "routes/deliver/deliver-second.camel.yaml";

    private final DeliveryBench bench = new DeliveryBench(Duration.ofSeconds(30), 1);
    private final AccountingServer server = new AccountingServer();
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    @BeforeEach
    void holdTheFirstCall() {
        bench.target("books", server.url(), 0, 2);
        server.fail(call -> {
            if (call == 1) {
                called.countDown();
                hold(mayAnswer);
            }
            return AccountingServer.Fault.NONE;
        });
    }

    @AfterEach
    void close() {
        mayAnswer.countDown();
        bench.close();
        server.close();
    }

    @Test
    void aDeliveryThatIsUnderWayEndsOnTheRouteThatBeganItAndItsKeyIsKept() throws Exception {
        DeliverySummary summary = swappedInTheMidst(edited(DeliveryBench.shipped(), SHIPPED), true);

        assertThat(summary.delivered()).isOne();
        assertDeliveredOnce();
    }

    @Test
    void anotherRouteWithTheSameMemoryMayComeAndGoMeanwhile() throws Exception {
        Map<String, byte[]> two = new TreeMap<>(DeliveryBench.shipped());
        two.put(SECOND, text(two.get(SHIPPED)).replace("deliver-document", "deliver-second").getBytes(StandardCharsets.UTF_8));
        bench.routes.swap(two);

        DeliverySummary summary = swappedInTheMidst(edited(two, SECOND), false);

        assertThat(summary.delivered()).isOne();
        assertDeliveredOnce();
        bench.routes.swap(DeliveryBench.shipped());
        assertDeliveredOnce();
    }

    /** @param waits whether the swap is to wait for the delivery */
    private DeliverySummary swappedInTheMidst(Map<String, byte[]> files, boolean waits) throws Exception {
        bench.put(1, "10.00");
        CompletableFuture<DeliverySummary> pass = CompletableFuture.supplyAsync(bench::pass);
        hold(called);
        assertThat(bench.states(1)).containsExactly("sending");
        FutureTask<Void> swap = new FutureTask<>(() -> bench.routes.swap(files), null);
        Thread thread = new Thread(swap, "swap");
        thread.start();
        if (waits) {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(() -> swap.isDone() || stopping(thread));
        } else {
            swap.get(60, TimeUnit.SECONDS);
        }
        assertThat(bench.states(1)).as("nobody forgot it").containsExactly("sending");
        assertThat(new DeliveryKeys(bench.deliveries, bench.store).contains(key())).isTrue();
        mayAnswer.countDown();
        DeliverySummary summary = pass.get(60, TimeUnit.SECONDS);
        try {
            swap.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException putOff) {
            // a machine that stood still for longer than a swap waits
            assertThat(putOff).hasMessageContaining("ROU-401");
            bench.routes.swap(files);
        }
        return summary;
    }

    private static boolean stopping(Thread thread) {
        return Stream.of(thread.getStackTrace()).anyMatch(frame -> frame.getClassName().contains("ShutdownStrategy"));
    }

    /** Neither another pass nor the same message once more makes another call, and what comes new goes out. */
    private void assertDeliveredOnce() {
        assertThat(bench.states(1)).containsExactly("delivered");
        int calls = server.calls.size();
        Exchange again = bench.camel.createProducerTemplate().request("direct:deliver-document", exchange -> exchange.setVariable("lane",
                new CaseLane(List.of("one"), new Due(id(), key(), 1, 1, 0, false, 0, false, false, "another", bench.targets.get("books")))));
        assertThat(again.getException()).isNull();
        assertThat(bench.pass().delivered()).isZero();
        assertThat(server.calls).hasSize(calls);
        int next = server.documents.size() + 1;
        bench.put(next, "20.00");
        assertThat(bench.pass().delivered()).isOne();
        assertThat(server.references()).hasSize(next).doesNotHaveDuplicates();
    }

    private String key() {
        return bench.jdbc.queryForObject("select idempotency_key from delivery where document_id = 1", String.class);
    }

    private long id() {
        return bench.jdbc.queryForObject("select id from delivery where document_id = 1", Long.class);
    }

    private static Map<String, byte[]> edited(Map<String, byte[]> files, String path) {
        Map<String, byte[]> edited = new TreeMap<>(files);
        edited.put(path, text(files.get(path)).replace("description: Deliver", "description: As agreed, deliver").getBytes(StandardCharsets.UTF_8));
        assertThat(edited.get(path)).isNotEqualTo(files.get(path));
        return edited;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
