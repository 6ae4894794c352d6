package io.hourbook.bench.rival;

import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.Suspicion;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.overtime.PayPart;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.TimeZone;
import org.flywaydb.core.Flyway;

/** Hourbook's tables, as its own migrations make them, and the rows that go into them; a transaction is the caller's. */
final class Tables implements AutoCloseable {

    /** One mapping version, one run and one source are in a fresh database, and have this number. */
    private static final int FIRST = 1;

    private final Connection connection;
    private final Rows entries;
    private final Rows pay;
    private final Rows bill;
    private final Rows parts;
    private final Rows drawings;
    private final Rows groups;
    private final Rows documents;
    private final Rows lines;
    private final Rows deliveries;
    private final PreparedStatement suspicion;
    private final PreparedStatement delivered;
    private final PreparedStatement known;

    /** @param url of a database without any table */
    static Tables make(String url, String user, String password) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Flyway.configure().dataSource(url, user, password).locations("classpath:db/migration").load().migrate();
        return new Tables(connect(url, user, password));
    }

    /** Auto-commit is off. */
    static Connection connect(String url, String user, String password) throws SQLException {
        Properties options = new Properties();
        options.setProperty("user", user);
        options.setProperty("password", password);
        options.setProperty("sslMode", "disable");
        options.setProperty("connectionTimeZone", "UTC");
        options.setProperty("sessionVariables", "collation_connection=utf8mb4_bin");
        Connection connection = DriverManager.getConnection(url, options);
        connection.setAutoCommit(false);
        return connection;
    }

    Tables(Connection connection) throws SQLException {
        this.connection = connection;
        entries = new Rows(connection, "entry", """
                id, source_id, identity, fingerprint, source_key, worker, worker_name, worker_email, client_name, project_name,
                service_name, start_at, wall_start, zone, timed, work_date, seconds, billable, invoiced, approval, notes, tags,
                modified_at, suspicion, file_id, line, raw, conflict, revision""");
        pay = new Rows(connection, "pay_allocation", """
                entry_id, state, reason, detail, flow, worker, project, service, account, raw_seconds, seconds, cost_rate, currency,
                amount, start_at, work_date, group_id, mapping_version_id""");
        bill = new Rows(connection, "bill_allocation", """
                entry_id, state, reason, detail, flow, section, worker, client, project, service, account, raw_seconds, seconds,
                time_rule, rounding_day, rate, rate_currency, rate_at, money_rounding, fx_lock, currency, amount, exchange, start_at,
                work_date, retainer, group_id, mapping_version_id""");
        parts = new Rows(connection, "pay_part", "week_from, worker, entry_id, work_date, code, seconds, service, account, cost_rate, currency");
        drawings = new Rows(connection, "drawing", """
                retainer, entry_id, period, service, account, currency, drawn_amount, drawn_seconds, drawn_raw_seconds, rest_amount,
                rest_seconds, rest_raw_seconds, rest_held, group_id, rest_group_id""");
        groups = new Rows(connection, "document_group", "id, target, stem, type, counterparty, currency, period, subject");
        documents = new Rows(connection, "document", """
                id, group_id, target, reference, type, part, status, date, due, total, base_total, line_count, revision, content_hash,
                created_run_id, changed_run_id""");
        lines = new Rows(connection, "document_line", """
                document_id, position, from_revision, line_key, content_hash, entry_id, account, amount, base_amount, seconds,
                mapping_version_id, wire""");
        deliveries = new Rows(connection, "delivery",
                "idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at");
        suspicion = connection.prepareStatement("update entry set suspicion = ? where id = ?");
        delivered = connection.prepareStatement("""
                update delivery set state = 'delivered', attempts = 1, answer_status = ?, answer = ?, answered_at = utc_timestamp(3)
                where document_id = ?""");
        known = connection.prepareStatement("update document set delivered_revision = 1, external_id = ? where id = ?");
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** What entries and lines point to: one source, one file, one run, one version of the mappings. */
    void begin(String source, MappingBook book, String file, long bytes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into source (name) values ('" + source + "')");
            statement.execute("insert into mapping_version (version, content, created_at) values ('" + book.version() + "', '{}', utc_timestamp(3))");
            statement.execute("insert into run (trigger_word, state, mapping_version_id, started_at) values ('sync', 'running', 1, utc_timestamp(3))");
            statement.execute("insert into source_file (source_id, name, content_hash, size_bytes, state, run_id, taken_at) values (1, '"
                    + file + "', x'00', " + bytes + ", 'taken', 1, utc_timestamp(3))");
        }
        connection.commit();
    }

    void entry(long id, byte[] identity, byte[] fingerprint, String worker, ReceivedEntry entry) throws SQLException {
        Names names = entry.names();
        entries.number(id).number(FIRST).bytes(identity).bytes(fingerprint).text(entry.sourceId()).text(worker).text(names.worker())
                .text(names.email()).text(names.client()).text(names.project()).text(names.service())
                .time(LocalDateTime.ofInstant(entry.startAt(), ZoneOffset.UTC)).time(entry.wallStart()).text(entry.zone().getId())
                .flag(entry.timed()).date(entry.workDate()).number(entry.seconds()).flag(entry.billable()).flag(entry.invoiced())
                .number(entry.approval().ordinal()).text(entry.notes()).text(entry.tags()).text(null)
                .number(Suspicion.bits(entry.suspicions())).number(FIRST).number(entry.line()).text(entry.raw()).flag(false).number(FIRST).end();
    }

    int entries() {
        return entries.rows();
    }

    void suspicion(Work work) throws SQLException {
        suspicion.setInt(1, work.suspicion());
        suspicion.setLong(2, work.id());
        suspicion.addBatch();
    }

    void allocated(Sides sides) throws SQLException {
        Work work = sides.work();
        Sides.Pay pays = sides.pay();
        String worker = work.worker() == null ? null : work.worker().worker();
        String project = work.project() == null ? null : work.project().project();
        String service = work.service() == null ? null : work.service().service();
        LocalDateTime start = LocalDateTime.ofInstant(work.start(), ZoneOffset.UTC);
        pay.number(work.id()).text(Sides.state(pays.reason())).text(pays.reason() == null ? null : pays.reason().word()).text(pays.detail())
                .text(pays.flow()).text(worker).text(project).text(service).text(pays.account()).number(work.seconds()).number(pays.seconds())
                .money(pays.rate()).text(pays.currency()).money(pays.amount()).time(start).date(work.date()).number(id(pays.group()))
                .number(FIRST).end();
        Sides.Bill bills = sides.bill();
        bill.number(work.id()).text(Sides.state(bills.reason())).text(bills.reason() == null ? null : bills.reason().word())
                .text(bills.detail()).text(bills.flow()).text(bills.section()).text(worker)
                .text(work.client() == null ? null : work.client().client()).text(project).text(service).text(bills.account())
                .number(work.seconds()).number(bills.seconds()).text(bills.rule()).text(bills.day())
                .money(bills.rate() == null ? null : bills.rate().rate()).text(bills.rate() == null ? null : bills.rate().currency())
                .text(bills.rate() == null ? null : bills.rate().at())
                .text(work.client() == null ? null : work.client().moneyRounding().word())
                .text(work.client() == null ? null : work.client().fxLock() == Client.FxLock.DOCUMENT ? "document" : "transaction")
                .text(bills.currency()).money(bills.amount()).text(bills.exchange()).time(start).date(work.date()).text(bills.retainer())
                .number(id(bills.group())).number(FIRST).end();
    }

    int allocated() {
        return bill.rows();
    }

    void part(Labour.Part part) throws SQLException {
        Work work = part.sides().work();
        Sides.Pay pays = part.sides().pay();
        PayPart of = part.part();
        parts.date(part.week()).text(work.worker().worker()).number(work.id()).date(of.date()).text(of.code().name()).number(of.seconds())
                .text(work.service() == null ? null : work.service().service()).text(pays.account()).money(pays.rate()).text(pays.currency()).end();
    }

    int parts() {
        return parts.rows();
    }

    void drawn(Drawn drawn) throws SQLException {
        Work work = drawn.sides().work();
        drawings.text(drawn.retainer().retainer()).number(work.id()).text(YearMonth.from(work.date()).toString())
                .text(work.service().service()).text(drawn.sides().bill().account()).text(drawn.retainer().currency())
                .money(drawn.drawn().amount()).number(drawn.drawn().seconds()).number(drawn.drawn().rawSeconds())
                .money(drawn.drawn().restAmount()).number(drawn.drawn().restSeconds()).number(drawn.drawn().restRawSeconds())
                .flag(drawn.held()).number(id(drawn.journal())).number(id(drawn.invoice())).end();
    }

    int drawn() {
        return drawings.rows();
    }

    void groups(List<Group> fresh) throws SQLException {
        for (Group group : fresh) {
            groups.number(group.id()).text(group.key().target()).text(group.key().stem()).text(group.key().type().name())
                    .text(group.key().counterparty()).text(group.key().currency()).text(group.key().period()).text(group.key().subject()).end();
        }
    }

    /** A document with its lines and its place in the outbox. */
    void document(Document document, MappingBook book, LocalDate today, LocalDateTime now, Hash hash) throws SQLException {
        String target = document.group().key().target();
        documents.number(document.id()).number(document.group().id()).text(target).text(document.reference())
                .text(document.group().key().type().wire()).number(document.part()).text("draft").date(document.date()).date(document.due())
                .money(document.total()).money(document.baseTotal()).number(document.lines().size()).number(FIRST).bytes(document.hash())
                .number(FIRST).number(FIRST).end();
        for (int i = 0; i < document.lines().size(); i++) {
            Line line = document.lines().get(i);
            lines.number(document.id()).number(i + 1).number(FIRST).text(line.key()).bytes(hash.add(line.content()).take())
                    .number(line.entryId()).text(line.account()).money(line.amount()).money(line.base()).number(line.seconds())
                    .number(FIRST).text(document.wires().get(i)).end();
        }
        deliveries.bytes(document.keyBytes()).number(document.id()).text(target).number(FIRST).text("waiting")
                .date(document.dueOn(book, today)).time(now).time(now).end();
    }

    int lines() {
        return lines.rows();
    }

    /** The target has the document. */
    void delivered(Document document, int status, String externalId) throws SQLException {
        delivered.setInt(1, status);
        delivered.setString(2, externalId);
        delivered.setInt(3, document.id());
        delivered.executeUpdate();
        known.setString(1, externalId);
        known.setInt(2, document.id());
        known.executeUpdate();
        connection.commit();
    }

    /** Writes all rows that have been put, in one transaction. */
    void write() throws SQLException {
        for (Rows rows : List.of(entries, groups, pay, bill, parts, drawings, documents, lines, deliveries)) {
            rows.write();
        }
        connection.commit();
    }

    void writeSuspicions() throws SQLException {
        suspicion.executeBatch();
        connection.commit();
    }

    private static Long id(Group group) {
        return group == null ? null : (long) group.id();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
