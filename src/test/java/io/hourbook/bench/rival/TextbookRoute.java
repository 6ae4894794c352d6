package io.hourbook.bench.rival;

import com.zaxxer.hikari.HikariDataSource;
import io.hourbook.bench.Contender;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;

/**
 * The route that Camel's own pages would have one write: split the export, and for each entry an idempotent consumer over JDBC,
 * beans for the arithmetic, one insert and a POST, tried again when it fails. An entry at a time has no place for what
 * several entries make together: overtime, days rounded as one, retainers, journals and payroll are left out. Each entry's line
 * goes out as a document of its own.
 */
public final class TextbookRoute implements Contender {

    private static final int MOST = 10_000;

    @Override
    public String name() {
        return "textbook";
    }

    @Override
    public String sentence() {
        return "a Camel route with one message, one JDBC idempotent check, one insert and one POST per entry; no overtime, retainers, journals";
    }

    @Override
    public int atMost() {
        return MOST;
    }

    /** Invoices cannot be right where a day is rounded as one or a retainer pays. */
    @Override
    public Set<String> types() {
        return Set.of("vendor-bill");
    }

    @Override
    public Result run(Job job) throws Exception {
        MappingBook book = new MappingLoader().load(job.mappings());
        try (HikariDataSource database = database(job); DefaultCamelContext camel = new DefaultCamelContext()) {
            table(database);
            Path export = job.exports().get(0);
            TextbookSteps steps = new TextbookSteps(book, job.source(), header(export));
            camel.getRegistry().bind("database", database);
            camel.getRegistry().bind("steps", steps);
            camel.addRoutes(routes(job.endpoint(), new JdbcMessageIdRepository(database, "entries")));
            camel.start();
            long began = System.nanoTime();
            try (ProducerTemplate template = camel.createProducerTemplate()) {
                template.sendBody("direct:take-export", export.toFile());
            }
            return new Result(steps.read(), (System.nanoTime() - began) / 1_000_000, Map.of("documents posted", steps.posted()));
        }
    }

    private static RouteBuilder routes(String endpoint, JdbcMessageIdRepository seen) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).maximumRedeliveries(3).redeliveryDelay(200);

                from("direct:take-export").routeId("take-export")
                        .split(body().tokenize("\n")).streaming().stopOnException()
                            .filter(simple("${exchangeProperty.CamelSplitIndex} > 0"))
                                .to("direct:take-entry");

                from("direct:take-entry").routeId("take-entry")
                        .bean("steps", "read")
                        .idempotentConsumer(simple("${body.key}"), seen)
                            .bean("steps", "decide")
                            .to("sql:insert into textbook_entry (entry_key, worker, project, service, work_date, seconds, pay_state, bill_state,"
                                    + " cost, amount, raw) values (:#${body.key}, :#${body.worker}, :#${body.project}, :#${body.service},"
                                    + " :#${body.workDate}, :#${body.seconds}, :#${body.payState}, :#${body.billState}, :#${body.cost},"
                                    + " :#${body.amount}, :#${body.raw})?dataSource=#database")
                            .split(method("steps", "documents"))
                                .setHeader("Idempotency-Key", simple("${body.key}"))
                                .setHeader("Content-Type", constant("application/json"))
                                .bean("steps", "json")
                                .to(endpoint + "/documents");
            }
        };
    }

    private static void table(HikariDataSource database) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table textbook_entry (
                      entry_key  varchar(100)  not null primary key,
                      worker     varchar(64)   null,
                      project    varchar(64)   null,
                      service    varchar(64)   null,
                      work_date  date          not null,
                      seconds    bigint        not null,
                      pay_state  varchar(9)    not null,
                      bill_state varchar(9)    not null,
                      cost       decimal(19,4) null,
                      amount     decimal(19,4) null,
                      raw        mediumtext    not null
                    )""");
        }
    }

    private static String header(Path export) throws IOException {
        try (var lines = Files.lines(export)) {
            return lines.findFirst().orElseThrow();
        }
    }

    private static HikariDataSource database(Job job) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(job.url());
        database.setDataSourceProperties(Tables.options(job.user(), job.password()));
        return database;
    }
}
