package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hourbook.mapping.Target;
import java.sql.SQLNonTransientConnectionException;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/** What went wrong before there was anything to say to the target. */
class ReleaseTest {

    private static final Target TARGET = new Target("books", null, null, 500, 0, 1, 0, 30);
    private static final Due DUE = new Due(9, "key-1", 1, 1, 4, false, 0, false, false, "pass", TARGET);

    private final Logger logger = (Logger) LoggerFactory.getLogger(Release.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.setAdditive(false);
        logger.addAppender(said);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(said);
        logger.setAdditive(true);
    }

    @Test
    void aDatabaseThatWentAwayBeforeTheDocumentWasReadIsNoAttemptAndIsSaidElsewhere() throws Exception {
        Outcome.Later later = after(new DataAccessResourceFailureException(
                "", new SQLNonTransientConnectionException("Socket error", "08000")));

        assertThat(later.counts()).isFalse();
        assertThat(later.pausesTarget()).isFalse();
        assertThat(later.words()).isEqualTo("the database did not answer");
        assertThat(said.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO)).isEmpty();
    }

    @Test
    void aDocumentThatCannotBeMadeReadyIsAnAttemptAndIsSaidWithAllThatIsKnown() throws Exception {
        Outcome.Later later = after(new IllegalStateException("no such line"));

        assertThat(later.counts()).isTrue();
        assertThat(later.words()).isEqualTo("could not be made ready: no such line");
        assertThat(said.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getThrowableProxy()).isNotNull();
        });
    }

    private static Outcome.Later after(RuntimeException failed) throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(camel);
            exchange.setVariable("work", DUE);
            exchange.setException(failed);
            Release release = new Release(exchange);
            release.say();
            Map<Due, Outcome> outcomes = release.outcomes();
            assertThat(outcomes).containsOnlyKeys(DUE);
            return (Outcome.Later) outcomes.get(DUE);
        }
    }
}
