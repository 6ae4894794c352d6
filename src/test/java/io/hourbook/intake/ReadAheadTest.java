package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ReadAheadTest {

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void pieces_come_in_their_order_and_end() {
        try (ReadAhead<Integer> ahead = new ReadAhead<>(IntStream.range(0, 1_000).iterator())) {
            List<Integer> pieces = new ArrayList<>();
            ahead.forEachRemaining(pieces::add);
            assertThat(pieces).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
            assertThat(ahead.hasNext()).isFalse();
        }
    }

    @Test
    void nothing_is_read_before_it_is_asked_for() {
        new ReadAhead<>(counting(Integer.MAX_VALUE)).close();
        assertThat(made).hasValue(0);
    }

    @Test
    void a_piece_that_is_in_work_and_two_that_wait_are_followed_by_no_more_than_the_next() {
        try (ReadAhead<Integer> ahead = new ReadAhead<>(counting(Integer.MAX_VALUE))) {
            assertThat(ahead.next()).isEqualTo(1);
            await().until(() -> made.get() == 4);
            await().during(java.time.Duration.ofMillis(200)).until(() -> made.get() == 4);
            assertThat(ahead.next()).isEqualTo(2);
            await().until(() -> made.get() == 5);
        }
    }

    @Test
    void what_goes_wrong_is_thrown_where_its_piece_is_asked_for_and_again() {
        UncheckedIOException gone = new UncheckedIOException(new NoSuchFileException("march.csv"));
        Iterator<Integer> source = counting(2);
        try (ReadAhead<Integer> ahead = new ReadAhead<>(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (!source.hasNext()) {
                    throw gone;
                }
                return source.next();
            }
        })) {
            assertThat(List.of(ahead.next(), ahead.next())).containsExactly(1, 2);
            assertThatThrownBy(ahead::hasNext).isSameAs(gone);
            assertThatThrownBy(ahead::next).isSameAs(gone);
        }
    }

    @Test
    void an_error_is_not_kept_back() {
        try (ReadAhead<Integer> ahead = new ReadAhead<>(IntStream.of(1).map(any -> {
            throw new OutOfMemoryError("of the test's");
        }).iterator())) {
            assertThatThrownBy(ahead::next).isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void closed_early_it_comes_back_when_nothing_is_read_any_more() {
        AtomicReference<Thread> reader = new AtomicReference<>();
        MDC.put("run", "7");
        AtomicReference<String> run = new AtomicReference<>();
        ReadAhead<Integer> ahead = new ReadAhead<>(IntStream.iterate(1, n -> n + 1).peek(n -> {
            reader.set(Thread.currentThread());
            run.set(MDC.get("run"));
        }).iterator());
        ahead.next();
        await().until(() -> reader.get().getState() == Thread.State.WAITING);
        ahead.close();
        ahead.close();
        MDC.remove("run");
        assertThat(reader.get().isAlive()).isFalse();
        assertThat(reader.get()).isNotSameAs(Thread.currentThread());
        assertThat(run).as("what it logs is of the same run").hasValue("7");
    }

    private Iterator<Integer> counting(int to) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return made.get() < to;
            }

            @Override
            public Integer next() {
                return made.incrementAndGet();
            }
        };
    }
}
