package io.hourbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.PassGuard;
import io.hourbook.entry.Row;
import io.hourbook.problem.Causes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lanes side by side come to what one lane comes to, whoever takes which chunk. */
class AllocationLanesTest {

    private static final AllocationBench BENCH = new AllocationBench();
    private static final LaneBench LANES = new LaneBench(BENCH);
    private static final List<String> WORKERS = List.of("W01", "W02", "W05", "W07", "W09", "W11", "Nobody");
    private static final List<String> PROJECTS =
            List.of("ACME-WEB", "ACME-APP", "BLAU-ERP", "CROWN-BRAND", "EMBER-CARE", "FJORD-OPS", "GLOBE-NEW", "INTERNAL", "Nothing");
    private static final List<String> SERVICES = List.of("DEV", "DESIGN", "CONSULT", "ADMIN");

    @BeforeEach
    void empty() {
        BENCH.empty();
        LANES.begin();
    }

    @AfterAll
    static void close() {
        LANES.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anyNumberOfLanesComesToTheSame(long seed) {
        List<Object> alone = company(seed, "allocate-lane", 1);
        List<Object> together = company(seed, "allocate-entries", 2);
        List<Object> many = company(seed, "allocate-entries", 4);

        assertThat(alone).anyMatch(one -> one.toString().contains("HB-INV-"));
        assertThat(together).isEqualTo(alone);
        assertThat(many).isEqualTo(alone);
    }

    /** Two passes of a random company: everything new, some of which fails, then that and what was edited. @return all that is left */
    private static List<Object> company(long seed, String route, int lanes) {
        BENCH.empty();
        LANES.begin();
        Random random = new Random(seed);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(row(random, i));
        }
        BENCH.entries.take("harvest", rows.toArray());
        Set<String> failing = IntStream.range(0, 12).mapToObj(i -> Integer.toString(random.nextInt(300))).collect(Collectors.toSet());
        LANES.lanes(lanes).failing(failing);
        assertThat(LANES.pass(route).getException()).isNull();
        assertThat(BENCH.entries.count("work")).as("what failed waits").isEqualTo(failing.size());
        assertThat(BENCH.entries.jdbc.queryForObject("select count(*) from dead_letter where state = 'open'", Integer.class)).isEqualTo(failing.size());

        List<Object> all = new ArrayList<>(left());
        LANES.failing(Set.of());
        BENCH.edit("projects.csv", text -> text.replace("FJORD-OPS,Fjord Operations,FJORD,JOB-601,retainer,RET-FJORD", "FJORD-OPS,Fjord Operations,ACME,JOB-601,time-and-materials,"));
        BENCH.entries.jdbc.update("insert ignore into work (entry_id) select id from entry where project_name in ('FJORD-OPS', 'ACME-APP')");
        assertThat(LANES.pass(route).getException()).isNull();
        assertThat(BENCH.entries.count("work")).isZero();
        assertThat(BENCH.entries.jdbc.queryForObject("select count(*) from dead_letter where state = 'open'", Integer.class)).isZero();
        assertThat(BENCH.entries.count("pay_allocation")).isEqualTo(300);
        assertThat(BENCH.entries.count("bill_allocation")).isEqualTo(300);
        all.addAll(left());
        return all;
    }

    private static Row row(Random random, int number) {
        String worker = WORKERS.get(random.nextInt(WORKERS.size()));
        String date = "2025-%02d-%02d".formatted(2 + random.nextInt(3), 1 + random.nextInt(28));
        Row row = Row.dated(worker, date, random.nextInt(20) == 0 ? 0 : 60 + random.nextInt(20_000)).id(Integer.toString(number))
                .on(PROJECTS.get(random.nextInt(PROJECTS.size())), SERVICES.get(random.nextInt(SERVICES.size())));
        return random.nextInt(15) == 0 ? row.notBillable() : row;
    }

    /** Both sides of every entry and all marks, with names in place of numbers. */
    private static List<Object> left() {
        List<Object> left = new ArrayList<>();
        for (String table : List.of("pay_allocation", "bill_allocation")) {
            for (Map<String, Object> row : BENCH.entries.jdbc.queryForList(
                    "select e.source_key, g.stem, a.* from " + table + " a join entry e on e.id = a.entry_id"
                            + " left join document_group g on g.id = a.group_id order by e.source_key")) {
                row.remove("entry_id");
                row.remove("group_id");
                left.add(row.toString());
            }
        }
        left.addAll(BENCH.entries.jdbc.queryForList(
                "select concat(m.kind, ' ', coalesce(g.stem, m.group_key)) from mark m"
                        + " left join document_group g on m.kind = 'document' and g.id = m.group_key order by 1", String.class));
        return left;
    }

    @Test
    void twoLanesReallyWorkAtOnce() {
        hours(120);
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicBoolean met = new AtomicBoolean();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        LANES.beforeStore(chunk -> {
            threads.add(Thread.currentThread().getName());
            if (!met.get()) {
                await(both);
                met.set(true);
            }
        });

        assertThat(LANES.lanes(2).pass("allocate-entries").getException()).isNull();
        assertThat(threads).hasSize(2).allMatch(name -> name.startsWith("pass-lane-"));
        assertThat(BENCH.entries.count("work")).isZero();
    }

    @Test
    void aLaneThatFailsFailsThePassAndTheOtherStoresWhatItHasAndTakesNothingMore() {
        hours(200);
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicBoolean first = new AtomicBoolean(true);
        LANES.beforeStore(chunk -> {
            boolean fails = first.getAndSet(false);
            await(both);
            if (fails) {
                throw new IllegalStateException("the disk is full");
            }
            PassGuard pass = PassGuard.here();
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !pass.goesOn());
        });

        Exchange ended = LANES.lanes(2).pass("allocate-entries");

        assertThat(Causes.text(ended.getException())).isEqualTo("the disk is full");
        assertThat(BENCH.entries.count("pay_allocation")).as("the chunk that the other lane had in hand").isEqualTo(40);
        assertThat(BENCH.entries.count("work")).isEqualTo(160);

        LANES.beforeStore(chunk -> {});
        assertThat(LANES.pass("allocate-entries").getException()).isNull();
        assertThat(BENCH.entries.count("pay_allocation")).isEqualTo(200);
        assertThat(BENCH.entries.count("work")).isZero();
    }

    @Test
    void aHomeWithTheRouteOfOneLaneGoesOnAsItIs() {
        hours(100);

        assertThat(LANES.pass("allocate-lane").getException()).isNull();
        assertThat(BENCH.entries.count("bill_allocation")).isEqualTo(100);
    }

    private static void hours(int count) {
        BENCH.entries.take("harvest", IntStream.range(0, count)
                .mapToObj(i -> Row.dated("W09", "2025-03-%02d".formatted(1 + i % 28), 600 + i).id(Integer.toString(i))).toArray());
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await(30, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException(alone);
        }
    }
}
