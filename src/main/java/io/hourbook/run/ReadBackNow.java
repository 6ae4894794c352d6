package io.hourbook.run;

import io.hourbook.mapping.Mappings;
import io.hourbook.problem.Causes;
import io.hourbook.readback.ReadBack;
import io.hourbook.readback.TargetRead;
import io.hourbook.reload.RouteDeployer;
import io.hourbook.timetable.PassScope;
import io.hourbook.version.Gate;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Reads the targets back because a person asks for it, and settles what was read, in one turn. Bean {@code readBackNow}. */
public final class ReadBackNow {

    private static final String ROUTE = "read-targets";

    /**
     * What came of it.
     *
     * @param targets how reading each target went
     * @param pass    what the pass came to that settled it, or null where nothing was to be settled
     */
    public record Came(List<TargetRead> targets, Summary pass) {}

    private final Passes passes;
    private final Gate gate;
    private final Mappings mappings;
    private final RouteDeployer routes;
    private final ReadBack readBack;
    private final ProducerTemplate camel;

    ReadBackNow(Passes passes, Gate gate, Mappings mappings, RouteDeployer routes, ReadBack readBack, ProducerTemplate camel) {
        this.mappings = mappings;
        this.routes = routes;
        this.passes = passes;
        this.gate = gate;
        this.readBack = readBack;
        this.camel = camel;
    }

    /**
     * Waits for a run that is under way.
     *
     * @throws io.hourbook.problem.Problem ROU-172 where no route of this home reads
     */
    public Came read() {
        gate.personAsks();
        try (Turn turn = passes.await()) {
            gate.passBegins();
            mappings.load();
            routes.require(ROUTE);
            Exchange exchange = camel.send("direct:" + ROUTE, started -> {});
            if (exchange.getException() != null) {
                throw Causes.unwrapped(exchange.getException());
            }
            Summary pass = readBack.waits() ? passes.inTurn(turn, "sync", ordinary -> PassScope.ALL) : null;
            return new Came(readBack.reads(), pass);
        }
    }
}
