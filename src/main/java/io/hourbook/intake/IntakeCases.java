package io.hourbook.intake;

import io.hourbook.entry.EntryStore;
import io.hourbook.format.Formats;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Source;
import io.hourbook.problem.Problem;
import io.hourbook.reload.CaseAdapter;
import io.hourbook.reload.CaseIn;
import io.hourbook.reload.CaseTold;
import io.hourbook.timetable.PassScope;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * What the cases beside routes/intake mean: a file of a source, or the files that lie in the inbox. Rows are read by the real formats;
 * what is stored, moved and reported is noted.
 */
public final class IntakeCases implements CaseAdapter {

    private static final Instant DROPPED = Instant.parse("2025-03-31T12:00:00Z");

    /** The property of a pass that intake asks: which sources are taken. */
    public record Pass(PassScope scope) {}

    private final Function<String, MappingBook> facts;
    private MappingBook book;
    private Map<String, Object> file = Map.of();
    private List<DueFile> lying = List.of();
    private PassScope scope = PassScope.ALL;
    private List<String> routes = List.of();

    /** @param facts the books of facts by their names in files of cases */
    public IntakeCases(Function<String, MappingBook> facts) {
        this.facts = facts;
    }

    /** What computes in the routes of intake. */
    public Map<String, Object> beans() {
        return Map.of("intake", new Reading(), "sourceRoutes", new Routes());
    }

    @Override
    public void standOn(String name) {
        book = facts.apply(name);
    }

    @Override
    public Object message(String route, Map<String, Object> fields) {
        CaseIn in = new CaseIn(fields);
        scope = new PassScope(Set.copyOf(in.texts("waits")), Set.of());
        routes = in.texts("routes");
        lying = in.list("inbox").stream().map(IntakeCases::due).toList();
        file = new HashMap<>();
        for (String word : List.of("csv", "known_rows", "source", "name")) {
            file.put(word, in.text(word, null));
        }
        in.done();
        return lying.isEmpty() && file.get("csv") != null ? due(new CaseIn(Map.of(
                "source", file.get("source") == null ? route : file.get("source"), "file", file.get("name") == null ? "export.csv" : file.get("name"))))
                : "a pass";
    }

    private static DueFile due(CaseIn in) {
        DueFile due = new DueFile(in.text("source", null), Path.of("inbox", in.text("file", null)), null, 1, DROPPED);
        in.text("file", null);
        in.done();
        return new DueFile(due.source(), due.path(), due.path().getFileName().toString(), 1, DROPPED);
    }

    @Override
    public Map<String, Object> properties(String route) {
        return Map.of("run", 1, "pass", new Pass(scope));
    }

    /** Stands where {@code intake} stands: finds and reads what the case has. Stores and moves nothing. */
    public final class Reading {

        public List<DueFile> due(int run, PassScope scope) {
            return lying.stream().filter(due -> scope.takes(due.source())).toList();
        }

        public Taking open(DueFile due, int run) throws IOException {
            Source source = book.sources().get(due.source());
            if (source == null) {
                throw new IllegalArgumentException("there is no source \"" + due.source() + "\"; say under \"source\" whose file it is");
            }
            String csv = (String) file.get("csv");
            String known = (String) file.get("known_rows");
            EntryStore.OpenFile open = new EntryStore.OpenFile(
                    1, due.source(), due.name(), "", known != null, known == null ? 0 : Long.parseLong(known));
            if (known != null) {
                return Taking.ofKnown(due, open);
            }
            if (csv.getBytes(StandardCharsets.UTF_8).length == 0) {
                return Taking.ofRefused(due, open, Refusals.empty(due.name()));
            }
            Zones zones = new Zones(source.zone(), names -> book.worker(due.source(), names).map(worker -> worker.zone()), book.policies().companyZone());
            try {
                return Taking.ofRows(due, open, CsvFile.open(
                        () -> new StringReader(csv), source, Formats.read(book.content()).formats().get(source.format()), zones, due.name()));
            } catch (Problem notOfTheFormat) {
                return Taking.ofRefused(due, open, notOfTheFormat.findings().get(0));
            }
        }
    }

    /** Stands where {@code sourceRoutes} stands: the routes are those that the case names. */
    public final class Routes {

        public String of(DueFile due) {
            return SourceRoutes.of(due, routes::contains);
        }
    }

    /** A chunk by its rows, a file by its name and what is said of it. */
    @Override
    public Object told(Object value) {
        if (value instanceof EntryStore.Chunk chunk) {
            return chunk.rows().stream().map(FormatCases::fields).toList();
        }
        return value instanceof Taking || value instanceof DueFile ? fields("", value).get(0) : CaseTold.plain(value);
    }

    @Override
    public List<Map<String, Object>> fields(String exit, Exchange exchange, String address) {
        Map<String, Object> fields = new LinkedHashMap<>(fields(exit, exchange.getMessage().getBody()).get(0));
        fields.put("address", address);
        return List.of(fields);
    }

    @Override
    public List<Map<String, Object>> fields(String exit, Object body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        DueFile due = body instanceof Taking taking ? taking.file() : body instanceof DueFile lies ? lies : null;
        if (due != null) {
            fields.put("source", due.source());
            fields.put("file", due.name());
        }
        if (body instanceof Taking taking) {
            fields.put("rows", taking.rowCount());
            fields.put("known", taking.isKnown() ? "yes" : "no");
            fields.put("refused", taking.refusal() == null ? null : taking.refusal().code());
            fields.put("where", taking.refusal() == null ? null : taking.refusal().where());
        }
        return List.of(fields);
    }
}
