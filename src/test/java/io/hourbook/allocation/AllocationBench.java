package io.hourbook.allocation;

import io.hourbook.entry.EntryBench;
import io.hourbook.exchange.KeptRates;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The real stores over the sample company's mappings; what the routes of a pass do up to the groups, step by step. */
public final class AllocationBench {

    private static final AllocationBeans BEANS = new AllocationBeans();

    public final EntryBench entries = new EntryBench((source, names) -> book()
            .worker(source, names).map(worker -> worker.worker()).orElse(null));
    private MappingBook book = load(Path.of("mappings"));
    private LocalDate today = LocalDate.of(2025, 5, 31);
    private DocumentGroups groups;
    private AllocationStore allocations;
    private WorkerDays workerDays;
    private RoundingDays roundingDays;

    public AllocationBench() {
        begin();
    }

    /** Nothing is in the database, and the mappings are as shipped. */
    public void empty() {
        entries.empty();
        book = load(Path.of("mappings"));
        today = LocalDate.of(2025, 5, 31);
        begin();
    }

    /** As a program that has just been started. */
    public void begin() {
        entries.begin();
        groups = BEANS.documentGroups(entries.jdbc);
        allocations = BEANS.allocations(entries.jdbc, entries.transaction, entries.work(), groups, entries.letters());
        workerDays = BEANS.workerDays(entries.jdbc, entries.transaction, entries.clock);
        roundingDays = BEANS.roundingDays(entries.jdbc, entries.transaction);
    }

    private static MappingBook load(Path mappings) {
        return new MappingLoader(Map.<String, String>of()::get).load(mappings);
    }

    /** The shipped mappings with one file edited. */
    public void edit(String file, UnaryOperator<String> change) {
        edit(Map.of(file, change));
    }

    /** The shipped mappings with several files edited at once. */
    public void edit(Map<String, UnaryOperator<String>> changes) {
        try {
            Path folder = Files.createTempDirectory("mappings-").resolve("mappings");
            try (Stream<Path> paths = Files.walk(Path.of("mappings"))) {
                for (Path path : paths.toList()) {
                    Path copy = folder.resolve(Path.of("mappings").relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(path, copy);
                    }
                }
            }
            for (Map.Entry<String, UnaryOperator<String>> change : changes.entrySet()) {
                Path file = folder.resolve(change.getKey());
                Files.writeString(file, change.getValue().apply(Files.readString(file)));
            }
            book = load(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mappings as they are, with rates that were fetched. */
    public void fetched(KeptRates.Kept kept) {
        book = book.with(kept);
    }

    public MappingBook book() {
        return book;
    }

    public DocumentGroups groups() {
        return groups;
    }

    public AllocationStore allocations() {
        return allocations;
    }

    public WorkerDays workerDays() {
        return workerDays;
    }

    public RoundingDays roundingDays() {
        return roundingDays;
    }

    public PassContext pass() {
        return new PassContext(1, book, 1, today);
    }

    public void today(String date) {
        today = LocalDate.parse(date);
    }

    /** A file comes in and is allocated. */
    public void take(String source, Object... rows) {
        entries.take(source, rows);
        checkDays();
        allocate();
    }

    /** What routes/process/check-worker-days does. */
    public void checkDays() {
        workerDays.wakeFutureDays();
        for (List<String> days = workerDays.next(); !days.isEmpty(); days = workerDays.next()) {
            workerDays.recompute(pass(), days);
        }
    }

    /** What routes/process/allocate-entries does. */
    public void allocate() {
        entries.work().rewind();
        for (List<Outcome> chunk = allocations.next(pass()); !chunk.isEmpty(); chunk = allocations.next(pass())) {
            allocations.store(chunk.stream().map(AllocationBench::flow).toList());
        }
    }

    /** What routes/process/allocate-entry and the flows below it do. */
    static Outcome flow(Outcome received) {
        Outcome outcome = BEANS.checks().check(BEANS.mapping().resolve(received));
        if (!BEANS.checks().fit(outcome)) {
            return outcome;
        }
        EntryRouter router = BEANS.router();
        AllocationSteps steps = BEANS.allocation();
        Outcome paid = router.contractor(outcome) ? steps.toVendorBill(outcome) : steps.toPayWeek(outcome);
        if (router.unmapped(paid)) {
            return steps.toHolds(paid);
        }
        if (router.nonBillable(paid)) {
            return steps.toNobody(paid);
        }
        Outcome priced = BEANS.exchange().convert(BEANS.rate().apply(BEANS.rounding().round(paid)));
        return router.retainer(paid) ? steps.toRetainer(priced) : steps.toLines(priced);
    }

    /** What routes/process/recompute-rounding-days does. */
    public void roundDays() {
        for (List<RoundingDay> days = roundingDays.next(pass()); !days.isEmpty(); days = roundingDays.next(pass())) {
            List<RoundingDay> rounded = new ArrayList<>();
            days.forEach(day -> rounded.add(BEANS.rounding().roundDay(day)));
            roundingDays.store(pass(), rounded);
        }
    }

    /** The bill side of an entry by its source's id. */
    public Map<String, Object> bill(String sourceId) {
        return side("bill_allocation", sourceId);
    }

    public Map<String, Object> pay(String sourceId) {
        return side("pay_allocation", sourceId);
    }

    private Map<String, Object> side(String table, String sourceId) {
        return entries.jdbc.queryForMap(
                "select a.* from " + table + " a join entry e on e.id = a.entry_id where e.source_key = ?", sourceId);
    }

    /** Why the bill side of an entry is held or excluded; null where it is not. */
    public String reason(String sourceId) {
        return (String) bill(sourceId).get("reason");
    }
}
