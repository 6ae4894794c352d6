package io.hourbook.bench.rival;

import io.hourbook.allocation.GroupKey;
import io.hourbook.bench.Contender;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.mapping.Retainer;
import io.hourbook.overtime.PayPart;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The floor: a plain program on one thread that keeps everything in memory and writes everything once, in bulk. It has no
 * queue, no marks, no look at what is stored already, no check of what it wrote and no way to go on after a crash: what is
 * left is the least that the job itself costs.
 */
public final class Floor implements Contender {

    private static final int CHUNK = 1_000;

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public String sentence() {
        return "plain Java on one thread, everything in memory, rows in bulk; no queue, no check, no going on after a crash";
    }

    @Override
    public Result run(Job job) throws Exception {
        MappingBook book = new MappingLoader().load(job.mappings());
        Tables.make(job.url(), job.user(), job.password());
        try (Connection connection = Tables.connect(job.url(), job.user(), job.password()); Tables tables = new Tables(connection)) {
            Path export = job.exports().get(0);
            Tables.begin(connection, job.source(), book, export.getFileName().toString(), Files.size(export));
            return new Pass(job, book, tables).run();
        }
    }

    /** One pass over everything. */
    private static final class Pass {

        private final Job job;
        private final MappingBook book;
        private final Tables tables;
        private final Instant now = Instant.now();
        private final LocalDate today;
        private final Hash hash = new Hash();
        private final Group.Groups groups = new Group.Groups();
        private final Decisions decisions;
        private final Line.Writer lines;
        private final Journals journals;
        private final Map<String, Long> measured = new LinkedHashMap<>();
        private final Map<Group, SortedMap<String, Long>> payroll = new LinkedHashMap<>();
        private final Map<Group, SortedMap<String, Journals.Labour>> labour = new LinkedHashMap<>();
        private final Map<Group, List<Drawn>> drawings = new LinkedHashMap<>();
        private final Map<Group, List<Drawn>> rests = new LinkedHashMap<>();
        private long clock = System.nanoTime();
        private long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        private int storedGroups;
        private int lastDocument;

        Pass(Job job, MappingBook book, Tables tables) {
            this.job = job;
            this.book = book;
            this.tables = tables;
            this.today = LocalDate.ofInstant(now, book.policies().companyZone());
            this.decisions = new Decisions(book, job.source(), today, groups);
            this.lines = new Line.Writer(book, job.source(), today);
            this.journals = new Journals(book, lines);
        }

        Result run() throws Exception {
            long began = System.nanoTime();
            List<Work> works = read();
            lap("read and store entries");
            for (int changed : Suspects.find(works, book.policies(), now)) {
                tables.suspicion(works.get(changed));
            }
            tables.writeSuspicions();
            List<Sides> all = new ArrayList<>(works.size());
            works.forEach(work -> all.add(decisions.of(work)));
            decisions.roundDays(all);
            lap("decide");
            allocate(all);
            lap("store allocations");
            payWeeks(all);
            lap("pay weeks");
            draw(all);
            lap("retainers");
            documents(all);
            lap("documents");
            return new Result(works.size(), (System.nanoTime() - began) / 1_000_000, measured);
        }

        /** Notes how long a part took, and how much of that this thread worked. */
        private void lap(String part) {
            long then = System.nanoTime();
            long worked = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            measured.merge(part + " ms", (then - clock) / 1_000_000, Long::sum);
            measured.merge(part + " CPU ms", (worked - cpu) / 1_000_000, Long::sum);
            clock = then;
            cpu = worked;
        }

        private List<Work> read() throws IOException, SQLException {
            List<Work> works = new ArrayList<>((int) job.entries());
            Set<ByteBuffer> seen = new HashSet<>((int) job.entries() * 2);
            Work.Meanings meanings = new Work.Meanings(book, job.source());
            for (Path export : job.exports()) {
                try (BufferedReader reader = Files.newBufferedReader(export)) {
                    Clockify clockify = new Clockify(reader.readLine(), job.source(), book);
                    long line = 2;
                    for (String row = reader.readLine(); row != null; row = reader.readLine()) {
                        long first = line++;
                        for (; Clockify.open(row); line++) {
                            row = row + "\n" + reader.readLine();
                        }
                        ReceivedEntry entry = clockify.entry(first, row);
                        byte[] identity = hash.identity(entry);
                        if (seen.add(ByteBuffer.wrap(identity))) {
                            store(works, meanings.work(works.size() + 1L, entry, identity), entry);
                        }
                    }
                }
            }
            tables.write();
            return works;
        }

        private void store(List<Work> works, Work work, ReceivedEntry entry) throws SQLException {
            works.add(work);
            tables.put(Table.ENTRY, insert -> Row.entry(
                    insert, work.id(), work.identity(), hash.fingerprint(entry), work.workerId(), entry));
            if (tables.waiting(Table.ENTRY) == CHUNK) {
                tables.write();
            }
        }

        private void allocate(List<Sides> all) throws SQLException {
            storeGroups();
            for (Sides sides : all) {
                tables.put(Table.PAY_ALLOCATION, insert -> Row.pay(insert, sides));
                tables.put(Table.BILL_ALLOCATION, insert -> Row.bill(insert, sides));
                if (tables.waiting(Table.BILL_ALLOCATION) == CHUNK) {
                    tables.write();
                }
            }
            tables.write();
        }

        private void payWeeks(List<Sides> all) throws SQLException {
            Map<String, List<Sides>> byWorker = new LinkedHashMap<>();
            for (Sides sides : all) {
                if (sides.pay().payroll()) {
                    byWorker.computeIfAbsent(sides.work().worker().worker(), any -> new ArrayList<>()).add(sides);
                }
            }
            String target = book.defaultTarget();
            for (Map.Entry<String, List<Sides>> own : byWorker.entrySet()) {
                for (Labour.Part part : Labour.parts(book, book.workers().get(own.getKey()), own.getValue())) {
                    tables.put(Table.PAY_PART, insert -> Row.part(insert, part));
                    if (tables.waiting(Table.PAY_PART) == CHUNK) {
                        tables.write();
                    }
                    PayPart of = part.part();
                    Sides.Pay pay = part.sides().pay();
                    Group batch = groups.of("payroll " + part.week(), GroupKey.Type.PAYROLL_BATCH, null, part.week(),
                            () -> GroupKey.payroll(target, part.week()));
                    payroll.computeIfAbsent(batch, any -> new TreeMap<>())
                            .merge(own.getKey() + "|" + of.code(), of.seconds(), Long::sum);
                    Group journal = groups.of("labour", GroupKey.Type.LABOUR_JOURNAL, pay.currency(), of.date(),
                            () -> GroupKey.labour(target, pay.currency(), YearMonth.from(of.date())));
                    labour.computeIfAbsent(journal, any -> new TreeMap<>())
                            .merge(pay.account(), Journals.Labour.of(of.seconds(), pay.rate(), of.code()), Journals.Labour::plus);
                }
            }
            tables.write();
        }

        private void draw(List<Sides> all) throws SQLException {
            Map<String, List<Sides>> byRetainer = new TreeMap<>();
            for (Sides sides : all) {
                if (sides.bill().reason() == null && sides.bill().retainer() != null) {
                    byRetainer.computeIfAbsent(sides.bill().retainer(), any -> new ArrayList<>()).add(sides);
                }
            }
            for (Map.Entry<String, List<Sides>> own : byRetainer.entrySet()) {
                Retainer retainer = book.retainers().get(own.getKey());
                for (Drawn drawn : Drawn.draw(book, decisions, groups, retainer, own.getValue())) {
                    tables.put(Table.DRAWING, insert -> Row.drawn(insert, drawn));
                    if (tables.waiting(Table.DRAWING) == CHUNK) {
                        tables.write();
                    }
                    if (drawn.journal() != null) {
                        drawings.computeIfAbsent(drawn.journal(), any -> new ArrayList<>()).add(drawn);
                    }
                    if (drawn.invoice() != null) {
                        rests.computeIfAbsent(drawn.invoice(), any -> new ArrayList<>()).add(drawn);
                    }
                }
            }
            tables.write();
        }

        /** Group by group: its lines, its documents, their rows, and then off they go. */
        private void documents(List<Sides> all) throws Exception {
            Map<Group, List<Sides>> byGroup = new HashMap<>();
            for (Sides sides : all) {
                for (Group group : Arrays.asList(sides.pay().group(), sides.bill().reason() == null ? sides.bill().group() : null)) {
                    if (group != null) {
                        byGroup.computeIfAbsent(group, any -> new ArrayList<>()).add(sides);
                    }
                }
            }
            storeGroups();
            Post post = new Post(job.endpoint());
            List<Document> waiting = new ArrayList<>();
            for (Group group : groups.all()) {
                List<Line> own = lines(group, byGroup.getOrDefault(group, List.of()));
                for (Document document : Document.of(book, group, lastDocument + 1, own, hash)) {
                    lastDocument = document.id();
                    tables.document(document, book, today, LocalDateTime.ofInstant(now, ZoneOffset.UTC), hash);
                    LocalDate due = document.dueOn(book, today);
                    if (due != null && !due.isAfter(today)) {
                        waiting.add(document);
                    }
                }
                if (tables.waiting(Table.DOCUMENT_LINE) >= CHUNK) {
                    send(post, waiting);
                }
            }
            send(post, waiting);
        }

        private void storeGroups() throws SQLException {
            List<Group> fresh = groups.all().subList(storedGroups, groups.all().size());
            tables.groups(fresh);
            storedGroups += fresh.size();
        }

        private void send(Post post, List<Document> waiting) throws Exception {
            tables.write();
            lap("documents");
            for (Document document : waiting) {
                tables.delivered(document, post.send(document.key(), document.body(book)));
            }
            waiting.clear();
            lap("deliver");
        }

        private List<Line> lines(Group group, List<Sides> own) {
            List<Sides> inOrder = new ArrayList<>(own);
            inOrder.sort((a, b) -> Work.AS_LINES.compare(a.work(), b.work()));
            return switch (group.key().type()) {
                case VENDOR_BILL -> inOrder.stream().map(lines::billed).toList();
                case SALES_INVOICE -> {
                    List<Line> invoiced = new ArrayList<>(own.size());
                    inOrder.forEach(sides -> invoiced.add(lines.invoiced(sides, group)));
                    rests.getOrDefault(group, List.of()).stream()
                            .sorted((a, b) -> Work.AS_LINES.compare(a.sides().work(), b.sides().work()))
                            .forEach(drawn -> invoiced.add(lines.rest(drawn, group)));
                    yield invoiced;
                }
                case RETAINER_JOURNAL -> journals.drawdown(group, incomes(drawings.get(group)));
                case LABOUR_JOURNAL -> journals.labour(group, labour.get(group));
                case PAYROLL_BATCH -> journals.payroll(group, payroll.get(group));
            };
        }

        private static Map<String, Journals.Income> incomes(List<Drawn> drawn) {
            Map<String, Journals.Income> incomes = new HashMap<>();
            for (Drawn one : drawn) {
                String account = one.sides().bill().account();
                String service = one.sides().work().service().service();
                incomes.merge(account + " " + service,
                        new Journals.Income(account, service, one.drawn().amount(), one.drawn().seconds()), Journals.Income::plus);
            }
            return incomes;
        }
    }
}
