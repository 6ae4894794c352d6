package io.hourbook.entry;

import io.hourbook.database.RepeatedTransaction;
import io.hourbook.database.TestDatabase;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.deadletter.KeptLetters;
import io.hourbook.expense.KeptExpenses;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The real entry store over a database of its own, and what a test of it or of what comes after it needs. */
public final class EntryBench {

    private static final List<String> TABLES = List.of(
            "entry", "entry_revision", "source_file", "source", "work", "mark", "dead_letter", "pay_allocation", "bill_allocation",
            "pay_part", "pay_flag", "drawing", "delivery", "document_release", "document_line", "document", "document_group", "expense", "expense_revision", "expense_work", "expense_allocation", "expense_group");

    /** A connection of its own each time, for whoever works beside the others. */
    public final DataSource source = TestDatabase.fresh();
    public final JdbcTemplate jdbc;
    public final RepeatedTransaction transaction;
    public final MovingClock clock = new MovingClock("2025-05-31T12:00:00Z");
    private final DataSourceTransactionManager transactions;
    private final WorkerFinder workers;
    private final RunIntake intake = new RunIntake();
    private EntryStore store;
    private WorkQueue work;
    private int run = 1;

    public EntryBench(WorkerFinder workers) {
        try {
            SingleConnectionDataSource connection = new SingleConnectionDataSource(source.getConnection(), true);
            this.jdbc = new JdbcTemplate(connection);
            this.transactions = new DataSourceTransactionManager(connection);
            this.transaction = new RepeatedTransaction(transactions);
            this.workers = workers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        begin();
    }

    /** Nothing is in the database and nothing is remembered. */
    public void empty() {
        TABLES.forEach(table -> jdbc.update("delete from " + table));
        clock.set("2025-05-31T12:00:00Z");
        begin();
    }

    /** As a program that has just been started: what was in memory is gone. */
    public void begin() {
        store = new JdbcEntryStore(jdbc, transaction, KeptLetters.in(jdbc, transactions, clock), workers, intake, KeptExpenses.in(jdbc), clock);
        work = new WorkQueue(jdbc);
    }

    /** The dead letters that the store keeps. */
    public DeadLetters letters() {
        return KeptLetters.in(jdbc, transactions, clock);
    }

    public EntryStore store() {
        return store;
    }

    public WorkQueue work() {
        return work;
    }

    /** A pass in which a source delivers a file of these rows. @return what they were */
    public IntakeCounts take(String source, Object... rows) {
        List<ReceivedRow> received = rows(rows);
        EntryStore.OpenFile file = open(source, received);
        if (!file.known()) {
            store.store(run, new EntryStore.Chunk(file, received));
        }
        store.taken(run, file, received.size());
        return counts();
    }

    /** A pass that a crash ends: the rows are stored, and the file is not taken. @return what they were */
    public IntakeCounts crashAfter(int rowsStored, String source, Object... rows) {
        List<ReceivedRow> received = rows(rows);
        store.store(run, new EntryStore.Chunk(open(source, received), received.subList(0, rowsStored)));
        IntakeCounts counts = counts();
        begin();
        return counts;
    }

    private EntryStore.OpenFile open(String source, List<ReceivedRow> rows) {
        intake.reset();
        run++;
        String content = rows.toString();
        return store.open(run, source, "file-" + run + ".csv", hash(content), content.length());
    }

    /** What was received since the last pass began. */
    public IntakeCounts taken() {
        return counts();
    }

    private IntakeCounts counts() {
        return intake.counts();
    }

    private static List<ReceivedRow> rows(Object... rows) {
        List<ReceivedRow> received = new ArrayList<>();
        Arrays.asList(rows).forEach(row -> received.add(row instanceof Row entry ? entry.at(received.size() + 2L) : (ReceivedRow) row));
        return received;
    }

    private static String hash(String content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only entry there is. */
    public Map<String, Object> entry() {
        return jdbc.queryForMap("select * from entry");
    }

    public long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    /** The marked groups of a kind: {@code worker-day} and so on. */
    public List<String> marks(String kind) {
        return jdbc.queryForList("select group_key from mark where kind = ? order by group_key", String.class, kind);
    }

    public void forgetMarks() {
        jdbc.update("delete from mark");
    }
}
