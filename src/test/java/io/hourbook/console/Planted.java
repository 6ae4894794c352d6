package io.hourbook.console;

import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Rows as passes leave them, written straight into the tables. */
final class Planted {

    static final String SUMMARY = """
            {"run":%d,"rows":{"received":1135,"new":1110,"duplicates":22,"amended":1,"skipped":0,"malformed":2},
            "held":{"unapproved":15},"excluded":{"non-billable":366},
            "documents":{"created":24,"updated":0,"delivered":22,"pending":1,"failed":1},
            "seconds":{"received":14400000,"pay":{"allocated":14390000,"held":10000,"excluded":0},
            "bill":{"allocated":9000000,"held":54000,"excluded":5346000}},"conserved":%s,"elapsed_ms":4312,"broken":[%s]}""";

    private final JdbcTemplate jdbc;
    private int key;

    Planted(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    int run(String state, String summary, String failure) {
        jdbc.update("insert ignore into mapping_version (version, content, created_at) values ('3f9a1c0b7d22', '{}', now())");
        return insert(
                """
                insert into run (trigger_word, state, mapping_version_id, started_at, finished_at, summary, failure)
                values ('sync', ?, 1, '2025-05-02 15:00:00', '2025-05-02 15:00:04', ?, ?)""",
                state, summary, failure).intValue();
    }

    void done() {
        int id = run("done", null, null);
        jdbc.update("update run set summary = ? where id = ?", SUMMARY.formatted(id, true, ""), id);
    }

    /** An entry whose key is its source's id. */
    long entry(String source, String sourceKey, String worker, String project, String date, long seconds) {
        jdbc.update("insert ignore into source (name) values (?)", source);
        jdbc.update("""
                insert ignore into source_file (id, source_id, name, content_hash, size_bytes, state, row_count, run_id, taken_at)
                values (1, 1, 'april.csv', unhex(sha2('april', 256)), 1024, 'taken', 7, 2, '2025-05-02 15:00:01')""");
        key++;
        return insert(
                """
                insert into entry (source_id, identity, fingerprint, source_key, worker_name, project_name, start_at, wall_start, zone, timed,
                    work_date, seconds, invoiced, approval, notes, tags, file_id, line, raw)
                values ((select id from source where name = ?), unhex(lpad(hex(?), 32, '0')), unhex(lpad(hex(?), 32, '0')), ?, ?, ?, ?, ?,
                    'UTC', true, ?, ?, false, 0, '', '', 1, ?, ?)""",
                source, key, key, sourceKey, worker, project, LocalDate.parse(date).atTime(9, 0), LocalDate.parse(date).atTime(9, 0),
                LocalDate.parse(date), seconds, key, worker + "," + date).longValue();
    }

    void pay(long entry, String state, String reason, String detail, long seconds) {
        jdbc.update(
                """
                insert into pay_allocation (entry_id, state, reason, detail, raw_seconds, start_at, work_date, mapping_version_id)
                values (?, ?, ?, ?, ?, '2025-04-15 09:00:00', '2025-04-15', 1)""",
                entry, state, reason, detail, seconds);
    }

    void bill(long entry, String state, String reason, String detail, long seconds) {
        jdbc.update(
                """
                insert into bill_allocation (entry_id, state, reason, detail, raw_seconds, start_at, work_date, mapping_version_id)
                values (?, ?, ?, ?, ?, '2025-04-15 09:00:00', '2025-04-15', 1)""",
                entry, state, reason, detail, seconds);
    }

    void drawn(String retainer, long entry, String currency, String amount, boolean restHeld) {
        jdbc.update(
                """
                insert into drawing (retainer, entry_id, period, service, account, currency, drawn_amount, drawn_seconds, drawn_raw_seconds,
                    rest_amount, rest_seconds, rest_raw_seconds, rest_held)
                values (?, ?, '2025-04', 'DES', '4010', ?, ?, 3600, 3600, 0, 0, 0, ?)""",
                retainer, entry, currency, amount, restHeld);
    }

    void workFlag(String week, String worker, String date, String flag, String detail) {
        jdbc.update("insert into pay_flag values (?, ?, ?, ?, ?)", week, worker, date, flag, detail);
    }

    /** @param groupType as allocation names it: SALES_INVOICE, LABOUR_JOURNAL … */
    int document(String reference, String type, String groupType, String counterparty, String currency, String period, String total) {
        int group = insert(
                "insert into document_group (target, stem, type, counterparty, currency, period) values ('sandbox', ?, ?, ?, ?, ?)",
                reference, groupType, counterparty, currency, period).intValue();
        LocalDate date = period.length() == 7 ? LocalDate.parse(period + "-28") : LocalDate.parse(period).plusDays(6);
        return insert(
                """
                insert into document (group_id, target, reference, type, part, status, date, due, total, line_count, revision, content_hash,
                    created_run_id, changed_run_id)
                values (?, 'sandbox', ?, ?, 1, 'draft', ?, ?, ?, 0, 1, unhex(lpad(hex(1), 32, '0')), 1, 1)""",
                group, reference, type, date, date.plusDays(30), total).intValue();
    }

    void delivery(int document, String state, String dueOn, int attempts, String answer) {
        jdbc.update(
                """
                insert into delivery (idempotency_key, document_id, target, revision, state, due_on, attempts, next_attempt_at, answer, created_at)
                values (?, ?, 'sandbox', 1, ?, ?, ?, ?, ?, '2025-05-02 15:00:00')""",
                "key " + document, document, state, LocalDate.parse(dueOn), attempts, LocalDateTime.parse("2025-05-02T16:05:00"), answer);
        if (state.equals("delivered")) {
            jdbc.update("update document set delivered_revision = 1 where id = ?", document);
        }
    }

    void line(int document, Long entry, Long seconds, String wire) {
        jdbc.update(
                """
                insert into document_line (document_id, position, from_revision, line_key, content_hash, entry_id, seconds,
                    mapping_version_id, wire) values (?, (select line_count from document where id = ?), 1, 'line', unhex('00'), ?, ?, 1, ?)""",
                document, document, entry, seconds, wire);
        jdbc.update("update document set line_count = line_count + 1 where id = ?", document);
    }

    void letter(String code, String where, String what, String saw, String want, String at, String fix, int cause) {
        key++;
        jdbc.update(
                """
                insert into dead_letter (subject, fingerprint, state, code, where_at, what, saw, want, at_step, fix, kind, first_seen_at, last_seen_at)
                values (unhex(lpad(hex(?), 32, '0')), unhex(lpad(hex(?), 32, '0')), 'open', ?, ?, ?, ?, ?, ?, ?, 'row',
                    '2025-05-02 15:00:01', '2025-05-02 15:00:01')""",
                key, cause, code, where, what, saw, want, at, fix);
    }

    private Number insert(String sql, Object... values) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
                    for (int i = 0; i < values.length; i++) {
                        statement.setObject(i + 1, values[i]);
                    }
                    return statement;
                },
                key);
        return key.getKey();
    }
}
