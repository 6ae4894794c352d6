package io.hourbook.exchange;

import io.hourbook.database.BulkInsert;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Tables of rates in the database: what was taken with its rates, what was refused with the reason. */
final class RateStore {

    /** A table as it was fetched. */
    record Fetched(PublishedTable table, byte[] content, Instant at) {

        byte[] hash() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(content);
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("every Java has SHA-256", missing);
            }
        }
    }

    private static final int LONGEST_REASON = 2_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    RateStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Whether these very bytes were taken before; then there is nothing new in them. */
    boolean takenBefore(Fetched file) {
        return jdbc.update(
                "update exchange_rate_file set seen_at = ? where source = ? and feed = ? and content_hash = ? and state = 'taken'",
                utc(file.at), ExchangeRates.SOURCE, file.table.feed(), file.hash()) > 0;
    }

    /** The last day that a history was taken for. Whatever lies before is not missing: the bank had no rates then. */
    LocalDate historyUntil() {
        return jdbc.queryForObject(
                "select max(last_day) from exchange_rate_file where source = ? and feed = 'history' and state = 'taken'",
                LocalDate.class, ExchangeRates.SOURCE);
    }

    /** The days after {@code from} that rates are kept for. */
    List<LocalDate> daysAfter(LocalDate from) {
        return jdbc.queryForList(
                "select distinct day from exchange_rate where source = ? and day > ? order by day", LocalDate.class,
                ExchangeRates.SOURCE, from);
    }

    /**
     * Keeps the rates that are not kept yet, all of them or none.
     *
     * @return how many were new
     * @throws org.springframework.dao.DuplicateKeyException where another process kept one of them meanwhile
     */
    int take(Fetched file, ExchangeRates rates, ExchangeRates kept) {
        Integer count = transaction.execute(status -> {
            List<Object[]> fresh = new ArrayList<>();
            int id = insert(file, "taken", null, rates);
            rates.byCurrency().forEach((currency, series) -> {
                Series before = kept.byCurrency().get(currency);
                for (int i = 0; i < series.days().length; i++) {
                    int day = series.days()[i];
                    if (before == null || !before.has(day)) {
                        fresh.add(new Object[] {
                            ExchangeRates.SOURCE, LocalDate.ofEpochDay(day), currency, PackedRate.unpack(series.rates()[i]), id
                        });
                    }
                }
            });
            new BulkInsert(jdbc, "insert into exchange_rate (source, day, currency, rate, file_id) values", 5, "").insert(fresh);
            jdbc.update("update exchange_rate_file set rate_count = ? where id = ?", fresh.size(), id);
            return fresh.size();
        });
        return count == null ? 0 : count;
    }

    /** Notes a table that cannot be believed. @return what is to be thrown, so that a person is told */
    Problem refuse(Fetched file, List<Finding> findings) {
        String reason = findings.stream()
                .map(finding -> finding.code() + " " + finding.what() + (finding.saw() == null ? "" : ": " + finding.saw()))
                .collect(Collectors.joining("; "));
        insert(file, "refused", reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason, ExchangeRates.NONE);
        return new Problem(findings);
    }

    /** The same bytes again: what is thought of them now. */
    private int insert(Fetched file, String state, String reason, ExchangeRates rates) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement insert = connection.prepareStatement(
                            """
                            insert into exchange_rate_file (source, feed, url, name, content_hash, state, reason, first_day, last_day,
                                fetched_at, seen_at, size_bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            on duplicate key update id = last_insert_id(id), url = values(url), name = values(name), state = values(state),
                                reason = values(reason), first_day = values(first_day), last_day = values(last_day),
                                fetched_at = values(fetched_at), seen_at = values(seen_at)""",
                            Statement.RETURN_GENERATED_KEYS);
                    Object[] values = {
                        ExchangeRates.SOURCE, file.table.feed(), file.table.url(), file.table.name(), file.hash(), state, reason,
                        rates.firstDay().orElse(null), rates.lastDay().orElse(null), utc(file.at), utc(file.at), file.content.length
                    };
                    for (int i = 0; i < values.length; i++) {
                        insert.setObject(i + 1, values[i]);
                    }
                    return insert;
                },
                key);
        return key.getKey().intValue();
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
