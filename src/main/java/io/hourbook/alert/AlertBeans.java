package io.hourbook.alert;

import io.hourbook.home.Home;
import io.hourbook.mapping.AlertPolicy;
import io.hourbook.mapping.Mappings;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.observe.Conditions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Who looks for what people need to know. A rehearsal has none of it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "hourbook.alerts", matchIfMissing = true)
class AlertBeans {

    @Bean
    AlertState alertState() {
        return new AlertState();
    }

    @Bean
    HealthIndicator alertsHealthIndicator(AlertState alertState) {
        return alertState::health;
    }

    @Bean
    AlertWatch alertWatch(
            Home home, Mappings mappings, TargetProfile profile, Conditions conditions, JdbcTemplate jdbc, TransactionTemplate transaction, CamelContext camel,
            AlertState state, Clock clock) {
        AlertStore store = new AlertStore(jdbc, transaction);
        AlertSender sender = new AlertSender(store, new AlertWords(name(home)), state, () -> camel, clock);
        // a home that tries things out reaches nobody, whatever its mappings say: they are production's
        Supplier<AlertPolicy> policy = profile == TargetProfile.SANDBOX ? () -> policy(mappings).get().off() : policy(mappings);
        return new AlertWatch(policy, conditions::now, conditions.node(), store, sender, state, clock);
    }

    /** A single sync tells nobody. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> alertStart(
            AlertWatch watch, @Value("${hourbook.schedules:true}") boolean service, @Value("${hourbook.alerts.between-looks:20s}") Duration between) {
        return ready -> {
            if (service) {
                watch.start(between);
            }
        };
    }

    static Supplier<AlertPolicy> policy(Mappings mappings) {
        return () -> AlertPolicy.of(mappings.current().book(), System::getenv);
    }

    private static String name(Home home) {
        Path folder = home.root().toAbsolutePath().normalize().getFileName();
        return folder == null ? "home" : folder.toString();
    }
}
