package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hourbook.credential.CredentialTrouble;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Finding;
import io.hourbook.timetable.PassScope;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever asks too much is told so; a good guest hears it, stays away for so long, and holds up nobody else. */
class GuestTest {

    /** What one endpoint answers to a call. */
    @FunctionalInterface
    private interface Answers {
        void to(HttpExchange call, int number) throws IOException;
    }

    private static final DeliveryBench BENCH = new DeliveryBench(Duration.ofMinutes(1), 1);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        BENCH.jdbc.update("delete from delivery");
        BENCH.jdbc.update("delete from target_call");
        List.copyOf(BENCH.targets.keySet()).forEach(BENCH.pauses::end);
        BENCH.targets.clear();
        BENCH.shows = target -> null;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(THREADS);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @AfterAll
    static void close() {
        BENCH.close();
        THREADS.shutdownNow();
    }

    private Target serve(String name, int concurrency, Answers answers) {
        AtomicInteger count = calls.computeIfAbsent(name, any -> new AtomicInteger());
        server.createContext("/" + name, call -> {
            int number = count.incrementAndGet();
            answers.to(call, number);
            call.close();
        });
        Target target = new Target(name, "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name, null, 500, 0, concurrency, 0, 30);
        BENCH.targets.put(name, target);
        return target;
    }

    private static void created(HttpExchange call, int number) throws IOException {
        call.getRequestBody().readAllBytes();
        answer(call, 201, "{\"id\":\"D" + number + "\"}");
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    private void due(String target, int first, int count) {
        IntStream.range(first, first + count).forEach(id -> {
            BENCH.put(id, id + ".00");
            BENCH.jdbc.update("update delivery set target = ? where document_id = ?", target, id);
        });
    }

    private int calls(String target) {
        return calls.get(target).get();
    }

    @Test
    void nobodyWhoWaitsForATurnCallsAfterTheTargetHasSaidThatItTakesNoMore() {
        serve("busy", 1, (call, number) -> {
            call.getResponseHeaders().add("retry-after", "3600");
            call.getResponseHeaders().add("X-Rate-Limit-Problem", "day");
            answer(call, 429, "{}");
        });
        due("busy", 1, 10);

        assertThat(BENCH.pass().pending()).isEqualTo(10);

        assertThat(calls("busy")).isOne();
        List<TargetPauses.Pause> parked = BENCH.pauses.all();
        assertThat(parked).hasSize(1);
        assertThat(parked.get(0).target()).isEqualTo("busy");
        assertThat(parked.get(0).why()).isEqualTo("429 too many calls (day)");
        assertThat(parked.get(0).saidBy()).isEqualTo("the target");
        assertThat(Duration.between(BENCH.clock.instant(), parked.get(0).until())).isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60));
        assertThat(BENCH.deliveries.retriesAreDue()).as("while it is parked").isFalse();
    }

    @Test
    void aParkedTargetIsCalledByNoPassOfAnyNodeUntilAPersonEndsIt() {
        serve("parked", 2, GuestTest::created);
        Instant until = BENCH.clock.instant().plus(Duration.ofHours(3));
        // another node, or this one before it was started again
        new TargetPauses(BENCH.jdbc, BENCH.clock).pause("parked", until, "closed for the year's end", "the target");
        due("parked", 20, 4);

        assertThat(BENCH.pass().pending()).isEqualTo(4);
        assertThat(calls("parked")).isZero();

        assertThat(BENCH.pauses.end("parked")).isTrue();
        assertThat(BENCH.pass()).isEqualTo(new DeliverySummary(4, 0, 0, 0, 0));
        assertThat(BENCH.pauses.end("parked")).as("there is none any more").isFalse();
    }

    @Test
    void whatATargetPutOffIsDueAtOnceWhenItsPauseIsEnded() {
        serve("eager", 1, (call, number) -> {
            if (number == 1) {
                call.getResponseHeaders().add("Retry-After", "7200");
                answer(call, 429, "{}");
            } else {
                created(call, number);
            }
        });
        due("eager", 30, 3);
        assertThat(BENCH.pass().pending()).isEqualTo(3);

        BENCH.pauses.end("eager");

        assertThat(BENCH.pass().pending()).isZero();
    }

    @Test
    void theLastCallThatATargetTakesIsFollowedByNone() {
        serve("almost", 1, (call, number) -> {
            if (number == 2) {
                call.getResponseHeaders().add("X-DayLimit-Remaining", "0");
            }
            created(call, number);
        });
        due("almost", 40, 5);

        assertThat(BENCH.pass()).isEqualTo(new DeliverySummary(2, 0, 0, 3, 0));

        assertThat(calls("almost")).isEqualTo(2);
        assertThat(BENCH.pauses.all()).extracting(TargetPauses.Pause::why).containsExactly("the target's calls of this day are used up");
    }

    @Test
    void noMoreCallsAreMadeInTwentyFourHoursThanPerDaySaysAlsoAfterARestart() {
        Target target = serve("frugal", 4, GuestTest::created);
        BENCH.targets.put("frugal", target.taking(6, false));
        due("frugal", 50, 10);

        assertThat(BENCH.pass()).isEqualTo(new DeliverySummary(6, 0, 0, 4, 0));

        assertThat(calls("frugal")).isEqualTo(6);
        assertThat(new CallBudget(BENCH.jdbc, BENCH.clock).spend("frugal", 6)).as("counted in the database").isPresent();
        BENCH.pauses.end("frugal");
        assertThat(BENCH.pass().pending()).as("a person ends the pause, not the budget").isEqualTo(4);
        assertThat(calls("frugal")).isEqualTo(6);
    }

    @Test
    void aDeadTargetHoldsUpNobodyElse() throws Exception {
        CountDownLatch fine = new CountDownLatch(12);
        serve("fine", 1, (call, number) -> {
            created(call, number);
            fine.countDown();
        });
        // dead until the other is done: with one breaker for both, or lanes that wait for each other, that would never be
        serve("dead", 4, (call, number) -> {
            call.getRequestBody().readAllBytes();
            try {
                fine.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            call.close();
        });
        due("dead", 100, 60);
        due("fine", 200, 12);

        Thread jump = new Thread(() -> {
            try {
                // the other is delivered, and what the dead one holds is given up when the pass has waited long enough
                if (fine.await(60, TimeUnit.SECONDS)) {
                    BENCH.clock.advance(Duration.ofMinutes(2));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        jump.start();
        DeliverySummary summary = BENCH.pass();
        jump.join();

        assertThat(summary).isEqualTo(new DeliverySummary(12, 0, 0, 60, 0));
        assertThat(calls("dead")).as("not each of its documents is tried").isLessThan(60);
    }

    @Test
    void aCallWhoseTokenEndedEarlyIsRepeatedOnceWithAnotherAndNothingIsSentTwice() {
        BENCH.shows = new DeliveryBench.Shows() {
            private volatile String now = "Bearer old";

            @Override
            public Map<String, String> headers(Target target) {
                return Map.of("Authorization", now);
            }

            @Override
            public Map<String, String> others(Target target, Map<String, String> refused) {
                now = "Bearer new";
                return headers(target);
            }
        };
        List<String> keys = new CopyOnWriteArrayList<>();
        serve("strict", 1, (call, number) -> {
            keys.add(call.getRequestHeaders().getFirst("Authorization") + " " + call.getRequestHeaders().getFirst("Idempotency-Key").substring(0, 3));
            if (call.getRequestHeaders().getFirst("Authorization").equals("Bearer old")) {
                answer(call, 401, "{}");
            } else {
                created(call, number);
            }
        });
        due("strict", 400, 2);

        assertThat(BENCH.pass()).isEqualTo(new DeliverySummary(2, 0, 0, 0, 0));

        assertThat(keys).containsExactly("Bearer old HB-", "Bearer new HB-", "Bearer new HB-");
    }

    @Test
    void aTargetThatRefusesTheOtherCredentialsTooIsAskedNoThirdTime() {
        BENCH.shows = new DeliveryBench.Shows() {
            @Override
            public Map<String, String> headers(Target target) {
                return Map.of("Authorization", "Bearer old");
            }

            @Override
            public Map<String, String> others(Target target, Map<String, String> refused) {
                return Map.of("Authorization", "Bearer new");
            }
        };
        serve("shut", 1, (call, number) -> answer(call, 401, "{}"));
        due("shut", 410, 5);

        assertThat(BENCH.pass().pending()).isEqualTo(5);

        assertThat(calls("shut")).isEqualTo(2);
    }

    @Test
    void aTargetThatATokenCannotBeHadForIsLeftAloneAndTheOthersAreServed() {
        BENCH.shows = target -> {
            if (target.target().equals("locked")) {
                throw CredentialTrouble.refused(new Finding("DEL-121", "target locked", "refused", null, null, "authorize again"), Duration.ofMinutes(15));
            }
            return Map.of();
        };
        serve("locked", 4, GuestTest::created);
        serve("open", 1, GuestTest::created);
        due("locked", 420, 8);
        due("open", 430, 3);

        assertThat(BENCH.pass()).isEqualTo(new DeliverySummary(3, 0, 0, 8, 0));

        assertThat(calls("locked")).isZero();
        assertThat(BENCH.pauses.all()).extracting(TargetPauses.Pause::target, TargetPauses.Pause::saidBy).containsExactly(tuple("locked", "Hourbook"));
        assertThat(BENCH.jdbc.queryForObject("select max(attempts) from delivery where target = 'locked'", Integer.class)).as("no attempt").isZero();
        BENCH.shows = target -> null;
        BENCH.pauses.end("locked");
        assertThat(BENCH.pass().created()).isEqualTo(8);
    }

    /** Rows of target_pause that are a problem of credentials, which alerts tell once each. */
    private static List<String> wanting() {
        return BENCH.jdbc.queryForList("select target from target_pause where why like 'DEL-12%'", String.class);
    }

    @Test
    void whatIsWantedOfAPersonStaysOneProblemUntilTheTargetCanBeCalledAgain() {
        BENCH.shows = target -> {
            throw CredentialTrouble.refused(new Finding("DEL-122", "target shy", "nobody has allowed it", null, null, "authorize"), Duration.ofMinutes(15));
        };
        serve("shy", 2, GuestTest::created);
        due("shy", 440, 3);
        assertThat(BENCH.pass().pending()).isEqualTo(3);
        assertThat(wanting()).containsExactly("shy");

        BENCH.clock.advance(Duration.ofMinutes(16));
        assertThat(BENCH.pauses.all()).as("it may be tried again").isEmpty();
        assertThat(wanting()).as("and nobody knows that it works").containsExactly("shy");
        assertThat(BENCH.pass().pending()).isEqualTo(3);
        assertThat(wanting()).containsExactly("shy");

        BENCH.shows = target -> null;
        BENCH.clock.advance(Duration.ofMinutes(16));
        assertThat(BENCH.pass().created()).isEqualTo(3);
        assertThat(wanting()).isEmpty();
    }

    @Test
    void aTargetIsCalledAtItsTimesAlone() {
        serve("nightly", 1, GuestTest::created);
        serve("daily", 1, GuestTest::created);
        due("nightly", 500, 2);
        due("daily", 510, 2);
        PassScope day = new PassScope(Set.of(), Set.of(), Set.of("nightly"));

        assertThat(BENCH.pass(day)).isEqualTo(new DeliverySummary(2, 0, 0, 2, 0));
        assertThat(calls("nightly")).isZero();
        assertThat(BENCH.deliveries.waitingFor("nightly")).isEqualTo(2);

        assertThat(BENCH.pass(day.with("target:nightly"))).as("its own slot").isEqualTo(new DeliverySummary(2, 0, 0, 0, 0));
    }

    @Test
    void aTargetThatTakesItGetsBodiesCompressed() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Target target = serve("packing", 1, (call, number) -> {
            try (InputStream body = "gzip".equals(call.getRequestHeaders().getFirst("Content-Encoding"))
                    ? new GZIPInputStream(call.getRequestBody()) : call.getRequestBody()) {
                seen.add(call.getRequestHeaders().getFirst("Content-Encoding") + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            answer(call, 201, "{\"id\":\"D" + number + "\"}");
        });
        BENCH.targets.put("packing", target.taking(0, true));
        due("packing", 300, 1);
        String small = BENCH.documents.outgoing(300).json();
        BENCH.put(301, "1." + "0".repeat(2_000));
        BENCH.jdbc.update("update delivery set target = 'packing'");
        String large = BENCH.documents.outgoing(301).json();

        assertThat(BENCH.pass().created()).isEqualTo(2);

        assertThat(seen).containsExactly("null " + small, "gzip " + large);
    }
}
