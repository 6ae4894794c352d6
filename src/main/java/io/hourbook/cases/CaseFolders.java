package io.hourbook.cases;

import io.hourbook.delivery.DeliveryCases;
import io.hourbook.intake.IntakeCases;
import io.hourbook.intake.TakenBefore;
import io.hourbook.ledger.LedgerFileCases;
import io.hourbook.quickbooks.QuickBooksCases;
import io.hourbook.readback.ReadingCases;
import io.hourbook.reload.CaseAdapter;
import io.hourbook.tryton.Tryton;
import io.hourbook.xero.XeroReader;
import io.hourbook.xero.XeroTarget;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Who knows what the cases of a folder below routes/ mean. */
final class CaseFolders implements Function<String, CaseAdapter> {

    private final CaseFacts facts;
    private final CaseLanes lanes = new CaseLanes();
    private final ProcessCases process;
    private final IntakeCases intake;
    private final DeliveryCases deliver;
    private final ReadingCases read;
    private final OtherCases others = new OtherCases();

    CaseFolders(CaseFacts facts) {
        this.facts = facts;
        this.process = new ProcessCases(facts, lanes);
        this.intake = new IntakeCases(facts::book);
        this.deliver = new DeliveryCases();
        this.read = new ReadingCases(deliver);
    }

    /** The rules under their names in routes, and stand-ins that let them compute. */
    Map<String, Object> beans() {
        Map<String, Object> beans = new HashMap<>(process.beans());
        beans.putAll(intake.beans());
        beans.putAll(deliver.beans());
        beans.putAll(read.beans());
        beans.putAll(LedgerFileCases.beans(deliver, () -> facts.book(deliver.facts())));
        beans.put("xeroTarget", XeroTarget.forgetful());
        beans.put("xeroReader", new XeroReader());
        beans.putAll(QuickBooksCases.beans());
        beans.put("tryton", Tryton.forgetful());
        beans.put("deliveryLanes", lanes);
        beans.put("takenBefore", TakenBefore.forgetful());
        return beans;
    }

    /** @param path of the file of cases, {@code routes/deliver/http-target.cases.yaml} */
    @Override
    public CaseAdapter apply(String path) {
        return switch (path.split("/").length > 2 ? path.split("/")[1] : "") {
            case "process" -> process;
            case "intake" -> intake;
            case "deliver" -> ReadingCases.about(path) ? read : deliver;
            default -> others;
        };
    }
}
