package io.hourbook.schedule;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.timetable.Schedules;
import io.hourbook.timetable.When;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The schedules in force here, and since when they are what they are. */
final class Plans {

    /** Where schedules are written down. */
    static final String FILE = "mappings/schedules.yaml";

    /** Where schedules are read. */
    interface Book {
        /** @throws Problem where none could be read yet */
        Schedules schedules();

        Collection<String> sources();

        /** Names of the targets. */
        default Collection<String> targets() {
            return List.of();
        }

        /** Equal as long as nobody has edited the files. */
        Object stamp();

        /** Reads the files anew; only ever in a turn, for a pass keeps the book it began with. */
        void reload();
    }

    private final Book book;
    private final Predicate<String> routes;
    private final SlotStore store;
    private Map<String, String> known;
    private Object stamp;

    /** @param routes whether a route of this name runs */
    Plans(Book book, Predicate<String> routes, SlotStore store) {
        this.book = book;
        this.routes = routes;
        this.store = store;
    }

    /** Everything that comes due by itself or is asked for; what no company wrote down only where its route is there. */
    Map<String, When> active() {
        Schedules schedules = book.schedules();
        Map<String, When> active = new LinkedHashMap<>(schedules.plans());
        active.keySet().removeIf(name -> schedules.assumed().contains(name) && !runs(name));
        return active;
    }

    /** Whether there is somebody to do it. */
    boolean runs(String name) {
        return Schedules.isPass(name) || routes.test(name);
    }

    /**
     * Writes down what is new here: it begins at this moment. A process that runs beside one with other files does so once, not again
     * and again.
     */
    void remember(Instant at) {
        Map<String, String> now = new HashMap<>();
        active().forEach((name, when) -> now.put(name, when.identity()));
        if (now.equals(known)) {
            return;
        }
        Map<String, String> before = known == null ? Map.of() : known;
        now.forEach((name, words) -> {
            if (!words.equals(before.get(name))) {
                store.remember(name, words, at);
            }
        });
        store.forgetAllBut(book.schedules().plans().keySet());
        known = now;
    }

    /** A process with other files has taken these out of the database when it began: they begin anew, and nothing else does. */
    void rememberMissing(Collection<String> present, Instant at) {
        active().forEach((name, when) -> {
            if (!present.contains(name)) {
                store.remember(name, when.identity(), at);
            }
        });
    }

    boolean edited() {
        Object now = book.stamp();
        if (stamp == null) {
            stamp = now;
        }
        return !now.equals(stamp);
    }

    /** An edit that no pass has read yet. One that cannot be read is told by the pass that it begins. */
    void readEdit(Instant at) {
        if (edited()) {
            stamp = book.stamp();
            try {
                book.reload();
            } catch (Problem refused) {
                return;
            }
            remember(at);
        }
    }

    /** @throws Problem SCH-102 or SCH-103 where nothing of this name can be asked for */
    void require(String name) {
        Set<String> names = new LinkedHashSet<>(active().keySet());
        book.sources().forEach(source -> names.add(Schedules.SOURCE + source));
        Schedules.FLOWS.forEach(flow -> names.add(Schedules.FLOW + flow));
        book.targets().forEach(target -> names.add(Schedules.TARGET + target));
        names.add(Schedules.SYNC);
        if (!names.contains(name)) {
            throw new Problem(new Finding(
                    "SCH-103", "schedules", "nothing of this name can be run", name, "one of " + String.join(", ", names),
                    "choose one of them; mappings/schedules.yaml names what else there is to do"));
        }
        if (!runs(name)) {
            throw new Problem(Schedules.routeMissing(FILE, name));
        }
    }
}
