package io.hourbook.intake;

import io.hourbook.deadletter.DeadLetters;
import io.hourbook.entry.EntryStore;
import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that the intake routes call by name; {@code entries} is the store's own. */
@Configuration(proxyBeanMethods = false)
class IntakeBeans {

    /** By this machine's own clock, as files are. */
    @Bean
    Inbox inbox(Home home) {
        return new Inbox(home, Clock.systemUTC());
    }

    @Bean
    Intake intake(Home home, Inbox inbox, EntryStore entries, DeadLetters deadLetters, IntakeFacts.OfRun facts, FreeSpace freeSpace) {
        return new Intake(home, inbox, entries, deadLetters, facts, freeSpace);
    }

    @Bean
    SourceRoutes sourceRoutes() {
        return new SourceRoutes();
    }
}
