package io.hourbook.observe;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.reload.RouteDeployer;
import io.hourbook.version.Gate;
import java.util.List;
import org.springframework.boot.actuate.health.Health;

/** Whether the routes that a pass needs run, and what keeps others from running. */
final class RoutesHealth {

    private RoutesHealth() {}

    static Health of(RouteDeployer routes) {
        List<String> refused = routes.findings().stream().map(RoutesHealth::words).toList();
        try {
            routes.require("sync");
        } catch (Problem missing) {
            return Health.down().withDetail("refused", refused).withDetail("missing", words(missing.findings().get(0))).build();
        }
        return refused.isEmpty() ? Health.up().build() : Health.status(Healths.DEGRADED).withDetail("refused", refused).build();
    }

    /**
     * Which version runs, and what keeps the folder from being the next one: refused edits hurt nothing, and somebody should look. One
     * that waits for a second person, is being weighed or waits for a pass is as it should be. Files that nothing reads are named.
     */
    static Health of(Gate gate) {
        Health.Builder health = gate.refused()
                .map(refusal -> Health.status(Healths.DEGRADED).withDetail("refusedSince", refusal.since().toString()).withDetail("edited", refusal.files())
                        .withDetail("refused", refusal.findings().stream().map(RoutesHealth::words).toList()))
                .or(() -> gate.weighs().map(edit -> Health.up().withDetail("weighs", edit.words()).withDetail("edited", edit.files())))
                .or(() -> gate.ahead().map(edit -> Health.up().withDetail("afterThisPass", edit.words()).withDetail("edited", edit.files())))
                .orElseGet(() -> gate.proposed().map(proposal -> Health.up().withDetail(proposal.waits() ? "waits" : "rejected", proposal.words()))
                        .orElseGet(Health::up))
                .withDetail("version", gate.number());
        List<String> unread = gate.strays().stream().map(RoutesHealth::words).toList();
        return (unread.isEmpty() ? health : health.withDetail("unread", unread)).build();
    }

    private static String words(Finding finding) {
        return finding.where() + ": " + finding.code() + " " + finding.what();
    }
}
