package io.hourbook.cases;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Stands where {@code lanes} and {@code passLanes} stand: as many lanes as a case says, one after the other on its thread. */
final class CaseLanes extends AbstractExecutorService {

    private int count = 1;

    void put(int lanes) {
        count = lanes;
    }

    public List<Integer> all() {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Override
    public void execute(Runnable lane) {
        lane.run();
    }

    @Override
    public void shutdown() {
        // there are no threads
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
