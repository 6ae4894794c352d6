package io.hourbook.bench.rival;

/** Hourbook's tables, as far as the job writes them, with the columns in the order in which {@link Row} binds them. */
enum Table {
    ENTRY("entry", """
            id, source_id, identity, fingerprint, source_key, worker, worker_name, worker_email, client_name, project_name,
            service_name, start_at, wall_start, zone, timed, work_date, seconds, billable, invoiced, approval, notes, tags,
            modified_at, suspicion, file_id, line, raw, conflict, revision"""),
    DOCUMENT_GROUP("document_group", "id, target, stem, type, counterparty, currency, period, subject"),
    PAY_ALLOCATION("pay_allocation", """
            entry_id, state, reason, detail, flow, worker, project, service, account, raw_seconds, seconds, cost_rate, currency,
            amount, start_at, work_date, group_id, mapping_version_id"""),
    BILL_ALLOCATION("bill_allocation", """
            entry_id, state, reason, detail, flow, section, worker, client, project, service, account, raw_seconds, seconds,
            time_rule, rounding_day, rate, rate_currency, rate_at, money_rounding, fx_lock, currency, amount, exchange, start_at,
            work_date, retainer, group_id, mapping_version_id"""),
    PAY_PART("pay_part", "week_from, worker, entry_id, work_date, code, seconds, service, account, cost_rate, currency"),
    DRAWING("drawing", """
            retainer, entry_id, period, service, account, currency, drawn_amount, drawn_seconds, drawn_raw_seconds, rest_amount,
            rest_seconds, rest_raw_seconds, rest_held, group_id, rest_group_id"""),
    DOCUMENT("document", """
            id, group_id, target, reference, type, part, status, date, due, total, base_total, line_count, revision, content_hash,
            created_run_id, changed_run_id"""),
    DOCUMENT_LINE("document_line", """
            document_id, position, from_revision, line_key, content_hash, entry_id, account, amount, base_amount, seconds,
            mapping_version_id, wire"""),
    DELIVERY("delivery", "idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at");

    private final String columns;
    private final String into;

    Table(String table, String columns) {
        this.columns = columns;
        this.into = " into " + table + " (" + columns + ") values (" + "?,".repeat(width() - 1) + "?)";
    }

    final int width() {
        return columns.split(",").length;
    }

    String insert() {
        return "insert" + into;
    }

    /** A row that is there already stays as it is. */
    String insertIgnore() {
        return "insert ignore" + into;
    }
}
