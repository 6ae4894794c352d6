package io.hourbook.payroll;

import io.hourbook.allocation.DocumentGroups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans that routes/process/recompute-pay-weeks and split-pay-week call by name. */
@Configuration(proxyBeanMethods = false)
class PayrollBeans {

    @Bean
    OvertimeStep overtime() {
        return new OvertimeStep();
    }

    @Bean
    PayWeeks payWeeks(JdbcTemplate jdbc, TransactionTemplate transaction, DocumentGroups documentGroups) {
        return new PayWeeks(jdbc, transaction, documentGroups);
    }
}
