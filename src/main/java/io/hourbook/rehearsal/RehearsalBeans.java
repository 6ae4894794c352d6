package io.hourbook.rehearsal;

import io.hourbook.database.Database;
import io.hourbook.home.Home;
import io.hourbook.reload.RouteBeanCatalog;
import io.hourbook.version.Impact;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rehearsals within a program that runs, and what they tell of edits that wait. */
@Configuration(proxyBeanMethods = false)
class RehearsalBeans {

    private static final Logger LOG = LoggerFactory.getLogger(RehearsalBeans.class);

    @Bean(destroyMethod = "close")
    PreviewDesk previewDesk(Rehearsals rehearsals, Clock clock) {
        return new PreviewDesk(rehearsals, clock);
    }

    @Bean
    Rehearsals rehearsals(Home home, Database database, ObjectProvider<CamelContext> camel, ListableBeanFactory beans) {
        return new Rehearsals(
                home, database, key -> camel.getObject().getPropertiesComponent().resolveProperty(key).orElse(null), () -> RouteBeanCatalog.of(beans));
    }

    /** What one left that was killed is as large as the books, and need not wait for the next one. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> rehearsalSweep(Database database) {
        return ready -> {
            if (Stage.swept(database)) {
                LOG.info("What a preview or dry run left that was killed is taken away");
            }
        };
    }

    @Bean
    Impact impact(Rehearsals rehearsals) {
        return rehearsals::moved;
    }
}
