package io.hourbook.retainer;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.database.RepeatedTransaction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The beans that routes/process/retainer-lane and draw-retainer call by name. */
@Configuration(proxyBeanMethods = false)
class RetainerBeans {

    @Bean
    DrawingStep drawing() {
        return new DrawingStep();
    }

    @Bean
    Retainers retainers(JdbcTemplate jdbc, RepeatedTransaction transaction, DocumentGroups documentGroups) {
        return new Retainers(jdbc, transaction, documentGroups);
    }
}
