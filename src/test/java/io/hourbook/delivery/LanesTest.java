package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** There are more lanes than a target takes calls at once; it gets no more calls than it takes, and all that it takes. */
class LanesTest {

    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(2), 20);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    /** An endpoint that answers when so many calls are there together, and to no fewer. */
    private void takes(int together) throws Exception {
        CyclicBarrier all = new CyclicBarrier(together);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", call -> {
            connections.add(call.getRemoteAddress().getPort());
            keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            call.getRequestBody().readAllBytes();
            try {
                all.await(20, TimeUnit.SECONDS);
            } catch (Exception fewer) {
                most.set(-1);
            }
            now.decrementAndGet();
            byte[] answer = ("{\"id\":\"" + ids.incrementAndGet() + "\"}").getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(201, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
        bench.target("books", "http://127.0.0.1:" + server.getAddress().getPort(), 0, together);
    }

    @AfterEach
    void close() {
        bench.close();
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    @Test
    void aTargetGetsAsManyCallsAtOnceAsItTakesAndNoMoreOnConnectionsThatAreKept() throws Exception {
        takes(3);
        IntStream.rangeClosed(1, 30).forEach(id -> bench.put(id, id + ".00"));

        assertThat(bench.pass()).isEqualTo(new DeliverySummary(30, 0, 0, 0, 0));

        assertThat(most).hasValue(3);
        assertThat(connections).hasSizeLessThanOrEqualTo(3);
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void callsThatFailGiveTheirTurnBack() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", call -> {
            call.getRequestBody().readAllBytes();
            if (calls.incrementAndGet() <= 5) {
                // ends the connection without an answer
                call.close();
                return;
            }
            byte[] answer = ("{\"id\":\"" + ids.incrementAndGet() + "\"}").getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(call.getRequestMethod().equals("GET") ? 404 : 201, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
        bench.target("books", "http://127.0.0.1:" + server.getAddress().getPort(), 0, 2);
        IntStream.rangeClosed(1, 12).forEach(id -> bench.put(id, id + ".00"));

        DeliverySummary summary = assertTimeoutPreemptively(Duration.ofMinutes(3), (ThrowingSupplier<DeliverySummary>) bench::pass);

        assertThat(summary).isEqualTo(new DeliverySummary(12, 0, 0, 0, 0));
        assertThat(calls).hasValueGreaterThan(16);
    }

    @Test
    void aLaneThatWaitedForItsTurnCallsNoMoreOnceAStopIsAskedFor() {
        Semaphore turns = new Semaphore(1);

        assertThatThrownBy(new Lane(null, turns, () -> true)::call).isInstanceOf(IllegalStateException.class);

        assertThat(turns.availablePermits()).isOne();
    }

    @Test
    void aTargetThatTakesOneCallAtATimeIsSentToInOrder() throws Exception {
        takes(1);
        List<String> order = IntStream.rangeClosed(1, 10).mapToObj(id -> DeliveryBench.item(bench.put(id, id + ".00"), DeliveryBench.LONG_AGO).idempotencyKey()).toList();

        bench.pass();

        assertThat(most).hasValue(1);
        assertThat(keys).isEqualTo(order);
    }
}
