package io.hourbook.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hourbook.deadletter.DeadLetter.Kind;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The shipped dead letter routes behind a route that fails. */
class DeadLetterRouteTest {

    private static final String ALLOCATE = """
            - route:
                id: allocate
                description: Split a chunk and look at each part
                routeConfigurationId: dead-letter
                from:
                  uri: direct:allocate
                  steps:
                    - split:
                        id: each
                        aggregationStrategy: "#collector"
                        expression:
                          simple:
                            expression: ${body}
                        steps:
                          - to:
                              id: to-look
                              uri: direct:look
                    - bean:
                        id: count
                        ref: collector
                        method: count
            - route:
                id: look
                description: Look at one part
                routeConfigurationId: dead-letter
                from:
                  uri: direct:look
                  steps:
                    - setBody:
                        id: prepare
                        expression:
                          simple:
                            expression: seen ${body}
                    - choice:
                        id: which
                        when:
                          - id: any
                            expression:
                              simple:
                                expression: ${body} != null
                            steps:
                              - bean:
                                  id: look-closely
                                  ref: look
                                  method: look
            """;

    private final List<DeadLetter> kept = new ArrayList<>();
    private final List<Integer> runs = new ArrayList<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private boolean databaseIsGone;

    @BeforeEach
    void start() throws Exception {
        camel.disableJMX();
        camel.setAllowUseOriginalMessage(true);
        LetterSubjects entries = body -> body.toString().contains("7")
                ? Optional.of(new LetterSubject(Kind.ENTRY, "toggl:7", "toggl", 7L, null))
                : Optional.empty();
        camel.getRegistry().bind("deadLetterKeeper", new DeadLetterKeeper(new Recording(), List.of(entries)));
        camel.getRegistry().bind("look", new Look());
        camel.getRegistry().bind("collector", new Collector());
        camel.start();
        for (String shared : List.of("routes/_common/dead-letter.camel.yaml", "routes/_common/keep-dead-letter.camel.yaml")) {
            load(shared, Files.readAllBytes(Path.of(shared)));
        }
        load("routes/process/look.camel.yaml", ALLOCATE.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
    }

    @Test
    void theLetterNamesTheStepTheBodiesAndTheRun() {
        send(List.of("bad"), "Authorization", "Bearer abcdef123456");

        DeadLetter letter = kept.get(0);
        assertThat(letter.finding().at()).isEqualTo("routes/process/look.camel.yaml:42 look-closely");
        assertThat(letter.received()).isEqualTo("bad");
        assertThat(letter.body()).isEqualTo("seen bad");
        assertThat(letter.headers()).contains("Authorization").doesNotContain("abcdef123456");
        assertThat(letter.mappingVersion()).isEqualTo("3f9a1c");
        assertThat(runs).containsExactly(42);
    }

    @Test
    void anUnforeseenFailureIsToldWithoutNamesOfClasses() {
        send(List.of("bad"));

        Finding finding = kept.get(0).finding();
        assertThat(finding.code()).isEqualTo("ROU-900");
        assertThat(finding.where()).isEqualTo("routes/process/look.camel.yaml:42");
        assertThat(finding.saw()).isEqualTo("no such thing");
        assertThat(finding.fix())
                .isEqualTo("replay it once its cause is gone; if it fails again, the message above is what a developer needs");
    }

    @Test
    void aProblemKeepsItsOwnWordsAndEachFindingItsLetter() {
        send(List.of("problem 7"));

        assertThat(kept).extracting(letter -> letter.finding().code()).containsExactly("MAP-101", "MAP-102");
        assertThat(kept).extracting(DeadLetter::entryId).containsExactly(7L, 7L);
        assertThat(kept).extracting(DeadLetter::subject).containsExactly("toggl:7", "toggl:7#1");
        assertThat(kept.get(0).finding().at()).endsWith("look-closely");
        assertThat(kept.get(0).offending()).isEqualTo("Archery");
    }

    @Test
    void theLogNamesTheEntryAndNothingThatWasReadInIt() {
        ListAppender<ILoggingEvent> said = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.getMDCPropertyMap();
                super.append(event);
            }
        };
        said.start();
        Logger log = (Logger) LoggerFactory.getLogger(DeadLetterKeeper.class);
        log.addAppender(said);
        send(List.of("problem 7"));
        log.detachAppender(said);

        assertThat(said.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).isEqualTo("MAP-101 at routes/process/look.camel.yaml:42 look-closely: kept as a dead letter");
            assertThat(event.getMDCPropertyMap()).containsEntry("entry", "toggl:7");
        });
    }

    @Test
    void theRestOfTheChunkGoesOnAndTheCollectorKnowsWhichPartsFailed() {
        Exchange exchange = send(List.of("one", "bad", "two"));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of("seen one!", "dead ROU-900", "seen two!", "counted"));
    }

    @Test
    void aChunkWhoseFirstPartFailsGoesOnToo() {
        Exchange exchange = send(List.of("bad", "one"));

        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of("dead ROU-900", "seen one!", "counted"));
    }

    @Test
    void whatCannotBeKeptFailsWhereItCameFrom() {
        databaseIsGone = true;

        Exchange exchange = send(List.of("one", "bad", "two"));

        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of("seen one!", "failed", "seen two!", "counted"));
    }

    private Exchange send(List<String> parts, String... header) {
        return camel.createProducerTemplate().request("direct:allocate", exchange -> {
            exchange.getIn().setBody(parts);
            exchange.setProperty(DeadLetterKeeper.RUN_ID, 42);
            exchange.setProperty(DeadLetterKeeper.MAPPING_VERSION, "3f9a1c");
            if (header.length > 0) {
                exchange.getIn().setHeader(header[0], header[1]);
            }
        });
    }

    private void load(String path, byte[] content) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromBytes(path, content));
    }

    /** The step that fails. */
    public static final class Look {
        public String look(String text) {
            if (text.contains("problem")) {
                throw new Problem(List.of(
                        new Finding("MAP-101", "mappings/services.csv:6", "no service", "Archery", null, "add it"),
                        new Finding("MAP-102", "mappings/services.csv:7", "no worker", "Robin", null, "add it")));
            }
            if (text.contains("bad")) {
                throw new IllegalStateException("around", new IllegalArgumentException("java.util.NoSuchElementException: no such thing"));
            }
            return text + "!";
        }
    }

    /** Collects what the parts became. */
    public static final class Collector implements AggregationStrategy {
        @Override
        public Exchange aggregate(Exchange all, Exchange part) {
            List<Object> bodies = new ArrayList<>();
            if (all != null) {
                bodies.addAll((List<?>) all.getMessage().getBody());
            }
            bodies.add(part.getException() != null ? "failed"
                    : DeadParts.isDead(part) ? "dead " + part.getProperty(DeadLetterKeeper.CODE)
                    : part.getMessage().getBody());
            Exchange into = all == null ? DeadParts.collector(part) : all;
            into.getMessage().setBody(bodies);
            return into;
        }

        public List<Object> count(List<Object> bodies) {
            List<Object> counted = new ArrayList<>(bodies);
            counted.add("counted");
            return counted;
        }
    }

    private final class Recording implements DeadLetters {
        @Override
        public void keep(int runId, List<DeadLetter> letters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void keepApart(int runId, DeadLetter letter) {
            if (databaseIsGone) {
                throw new IllegalStateException("the database is gone");
            }
            runs.add(runId);
            kept.add(letter);
        }

        @Override
        public void resolveDocument(int documentId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resolveEntries(List<Long> entryIds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resolveFiles(Collection<String> codes, Collection<String> standing) {}
    }
}
