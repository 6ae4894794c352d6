package io.hourbook.rehearsal;

import io.hourbook.home.Home;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.run.Summary;
import io.hourbook.version.Trial;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One preview: first a pass as the next one would be, which shows what happens by itself; then one over history as if it had just come
 * in, which shows what a correction of everything would come to.
 */
final class Previewing {

    private final Stage stage;
    private final Path scratch;
    private final LocalDate since;
    private final Consumer<String> progress;
    private final long freeBytes;
    private final int most;

    /** @param most so many moves are told one by one, and so many documents */
    Previewing(Stage stage, Path scratch, LocalDate since, int most, Consumer<String> progress, long freeBytes) {
        this.most = most;
        this.stage = stage;
        this.scratch = scratch;
        this.since = since;
        this.progress = progress;
        this.freeBytes = freeBytes;
    }

    Preview of(Map<String, byte[]> files, Supplier<Trial.Checked> check) {
        long began = System.nanoTime();
        CompletableFuture<Trial.Checked> checking = CompletableFuture.supplyAsync(
                check, task -> new Thread(Offstage.carried(task), "check").start());
        Trial.Checked checked;
        try {
            // the check is this program's work and copying is the server's: side by side
            new Copying(stage, progress).copy(freeBytes);
        } finally {
            checked = result(checking);
        }
        JdbcTemplate jdbc = new JdbcTemplate(stage.database().dataSource());
        long recorded = jdbc.queryForObject("select count(*) from entry", Long.class);
        long waited = jdbc.queryForObject("select count(*) from work", Long.class);
        new Trial(stage.database().dataSource()).putInForce(files, Clock.systemUTC());
        try (Cast cast = Cast.gather(new Home(scratch.resolve("home")), stage.database())) {
            progress.accept("a run as the next one would be");
            Summary next = pass(cast);
            Map<Long, Move> byItself = new HashMap<>();
            new Sides(jdbc).each(changed -> byItself.put(key(changed), changed.move()));
            Map<Integer, ByteBuffer> saysByItself = new HashMap<>();
            String base = cast.book().policies().baseCurrency();
            Papers documents = new Papers(jdbc, base);
            documents.changed().forEach(one -> saysByItself.put(one.id(), one.says()));
            long replayed = new Replay(jdbc).prepare(cast.book(), since);
            progress.accept("replaying " + replayed + " entries");
            Summary whole = pass(cast);
            progress.accept("comparing");
            Found found = new Found(byItself, most);
            new Sides(jdbc).each(found::add);
            List<Papers.Changed> papers = documents.changed();
            List<String> broken = new ArrayList<>(next.broken());
            whole.broken().stream().filter(law -> !broken.contains(law)).forEach(broken::add);
            BigDecimal moved = MoneyMoved.in(jdbc);
            return new Preview(
                    since == null ? null : since.toString(), found.entries(recorded, replayed, waited), found.moves, found.count - found.moves.size(),
                    Papers.outcomes(papers), papers.stream().limit(most).map(one -> told(one, saysByItself)).toList(),
                    Math.max(0, papers.size() - most), documents.totals(), base, Face.amount(moved, base), checked.notes(), checked.cases(),
                    broken.isEmpty(), broken, (System.nanoTime() - began) / 1_000_000);
        }
    }

    /** What is wrong with the edit comes before what is wrong with the copy. */
    private static Trial.Checked result(CompletableFuture<Trial.Checked> checking) {
        try {
            return checking.join();
        } catch (CompletionException failed) {
            throw Causes.unwrapped(failed.getCause());
        }
    }

    /** @throws Problem PRE-108 where it breaks off */
    static Summary pass(Cast cast) {
        try {
            return cast.pass();
        } catch (Problem broke) {
            List<Finding> all = new ArrayList<>();
            all.add(new Finding("PRE-108", "rehearsal", "a run with these routes and mappings breaks off", null, "a run that ends by itself",
                    "mend what stands below before anything of this goes in force; the books are as they were"));
            all.addAll(broke.findings());
            throw new Problem(all);
        }
    }

    private static long key(Sides.Changed changed) {
        return changed.entryId() * 2 + (changed.pay() ? 1 : 0);
    }

    private static DocumentChange told(Papers.Changed one, Map<Integer, ByteBuffer> byItself) {
        DocumentChange change = one.change();
        return new DocumentChange(
                change.reference(), change.target(), change.type(), change.counterparty(), change.currency(), change.period(), change.outcome(),
                change.delivered(), one.says().equals(byItself.get(one.id())), change.from(), change.to(), change.corrects());
    }

    /** What was found of entries, counted whole and told as far as it is told one by one. */
    private static final class Found {

        private final Map<Long, Move> byItself;
        private final List<Move> moves = new ArrayList<>();
        private final Map<Move.Kind, Integer> kinds = new EnumMap<>(Move.Kind.class);
        private final int most;
        private int count;
        private int ownAccord;

        Found(Map<Long, Move> byItself, int most) {
            this.most = most;
            this.byItself = byItself;
        }

        void add(Sides.Changed changed) {
            Move move = changed.move();
            boolean itself = move.equals(byItself.get(key(changed)));
            count++;
            ownAccord += itself ? 1 : 0;
            kinds.merge(move.kind(), 1, Integer::sum);
            if (moves.size() < most) {
                moves.add(new Move(move.source(), move.key(), move.workDate(), move.side(), move.kind(), itself, move.from(), move.to()));
            }
        }

        Preview.Entries entries(long recorded, long replayed, long waited) {
            Map<String, Integer> words = new LinkedHashMap<>();
            kinds.forEach((kind, times) -> words.put(kind.word(), times));
            return new Preview.Entries(recorded, replayed, waited, count, ownAccord, words);
        }
    }
}
