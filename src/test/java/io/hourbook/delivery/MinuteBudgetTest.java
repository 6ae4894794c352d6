package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hourbook.mapping.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a target takes in a minute is counted by the call, and no conversation is begun that the rest would not do for. */
class MinuteBudgetTest {

    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2025-04-01T08:00:00Z");

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Hands clock = new Hands();
    private final MinuteBudget budget = new MinuteBudget(clock);

    @Test
    void aConversationThatIsBegunMakesItsCallsWhateverOthersAskFor() {
        MinuteBudget.Claim first = budget.begin("books", 10, 6).orElseThrow();
        assertThat(budget.begin("books", 10, 6)).as("four are left").isEmpty();
        assertThat(budget.begin("others", 10, 6)).isPresent();
        IntStream.range(0, 6).forEach(call -> assertThat(budget.spend("books", 10, first)).isTrue());
        assertThat(budget.spend("books", 10, first)).as("a seventh, of what nobody claims").isTrue();
        first.end();
        assertThat(budget.begin("books", 10, 3)).isPresent();
        assertThat(budget.spend("books", 10, null)).as("what is left is claimed").isFalse();
    }

    @Test
    void whatAConversationDidNotCallIsOthers() {
        MinuteBudget.Claim first = budget.begin("books", 6, 6).orElseThrow();
        budget.spend("books", 6, first);
        assertThat(budget.rest("books", 6, 3)).as("claims end, nobody knows when").isEqualTo(Duration.ofMillis(250));
        first.end();
        assertThat(budget.begin("books", 6, 5)).isPresent();
    }

    @Test
    void theRestIsUntilSoManyCallsAreAMinuteAgo() {
        MinuteBudget.Claim first = budget.begin("books", 2, 6).orElseThrow();
        assertThat(first.all()).isTrue();
        budget.spend("books", 2, first);
        clock.now = clock.now.plusSeconds(20);
        budget.spend("books", 2, first);
        assertThat(budget.spend("books", 2, first)).isFalse();
        assertThat(budget.rest("books", 2, 1)).isEqualTo(Duration.ofSeconds(40));
        assertThat(budget.rest("books", 2, 2)).isEqualTo(Duration.ofSeconds(60));
        clock.now = clock.now.plusSeconds(40);
        assertThat(budget.spend("books", 2, first)).isTrue();
    }

    /** Each step: a conversation begins, calls, ends, or time passes. */
    @Property(tries = 300)
    void inNoSixtySecondsAreThereMoreCalls(@ForAll @IntRange(min = 1, max = 12) int perMinute, @ForAll @Size(max = 300) List<@IntRange(max = 99) Integer> steps) {
        Hands time = new Hands();
        MinuteBudget spent = new MinuteBudget(time);
        Deque<Instant> calls = new ArrayDeque<>();
        List<MinuteBudget.Claim> open = new ArrayList<>();
        for (int step : steps) {
            if (step < 25) {
                spent.begin("books", perMinute, 1 + step % 7).ifPresent(open::add);
            } else if (step < 80) {
                MinuteBudget.Claim claim = open.isEmpty() || step % 5 == 0 ? null : open.get(step % open.size());
                if (spent.spend("books", perMinute, claim)) {
                    calls.addLast(time.now);
                }
            } else if (step < 90 && !open.isEmpty()) {
                open.remove(step % open.size()).end();
            } else {
                time.now = time.now.plusMillis(step * 130L);
            }
            Instant now = time.now;
            calls.removeIf(call -> !call.plusSeconds(60).isAfter(now));
            assertThat(calls.size()).isLessThanOrEqualTo(perMinute);
        }
        open.forEach(MinuteBudget.Claim::end);
        time.now = time.now.plusSeconds(60);
        Optional<MinuteBudget.Claim> whole = spent.begin("books", perMinute, perMinute);
        assertThat(whole).as("nothing stays claimed").isPresent();
    }

    /** Each document is looked up and then made: two calls. */
    @Test
    void aPassMakesNoMoreCallsThanTheMinuteHasAndEndsAndTheNextGoesOn() throws IOException {
        List<String> calls = new CopyOnWriteArrayList<>();
        Map<String, Integer> made = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", call -> {
            boolean post = call.getRequestMethod().equals("POST");
            call.getRequestBody().readAllBytes();
            calls.add(call.getRequestMethod());
            if (post) {
                made.merge(call.getRequestHeaders().getFirst("Idempotency-Key"), 1, Integer::sum);
            }
            byte[] body = (post ? "{\"id\":\"D" + calls.size() + "\"}" : "{\"documents\":[]}").getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(post ? 201 : 200, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
        try (DeliveryBench bench = new DeliveryBench(Duration.ZERO, 1)) {
            bench.targets.put("slow", new Target("slow", "http://127.0.0.1:" + server.getAddress().getPort(), null, 500, 0, 4, 8, 30));
            IntStream.rangeClosed(1, 9).forEach(id -> {
                bench.put(id, id + ".00");
                bench.jdbc.update("update delivery set target = 'slow', doubted = true, state = 'in-doubt' where document_id = ?", id);
            });

            int before = 0;
            for (int pass = 0; pass < 9 && made.size() < 9; pass++) {
                bench.pass();
                assertThat(calls.size() - before).as("calls of this minute").isBetween(1, 8);
                before = calls.size();
                bench.pass();
                assertThat(calls).as("the minute is used up, but for what would not do for a document").hasSizeLessThanOrEqualTo(before + 2);
                before = calls.size();
                bench.clock.advance(Duration.ofSeconds(61));
            }

            assertThat(made).hasSize(9).allSatisfy((key, times) -> assertThat(times).isOne());
            assertThat(calls).as("no look-up in vain").hasSize(18);
            assertThat(bench.jdbc.queryForObject("select max(attempts) from delivery", Integer.class)).as("waiting is no attempt").isLessThanOrEqualTo(1);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
