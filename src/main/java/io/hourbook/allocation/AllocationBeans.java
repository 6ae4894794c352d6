package io.hourbook.allocation;

import io.hourbook.database.RepeatedTransaction;
import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.deadletter.LetterSubject;
import io.hourbook.deadletter.LetterSubjects;
import io.hourbook.entry.WorkQueue;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The beans that routes/process call by name. */
@Configuration(proxyBeanMethods = false)
class AllocationBeans {

    @Bean
    EntryMapping mapping() {
        return new EntryMapping();
    }

    @Bean
    EntryChecks checks() {
        return new EntryChecks();
    }

    @Bean
    EntryRouter router() {
        return new EntryRouter();
    }

    @Bean
    RoundingStep rounding() {
        return new RoundingStep();
    }

    @Bean
    RateStep rate() {
        return new RateStep();
    }

    @Bean
    ExchangeStep exchange() {
        return new ExchangeStep();
    }

    @Bean
    AllocationSteps allocation() {
        return new AllocationSteps();
    }

    @Bean
    AggregationStrategy collected() {
        return new Collected();
    }

    @Bean
    AggregationStrategy lanesTogether() {
        return new LanesTogether();
    }

    @Bean
    DocumentGroups documentGroups(JdbcTemplate jdbc) {
        return new DocumentGroups(jdbc);
    }

    @Bean
    AllocationStore allocations(
            JdbcTemplate jdbc, RepeatedTransaction transaction, WorkQueue work, DocumentGroups documentGroups, DeadLetters deadLetters) {
        return new AllocationStore(jdbc, transaction, work, documentGroups, deadLetters);
    }

    @Bean
    WorkerDays workerDays(JdbcTemplate jdbc, RepeatedTransaction transaction, Clock clock) {
        return new WorkerDays(jdbc, transaction, clock);
    }

    @Bean
    RoundingDays roundingDays(JdbcTemplate jdbc, RepeatedTransaction transaction) {
        return new RoundingDays(jdbc, transaction);
    }

    /** A dead letter about an outcome is about its entry. */
    @Bean
    LetterSubjects outcomeSubjects() {
        return body -> body instanceof Outcome outcome
                ? Optional.of(new LetterSubject(
                        DeadLetter.Kind.ENTRY, "entry " + outcome.entry().reference(), outcome.entry().source(), outcome.entry().id(), null))
                : Optional.empty();
    }
}
