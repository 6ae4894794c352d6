package io.hourbook.report;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.hourbook.mapping.Retainer;
import io.hourbook.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The sub-ledger of customer deposits: per retainer what was prepaid, what was drawn in each period, and what is left. The
 * liability account of the books must come to the same (domain rule "Retainer").
 */
public final class RetainerLedger {

    /**
     * One retainer in its currency.
     *
     * @param client   whose money it is, or null where the mappings no longer have the retainer
     * @param prepaid  the opening balance
     * @param drawdown drawn by period of the work date ({@code 2025-03}), in order; periods without any are absent
     * @param balance  prepaid less everything drawn
     * @param from     the first day in force, or null where the mappings no longer have the retainer
     */
    public record Balance(
            String retainer,
            String client,
            String currency,
            @JsonSerialize(using = ToStringSerializer.class) BigDecimal prepaid,
            @JsonSerialize(contentUsing = ToStringSerializer.class) Map<String, BigDecimal> drawdown,
            @JsonSerialize(using = ToStringSerializer.class) BigDecimal balance,
            @JsonSerialize(using = ToStringSerializer.class) LocalDate from) {

        Key key() {
            return new Key(retainer, currency);
        }
    }

    record Key(String retainer, String currency) {}

    private final JdbcTemplate jdbc;
    private final Map<String, Retainer> retainers;

    /** @param retainers of the mappings, by name; none where they cannot be read */
    public RetainerLedger(JdbcTemplate jdbc, Map<String, Retainer> retainers) {
        this.jdbc = jdbc;
        this.retainers = retainers;
    }

    /** Every retainer of the mappings and every one that was ever drawn from, in order of name, then currency. */
    public List<Balance> balances() {
        return balances(Books.ALL);
    }

    /**
     * The same as it was at the end of a month, told from what is known today: what was prepaid and drawn until then. A
     * retainer that begins later has nothing.
     */
    List<Balance> balances(YearMonth until) {
        Map<Key, Map<String, BigDecimal>> drawn = new TreeMap<>(Comparator.comparing(Key::retainer).thenComparing(Key::currency));
        retainers.values().forEach(retainer -> drawn.put(new Key(retainer.retainer(), retainer.currency()), new TreeMap<>()));
        jdbc.query(
                """
                select retainer, currency, period, sum(drawn_amount) as drawn from drawing where period <= ?
                group by retainer, currency, period having sum(drawn_amount) <> 0""",
                row -> {
                    Key key = new Key(row.getString("retainer"), row.getString("currency"));
                    drawn.computeIfAbsent(key, any -> new TreeMap<>())
                            .put(row.getString("period"), Money.exact(row.getBigDecimal("drawn"), key.currency));
                },
                until.toString());
        List<Balance> balances = new ArrayList<>(drawn.size());
        drawn.forEach((key, periods) -> balances.add(balance(key, periods, until)));
        return List.copyOf(balances);
    }

    /**
     * Drawn until the end of a month by the sub-ledger, but in the books on a later day, for the journal of its month was final:
     * what the account has less than was drawn.
     *
     * @param account customer deposits
     */
    Map<Key, BigDecimal> correctedLater(YearMonth until, String account) {
        Map<Key, BigDecimal> later = new HashMap<>();
        jdbc.query(
                """
                select g.subject, g.currency, sum(l.amount) as drawn from document d join document_group g on g.id = d.group_id
                    join document_line l on l.document_id = d.id and l.until_revision is null
                where g.type = 'RETAINER_JOURNAL' and d.status <> 'void' and l.account = ? and g.period <= ? and d.date > ?
                group by g.subject, g.currency having sum(l.amount) <> 0""",
                row -> {
                    Key key = new Key(row.getString(1), row.getString(2));
                    later.put(key, Money.exact(row.getBigDecimal("drawn"), key.currency));
                },
                account, until.toString(), until.atEndOfMonth());
        return later;
    }

    private Balance balance(Key key, Map<String, BigDecimal> drawdown, YearMonth until) {
        Retainer known = retainers.get(key.retainer);
        boolean current = known != null && known.currency().equals(key.currency) && !known.from().isAfter(until.atEndOfMonth());
        BigDecimal prepaid = Money.exact(current ? known.prepaid() : BigDecimal.ZERO, key.currency);
        BigDecimal balance = drawdown.values().stream().reduce(prepaid, BigDecimal::subtract);
        return new Balance(
                key.retainer, known == null ? null : known.client(), key.currency, prepaid, drawdown, balance,
                known == null ? null : known.from());
    }
}
