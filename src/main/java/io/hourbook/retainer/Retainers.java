package io.hourbook.retainer;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.allocation.ExchangeStep;
import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.PassContext;
import io.hourbook.database.BulkInsert;
import io.hourbook.entry.Marks;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.Retainer;
import io.hourbook.money.Money;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Marked retainers, loaded whole and stored whole. Bean {@code retainers}. */
public final class Retainers {

    private static final int BATCH = 20;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Marks marks;
    private final DocumentGroups groups;
    private final BulkInsert insert;

    public Retainers(JdbcTemplate jdbc, TransactionTemplate transaction, DocumentGroups groups) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.groups = groups;
        this.marks = new Marks(jdbc);
        this.insert = new BulkInsert(
                jdbc,
                """
                insert into drawing (retainer, entry_id, period, service, account, currency, drawn_amount, drawn_seconds,
                    drawn_raw_seconds, rest_amount, rest_seconds, rest_raw_seconds, rest_held, group_id, rest_group_id) values""",
                15,
                "");
    }

    /**
     * The next marked retainers; empty when none is left.
     *
     * @throws Problem RUN-203 for a retainer that work was drawn from and that the mappings no longer have
     */
    public List<RetainerState> next(PassContext pass) {
        return marks.first(Marks.Kind.RETAINER, BATCH).stream().map(key -> load(pass, key)).toList();
    }

    private RetainerState load(PassContext pass, String key) {
        Retainer retainer = pass.book().retainers().get(key);
        if (retainer == null) {
            throw new Problem(new Finding(
                    "RUN-203", "mappings/retainers.csv", "work was drawn from retainer " + key + ", which is no longer there", key,
                    "its row, as long as entries are drawn from it", "put the row back and save: the run goes on by itself"));
        }
        Boolean fixed = jdbc.queryForObject(
                """
                select exists (select 1 from drawing d join document x on x.group_id in (d.group_id, d.rest_group_id)
                    where d.retainer = ? and x.status = 'final')""",
                Boolean.class, key);
        Map<Long, Drawing.Drawn> before = new HashMap<>();
        if (Boolean.TRUE.equals(fixed)) {
            jdbc.query(
                    "select * from drawing where retainer = ?",
                    row -> {
                        before.put(row.getLong("entry_id"), drawn(retainer, row));
                    },
                    key);
        }
        List<RetainerState.Item> items = jdbc.query(
                """
                select a.entry_id, a.work_date, a.service, a.account, a.amount, a.seconds, a.raw_seconds
                from bill_allocation a join entry e on e.id = a.entry_id
                where a.retainer = ? and a.state = 'allocated' order by a.start_at, a.worker, e.line, a.entry_id""",
                (row, n) -> item(retainer, row, before),
                key);
        return new RetainerState(retainer, Boolean.TRUE.equals(fixed), items, List.of());
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

    private static Drawing.Drawn drawn(Retainer retainer, ResultSet row) throws SQLException {
        return new Drawing.Drawn(
                row.getLong("entry_id"), Money.exact(row.getBigDecimal("drawn_amount"), retainer.currency()),
                row.getLong("drawn_seconds"), row.getLong("drawn_raw_seconds"),
                Money.exact(row.getBigDecimal("rest_amount"), retainer.currency()), row.getLong("rest_seconds"),
                row.getLong("rest_raw_seconds"));
    }

    /** Stores what was drawn, whole, and marks the journals and invoices on which it is or was. */
    public void store(PassContext pass, List<RetainerState> states) {
        for (RetainerState state : states) {
            List<Row> rows = rows(pass, state);
            groups.ensure(rows.stream().flatMap(row -> java.util.stream.Stream.of(row.journal, row.invoice)).filter(Objects::nonNull)
                    .distinct().toList());
            transaction.executeWithoutResult(status -> store(state.retainer().retainer(), rows));
        }
    }

    private void store(String retainer, List<Row> rows) {
        Map<Long, List<Object>> before = new HashMap<>();
        Set<String> touched = new LinkedHashSet<>();
        jdbc.query(
                "select * from drawing where retainer = ?",
                row -> {
                    List<Object> values = new ArrayList<>();
                    for (int column = 1; column <= 15; column++) {
                        values.add(row.getString(column));
                    }
                    before.put(row.getLong("entry_id"), values);
                },
                retainer);
        List<Object[]> changed = new ArrayList<>();
        List<Object[]> gone = new ArrayList<>();
        for (Row row : rows) {
            Object[] values = row.values(groups, retainer);
            List<Object> old = before.remove(row.drawn.entryId());
            if (old == null || !same(old, values)) {
                changed.add(values);
                gone.add(new Object[] {retainer, row.drawn.entryId()});
                touch(touched, values[13], values[14]);
                if (old != null) {
                    touch(touched, old.get(13), old.get(14));
                }
            }
        }
        before.forEach((entryId, old) -> {
            gone.add(new Object[] {retainer, entryId});
            touch(touched, old.get(13), old.get(14));
        });
        if (!gone.isEmpty()) {
            jdbc.batchUpdate("delete from drawing where retainer = ? and entry_id = ?", gone);
        }
        insert.insert(changed);
        marks.set(Marks.Kind.DOCUMENT, touched);
        marks.clear(Marks.Kind.RETAINER, List.of(retainer));
    }

    private static void touch(Set<String> touched, Object... groupIds) {
        for (Object id : groupIds) {
            if (id != null) {
                touched.add(id.toString());
            }
        }
    }

    private static boolean same(List<Object> old, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            boolean equal = value instanceof BigDecimal money
                    ? money.compareTo(new BigDecimal((String) old.get(i))) == 0
                    : value instanceof Boolean held
                            ? held == "1".equals(old.get(i))
                            : Objects.equals(value == null ? null : value.toString(), old.get(i));
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static List<Row> rows(PassContext pass, RetainerState state) {
        Retainer retainer = state.retainer();
        Client client = pass.book().clients().get(retainer.client());
        Map<Long, RetainerState.Item> items = new HashMap<>();
        state.items().forEach(item -> items.put(item.entryId(), item));
        String target = pass.book().defaultTarget();
        return state.drawn().stream()
                .map(drawn -> {
                    RetainerState.Item item = items.get(drawn.entryId());
                    boolean hold = retainer.overage() == Retainer.Overage.HOLD || !chargeable(pass, retainer, client, item.workDate());
                    String period = YearMonth.from(item.workDate()).toString();
                    return new Row(
                            item, drawn, period, retainer.currency(), drawn.hasRest() && hold,
                            drawn.amount().signum() > 0
                                    ? GroupKey.drawdown(target, retainer.retainer(), client.customer(), retainer.currency(), period)
                                    : null,
                            drawn.hasRest() && !hold
                                    ? GroupKey.invoice(target, client.customer(), client.currency(), item.workDate(), client.client())
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

    private record Row(
            RetainerState.Item item, Drawing.Drawn drawn, String period, String currency, boolean held, GroupKey journal, GroupKey invoice) {

        Object[] values(DocumentGroups groups, String retainer) {
            return new Object[] {
                retainer, drawn.entryId(), period, item.service(), item.account(), currency, drawn.amount(), drawn.seconds(),
                drawn.rawSeconds(), drawn.restAmount(), drawn.restSeconds(), drawn.restRawSeconds(), held, groups.id(journal),
                groups.id(invoice)
            };
        }
    }
}
