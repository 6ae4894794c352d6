package io.hourbook.version;

import io.hourbook.author.Authors;
import io.hourbook.entry.MovingClock;
import io.hourbook.home.Home;
import io.hourbook.intake.TakenBefore;
import io.hourbook.problem.Finding;
import io.hourbook.reload.RouteCheck;
import io.hourbook.reload.RouteDeployer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.MemoryAggregationRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A process with a home, a real Camel context and a real database, whose gate checks routes and nothing else. */
final class Node implements AutoCloseable {

    /** The beans that routes may name. */
    static final Map<String, Class<?>> BEANS = Map.of("steps", Steps.class, "takenBefore", TakenBefore.class, "groups", Groups.class);
    static final String NET = "routes/_common/dead-letter.camel.yaml";

    final Path root;
    final DefaultCamelContext camel = new DefaultCamelContext();
    final Steps steps = new Steps();
    final Groups groups = new Groups();
    final Gate gate;
    final VersionStore store;
    final Live live;
    final List<Journal.News> news = new CopyOnWriteArrayList<>();
    volatile Impact impact;
    final MovingClock clock = new MovingClock("2025-03-04T09:00:00Z");
    /** What happens between the look at the folder and the swap. */
    Runnable duringCheck = () -> {};
    private final Path copy;

    /** What routes may call. */
    public static class Steps {
        volatile Function<String, String> work = text -> text;

        public String work(String text) {
            return work.apply(text);
        }
    }

    /** What waits for other messages, as a bean over the database would keep it: nothing that a route does to it empties it. */
    public static class Groups extends MemoryAggregationRepository {
        @Override
        protected void doStop() {
            // holds on
        }

        @Override
        protected void doShutdown() {
            // holds on
        }
    }

    Node(Path root, DataSource source) {
        this(root, source, Optional.empty());
    }

    Node(Path root, DataSource source, Optional<Function<FileSet, Judge.Verdict>> judge) {
        this(root, source, judge, true);
    }

    Node(Path root, DataSource source, Optional<Function<FileSet, Judge.Verdict>> judge, boolean service) {
        this(root, source, judge, service, Weigher::atOnce);
    }

    /** @param weighs how it is found out how much an edit moves */
    Node(
            Path root, DataSource source, Optional<Function<FileSet, Judge.Verdict>> judge, boolean service,
            BiFunction<Supplier<Impact>, Clock, Weigher> weighs) {
        Weigher weigher = weighs.apply(() -> impact, clock);
        this.root = root;
        this.copy = root.resolve("copy");
        camel.disableJMX();
        camel.getRegistry().bind("steps", steps);
        camel.getRegistry().bind("takenBefore", new TakenBefore(source, new Home(root), Clock.systemUTC()));
        camel.getRegistry().bind("groups", groups);
        QuartzComponent quartz = new QuartzComponent();
        quartz.setAutoStartScheduler(false);
        camel.addComponent("quartz", quartz);
        camel.start();
        JdbcTemplate jdbc = new JdbcTemplate(source);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        store = new VersionStore(jdbc, transaction);
        RouteDeployer routes = new RouteDeployer(camel, root.resolve("routes"), () -> BEANS);
        live = new Live(store, routes);
        Home home = new Home(root);
        HomeFolder folder = new HomeFolder(home, Duration.ofMillis(5), Clock.systemUTC());
        gate = new Gate(
                folder, store, live, new Verdicts(judge.orElse(this::judge), store, service), routes, new Admission(live, "test", Clock.systemUTC()), service,
                new Authors(home), new Substance(weigher),
                new Journal(new ChangeLog(source), new ProposalStore(jdbc, transaction), transaction, new FolderId(home)::id, news::add));
    }

    static void forget(DataSource source) {
        JdbcTemplate jdbc = new JdbcTemplate(source);
        List.of("version", "version_file", "version_content", "proposal", "proposal_file", "change_log", "taken_before").forEach(table -> jdbc.update("delete from " + table));
    }

    Judge.Verdict judge(FileSet files) {
        Path now = copy.resolve(files.hash());
        files.all().forEach((path, bytes) -> put(now.resolve(path), new String(bytes, StandardCharsets.UTF_8)));
        duringCheck.run();
        return new Judge.Verdict(RouteCheck.check(now.resolve("routes"), BEANS, key -> null), 0, List.of(), 1);
    }

    Node start() {
        gate.start();
        return this;
    }

    /** One look, as from a saved file on. */
    Node look() {
        gate.look(true);
        return this;
    }

    Node save(String path, String text) {
        put(root.resolve(path), text);
        return this;
    }

    Node delete(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String call(String route) {
        return camel.createProducerTemplate().requestBody("direct:" + route, "hello", String.class);
    }

    List<String> refused() {
        return gate.refused().map(refusal -> refusal.findings().stream().map(Finding::code).toList()).orElse(List.of());
    }

    static String net(String header) {
        return """
                - routeConfiguration:
                    id: dead-letter
                    onCompletion:
                      - onCompletion:
                          mode: BeforeConsumer
                          steps:
                            - setHeader:
                                id: mark
                                name: net
                                expression:
                                  constant:
                                    expression: %s
                    errorHandler:
                      noErrorHandler: {}
                """.formatted(header);
    }

    static String route(String id, String says) {
        return """
                - route:
                    id: %s
                    description: Say something
                    routeConfigurationId: dead-letter
                    from:
                      uri: direct
                      parameters:
                        name: %s
                      steps:
                        - bean:
                            id: do-the-work
                            ref: steps
                            method: work
                        - setBody:
                            id: say
                            expression:
                              simple:
                                expression: %s
                """.formatted(id, id, says);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
