package io.hourbook.document;

import io.hourbook.database.RepeatedTransaction;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.mapping.Mappings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans that routes/process/document-lane and delivery call. */
@Configuration(proxyBeanMethods = false)
class DocumentBeans {

    @Bean
    DocumentCounts documentCounts() {
        return new DocumentCounts();
    }

    @Bean
    DocumentStore documents(JdbcTemplate jdbc, RepeatedTransaction transaction, Outbox outbox, DocumentCounts documentCounts) {
        return new DocumentStore(jdbc, transaction, outbox, documentCounts);
    }

    @Bean
    Closings closings(JdbcTemplate jdbc, TransactionTemplate transaction, Documents outgoingDocuments, DeadLetters deadLetters) {
        return new Closings(jdbc, transaction, outgoingDocuments, deadLetters);
    }

    @Bean
    Releases releases(JdbcTemplate jdbc, TransactionTemplate transaction, Mappings mappings, Clock clock) {
        return new Releases(jdbc, transaction, () -> mappings.current().book().policies().companyZone(), clock);
    }

    @Bean
    Documents outgoingDocuments(JdbcTemplate jdbc, TransactionTemplate transaction, Mappings mappings) {
        return new JdbcDocuments(jdbc, transaction, () -> mappings.current().book().policies().baseCurrency());
    }
}
