package io.hourbook.rehearsal;

import io.hourbook.money.Currencies;
import io.hourbook.rehearsal.DocumentChange.Outcome;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The documents that are not what they were, and what all of them come to, from the tables of a stage. */
final class Papers {

    /** A change, and a mark that is the same for what says the same. */
    record Changed(int id, ByteBuffer says, DocumentChange change) {}

    private static final String COLUMNS = """
            coalesce(b.id, a.id) as id, coalesce(b.reference, a.reference) as reference, coalesce(b.target, a.target) as target,
                coalesce(b.type, a.type) as type, g.counterparty, g.currency, g.period, b.status as status_b, b.total as total_b,
                b.base_total as base_b, b.line_count as lines_b, (b.delivered_revision > 0 or b.external_id is not null) as delivered,
                a.status as status_a, a.total as total_a, a.base_total as base_a, a.line_count as lines_a, a.content_hash as says,
                (select sum(l.seconds) from before_line l where l.document_id = b.id) as seconds_b,
                (select sum(l.seconds) from document_line l where l.document_id = a.id and l.until_revision is null) as seconds_a,
                exists (select 1 from before_document f where f.group_id = g.id and f.status = 'final') as after_final""";
    private static final String CHANGED = "select " + COLUMNS + """
             from before_document b left join document a on a.id = b.id join document_group g on g.id = b.group_id
            where a.id is null or a.content_hash <> b.content_hash or a.status <> b.status
            union all select """ + " " + COLUMNS + """
             from document a left join before_document b on b.id = a.id join document_group g on g.id = a.group_id
            where b.id is null order by reference, target""";
    private static final String CORRECTS = """
            select l.document_id, d.reference from document_line l join document_line r on r.id = l.reverses_id join document d on d.id = r.document_id
            where l.until_revision is null group by l.document_id, d.reference order by d.reference""";
    private static final String TOTALS = """
            select type, currency, sum(total_b), sum(total_a) from (
                select d.type, g.currency, d.total as total_b, 0 as total_a from before_document d join document_group g on g.id = d.group_id
                union all select d.type, g.currency, 0, d.total from document d join document_group g on g.id = d.group_id) all_of_them
            group by type, currency having sum(total_b) <> sum(total_a) order by type, currency""";

    private final JdbcTemplate jdbc;
    private final String baseCurrency;

    /** @param baseCurrency of the books */
    Papers(JdbcTemplate jdbc, String baseCurrency) {
        this.jdbc = jdbc;
        this.baseCurrency = baseCurrency;
    }

    List<Changed> changed() {
        Map<Integer, List<String>> corrected = new HashMap<>();
        jdbc.query(CORRECTS, row -> {
            corrected.computeIfAbsent(row.getInt(1), any -> new ArrayList<>()).add(row.getString(2));
        });
        return jdbc.query(CHANGED, (row, n) -> read(row, corrected));
    }

    private Changed read(ResultSet row, Map<Integer, List<String>> corrected) throws SQLException {
        int id = row.getInt("id");
        boolean before = row.getString("status_b") != null;
        boolean after = row.getString("status_a") != null;
        String currency = row.getString("currency");
        String type = row.getString("type");
        List<String> corrects = corrected.getOrDefault(id, List.of());
        Outcome outcome;
        if (!before) {
            boolean correction = !corrects.isEmpty() || type.equals("payroll-batch") && row.getBoolean("after_final");
            outcome = correction ? Outcome.CORRECTION : Outcome.NEW;
        } else if (!after) {
            outcome = Outcome.DROPPED;
        } else if (row.getString("status_a").equals("void")) {
            outcome = Outcome.VOID;
        } else {
            outcome = row.getBoolean("delivered") ? Outcome.UPDATED : Outcome.CHANGED;
        }
        byte[] says = row.getBytes("says");
        return new Changed(id, says == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(says), new DocumentChange(
                row.getString("reference"), row.getString("target"), type, row.getString("counterparty"), currency, row.getString("period"), outcome,
                row.getBoolean("delivered"), false, before ? said(row, "_b", type, currency) : null, after ? said(row, "_a", type, currency) : null,
                corrects));
    }

    private DocumentChange.Said said(ResultSet row, String end, String type, String currency) throws SQLException {
        boolean payroll = type.equals("payroll-batch");
        return new DocumentChange.Said(
                row.getString("status" + end), payroll ? null : Face.amount(row.getBigDecimal("total" + end), currency),
                payroll ? null : base(row.getBigDecimal("base" + end), baseCurrency), row.getInt("lines" + end), payroll ? row.getLong("seconds" + end) : null);
    }

    /** With the decimals of the currency, and with more where documents were made for books in another one that has more. */
    static String base(BigDecimal amount, String currency) {
        return amount == null ? null
                : amount.setScale(Math.max(Currencies.minorUnits(currency), amount.stripTrailingZeros().scale())).toPlainString();
    }

    List<Preview.Total> totals() {
        return jdbc.query(TOTALS, (row, n) -> {
            String currency = row.getString(2);
            BigDecimal from = row.getBigDecimal(3);
            BigDecimal to = row.getBigDecimal(4);
            return new Preview.Total(row.getString(1), currency, Face.amount(from, currency), Face.amount(to, currency),
                    Face.amount(to.subtract(from), currency));
        });
    }

    /** How many there are of each outcome. */
    static Map<String, Integer> outcomes(List<Changed> changed) {
        Map<Outcome, Integer> counts = new TreeMap<>(Comparator.naturalOrder());
        changed.forEach(one -> counts.merge(one.change.outcome(), 1, Integer::sum));
        Map<String, Integer> words = new java.util.LinkedHashMap<>();
        counts.forEach((outcome, count) -> words.put(outcome.word(), count));
        return words;
    }
}
