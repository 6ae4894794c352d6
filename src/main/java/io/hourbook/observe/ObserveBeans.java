package io.hourbook.observe;

import io.hourbook.database.Database;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.delivery.CallLog;
import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.reload.RouteDeployer;
import io.hourbook.run.RunEnded;
import io.hourbook.schedule.Slots;
import io.hourbook.version.Gate;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is seen from outside: meters and health. */
@Configuration(proxyBeanMethods = false)
class ObserveBeans {

    @Bean
    Observation observation(Home home, Database database, DataSource dataSource, FreeSpace freeSpace, ObjectProvider<Slots> slots, Clock clock) {
        return new Observation(database, new FigureStore(dataSource), new InboxLook(home), freeSpace, slots, clock);
    }

    @Bean
    Conditions conditions(
            Observation observation, Database database, DeadLetterDesk letters, ObjectProvider<Gate> gate, ObjectProvider<RouteDeployer> routes, Home home) {
        return new Conditions(observation, database, letters, gate::getObject, routes::getObject, home);
    }

    /** A single sync is not observed. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> observationStart(
            Observation observation, @Value("${hourbook.schedules:true}") boolean service, @Value("${hourbook.observe.between-looks:15s}") Duration between) {
        return ready -> {
            if (service) {
                observation.start(between);
            }
        };
    }

    @Bean
    Meters meters(MeterRegistry registry, Observation observation, ObjectProvider<RouteDeployer> routes, ObjectProvider<Gate> gate) {
        return new Meters(registry, observation, () -> routes.getObject().findings().size(),
                () -> gate.getObject().refused().map(refusal -> refusal.findings().size()).orElse(0), () -> gate.getObject().number());
    }

    @Bean
    CallLog callLog(ObjectProvider<Meters> meters) {
        // asked for with the first call: the meters stand on what makes calls
        return (target, outcome, length) -> meters.getObject().called(target, outcome, length);
    }

    @Bean
    HealthIndicator databaseHealthIndicator(Observation observation) {
        return new Healths(observation)::database;
    }

    @Bean
    HealthIndicator inboxHealthIndicator(Observation observation) {
        return new Healths(observation)::inbox;
    }

    @Bean
    HealthIndicator sourcesHealthIndicator(Observation observation) {
        return new Healths(observation)::sources;
    }

    @Bean
    HealthIndicator targetsHealthIndicator(Observation observation, TargetProfile profile) {
        Healths healths = new Healths(observation);
        return () -> profile == TargetProfile.SANDBOX ? Healths.rehearsing(healths.targets()) : healths.targets();
    }

    @Bean
    HealthIndicator schedulesHealthIndicator(Observation observation) {
        return new Healths(observation)::schedules;
    }

    @Bean
    HealthIndicator conservationHealthIndicator(Observation observation) {
        return new Healths(observation)::conservation;
    }

    @Bean
    HealthIndicator diskHealthIndicator(Observation observation) {
        return new Healths(observation)::disk;
    }

    @Bean
    HealthIndicator routesHealthIndicator(ObjectProvider<RouteDeployer> routes) {
        return () -> RoutesHealth.of(routes.getObject());
    }

    @Bean
    HealthIndicator editsHealthIndicator(ObjectProvider<Gate> gate) {
        return () -> RoutesHealth.of(gate.getObject());
    }
}
