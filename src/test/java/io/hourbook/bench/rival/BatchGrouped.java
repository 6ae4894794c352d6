package io.hourbook.bench.rival;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.batch.item.ExecutionContext;
import org.springframework.batch.item.ItemStreamReader;
import org.springframework.batch.item.support.SingleItemPeekableItemReader;

/** Gives out what follows one another under one key as one item, from a reader that has it in that order. */
final class BatchGrouped<T> implements ItemStreamReader<List<T>> {

    private final SingleItemPeekableItemReader<T> rows = new SingleItemPeekableItemReader<>();
    private final Function<T, Object> key;

    BatchGrouped(ItemStreamReader<T> rows, Function<T, Object> key) {
        this.rows.setDelegate(rows);
        this.key = key;
    }

    @Override
    public List<T> read() throws Exception {
        T first = rows.read();
        if (first == null) {
            return null;
        }
        List<T> group = new ArrayList<>(List.of(first));
        for (T next = rows.peek(); next != null && key.apply(next).equals(key.apply(first)); next = rows.peek()) {
            group.add(rows.read());
        }
        return group;
    }

    @Override
    public void open(ExecutionContext context) {
        rows.open(context);
    }

    @Override
    public void update(ExecutionContext context) {
        rows.update(context);
    }

    @Override
    public void close() {
        rows.close();
    }
}
