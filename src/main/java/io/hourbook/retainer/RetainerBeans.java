package io.hourbook.retainer;

import io.hourbook.allocation.DocumentGroups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans that routes/process/draw-retainers and draw-retainer call by name. */
@Configuration(proxyBeanMethods = false)
class RetainerBeans {

    @Bean
    DrawingStep drawing() {
        return new DrawingStep();
    }

    @Bean
    Retainers retainers(JdbcTemplate jdbc, TransactionTemplate transaction, DocumentGroups documentGroups) {
        return new Retainers(jdbc, transaction, documentGroups);
    }
}
