package io.hourbook.reload;

import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * Triggers that do not fire while routes are put in: Camel schedules an endpoint before it knows it, and one that fires in between is
 * looked for in vain, warned of, and made a second time. What came due meanwhile fires when it is over; work in hand goes on.
 */
final class HeldTriggers implements AutoCloseable {

    private final Scheduler held;

    private HeldTriggers(Scheduler held) {
        this.held = held;
    }

    /** @param file that is put in; where nothing of it starts by a trigger, nothing is held */
    static HeldTriggers during(CamelContext camel, RouteFile file) throws SchedulerException {
        boolean triggers = file.parts("route").stream().map(part -> YamlTree.text(YamlTree.get(part.value(), "from"), "uri"))
                .anyMatch(uri -> uri != null && uri.matches("quartz(:.*)?"));
        Scheduler scheduler = triggers ? camel.getComponent("quartz", QuartzComponent.class).getScheduler() : null;
        if (scheduler == null || !scheduler.isStarted() || scheduler.isInStandbyMode()) {
            return new HeldTriggers(null);
        }
        scheduler.standby();
        return new HeldTriggers(scheduler);
    }

    @Override
    public void close() throws SchedulerException {
        if (held != null && !held.isShutdown()) {
            held.start();
        }
    }
}
