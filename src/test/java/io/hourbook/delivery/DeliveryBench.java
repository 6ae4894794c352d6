package io.hourbook.delivery;

import io.hourbook.document.Outbox;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import io.hourbook.allocation.PassContext;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.entry.PacedClock;
import io.hourbook.mapping.Target;
import io.hourbook.reload.RouteDeployer;
import java.io.IOException;
import java.nio.file.Files;
import io.hourbook.timetable.PassScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The delivery routes as they are shipped, over a real database, with documents and targets that the test controls. */
final class DeliveryBench implements AutoCloseable {

    static final LocalDate LONG_AGO = LocalDate.of(2025, 1, 1);

    final HikariDataSource source = new HikariDataSource();
    final SeenStatements statements = new SeenStatements();
    final JdbcTemplate jdbc;
    final PacedClock clock;
    final FakeDocuments documents;
    final FakeDeadLetters deadLetters = new FakeDeadLetters();
    final Map<String, Target> targets = new LinkedHashMap<>();
    final JdbcOutbox outbox;
    final DeliveryStore store;
    final Deliveries deliveries;
    final Settlement settlement;
    final CamelContext camel;
    RouteDeployer routes;
    final TargetPauses pauses;
    final SentBodies sent;
    volatile Shows shows = target -> null;
    private final TargetBreakers breakers = new TargetBreakers();

    /**
     * @param patience how long a pass waits, by its own clock
     * @param pace     how much faster than real time that clock goes
     */
    DeliveryBench(Duration patience, int pace) {
        clock = new PacedClock(pace);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
        source.setDataSource(statements);
        source.setMaximumPoolSize(12);
        jdbc = new JdbcTemplate(source);
        documents = new FakeDocuments(jdbc);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(source);
        outbox = new JdbcOutbox(jdbc, clock);
        store = new DeliveryStore(jdbc, transactions);
        Backoff backoff = new Backoff(RandomGenerator.getDefault());
        settlement = new Settlement(new AnswerStore(jdbc), documents, deadLetters, transactions, backoff, clock);
        pauses = new TargetPauses(jdbc, clock);
        sent = new SentBodies(jdbc, clock);
        Targets book = new Targets() {
            @Override
            public Optional<Target> target(String name) {
                return Optional.ofNullable(targets.get(name));
            }

            @Override
            public String address(Target target) {
                return target.url();
            }

            @Override
            public Map<String, String> shown(Target target) {
                return shows.headers(target) == null ? Targets.super.shown(target) : shows.headers(target);
            }

            @Override
            public Map<String, String> others(Target target, Map<String, String> refused) {
                return shows.headers(target) == null ? refused : shows.others(target, refused);
            }

            @Override
            public ZoneId companyZone() {
                return ZoneOffset.UTC;
            }
        };
        deliveries = new Deliveries(store, settlement, documents, book, clock, pauses, sent, patience, hindrances());
        camel = started(book);
    }

    /** Beside routes and tables nothing keeps a document from going out. */
    private static ObjectProvider<Hindrance> hindrances() {
        return new DefaultListableBeanFactory().getBeanProvider(Hindrance.class);
    }

    private CamelContext started(Targets book) {
        try {
            DefaultCamelContext context = new DefaultCamelContext();
            context.getRegistry().bind("deliveries", deliveries);
            context.getRegistry().bind("deliveryKeys", new DeliveryKeys(deliveries, store));
            context.getRegistry().bind("httpTarget", new HttpTarget(book, clock, new Guest(book, pauses, new CallBudget(jdbc, clock), clock), breakers, (target, outcome, length) -> {}, sent));
            context.getRegistry().bind("deliveryLanes", new DeliveryConfiguration().deliveryLanes());
            context.getRegistry().bind("targetBreaker", breakers.asOne());
            HttpComponent http = context.getComponent("http", HttpComponent.class);
            http.setAutomaticRetriesDisabled(true);
            http.setConnectTimeout(2_000);
            http.setConnectionsPerRoute(64);
            http.setCookieManagementDisabled(true);
            http.setHttpClientConfigurer(new CleanLines());
            context.start();
            routes = new RouteDeployer(context, Path.of("routes"), Map::of);
            routes.swap(shipped());
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The routes of delivery as they are shipped, by path. */
    static Map<String, byte[]> shipped() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String route : List.of("deliver-documents", "deliver-lane", "deliver-document", "deliver-batch", "http-target")) {
            String path = "routes/deliver/" + route + ".camel.yaml";
            files.put(path, Files.readAllBytes(Path.of(path)));
        }
        return files;
    }

    /** Loads the route of another kind of target, and the bean that begins its conversations. */
    void speaks(String route, String bean, Object door) {
        camel.getRegistry().bind(bean, door);
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(
                    camel, "file:" + Path.of("routes/deliver", route + ".camel.yaml").toAbsolutePath()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void target(String name, String url, int batch, int concurrency) {
        targets.put(name, new Target(name, url, "secret-token", 500, batch, concurrency, 0, 5));
    }

    /** What targets are shown in the place of their token. */
    interface Shows {
        /** Null for the token. */
        Map<String, String> headers(Target target);

        default Map<String, String> others(Target target, Map<String, String> refused) {
            return refused;
        }
    }

    /** Writes a revision of a document and puts it in the outbox. */
    Outgoing put(int id, String total) {
        Outgoing document = documents.write(id, total);
        outbox.put(List.of(item(document, LONG_AGO)));
        return document;
    }

    /** The same with a content in so many words. */
    Outgoing put(int id, String reference, String type, String json) {
        Outgoing document = documents.write(id, reference, type, json);
        outbox.put(List.of(item(document, LONG_AGO)));
        return document;
    }

    static Outbox.Item item(Outgoing document, LocalDate dueOn) {
        return new Outbox.Item(
                document.documentId(),
                "books",
                document.revision(),
                document.reference() + "-r" + document.revision() + "-" + Integer.toHexString(document.json().hashCode()),
                dueOn);
    }

    DeliverySummary pass() {
        return camel.createFluentProducerTemplate()
                .withExchangeProperty("run", 7)
                .to("direct:deliver-documents")
                .request(DeliverySummary.class);
    }

    /** One that nobody asked for. */
    DeliverySummary pass(PassScope scope) {
        return camel.createFluentProducerTemplate()
                .withExchangeProperty("run", 7)
                .withExchangeProperty("pass", new PassContext(7, null, 1, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), scope))
                .to("direct:deliver-documents")
                .request(DeliverySummary.class);
    }

    List<String> states(int documentId) {
        return jdbc.queryForList(
                "select state from delivery where document_id = ? order by revision", String.class, documentId);
    }

    @Override
    public void close() {
        camel.stop();
        source.close();
    }
}
