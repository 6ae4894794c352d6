package io.hourbook.run;

import io.hourbook.allocation.Reason;
import io.hourbook.allocation.Standing;
import io.hourbook.entry.IntakeCounts;
import io.hourbook.expense.ExpenseLaws;
import io.hourbook.mapping.MappingBook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.springframework.jdbc.core.JdbcTemplate;

/** The laws of conservation, computed from the tables alone: over everything, or over what a pass has had in hand. */
final class Conservation {

    /**
     * @param broken one sentence for each law that does not hold
     * @param wrong  those among them that make a document wrong: nothing may be sent before they hold
     * @param proved nothing is wrong, and what does not balance are entries that are not wholly allocated, held or excluded yet
     * @param expenses null for a company without expenses
     */
    record State(
            Map<String, Long> held, Map<String, Long> excluded, Summary.Seconds seconds, List<String> broken, List<String> wrong,
            boolean proved, ExpenseLaws.Figures expenses) {}

    /**
     * What the tables say where it was looked.
     *
     * @param wrong    the laws that do not hold there, in sentences
     * @param expenses what the tables say of money spent
     */
    record Found(EntrySums.Found sums, List<String> wrong, ExpenseLaws.Found expenses) {}

    private final JdbcTemplate jdbc;
    private final EntrySums sums;
    private final DocumentLaws documents;
    private final PayLaws pay;
    private final ExpenseLaws expenses;
    private final Executor lanes;

    /** @param lanes for laws that are looked at at the same time */
    Conservation(JdbcTemplate jdbc, Executor lanes) {
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.sums = new EntrySums(jdbc);
        this.documents = new DocumentLaws(jdbc);
        this.pay = new PayLaws(jdbc);
        this.expenses = new ExpenseLaws(jdbc);
    }

    /**
     * Looks at every law there. In two lanes: what is asked in one does not depend on the other.
     *
     * @param runId whose documents are to be the sums of their lines; for the whole, all are
     */
    Found look(Extent extent, int runId, MappingBook book) {
        CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(
                () -> {
                    List<String> wrong = new ArrayList<>();
                    documents.totals(wrong, extent, runId);
                    documents.lines(wrong, extent);
                    return wrong;
                },
                lanes);
        List<String> wrong = new ArrayList<>();
        EntrySums.Found found;
        ExpenseLaws.Found spent;
        try {
            found = sums.of(extent);
            retainers(wrong, extent, book);
            pay.parts(wrong, extent);
            pay.batches(wrong, extent);
            spent = expenses.look(extent.whole() ? null : extent.groups());
            wrong.addAll(spent.wrong());
        } finally {
            // its connection is not to outlive the pass
            lines.exceptionally(failed -> List.of()).join();
        }
        List<String> all = new ArrayList<>(result(lines));
        all.addAll(wrong);
        if (found.orphans() > 0) {
            all.add(found.orphans() + " allocations have no entry");
        }
        return new Found(found, all, spent);
    }

    private static List<String> result(CompletableFuture<List<String>> lane) {
        try {
            return lane.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    void keep(Extent extent, Found found) {
        sums.keep(extent, found.sums());
    }

    /** What is kept of the whole. */
    List<EntrySums.Sum> kept() {
        return sums.kept();
    }

    /** The figures of the whole, and what they say about its laws. */
    static State state(List<EntrySums.Sum> all, List<String> wrong, IntakeCounts rows, ExpenseLaws.Found expenses) {
        List<String> broken = new ArrayList<>();
        if (!rows.conserved()) {
            broken.add("rows received are not new + duplicates + amended + skipped + malformed: " + rows);
        }
        Figures figures = new Figures();
        all.forEach(figures::add);
        if (figures.astray > 0) {
            broken.add(figures.astray + " entries are not wholly allocated, held or excluded; see the dead letters");
        }
        if (expenses.waiting() > 0) {
            broken.add(expenses.waiting() + " expenses are not allocated; see the dead letters, and whether the route allocate-expenses runs"
                    + " (hourbook migrate adds it to routes of an earlier release)");
        }
        Summary.Seconds seconds = new Summary.Seconds(figures.received, Figures.side(figures.pay), Figures.side(figures.bill));
        boolean balanced = side(broken, "pay", seconds.received(), seconds.pay()) & side(broken, "bill", seconds.received(), seconds.bill());
        broken.addAll(wrong);
        return new State(
                words(figures.held), words(figures.excluded), seconds, List.copyOf(broken), List.copyOf(wrong),
                wrong.isEmpty() && (balanced || figures.astray > 0), expenses.figures());
    }

    private static final class Figures {
        final Map<Standing, Long> pay = new EnumMap<>(Standing.class);
        final Map<Standing, Long> bill = new EnumMap<>(Standing.class);
        final Map<Reason, Long> held = new EnumMap<>(Reason.class);
        final Map<Reason, Long> excluded = new EnumMap<>(Reason.class);
        long received;
        long astray;

        void add(EntrySums.Sum sum) {
            EntrySums.Fate fate = sum.fate();
            received += sum.seconds();
            astray += sum.astray();
            if (fate.payState() != null) {
                pay.merge(standing(fate.payState()), sum.paySeconds(), Long::sum);
            }
            if (fate.billState() != null) {
                bill.merge(standing(fate.billState()), sum.billSeconds() - sum.restSeconds(), Long::sum);
            }
            bill.merge(Standing.HELD, sum.restSeconds(), Long::sum);
            if (fate.payState() != null && fate.billState() != null) {
                String exhausted = Reason.RETAINER_EXHAUSTED.word();
                for (Map.Entry<Standing, Map<Reason, Long>> counts : Map.of(Standing.HELD, held, Standing.EXCLUDED, excluded).entrySet()) {
                    count(counts.getValue(), counts.getKey(), sum.entries() - sum.restEntries(), fate.payReason(), fate.billReason());
                    count(counts.getValue(), counts.getKey(), sum.restEntries(), fate.payReason(), fate.billReason(), exhausted);
                }
            }
        }

        private static Standing standing(String word) {
            return Standing.valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }

        static Summary.Side side(Map<Standing, Long> sums) {
            return new Summary.Side(
                    sums.getOrDefault(Standing.ALLOCATED, 0L), sums.getOrDefault(Standing.HELD, 0L), sums.getOrDefault(Standing.EXCLUDED, 0L));
        }
    }

    /** An entry counts once, under its first reason of a kind. */
    private static void count(Map<Reason, Long> counts, Standing kind, long entries, String... words) {
        Reason first = null;
        for (String word : words) {
            Reason reason = word == null ? null : Reason.of(word);
            if (reason != null && reason.standing() == kind && (first == null || reason.compareTo(first) < 0)) {
                first = reason;
            }
        }
        if (first != null && entries != 0) {
            counts.merge(first, entries, Long::sum);
        }
    }

    private static Map<String, Long> words(Map<Reason, Long> counts) {
        Map<String, Long> words = new LinkedHashMap<>();
        counts.forEach((reason, count) -> {
            if (count != 0) {
                words.put(reason.word(), count);
            }
        });
        return words;
    }

    private static boolean side(List<String> broken, String name, long received, Summary.Side side) {
        long sum = side.allocated() + side.held() + side.excluded();
        if (sum != received) {
            broken.add(name + " side: " + side.allocated() + " s allocated + " + side.held() + " s held + " + side.excluded()
                    + " s excluded are not the " + received + " s received");
        }
        return sum == received;
    }

    private void retainers(List<String> broken, Extent extent, MappingBook book) {
        if (extent.whole()) {
            drawn(broken, book, "", new Object[0]);
        } else {
            Extent.slices(extent.retainers()).forEach(some -> drawn(broken, book, " where retainer" + Extent.in(some), some.toArray()));
        }
    }

    private void drawn(List<String> broken, MappingBook book, String among, Object[] arguments) {
        jdbc.query(
                "select retainer, sum(drawn_amount) as drawn from drawing" + among + " group by retainer",
                row -> {
                    String retainer = row.getString("retainer");
                    BigDecimal prepaid = book.retainers().containsKey(retainer) ? book.retainers().get(retainer).prepaid() : BigDecimal.ZERO;
                    if (row.getBigDecimal("drawn").compareTo(prepaid) > 0) {
                        broken.add("retainer " + retainer + " is below zero: " + row.getBigDecimal("drawn").toPlainString() + " drawn of "
                                + prepaid.toPlainString());
                    }
                },
                arguments);
    }
}
