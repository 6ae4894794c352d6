package io.hourbook.rehearsal;

import io.hourbook.database.Database;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import io.hourbook.version.Trial;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real passes on a copy of the books: with routes and mappings that nobody has accepted, or with files that nobody has taken. Nothing is
 * sent, and neither the books nor the home is written to. One at a time on a database; beside a running service as well.
 */
public final class Rehearsals {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);

    private final Home home;
    private final Database database;
    private final UnaryOperator<String> settings;
    private final Supplier<Map<String, Class<?>>> beans;

    /**
     * @param database the books
     * @param settings the value of a setting that routes may name, or null
     * @param beans    the beans that routes may name, with their classes
     */
    public Rehearsals(Home home, Database database, UnaryOperator<String> settings, Supplier<Map<String, Class<?>>> beans) {
        this.home = home;
        this.database = database;
        this.settings = settings;
        this.beans = beans;
    }

    /**
     * What mappings in a folder would make of recorded history, with the routes in force.
     *
     * @param mappings a folder as a home has it; what is wrong there, or noted, is told as this names it
     * @param since    entries of earlier work dates stay as they stand; null: none
     * @param most     so many moves are told one by one, and so many documents
     * @param progress told what is being done, in words
     * @throws Problem with every finding of the check, or PRE-1xx where it cannot be found out
     */
    public Preview preview(Path mappings, LocalDate since, int most, Consumer<String> progress) {
        try {
            return onStage((stage, scratch) -> {
                Map<String, byte[]> files = new Trial(database.dataSource()).with(home, mappings.toAbsolutePath(), scratch.resolve("read"));
                return of(stage, scratch, files, since, most, progress);
            }).notedIn(mappings);
        } catch (Problem told) {
            throw Places.in(mappings, told);
        }
    }

    /** The same of a whole set: paths {@code routes/…}, {@code mappings/…} to bytes. */
    public Preview preview(Map<String, byte[]> files, LocalDate since, int most, Consumer<String> progress) {
        return onStage((stage, scratch) -> of(stage, scratch, files, since, most, progress));
    }

    /** Tables that are wrong are told before anything is copied; the rest of the check, cases and all, goes beside that. */
    private Preview of(Stage stage, Path scratch, Map<String, byte[]> files, LocalDate since, int most, Consumer<String> progress) {
        if (!Trial.tables(files, scratch.resolve("tables")).isEmpty()) {
            checked(files, scratch, progress);
        }
        return new Previewing(stage, scratch, since, most, progress, freeBytes()).of(files, () -> checked(files, scratch, progress));
    }

    /**
     * How much money a set would move against the one in force, in the base currency. It was checked by whoever asks.
     *
     * @throws Problem PRE-1xx where it cannot be found out
     */
    BigDecimal moved(Map<String, byte[]> files) {
        return onStage((stage, scratch) -> new Weighing(stage, scratch, words -> LOG.debug("{}", words)).of(files, freeBytes()));
    }

    /**
     * What a pass would come to now: with what lies in the inbox, and what was edited in the home's folder.
     *
     * @param service  whether a service runs on the home, whose gate would judge the edit
     * @param progress told what is being done, in words
     * @throws Problem with every finding of the check where an edit does not pass, or PRE-1xx where it cannot be found out
     */
    public DryRun dryRun(boolean service, Consumer<String> progress) {
        return onStage((stage, scratch) -> {
            Trial trial = new Trial(database.dataSource());
            Map<String, byte[]> files = trial.asSaved(home);
            boolean edited = !trial.inForce(files);
            List<String> notes = edited ? checked(files, service, scratch, progress).notes() : List.of();
            List<String> waits = edited ? trial.waits(files) : List.of();
            return new DryRunning(home, stage, scratch, progress, freeBytes()).of(edited ? Optional.of(files) : Optional.empty(), waits, notes);
        });
    }

    private Trial.Checked checked(Map<String, byte[]> files, Path scratch, Consumer<String> progress) {
        return checked(files, false, scratch, progress);
    }

    private Trial.Checked checked(Map<String, byte[]> files, boolean service, Path scratch, Consumer<String> progress) {
        progress.accept("checking routes, mappings and cases");
        Trial.Checked checked = new Trial(database.dataSource()).check(files, service, scratch.resolve("check"), settings, beans);
        if (!checked.findings().isEmpty()) {
            throw new Problem(checked.findings());
        }
        return checked;
    }

    private interface Act<T> {
        T play(Stage stage, Path scratch);
    }

    private <T> T onStage(Act<T> act) {
        try (Offstage log = new Offstage(); Stage stage = Stage.open(database)) {
            // in the home, for it is to be on its disk; alone there, for the stage is
            Path scratch = home.data().resolve("rehearsal");
            Trial.clear(scratch);
            try {
                return act.play(stage, scratch);
            } finally {
                Trial.clear(scratch);
            }
        }
    }

    /** On the disk of the built-in server; of another one, nobody here knows. */
    private long freeBytes() {
        return database.embedded() ? home.data().toFile().getUsableSpace() : Long.MAX_VALUE;
    }
}
