package io.hourbook.cases;

import io.hourbook.delivery.DeliveryCases;
import io.hourbook.intake.IntakeCases;
import io.hourbook.reload.CaseAdapter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who knows what the cases of a folder below routes/ mean. */
final class CaseFolders implements CaseAdapter {

    private final CaseLanes lanes = new CaseLanes();
    private final ProcessCases process;
    private final IntakeCases intake;
    private final DeliveryCases deliver;
    private final OtherCases others = new OtherCases();

    CaseFolders(CaseFacts facts) {
        this.process = new ProcessCases(facts, lanes);
        this.intake = new IntakeCases(facts::book);
        this.deliver = new DeliveryCases();
    }

    /** The rules under their names in routes, and stand-ins that let them compute. */
    Map<String, Object> beans() {
        Map<String, Object> beans = new HashMap<>(process.beans());
        beans.putAll(intake.beans());
        beans.putAll(deliver.beans());
        beans.put("deliveryLanes", lanes);
        return beans;
    }

    @Override
    public CaseAdapter of(String path) {
        return switch (path.split("/").length > 2 ? path.split("/")[1] : "") {
            case "process" -> process;
            case "intake" -> intake;
            case "deliver" -> deliver;
            default -> others;
        };
    }

    @Override
    public Object message(String route, Map<String, Object> in) {
        throw new UnsupportedOperationException("of() says who knows");
    }

    @Override
    public List<Map<String, Object>> fields(String exit, Object body) {
        throw new UnsupportedOperationException("of() says who knows");
    }

    @Override
    public Map<String, Object> held(Object body) {
        return null;
    }

    @Override
    public Map<String, Object> excluded(Object body) {
        return null;
    }
}
