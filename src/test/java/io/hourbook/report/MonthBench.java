package io.hourbook.report;

import io.hourbook.home.Home;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.mapping.Mappings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.jdbc.core.JdbcTemplate;

/** The shipped routes that write a month, over a real database. */
final class MonthBench implements AutoCloseable {

    private static final List<String> ROUTES =
            List.of("report/list-month", "report/tell-month", "report/write-month", "schedule/month-end");

    final DefaultCamelContext camel = new DefaultCamelContext();
    final MonthEnd monthEnd;
    final Slots slots = new Slots();

    /** Stands where the schedule's pass would run. */
    public static final class Slots {
        int passes;

        public void pass() {
            passes++;
        }
    }

    MonthBench(Home home, DataSource source, String now) throws Exception {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        Mappings mappings = new Mappings(home, new JdbcTemplate(source), new MappingLoader(Map.<String, String>of()::get), clock);
        monthEnd = new MonthEnd(home, source, mappings, camel, clock);
        Properties settings = new Properties();
        settings.setProperty("hourbook.home", home.root().toString());
        camel.getPropertiesComponent().setInitialProperties(settings);
        camel.getRegistry().bind("dataSource", DataSource.class, source);
        camel.getRegistry().bind("holdList", new HoldList());
        camel.getRegistry().bind("monthEnd", monthEnd);
        camel.getRegistry().bind("slots", slots);
        camel.start();
        for (String route : ROUTES) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(
                    ResourceHelper.resolveResource(camel, "file:" + Path.of("routes", route + ".camel.yaml").toAbsolutePath()));
        }
    }

    @Override
    public void close() throws Exception {
        camel.close();
    }
}
