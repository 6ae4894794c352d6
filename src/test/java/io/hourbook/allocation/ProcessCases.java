package io.hourbook.allocation;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.payroll.OvertimeStep;
import io.hourbook.payroll.PayWeekCases;
import io.hourbook.reload.CaseAdapter;
import io.hourbook.retainer.DrawingStep;
import io.hourbook.retainer.RetainerCases;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the cases beside routes/process mean: entries, and the groups that are recomputed whole, over the shipped mappings; the
 * steps that the application has, no store.
 */
public final class ProcessCases implements CaseAdapter {

    private final EntryCases entries;
    private final Map<String, CaseAdapter> groups;
    private CaseAdapter current;

    public ProcessCases(Path mappings) {
        MappingBook book = new MappingLoader(Map.<String, String>of()::get).load(mappings);
        this.entries = new EntryCases(book);
        this.groups = Map.of(
                "split-pay-week", new PayWeekCases(book), "draw-retainer", new RetainerCases(), "round-day", new RoundingDayCases());
    }

    /** The pure steps under their names in routes. */
    public Map<String, Object> beans() {
        AllocationBeans steps = new AllocationBeans();
        Map<String, Object> beans = new HashMap<>(Map.of("overtime", new OvertimeStep(), "drawing", new DrawingStep()));
        beans.putAll(Map.of(
                "mapping", steps.mapping(), "checks", steps.checks(), "router", steps.router(), "rounding", steps.rounding(),
                "rate", steps.rate(), "exchange", steps.exchange(), "allocation", steps.allocation(), "collected", steps.collected()));
        return beans;
    }

    @Override
    public Object message(String route, Map<String, Object> in) {
        current = groups.getOrDefault(route, entries);
        return current.message(route, in);
    }

    @Override
    public List<Map<String, Object>> fields(String exit, Object body) {
        return current.fields(exit, body);
    }

    @Override
    public Map<String, Object> held(Object body) {
        return current.held(body);
    }

    @Override
    public Map<String, Object> excluded(Object body) {
        return current.excluded(body);
    }
}
