package io.hourbook.allocation;

import io.hourbook.entry.Marks;
import io.hourbook.exchange.Cross;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Project;
import io.hourbook.money.Price;
import io.hourbook.rounding.TimeRule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Marked rounding days, loaded whole and stored whole. Bean {@code roundingDays}. */
public final class RoundingDays {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Marks marks;
    private String last = "";

    public RoundingDays(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.marks = new Marks(jdbc);
    }

    /** The next marked days; empty when none is left. */
    public List<RoundingDay> next(PassContext pass) {
        List<String> keys = keys();
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<String, List<RoundingDay.Entry>> entries = new HashMap<>();
        // the way is fixed: with five hundred keys the server goes by its statistics, which know little of a table that is being filled
        jdbc.query(
                """
                select a.rounding_day, a.entry_id, a.work_date, a.raw_seconds, a.seconds, a.rate, a.rate_currency, a.currency, a.client,
                    a.retainer, a.group_id
                from bill_allocation a force index (bill_allocation_rounding_day) straight_join entry e on e.id = a.entry_id
                where a.rounding_day in (%s) and (a.state = 'allocated' or a.reason = 'zero')
                order by a.rounding_day, a.start_at, e.line, a.entry_id""".formatted("?,".repeat(keys.size() - 1) + "?"),
                row -> {
                    int group = row.getInt("group_id");
                    Integer groupId = row.wasNull() ? null : group;
                    entries.computeIfAbsent(row.getString("rounding_day"), any -> new ArrayList<>()).add(new RoundingDay.Entry(
                            row.getLong("entry_id"), row.getObject("work_date", LocalDate.class), row.getLong("raw_seconds"),
                            row.getLong("seconds"), row.getBigDecimal("rate"), row.getString("rate_currency"), row.getString("currency"),
                            row.getString("client"), row.getString("retainer"), groupId));
                },
                keys.toArray());
        return keys.stream()
                .map(key -> new RoundingDay(key, rule(pass.book(), key), entries.getOrDefault(key, List.of()), List.of()))
                .toList();
    }

    /**
     * Those after the ones before, for what is behind has just been deleted and would be walked over each time; at the end again
     * from the first, for some may have been marked behind.
     */
    private synchronized List<String> keys() {
        List<String> keys = marks.after(Marks.Kind.ROUNDING_DAY, last, BATCH);
        if (keys.isEmpty() && !last.isEmpty()) {
            keys = marks.after(Marks.Kind.ROUNDING_DAY, "", BATCH);
        }
        last = keys.isEmpty() ? "" : keys.get(keys.size() - 1);
        return keys;
    }

    private static TimeRule rule(MappingBook book, String key) {
        Project project = book.projects().get(key.split("\\|")[1]);
        return project == null ? null : book.timeRule(project);
    }

    /**
     * Stores seconds and amounts that changed, and marks what they stand on. An entry of which nothing is left is excluded as
     * rounded to nothing; one that gets seconds again is charged again. The rules that made the new amount are written beside it.
     */
    public void store(PassContext pass, List<RoundingDay> days) {
        List<Object[]> changed = new ArrayList<>();
        Set<String> documents = new LinkedHashSet<>();
        Set<String> retainers = new LinkedHashSet<>();
        for (RoundingDay day : days) {
            for (int i = 0; i < day.entries().size(); i++) {
                RoundingDay.Entry entry = day.entries().get(i);
                long seconds = day.rounded().get(i);
                Priced priced = seconds == entry.seconds() ? null : priced(pass, entry, seconds);
                if (priced != null) {
                    boolean nothing = seconds == 0;
                    changed.add(new Object[] {
                        seconds, priced.amount, (nothing ? Standing.EXCLUDED : Standing.ALLOCATED).word(),
                        nothing ? Reason.ZERO.word() : null, nothing ? "rounded to nothing: " + day.rule().sentence() : null, day.rule().sentence(),
                        pass.book().clients().get(entry.client()).moneyRounding().word(), ExchangeJson.of(priced.cross), pass.versionId(),
                        entry.entryId()
                    });
                    if (entry.groupId() != null) {
                        documents.add(entry.groupId().toString());
                    }
                    if (entry.retainer() != null) {
                        retainers.add(entry.retainer());
                    }
                }
            }
        }
        transaction.executeWithoutResult(status -> {
            if (!changed.isEmpty()) {
                jdbc.batchUpdate(
                        """
                        update bill_allocation set seconds = ?, amount = ?, state = ?, reason = ?, detail = ?, time_rule = ?, money_rounding = ?,
                            exchange = ?, mapping_version_id = ? where entry_id = ?""", changed);
            }
            marks.set(Marks.Kind.DOCUMENT, documents);
            marks.set(Marks.Kind.RETAINER, retainers);
            marks.clear(Marks.Kind.ROUNDING_DAY, days.stream().map(RoundingDay::key).toList());
        });
    }

    /** @param cross null where nothing was exchanged */
    private record Priced(BigDecimal amount, Cross cross) {}

    private static Priced priced(PassContext pass, RoundingDay.Entry entry, long seconds) {
        MappingBook book = pass.book();
        Client client = book.clients().get(entry.client());
        if (entry.rateCurrency().equals(entry.currency())) {
            return new Priced(Price.of(seconds, entry.rate(), entry.currency(), client.moneyRounding()), null);
        }
        Cross cross = book.exchangeRates()
                .cross(
                        entry.rateCurrency(), entry.currency(), ExchangeStep.rateDay(pass, client, entry.workDate()),
                        book.policies().exchangeMaxAgeDays())
                .orElse(null);
        // a rate that is no longer there leaves the day as it was
        return cross == null
                ? null
                : new Priced(cross.price(seconds, entry.rate(), client.moneyRounding()), cross);
    }
}
