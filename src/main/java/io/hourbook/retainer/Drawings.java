package io.hourbook.retainer;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.allocation.GroupKey;
import io.hourbook.database.BulkInsert;
import io.hourbook.mapping.Retainer;
import io.hourbook.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** What stands as drawn: a row for each entry of a retainer. */
final class Drawings {

    private static final int COLUMNS = 15;

    private final JdbcTemplate jdbc;
    private final DocumentGroups groups;
    private final BulkInsert insert;

    Drawings(JdbcTemplate jdbc, DocumentGroups groups) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.insert = new BulkInsert(
                jdbc,
                """
                insert into drawing (retainer, entry_id, period, service, account, currency, drawn_amount, drawn_seconds,
                    drawn_raw_seconds, rest_amount, rest_seconds, rest_raw_seconds, rest_held, group_id, rest_group_id) values""",
                COLUMNS,
                "");
    }

    /**
     * One entry as it should stand.
     *
     * @param journal the group whose journal says what was drawn, or null
     * @param invoice the group whose invoice says the rest, or null
     */
    record Row(
            RetainerState.Item item, Drawing.Drawn drawn, String period, String currency, boolean held, GroupKey journal, GroupKey invoice) {

        private Object[] values(DocumentGroups groups, String retainer) {
            return new Object[] {
                retainer, drawn.entryId(), period, item.service(), item.account(), currency, drawn.amount(), drawn.seconds(),
                drawn.rawSeconds(), drawn.restAmount(), drawn.restSeconds(), drawn.restRawSeconds(), held, groups.id(journal),
                groups.id(invoice)
            };
        }
    }

    /** Whether some documents that say what a retainer paid, or left, are final. */
    boolean fixed(String retainer) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                """
                select exists (select 1 from document where status = 'final' and group_id in (
                    select group_id from drawing where retainer = ? union select rest_group_id from drawing where retainer = ?))""",
                Boolean.class, retainer, retainer));
    }

    /** What was drawn of each entry, by its number. */
    Map<Long, Drawing.Drawn> of(Retainer retainer) {
        Map<Long, Drawing.Drawn> drawn = new HashMap<>();
        jdbc.query(
                "select * from drawing where retainer = ?",
                row -> {
                    drawn.put(row.getLong("entry_id"), drawn(retainer, row));
                },
                retainer.retainer());
        return drawn;
    }

    private static Drawing.Drawn drawn(Retainer retainer, ResultSet row) throws SQLException {
        return new Drawing.Drawn(
                row.getLong("entry_id"), Money.exact(row.getBigDecimal("drawn_amount"), retainer.currency()),
                row.getLong("drawn_seconds"), row.getLong("drawn_raw_seconds"),
                Money.exact(row.getBigDecimal("rest_amount"), retainer.currency()), row.getLong("rest_seconds"),
                row.getLong("rest_raw_seconds"));
    }

    /**
     * Brings what stands of a retainer to what should stand; in the caller's transaction.
     *
     * @param rows all of the retainer's
     * @return the numbers of the document groups that say something else now
     */
    Set<String> replace(String retainer, List<Row> rows) {
        // along the clustered key
        Map<Long, Object[]> fresh = new TreeMap<>();
        rows.forEach(row -> fresh.put(row.drawn.entryId(), row.values(groups, retainer)));
        Set<String> touched = new LinkedHashSet<>();
        List<Object[]> gone = new ArrayList<>();
        jdbc.query(
                "select * from drawing where retainer = ?",
                row -> {
                    long entryId = row.getLong("entry_id");
                    if (same(row, fresh.get(entryId))) {
                        fresh.remove(entryId);
                    } else {
                        gone.add(new Object[] {retainer, entryId});
                        touch(touched, row.getString("group_id"), row.getString("rest_group_id"));
                    }
                },
                retainer);
        fresh.values().forEach(values -> touch(touched, values[13], values[14]));
        // nothing is taken away where nothing stands: that would lock the place into which other lanes insert
        if (!gone.isEmpty()) {
            jdbc.batchUpdate("delete from drawing where retainer = ? and entry_id = ?", gone);
        }
        insert.insert(List.copyOf(fresh.values()));
        return touched;
    }

    private static void touch(Set<String> touched, Object... groupIds) {
        for (Object id : groupIds) {
            if (id != null) {
                touched.add(id.toString());
            }
        }
    }

    private static boolean same(ResultSet row, Object[] values) throws SQLException {
        for (int i = 0; values != null && i < COLUMNS; i++) {
            String old = row.getString(i + 1);
            Object value = values[i];
            boolean equal = value instanceof BigDecimal money
                    ? money.compareTo(new BigDecimal(old)) == 0
                    : value instanceof Boolean held ? held == "1".equals(old) : Objects.equals(value == null ? null : value.toString(), old);
            if (!equal) {
                return false;
            }
        }
        return values != null;
    }
}
