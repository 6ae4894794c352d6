package io.hourbook.payroll;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.database.RepeatedTransaction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The beans that routes/process/pay-week-lane and split-pay-week call by name. */
@Configuration(proxyBeanMethods = false)
class PayrollBeans {

    @Bean
    OvertimeStep overtime() {
        return new OvertimeStep();
    }

    @Bean
    PayWeeks payWeeks(JdbcTemplate jdbc, RepeatedTransaction transaction, DocumentGroups documentGroups) {
        return new PayWeeks(jdbc, transaction, documentGroups);
    }
}
