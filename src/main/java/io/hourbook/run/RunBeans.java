package io.hourbook.run;

import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import io.hourbook.credential.Credentials;
import io.hourbook.database.Database;
import io.hourbook.document.Closings;
import io.hourbook.document.DocumentCounts;
import io.hourbook.document.Releases;
import io.hourbook.entry.RunIntake;
import io.hourbook.entry.WorkQueue;
import io.hourbook.expense.Expenses;
import io.hourbook.ledger.LedgerFileTarget;
import io.hourbook.mapping.Mappings;
import io.hourbook.readback.ReadBack;
import io.hourbook.reload.RouteDeployer;
import io.hourbook.version.Gate;
import io.hourbook.delivery.BookTargets;
import io.hourbook.delivery.Targets;
import io.hourbook.intake.Inbox;
import io.hourbook.intake.IntakeFacts;
import io.hourbook.sandbox.SandboxAddress;
import io.hourbook.sandbox.SandboxKey;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Passes and what they are made of. */
@Configuration(proxyBeanMethods = false)
class RunBeans {

    @Bean
    InboxWatch inboxWatch(Gate gate, Inbox inbox, Mappings mappings, Releases releases, Clock clock, Passes passes) {
        return new InboxWatch(gate::number, gate::workedWith, inbox, mappings, releases, clock, passes::busy);
    }

    @Bean
    IntakeFacts.OfRun intakeFacts(Mappings mappings) {
        return new PinnedFacts(mappings);
    }

    @Bean
    Targets targets(Mappings mappings, SandboxAddress sandbox, SandboxKey sandboxKey, Credentials credentials) {
        return new BookTargets(() -> mappings.current().book(), sandbox, sandboxKey, credentials);
    }

    @Bean
    LedgerFileTarget ledgerFile(Home home, Mappings mappings) {
        return new LedgerFileTarget(home, () -> mappings.current().book());
    }

    @Bean
    Laws laws(
            JdbcTemplate jdbc, TransactionTemplate transaction, RunIntake runIntake, DocumentCounts documentCounts, Clock clock,
            @Qualifier("passLanes") ExecutorService passLanes) {
        return new Laws(
                new Conservation(jdbc, passLanes), new Proof(jdbc, clock), runIntake, documentCounts, jdbc, transaction);
    }

    @Bean
    GracefulStop gracefulStop(Passes passes) {
        return new GracefulStop(passes);
    }

    @Bean
    ReadBackNow readBackNow(
            Passes passes, Gate gate, Mappings mappings, RouteDeployer routeDeployer, ReadBack readBack, CamelContext camel) {
        return new ReadBackNow(passes, gate, mappings, routeDeployer, readBack, camel.createProducerTemplate());
    }

    @Bean
    Passes passes(
            Home home,
            Database database,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Laws laws,
            Closings closings,
            Mappings mappings,
            RouteDeployer routeDeployer,
            Gate gate,
            CamelContext camel,
            RunIntake runIntake,
            DocumentCounts documentCounts,
            WorkQueue work,
            Expenses expenses,
            FreeSpace freeSpace,
            ApplicationEventPublisher events,
            Clock clock) {
        ProducerTemplate producer = camel.createProducerTemplate();
        RunLog log = new RunLog(jdbc, clock);
        return new Passes(
                database, log, new Requeue(jdbc, transaction, closings, expenses), laws, mappings, routeDeployer, gate,
                producer, runIntake, documentCounts, work, new PassFiles(home, producer),
                new Endings(database, log, freeSpace, clock, events::publishEvent), clock);
    }
}
