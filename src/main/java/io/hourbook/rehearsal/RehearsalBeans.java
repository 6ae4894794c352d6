package io.hourbook.rehearsal;

import io.hourbook.database.Database;
import io.hourbook.home.Home;
import io.hourbook.reload.RouteBeanCatalog;
import io.hourbook.version.Impact;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rehearsals within a program that runs, and what they tell of edits that wait. */
@Configuration(proxyBeanMethods = false)
class RehearsalBeans {

    @Bean(destroyMethod = "close")
    PreviewDesk previewDesk(Rehearsals rehearsals, Clock clock) {
        return new PreviewDesk(rehearsals, clock);
    }

    @Bean
    Rehearsals rehearsals(Home home, Database database, ObjectProvider<CamelContext> camel, ListableBeanFactory beans) {
        return new Rehearsals(
                home, database, key -> camel.getObject().getPropertiesComponent().resolveProperty(key).orElse(null), () -> RouteBeanCatalog.of(beans));
    }

    @Bean
    Impact impact(Rehearsals rehearsals) {
        return rehearsals::moved;
    }
}
