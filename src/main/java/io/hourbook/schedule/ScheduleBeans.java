package io.hourbook.schedule;

import io.hourbook.delivery.Deliveries;
import io.hourbook.intake.Inbox;
import io.hourbook.mapping.Mappings;
import io.hourbook.run.Passes;
import io.hourbook.run.Turn;
import io.hourbook.timetable.Schedules;
import io.hourbook.version.Gate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Slots and what they are made of. */
@Configuration(proxyBeanMethods = false)
class ScheduleBeans {

    @Bean
    Slots slots(
            Gate gate, JdbcTemplate jdbc, Mappings mappings, Passes passes, Inbox inbox, Deliveries deliveries, CamelContext camel, Clock clock) {
        SlotStore store = new SlotStore(jdbc);
        Predicate<String> routes = name -> Schedules.isPass(name) || camel.getRoute(name) != null;
        return new Slots(
                new Plans(new BookStamp(gate::number, mappings), routes, store), store, new Attempts(store, routes, clock),
                new InPasses(passes, camel), name -> waiting(name, inbox, deliveries), clock);
    }

    private static int waiting(String name, Inbox inbox, Deliveries deliveries) {
        if (name.startsWith(Schedules.SOURCE)) {
            return inbox.lying(name.substring(Schedules.SOURCE.length()));
        }
        if (name.startsWith(Schedules.TARGET)) {
            return deliveries.waitingFor(name.substring(Schedules.TARGET.length()));
        }
        return name.startsWith(Schedules.FLOW) ? deliveries.waiting(name.substring(Schedules.FLOW.length())) : 0;
    }

    /** A slot's pass takes what every pass takes, and what the slot is about. */
    private record InPasses(Passes passes, CamelContext camel) implements Slots.Work {

        @Override
        public Optional<Turn> turn() {
            return passes.turn();
        }

        @Override
        public void pass(Turn turn, String name) {
            passes.inTurn(turn, "schedule", ordinary -> ordinary.with(name));
        }

        @Override
        public boolean stopping() {
            return camel.getStatus().isStopping() || camel.isStopped();
        }
    }
}
