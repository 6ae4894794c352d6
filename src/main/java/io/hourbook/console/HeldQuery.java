package io.hourbook.console;

import io.hourbook.console.HoldBoard.Wanted;
import io.hourbook.report.HeldFirst;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for the entries whose first reason is a certain one: those that wait for it on a side, and for nothing before it on any. An
 * index has the allocations of a reason by work date, so that the first pages of a hundred thousand are read without the rest.
 */
final class HeldQuery {

    private static final String EXHAUSTED = "retainer-exhausted";

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private final String reason;
    private final Wanted wanted;
    private final int most;

    private HeldQuery(String reason, Wanted wanted, int most) {
        this.reason = reason;
        this.wanted = wanted;
        this.most = most;
        side("pay_allocation", held("bill_allocation", false));
        sql.append(" union all ");
        side("bill_allocation", held("pay_allocation", true));
        if (reason.equals(EXHAUSTED)) {
            sql.append(" union all ");
            drawn();
        }
    }

    /** All of them: entry_id, detail, work_date, start_at. */
    static HeldQuery of(String reason, Wanted wanted) {
        return new HeldQuery(reason, wanted, 0);
    }

    /** By work date, no more than so many of each side. */
    static HeldQuery upTo(String reason, Wanted wanted, int most) {
        return new HeldQuery(reason, wanted, most);
    }

    String sql() {
        return sql.toString();
    }

    List<Object> values() {
        return values;
    }

    private void side(String table, String notOnTheOther) {
        sql.append("(select straight_join a.entry_id, a.detail, a.work_date, a.start_at from ").append(table).append(" a ").append(joins());
        sql.append("where a.reason = ? and a.state = 'held'").append(notOnTheOther).append(before() ? restHeld() : "").append(filters());
        end("a");
    }

    private void drawn() {
        sql.append("(select straight_join a.entry_id, concat('the retainer ', a.retainer, ' is used up') as detail, b.work_date, b.start_at ")
                .append("from drawing a join bill_allocation b on b.entry_id = a.entry_id ").append(joins())
                .append("where a.rest_held and '").append(EXHAUSTED).append("' = ?")
                .append(held("pay_allocation", true)).append(held("bill_allocation", true)).append(filters());
        end("b");
    }

    private void end(String table) {
        values.add(reason);
        for (String value : new String[] {wanted.source(), wanted.worker(), wanted.project()}) {
            if (value != null) {
                values.add(value);
            }
        }
        if (most > 0) {
            sql.append(" order by ").append(table).append(".work_date, ").append(table).append(".start_at, a.entry_id limit ").append(most);
        }
        sql.append(')');
    }

    private boolean filtered() {
        return wanted.source() != null || wanted.worker() != null || wanted.project() != null;
    }

    private String joins() {
        return filtered() ? "join entry e on e.id = a.entry_id join source s on s.id = e.source_id " : "";
    }

    private String filters() {
        return (wanted.source() == null ? "" : " and s.name = ?")
                + (wanted.worker() == null ? "" : " and coalesce(e.worker_name, e.worker_email) = ?")
                + (wanted.project() == null ? "" : " and e.project_name = ?");
    }

    /** Not held on the other side for a reason that comes before; or for this very one, where that side counts first. */
    private String held(String table, boolean itself) {
        int place = HeldFirst.WORDS.indexOf(reason) + (itself ? 1 : 0);
        return place == 0
                ? ""
                : " and not exists (select 1 from " + table + " o where o.entry_id = a.entry_id and o.state = 'held' and o.reason in ('"
                        + String.join("','", HeldFirst.WORDS.subList(0, place)) + "'))";
    }

    /** Whether a retainer that is used up comes before the reason. */
    private boolean before() {
        return HeldFirst.WORDS.indexOf(EXHAUSTED) < HeldFirst.WORDS.indexOf(reason);
    }

    private static String restHeld() {
        return " and not exists (select 1 from bill_allocation o join drawing d on d.retainer = o.retainer and d.entry_id = o.entry_id"
                + " where o.entry_id = a.entry_id and d.rest_held)";
    }
}
