package io.hourbook.bench.rival;

import io.hourbook.allocation.GroupKey;
import io.hourbook.bench.Contender;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.mapping.MappingBook;
import io.hourbook.overtime.PayPart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.Chunk;
import org.springframework.batch.item.ItemProcessor;
import org.springframework.batch.item.ItemReader;
import org.springframework.batch.item.ItemWriter;
import org.springframework.batch.item.database.ItemPreparedStatementSetter;
import org.springframework.batch.item.database.JdbcBatchItemWriter;
import org.springframework.batch.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.batch.item.file.FlatFileItemReader;
import org.springframework.batch.item.file.MultiResourceItemReader;
import org.springframework.batch.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.item.file.builder.MultiResourceItemReaderBuilder;
import org.springframework.batch.item.file.separator.DefaultRecordSeparatorPolicy;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.PlatformTransactionManager;

/** The steps of the job, each a reader, a processor and a writer. */
final class BatchSteps {

    private static final int CHUNK = 1_000;
    /** Groups hold some hundred rows each: about as many rows a chunk. */
    private static final int CHUNK_OF_GROUPS = 3;
    private static final int CHUNK_OF_DAYS = 300;
    private static final int CHUNK_OF_CALLS = 50;

    private final Contender.Job job;
    private final MappingBook book;
    private final DataSource database;
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final Instant now = Instant.now();
    private final LocalDate today;
    private final Hash hash = new Hash();
    private final BatchRows rows;
    private final BatchGroups groups;
    private final Decisions decisions;
    private final BatchDocuments documents;
    private Clockify clockify;

    BatchSteps(Contender.Job job, MappingBook book, DataSource database, JobRepository repository, PlatformTransactionManager transactions) {
        this.job = job;
        this.book = book;
        this.database = database;
        this.repository = repository;
        this.transactions = transactions;
        this.today = LocalDate.ofInstant(now, book.policies().companyZone());
        this.rows = new BatchRows(book, job.source());
        this.groups = new BatchGroups(new JdbcTemplate(database));
        this.decisions = new Decisions(book, job.source(), today, groups.all());
        this.documents = new BatchDocuments(new JdbcTemplate(database), book, rows, new Line.Writer(book, job.source(), today));
    }

    Step takeEntries() {
        FlatFileItemReader<ReceivedEntry> export = new FlatFileItemReaderBuilder<ReceivedEntry>()
                .name("export")
                .linesToSkip(1)
                .skippedLinesCallback(header -> clockify = new Clockify(header, job.source(), book))
                .recordSeparatorPolicy(new DefaultRecordSeparatorPolicy())
                .lineMapper((line, number) -> clockify.entry(number, line))
                .build();
        MultiResourceItemReader<ReceivedEntry> exports = new MultiResourceItemReaderBuilder<ReceivedEntry>()
                .name("exports")
                .delegate(export)
                .resources(job.exports().stream().map(FileSystemResource::new).toArray(Resource[]::new))
                .build();
        Work.Meanings meanings = new Work.Meanings(book, job.source());
        return this.<ReceivedEntry, ReceivedEntry>step("take entries", CHUNK, exports, entry -> entry, writer(
                Table.ENTRY.insertIgnore(), (entry, insert) -> Row.entry(
                        insert, 0, hash.identity(entry), hash.fingerprint(entry),
                        meanings.worker(entry.names()) == null ? null : meanings.worker(entry.names()).worker(), entry)));
    }

    Step suspectEntries() {
        var workers = grouped("workers", "select " + BatchRows.ENTRY + " from entry e where e.worker is not null order by e.worker, e.start_at, e.id",
                (row, n) -> rows.work(row), Work::workerId);
        return step("suspect entries", CHUNK_OF_GROUPS, workers, work -> {
            List<Work> all = new ArrayList<>(work);
            List<Work> suspects = Suspects.find(all, book.policies(), now).stream().map(all::get).toList();
            return suspects.isEmpty() ? null : suspects;
        }, each(writer("update entry set suspicion = ? where id = ?", (work, update) -> {
            update.setInt(1, work.suspicion());
            update.setLong(2, work.id());
        })));
    }

    Step allocateEntries() {
        ItemReader<Work> entries = cursor("entries", "select " + BatchRows.ENTRY + " from entry e order by e.id", (row, n) -> rows.work(row));
        ItemWriter<Sides> pay = writer(Table.PAY_ALLOCATION.insert(), (sides, insert) -> Row.pay(insert, sides));
        ItemWriter<Sides> bill = writer(Table.BILL_ALLOCATION.insert(), (sides, insert) -> Row.bill(insert, sides));
        return step("allocate entries", CHUNK, entries, decisions::of, (Chunk<? extends Sides> chunk) -> {
            pay.write(new Chunk<>(chunk.getItems()));
            bill.write(new Chunk<>(chunk.getItems()));
        });
    }

    Step roundDays() {
        var days = grouped("rounding days", "select " + BatchRows.ENTRY + """
                , b.* from bill_allocation b join entry e on e.id = b.entry_id
                where b.rounding_day is not null and b.state = 'allocated' order by b.rounding_day, b.start_at, e.line, e.id""",
                (row, n) -> rows.charged(row), sides -> sides.bill().day());
        return step("round days", CHUNK_OF_DAYS, days, decisions::roundDay, each(writer(
                "update bill_allocation set seconds = ?, amount = ?, state = ?, reason = ? where entry_id = ?", (sides, update) -> {
                    update.setLong(1, sides.bill().seconds());
                    update.setBigDecimal(2, sides.bill().amount());
                    update.setString(3, Sides.state(sides.bill().reason()));
                    update.setString(4, sides.bill().reason() == null ? null : sides.bill().reason().word());
                    update.setLong(5, sides.work().id());
                })));
    }

    Step splitPayWeeks() {
        var workers = grouped("labour", "select " + BatchRows.ENTRY + """
                , a.* from pay_allocation a join entry e on e.id = a.entry_id
                where a.flow = 'payroll' order by a.worker, a.start_at, e.line, e.id""",
                (row, n) -> rows.paid(row), sides -> sides.work().workerId());
        return step("split pay weeks", CHUNK_OF_GROUPS, workers, own -> {
            List<Labour.Part> parts = Labour.parts(book, own.get(0).work().worker(), own);
            parts.forEach(this::groupsOf);
            return parts;
        }, each(writer(Table.PAY_PART.insert(), (part, insert) -> Row.part(insert, part))));
    }

    private void groupsOf(Labour.Part part) {
        PayPart of = part.part();
        String currency = part.sides().pay().currency();
        groups.all().of("payroll " + part.week(), GroupKey.Type.PAYROLL_BATCH, null, part.week(),
                () -> GroupKey.payroll(book.defaultTarget(), part.week()));
        groups.all().of("labour", GroupKey.Type.LABOUR_JOURNAL, currency, of.date(),
                () -> GroupKey.labour(book.defaultTarget(), currency, YearMonth.from(of.date())));
    }

    Step drawRetainers() {
        var retainers = grouped("retained", "select " + BatchRows.ENTRY + """
                , b.* from bill_allocation b join entry e on e.id = b.entry_id
                where b.retainer is not null and b.state = 'allocated' order by b.retainer, b.start_at, b.worker, e.line, e.id""",
                (row, n) -> rows.charged(row), sides -> sides.bill().retainer());
        return step("draw retainers", 1, retainers,
                own -> Drawn.draw(book, decisions, groups.all(), book.retainers().get(own.get(0).bill().retainer()), own),
                each(writer(Table.DRAWING.insert(), (drawn, insert) -> Row.drawn(insert, drawn))));
    }

    Step assembleDocuments() {
        ItemReader<Group> all = cursor("groups", "select * from document_group order by id", (row, n) -> rows.group(row));
        ItemWriter<List<Document>> headers = each(writer(Table.DOCUMENT.insert(), (document, insert) -> Row.document(insert, document)));
        JdbcBatchItemWriter<Indexed> lines = writer(
                Table.DOCUMENT_LINE.insert(), (line, insert) -> Row.line(insert, line.document, line.index, hash));
        ItemWriter<List<Document>> outbox = each(writer(Table.DELIVERY.insert(), (document, insert) -> Row.delivery(
                insert, document, book, today, LocalDateTime.ofInstant(now, ZoneOffset.UTC))));
        return step("assemble documents", CHUNK_OF_GROUPS, all, documents::assemble, (Chunk<? extends List<Document>> chunk) -> {
            Chunk<List<Document>> made = new Chunk<>(new ArrayList<>(chunk.getItems()));
            headers.write(made);
            lines.write(new Chunk<>(chunk.getItems().stream().flatMap(List::stream).flatMap(Indexed::lines).toList()));
            outbox.write(made);
        });
    }

    Step deliverDocuments() {
        ItemReader<Document> due = cursor("outbox", """
                select x.id as document, x.reference, x.part, x.date, x.due, x.total, x.base_total, x.content_hash, g.*
                from delivery d join document x on x.id = d.document_id join document_group g on g.id = x.group_id
                where d.state = 'waiting' and d.due_on <= current_date order by d.id""", (row, n) -> documents.waiting(row));
        Post post = new Post(job.endpoint());
        ItemWriter<Answered> delivered = writer("""
                update delivery set state = 'delivered', attempts = 1, answer_status = ?, answer = ?, answered_at = utc_timestamp(3)
                where document_id = ?""", (answered, update) -> {
                    update.setInt(1, answered.answer.status());
                    update.setString(2, answered.answer.id());
                    update.setInt(3, answered.document);
                });
        ItemWriter<Answered> known = writer("update document set delivered_revision = 1, external_id = ? where id = ?", (answered, update) -> {
            update.setString(1, answered.answer.id());
            update.setInt(2, answered.document);
        });
        return step("deliver documents", CHUNK_OF_CALLS, due, document -> {
            Document whole = documents.withLines(document);
            return new Answered(document.id(), post.send(document.key(), whole.body(book)));
        }, (Chunk<? extends Answered> chunk) -> {
            delivered.write(new Chunk<>(chunk.getItems()));
            known.write(new Chunk<>(chunk.getItems()));
        });
    }

    private record Answered(int document, Post.Answer answer) {}

    private record Indexed(Document document, int index) {

        static java.util.stream.Stream<Indexed> lines(Document document) {
            return java.util.stream.IntStream.range(0, document.lines().size()).mapToObj(index -> new Indexed(document, index));
        }
    }

    private <I, O> Step step(
            String name, int chunk, ItemReader<? extends I> reader, ItemProcessor<? super I, ? extends O> processor, ItemWriter<? super O> writer) {
        return new StepBuilder(name, repository)
                .<I, O>chunk(chunk, transactions)
                .reader(reader)
                .processor(processor)
                .writer(writer)
                .build();
    }

    private <T> org.springframework.batch.item.database.JdbcCursorItemReader<T> cursor(String name, String sql, RowMapper<T> mapper) {
        // rows are streamed: where the cursor stands, this driver does not know then
        return new JdbcCursorItemReaderBuilder<T>()
                .name(name).dataSource(database).sql(sql).rowMapper(mapper).fetchSize(CHUNK).verifyCursorPosition(false).build();
    }

    private <T> BatchGrouped<T> grouped(String name, String sql, RowMapper<T> mapper, java.util.function.Function<T, Object> key) {
        return new BatchGrouped<>(cursor(name, sql, mapper), key);
    }

    private <T> JdbcBatchItemWriter<T> writer(String sql, ItemPreparedStatementSetter<T> setter) {
        JdbcBatchItemWriter<T> writer = new JdbcBatchItemWriterBuilder<T>()
                .dataSource(database).sql(sql).itemPreparedStatementSetter(setter).assertUpdates(false).build();
        writer.afterPropertiesSet();
        return writer;
    }

    private static <T> ItemWriter<List<T>> each(ItemWriter<T> writer) {
        return chunk -> writer.write(new Chunk<>(chunk.getItems().stream().flatMap(List::stream).toList()));
    }
}
