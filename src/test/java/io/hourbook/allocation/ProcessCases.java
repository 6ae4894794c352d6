package io.hourbook.allocation;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.reload.CaseAdapter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the cases beside routes/process mean: entries over the shipped mappings, the steps that the application has, no store. */
public final class ProcessCases implements CaseAdapter {

    private final MappingBook book;
    private final EntryCases entries;
    private final List<Outcome> left = new ArrayList<>();

    public ProcessCases(Path mappings) {
        this.book = new MappingLoader(Map.<String, String>of()::get).load(mappings);
        this.entries = new EntryCases(book);
    }

    /** The pure steps under their names in routes. */
    public Map<String, Object> beans() {
        AllocationBeans beans = new AllocationBeans();
        return Map.of(
                "mapping", beans.mapping(), "checks", beans.checks(), "router", beans.router(), "rounding", beans.rounding(),
                "rate", beans.rate(), "exchange", beans.exchange(), "allocation", beans.allocation(), "collected", beans.collected());
    }

    @Override
    public Object message(String route, Map<String, Object> in) {
        left.clear();
        return entries.message(1, new CaseIn(in), !route.equals("allocate-entry"));
    }

    @Override
    public List<Map<String, Object>> fields(String exit, Object body) {
        Outcome outcome = entries.through(exit, (Outcome) body);
        left.add(outcome);
        return List.of(entries.fields(exit, outcome));
    }

    @Override
    public Map<String, Object> held(Object body) {
        return reason(Standing.HELD, body);
    }

    @Override
    public Map<String, Object> excluded(Object body) {
        return reason(Standing.EXCLUDED, body);
    }

    /** The exits are not carried out while cases run: what they would have made of the entry counts, too. */
    private Map<String, Object> reason(Standing standing, Object body) {
        List<Outcome> all = new ArrayList<>(left);
        all.add((Outcome) body);
        return all.stream().map(outcome -> EntryCases.reason(standing, outcome)).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
