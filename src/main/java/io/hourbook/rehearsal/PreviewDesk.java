package io.hourbook.rehearsal;

import com.fasterxml.jackson.annotation.JsonValue;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Previews that people ask for and come back to: worked one after the other in the background, the newest few kept in memory. */
public final class PreviewDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PreviewDesk.class);
    private static final int KEPT = 5;
    private static final int MOST = 500;

    /** How far a preview is. */
    public enum State {
        WAITING, RUNNING, DONE, FAILED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One preview that was asked for.
     *
     * @param of      what it is of: {@code proposal 3}, {@code version 2}
     * @param since   entries of earlier work dates stay as they stand; null: none
     * @param doing   what is being done, or was last, in words
     * @param preview what came of it; null before its end
     * @param failure why nothing came of it, or null
     */
    public record Asking(
            String of, LocalDate since, String by, Instant askedAt, State state, String doing, Preview preview,
            String failure) {

        /** Whether it is worth coming back. */
        public boolean open() {
            return state == State.WAITING || state == State.RUNNING;
        }
    }

    private final Rehearsals rehearsals;
    private final Clock clock;
    private final Map<String, Asking> kept = new LinkedHashMap<>();
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "preview");
        thread.setDaemon(true);
        return thread;
    });

    PreviewDesk(Rehearsals rehearsals, Clock clock) {
        this.rehearsals = rehearsals;
        this.clock = clock;
    }

    /**
     * Asks for a preview, in the place of the last one of the same. One that is under way is not begun again.
     *
     * @param of    what it is of
     * @param files read when its turn comes: the whole set, paths {@code routes/…}, {@code mappings/…} to bytes
     * @param since see {@link Asking}
     * @param by    who asks
     */
    public synchronized Asking ask(String of, Supplier<Map<String, byte[]>> files, LocalDate since, String by) {
        Asking known = kept.get(of);
        if (known != null && known.open()) {
            return known;
        }
        Asking asking = new Asking(of, since, by, clock.instant(), State.WAITING, "waiting for its turn", null, null);
        kept.remove(of);
        kept.put(of, asking);
        kept.entrySet().removeIf(old -> kept.size() > KEPT && !old.getValue().open());
        background.execute(() -> work(of, files, since));
        return asking;
    }

    /** The last one that was asked for, if it is kept. */
    public synchronized Optional<Asking> find(String of) {
        return Optional.ofNullable(kept.get(of));
    }

    /** @throws Problem PRE-110 where nobody has asked, or it was thrown away */
    public Asking get(String of) {
        return find(of).orElseThrow(() -> new Problem(new Finding(
                "PRE-110", of, "nobody has asked for this preview, or it was thrown away", null, "one of the newest " + KEPT, "ask for it")));
    }

    private void work(String of, Supplier<Map<String, byte[]>> files, LocalDate since) {
        try {
            Preview preview = rehearsals.preview(files.get(), since, MOST, words -> now(of, asking -> with(asking, State.RUNNING, words, null, null)));
            now(of, asking -> with(asking, State.DONE, "done", preview, null));
        } catch (Problem told) {
            now(of, asking -> with(asking, State.FAILED, asking.doing, null, told.getMessage()));
        } catch (RuntimeException | Error broke) {
            LOG.error("The preview of {} broke off", of, broke);
            now(of, asking -> with(asking, State.FAILED, asking.doing, null, Causes.sentence(broke)));
        }
    }

    private synchronized void now(String of, UnaryOperator<Asking> change) {
        kept.computeIfPresent(of, (same, asking) -> change.apply(asking));
    }

    private static Asking with(Asking asking, State state, String doing, Preview preview, String failure) {
        return new Asking(asking.of, asking.since, asking.by, asking.askedAt, state, doing, preview, failure);
    }

    /** What is under way breaks off with the service, and what waits is not begun. */
    @Override
    public void close() {
        background.shutdownNow();
    }
}
