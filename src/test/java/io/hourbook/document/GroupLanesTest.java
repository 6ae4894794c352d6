package io.hourbook.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.RepeatedTransaction;
import io.hourbook.entry.MarkQueue;
import io.hourbook.entry.Marks;
import io.hourbook.entry.Row;
import io.hourbook.payroll.OvertimeStep;
import io.hourbook.payroll.PayWeeks;
import io.hourbook.retainer.DrawingStep;
import io.hourbook.retainer.Retainers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * Lanes side by side come to what one alone comes to: new work, late work, corrections of drafts and of what is final. The same
 * documents with the same lines in the same order, the same pay parts, the same drawings.
 */
class GroupLanesTest {

    private static final int LANES = 3;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(LANES);
    private static final String[][] WORK = {
        {"W01", "ACME-APP"}, {"W02", "EMBER-CARE"}, {"W03", "FJORD-OPS"}, {"W04", "OASIS-APP"}, {"W05", "BLAU-ERP"}, {"W06", "FJORD-OPS"},
        {"W07", "CROWN-BRAND"}, {"W08", "ACME-WEB"}, {"W09", "ACME-WEB"}, {"W10", "BLAU-ERP"}, {"W13", "EMBER-CARE"}, {"W13", "INTERNAL"}
    };

    private final Set<String> sent = ConcurrentHashMap.newKeySet();

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20250301})
    void lanesSideBySideComeToWhatOneAloneComesTo(long seed) throws Exception {
        List<String> alone = life(seed, 1);
        Set<String> sentAlone = Set.copyOf(sent);
        sent.clear();
        List<String> together = life(seed, LANES);

        assertThat(alone).as("documents, lines, parts and drawings").hasSizeGreaterThan(500);
        assertThat(together).containsExactlyElementsOf(alone);
        assertThat(sent).containsExactlyInAnyOrderElementsOf(sentAlone);
    }

    /** Four rounds of rows, after two of which something is final. @return all that stands after each */
    private List<String> life(long seed, int lanes) throws Exception {
        Random chance = new Random(seed);
        // without the hash in it, which for what takes something back is made from the other line's number
        Books books = new Books((jdbc, clock) -> items -> items.forEach(
                item -> sent.add(item.idempotencyKey().substring(0, item.idempotencyKey().lastIndexOf('/')) + " " + item.dueOn())));
        books.empty();
        books.bench.edit("retainers.csv", text -> text.replace("16000.00", "3000.00").replace("14000.00", "2000.00"));
        List<String> said = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            books.bench.take("harvest", rows(chance, round));
            books.bench.roundDays();
            recompute(books, lanes);
            said.addAll(all(books));
            if (round == 1 || round == 2) {
                finals(books, chance);
                recompute(books, lanes);
                said.addAll(all(books));
            }
        }
        assertThat(books.unsound()).isEmpty();
        assertThat(books.bench.entries.count("mark")).isZero();
        return said;
    }

    /** Some are new, some are said before and say something else now. */
    private static Object[] rows(Random chance, int round) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            int id = round == 0 ? i : 60 * round + i;
            String[] work = WORK[id % WORK.length];
            LocalDate day = LocalDate.of(2025, 3, 1).plusDays(id * 7L % 75);
            String start = day + "T" + (10 + id % 10) + ":00";
            rows.add(Row.timed(work[0], start, 600L * (1 + chance.nextInt(30))).on(work[1], chance.nextInt(3) == 0 ? "DESIGN" : "DEV")
                    .notes(chance.nextBoolean() ? "" : "Round " + round + " \"" + id + "\"").id(Integer.toString(id)));
        }
        return rows.toArray();
    }

    /** What routes/process/recompute-groups does once days are rounded, in batches so small that every lane has some. */
    private static void recompute(Books books, int lanes) throws Exception {
        JdbcTemplate jdbc = lanes == 1 ? books.bench.entries.jdbc : new JdbcTemplate(books.bench.entries.source);
        RepeatedTransaction transaction = lanes == 1
                ? books.bench.entries.transaction
                : new RepeatedTransaction(new DataSourceTransactionManager(books.bench.entries.source));
        PayWeeks weeks = new PayWeeks(jdbc, transaction, books.bench.groups());
        MarkQueue markedWeeks = queue(jdbc, Marks.Kind.PAY_WEEK);
        inLanes(lanes, () -> {
            List<?> taken = step(weeks.take(books.bench.pass(), markedWeeks), week -> new OvertimeStep().flag(new OvertimeStep().split(week)),
                    done -> weeks.store(books.bench.pass(), done));
            return !taken.isEmpty();
        });
        Retainers retainers = new Retainers(jdbc, transaction, books.bench.groups());
        MarkQueue markedRetainers = queue(jdbc, Marks.Kind.RETAINER);
        inLanes(lanes, () -> !step(retainers.take(books.bench.pass(), markedRetainers), new DrawingStep()::draw,
                done -> retainers.store(books.bench.pass(), done)).isEmpty());
        DocumentStore documents = new DocumentStore(jdbc, transaction, books.way(), new DocumentCounts());
        MarkQueue markedGroups = queue(jdbc, Marks.Kind.DOCUMENT);
        inLanes(lanes, () -> !step(documents.take(books.bench.pass(), markedGroups), documents::assemble,
                done -> documents.store(books.bench.pass(), done)).isEmpty());
    }

    private static <T> List<T> step(List<T> taken, UnaryOperator<T> each, Consumer<List<T>> store) {
        store.accept(taken.stream().map(each).toList());
        return taken;
    }

    private static MarkQueue queue(JdbcTemplate jdbc, Marks.Kind kind) {
        return new MarkQueue(new Marks(jdbc), kind, 2, 100, keys -> Map.of());
    }

    private interface Lane {
        /** @return whether there was anything to do */
        boolean batch() throws Exception;
    }

    private static void inLanes(int lanes, Lane lane) throws Exception {
        CyclicBarrier together = new CyclicBarrier(lanes);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            ends.add(THREADS.submit(() -> {
                together.await(20, TimeUnit.SECONDS);
                boolean any = true;
                while (any) {
                    any = lane.batch();
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
    }

    /** The targets take some documents and hold them for final, as they are. */
    private static void finals(Books books, Random chance) {
        for (String reference : books.references()) {
            if (chance.nextInt(3) == 0) {
                books.deliver(reference);
                books.finalOnly(reference);
            }
        }
    }

    private static List<String> all(Books books) {
        List<String> all = new ArrayList<>();
        for (String sql : List.of(
                """
                select concat_ws(' ', reference, status, date, due, total, base_total, line_count, revision)
                from document order by target, reference""",
                """
                select concat_ws(' ', l.position, l.from_revision, l.until_revision, l.line_key,
                    if(l.reverses_id is null, hex(l.content_hash), ''), l.entry_id, l.account,
                    l.amount, l.base_amount, l.seconds, r.line_key, l.wire)
                from document_line l join document d on d.id = l.document_id left join document_line r on r.id = l.reverses_id
                order by d.reference, l.position, l.from_revision, l.line_key""",
                "select concat_ws(' ', worker, week_from, entry_id, work_date, code, seconds, account) from pay_part order by 1",
                "select concat_ws(' ', worker, week_from, work_date, flag, detail) from pay_flag order by 1",
                """
                select concat_ws(' ', d.retainer, d.entry_id, d.drawn_amount, d.drawn_seconds, d.rest_amount, d.rest_seconds, g.stem, i.stem)
                from drawing d left join document_group g on g.id = d.group_id left join document_group i on i.id = d.rest_group_id
                order by d.retainer, d.entry_id""")) {
            all.addAll(books.bench.entries.jdbc.queryForList(sql, String.class));
        }
        return all;
    }
}
