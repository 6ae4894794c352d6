package io.hourbook.retainer;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.allocation.ExchangeStep;
import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.PassContext;
import io.hourbook.entry.MarkQueue;
import io.hourbook.entry.Marks;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.mapping.Retainer;
import io.hourbook.money.Money;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Marked retainers, loaded whole and stored whole. Bean {@code retainers}. */
public final class Retainers {

    private static final int MOST_RETAINERS = 20;
    private static final int MOST_ENTRIES = 10_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Marks marks;
    private final DocumentGroups groups;
    private final Drawings drawings;

    public Retainers(JdbcTemplate jdbc, TransactionTemplate transaction, DocumentGroups groups) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.groups = groups;
        this.marks = new Marks(jdbc);
        this.drawings = new Drawings(jdbc, groups);
    }

    /** All retainers that are marked now, for lanes to take from. */
    public MarkQueue open() {
        return new MarkQueue(marks, Marks.Kind.RETAINER, MOST_RETAINERS, MOST_ENTRIES, this::rows);
    }

    /**
     * The next retainers of a queue; empty when none is left.
     *
     * @throws Problem RUN-203 for a retainer that work was drawn from and that the mappings no longer have
     */
    public List<RetainerState> take(PassContext pass, MarkQueue queue) {
        return queue.take().stream().map(key -> load(pass, key)).toList();
    }

    /** The first marked retainers, for one who works alone and stores them before asking again. */
    public List<RetainerState> next(PassContext pass) {
        return take(pass, open());
    }

    private Map<String, Long> rows(List<String> retainers) {
        Map<String, Long> rows = new HashMap<>();
        jdbc.query(
                "select retainer, count(*) from bill_allocation where retainer in (" + "?,".repeat(retainers.size() - 1)
                        + "?) group by retainer",
                row -> {
                    rows.put(row.getString(1), row.getLong(2));
                },
                retainers.toArray());
        return rows;
    }

    private RetainerState load(PassContext pass, String key) {
        Retainer retainer = pass.book().retainers().get(key);
        if (retainer == null) {
            throw new Problem(new Finding(
                    "RUN-203", "mappings/retainers.csv", "work was drawn from retainer " + key + ", which is no longer there", key,
                    "its row, as long as entries are drawn from it", "put the row back and save: the run goes on by itself"));
        }
        boolean fixed = drawings.fixed(key);
        Map<Long, Drawing.Drawn> before = fixed ? drawings.of(retainer) : Map.of();
        List<RetainerState.Item> items = jdbc.query(
                """
                select a.entry_id, a.work_date, a.service, a.account, a.amount, a.seconds, a.raw_seconds
                from bill_allocation a join entry e on e.id = a.entry_id
                where a.retainer = ? and a.state = 'allocated' order by a.start_at, a.worker, e.line, a.entry_id""",
                (row, n) -> item(retainer, row, before),
                key);
        return new RetainerState(retainer, fixed, items, List.of());
    }

    private static RetainerState.Item item(Retainer retainer, ResultSet row, Map<Long, Drawing.Drawn> before) throws SQLException {
        BigDecimal amount = Money.exact(row.getBigDecimal("amount"), retainer.currency());
        Drawing.Drawn kept = before.get(row.getLong("entry_id"));
        boolean same = kept != null
                && kept.amount().add(kept.restAmount()).compareTo(amount) == 0
                && kept.seconds() + kept.restSeconds() == row.getLong("seconds");
        return new RetainerState.Item(
                row.getLong("entry_id"), row.getObject("work_date", LocalDate.class), row.getString("service"),
                row.getString("account"), amount, row.getLong("seconds"), row.getLong("raw_seconds"), same ? kept : null);
    }

    /** Stores what was drawn, whole, and marks the journals and invoices on which it is or was. */
    public void store(PassContext pass, List<RetainerState> states) {
        for (RetainerState state : states) {
            String retainer = state.retainer().retainer();
            List<Drawings.Row> rows = rows(pass, state);
            groups.ensure(rows.stream().flatMap(row -> Stream.of(row.journal(), row.invoice())).filter(Objects::nonNull).distinct().toList());
            transaction.executeWithoutResult(status -> {
                marks.set(Marks.Kind.DOCUMENT, drawings.replace(retainer, rows));
                marks.clear(Marks.Kind.RETAINER, List.of(retainer));
            });
        }
    }

    private static List<Drawings.Row> rows(PassContext pass, RetainerState state) {
        Retainer retainer = state.retainer();
        Client client = pass.book().clients().get(retainer.client());
        Map<Long, RetainerState.Item> items = new HashMap<>();
        state.items().forEach(item -> items.put(item.entryId(), item));
        String journals = pass.book().targetOf(DocumentKind.RETAINER_JOURNAL);
        String invoices = pass.book().targetOf(DocumentKind.SALES_INVOICE);
        return state.drawn().stream()
                .map(drawn -> {
                    RetainerState.Item item = items.get(drawn.entryId());
                    boolean hold = retainer.overage() == Retainer.Overage.HOLD || !chargeable(pass, retainer, client, item.workDate());
                    String period = YearMonth.from(item.workDate()).toString();
                    return new Drawings.Row(
                            item, drawn, period, retainer.currency(), drawn.hasRest() && hold,
                            drawn.amount().signum() > 0
                                    ? GroupKey.drawdown(journals, retainer.retainer(), client.customer(), retainer.currency(), period)
                                    : null,
                            drawn.hasRest() && !hold
                                    ? GroupKey.invoice(invoices, client.customer(), client.currency(), item.workDate(), client.client())
                                    : null);
                })
                .toList();
    }

    /** Whether a rest can be charged at all: into another currency than the retainer's it takes a rate. */
    private static boolean chargeable(PassContext pass, Retainer retainer, Client client, LocalDate workDate) {
        return retainer.currency().equals(client.currency())
                || pass.book().exchangeRates()
                        .cross(
                                retainer.currency(), client.currency(), ExchangeStep.rateDay(pass, client, workDate),
                                pass.book().policies().exchangeMaxAgeDays())
                        .isPresent();
    }
}
