package io.hourbook.exchange;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.hourbook.deadletter.DeadLetterKeeper;
import io.hourbook.deadletter.KeptLetters;
import io.hourbook.entry.MovingClock;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The shipped routes that fetch rates, between a publisher on a real socket and a real database. */
public final class FeedBench implements AutoCloseable {

    private static final List<String> ROUTES = List.of(
            "_common/dead-letter", "_common/keep-dead-letter", "schedule/fetch-exchange-rates", "schedule/exchange-rates");

    public final WireMockServer publisher = new WireMockServer(
            WireMockConfiguration.wireMockConfig().dynamicPort());
    public final JdbcTemplate jdbc;
    public final MovingClock clock;
    public final KeptRates kept;
    final RateFeed feed;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private List<AcceptedRate> accepted = List.of();
    private ExchangeRates own = ExchangeRates.NONE;
    private RateFeeds feeds;

    /** Nothing is fetched yet. @param now as {@code 2025-05-09T15:00:00Z} */
    public FeedBench(DataSource source, String now) {
        this(source, now, 20_000);
    }

    FeedBench(DataSource source, String now, int timeoutMillis) {
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(source);
        jdbc = new JdbcTemplate(source);
        List.of("exchange_rate", "exchange_rate_file", "dead_letter").forEach(table -> jdbc.update("truncate " + table));
        clock = new MovingClock(now);
        kept = new KeptRates(jdbc);
        feed = new RateFeed(jdbc, new TransactionTemplate(transactions), kept, () -> new RateFeed.Book(feeds, own, 7), clock);
        publisher.start();
        configure("/eurofxref-daily.xml", null, RateFeeds.MOST_CHANGE_PERCENT);
        Properties settings = new Properties();
        settings.setProperty("hourbook.rates.timeout-millis", String.valueOf(timeoutMillis));
        camel.getPropertiesComponent().setInitialProperties(settings);
        camel.setAllowUseOriginalMessage(true);
        camel.getRegistry().bind("rateFeed", feed);
        camel.getRegistry().bind("settledLetters", KeptLetters.settled(jdbc, clock));
        camel.getRegistry().bind("deadLetterKeeper",
                new DeadLetterKeeper(KeptLetters.in(jdbc, transactions, clock), List.of()));
        camel.getComponent("http", HttpComponent.class).setAutomaticRetriesDisabled(true);
        try {
            camel.start();
            camel.addRoutes(slot());
            for (String route : ROUTES) {
                PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(
                        camel, "file:" + Path.of("routes", route + ".camel.yaml").toAbsolutePath()));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param daily and {@code history}: paths at the publisher, or null */
    void configure(String daily, String history, int mostChangePercent) {
        feeds = new RateFeeds(daily == null ? null : publisher.baseUrl() + daily, history == null ? null : publisher.baseUrl() + history,
                mostChangePercent, accepted);
    }

    /** Rates that somebody says are right. */
    void accepts(AcceptedRate... rates) {
        accepted = List.of(rates);
        feeds = new RateFeeds(feeds.dailyUrl(), feeds.historyUrl(), feeds.mostChangePercent(), accepted);
    }

    /** The company's own table. */
    void own(String csv) {
        own = ExchangeRates.readCsv("mappings/exchange-rates-ecb.csv", new StringReader(csv)).rates();
    }

    public void answers(String path, String body) {
        answers(path, WireMock.aResponse().withBody(body));
    }

    void answers(String path, ResponseDefinitionBuilder answer) {
        publisher.stubFor(WireMock.get(path).willReturn(answer));
    }

    /** Whoever works a slot catches what its route throws. */
    private static RouteBuilder slot() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:work-slot").doTry().to("direct:exchange-rates").doCatch(Exception.class)
                        .process(exchange -> exchange.setVariable("failed", exchange.getProperty(Exchange.EXCEPTION_CAUGHT))).end();
            }
        };
    }

    /** What a slot of the schedule does. @return why it has to be done again soon, or null */
    public Throwable look() {
        Exchange exchange = camel.createFluentProducerTemplate().to("direct:work-slot").send();
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
        return exchange.getVariable("failed", Throwable.class);
    }

    /** Code and what was seen of the letters that are open, each with its attempts. */
    List<String> letters() {
        return jdbc.query("select code, saw, attempts from dead_letter where state = 'open' order by id",
                (row, n) -> row.getString(1) + " " + row.getString(2) + " (" + row.getInt(3) + ")");
    }

    List<String> files() {
        return jdbc.query("select feed, state, rate_count from exchange_rate_file order by id",
                (row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getInt(3));
    }

    int rates() {
        return jdbc.queryForObject("select count(*) from exchange_rate", Integer.class);
    }

    public static String xml(String day, String... currenciesAndRates) {
        StringBuilder cubes = new StringBuilder();
        for (int i = 0; i < currenciesAndRates.length; i += 2) {
            cubes.append("<Cube currency='").append(currenciesAndRates[i]).append("' rate='").append(currenciesAndRates[i + 1]).append("'/>");
        }
        return "<?xml version='1.0' encoding='UTF-8'?><gesmes:Envelope xmlns:gesmes='http://www.gesmes.org/xml/2002-08-01'>"
                + "<Cube><Cube time='" + day + "'>" + cubes + "</Cube></Cube></gesmes:Envelope>";
    }

    @Override
    public void close() {
        publisher.stop();
        try {
            camel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
