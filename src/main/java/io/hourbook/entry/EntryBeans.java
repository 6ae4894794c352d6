package io.hourbook.entry;

import io.hourbook.deadletter.DeadLetters;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The entry store and what stands around it. */
@Configuration(proxyBeanMethods = false)
class EntryBeans {

    @Bean
    RunIntake runIntake() {
        return new RunIntake();
    }

    @Bean
    EntryStore entries(
            JdbcTemplate jdbc, TransactionTemplate transaction, DeadLetters deadLetters, WorkerFinder workers, RunIntake runIntake,
            ExpenseRows expenseRows, Clock clock) {
        return new JdbcEntryStore(jdbc, transaction, deadLetters, workers, runIntake, expenseRows, clock);
    }

    @Bean
    WorkQueue work(JdbcTemplate jdbc) {
        return new WorkQueue(jdbc);
    }
}
