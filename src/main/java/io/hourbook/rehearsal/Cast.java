package io.hourbook.rehearsal;

import io.hourbook.database.Database;
import io.hourbook.database.DatabaseClock;
import io.hourbook.delivery.CallLog;
import io.hourbook.home.Home;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Mappings;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import io.hourbook.run.Turn;
import io.hourbook.sandbox.SandboxAddress;
import io.hourbook.timetable.PassScope;
import io.hourbook.version.Gate;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;

/**
 * Everything that a pass needs, once more in this process: the real routes, beans and rules on a stage's tables and a home of its own.
 * Nothing in it works by itself, listens, or can call anybody.
 */
final class Cast implements AutoCloseable {

    private static final Set<String> FLOWS = Set.of("payroll", "contractor", "retainer", "billable");
    /** Takes what lies in the inbox of its home, and sends nothing. */
    private static final PassScope SENDS_NOTHING = new PassScope(Set.of(), FLOWS);

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** The rooms that a pass goes through. Who is let in, who looks on and who schedules stay outside. */
    @EnableAutoConfiguration
    @ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = Elsewhere.class), basePackages = {
        "io.hourbook.database", "io.hourbook.deadletter", "io.hourbook.reload", "io.hourbook.sandbox", "io.hourbook.entry", "io.hourbook.mapping",
        "io.hourbook.intake", "io.hourbook.allocation", "io.hourbook.expense", "io.hourbook.payroll", "io.hourbook.retainer", "io.hourbook.document", "io.hourbook.version",
        "io.hourbook.credential", "io.hourbook.delivery", "io.hourbook.readback", "io.hourbook.xero", "io.hourbook.quickbooks", "io.hourbook.tryton", "io.hourbook.run",
        "io.hourbook.schedule", "io.hourbook.report", "io.hourbook.alert"
    })
    static class Rooms {

        @Bean
        Clock clock(DataSource dataSource) {
            DatabaseClock clock = new DatabaseClock(dataSource);
            clock.refresh();
            return clock;
        }

        @Bean
        CallLog callLog() {
            return (target, outcome, length) -> {};
        }
    }

    /** What has packages of these names and is no part of this program. */
    static final class Elsewhere implements TypeFilter {

        private static final String HERE = Cast.class.getResource("Cast.class").toString().replaceFirst("io/hourbook/rehearsal/Cast\\.class$", "");

        @Override
        public boolean match(MetadataReader read, MetadataReaderFactory factory) throws IOException {
            return !read.getResource().getURL().toString().startsWith(HERE);
        }
    }

    private Cast() {}

    /**
     * @param home     of its own, with an inbox
     * @param database a stage's, with a version in force; the caller closes it
     */
    static Cast gather(Home home, Database database) {
        Cast cast = new Cast();
        boolean ready = false;
        try {
            cast.enter(home, database);
            ready = true;
            return cast;
        } finally {
            if (!ready) {
                cast.close();
            }
        }
    }

    private void enter(Home home, Database database) {
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        context.getEnvironment().setConversionService(new ApplicationConversionService());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("rehearsal", Map.of(
                // Quartz knows its schedulers by this name in the whole process: that of a service is not to be found here
                "camel.main.name", "hourbook-rehearsal",
                "hourbook.schedules", false, "hourbook.alerts", false, "hourbook.home", home.root().toString(),
                "management.metrics.use-global-registry", false,
                "management.endpoint.health.validate-group-membership", false)));
        // as a start does it, but for what belongs to a process: its log, its hooks, its console
        ConfigDataEnvironmentPostProcessor.applyTo(context.getEnvironment());
        context.registerBean(Home.class, () -> home);
        context.registerBean("database", Database.class, () -> database, definition -> definition.setDestroyMethodName(""));
        context.registerBean("dataSource", DataSource.class, database::dataSource, definition -> definition.setDestroyMethodName(""));
        context.register(Rooms.class);
        context.refresh();
        Silence.over(context.getBean(CamelContext.class), home.root());
        context.getBean(SandboxAddress.class).atOwnPort(Silence.PORT);
        context.getBean(Gate.class).startInForce();
    }

    /**
     * One pass of this cast's own.
     *
     * @throws io.hourbook.problem.Problem where it breaks off, with its reason
     */
    Summary pass() {
        Passes passes = context.getBean(Passes.class);
        try (Turn turn = passes.turn().orElseThrow(() -> new IllegalStateException("somebody works on the tables of a rehearsal"))) {
            return passes.inTurn(turn, "rehearsal", ordinary -> SENDS_NOTHING);
        }
    }

    /** The book that passes here work with. */
    MappingBook book() {
        return context.getBean(Mappings.class).current().book();
    }

    Clock clock() {
        return context.getBean(Clock.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
