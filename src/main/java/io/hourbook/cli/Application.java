package io.hourbook.cli;

import io.hourbook.database.Database;
import io.hourbook.database.DatabaseClock;
import io.hourbook.edition.Editions;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.security.Listening;
import io.hourbook.security.LocalToken;
import io.hourbook.version.Gate;
import io.hourbook.version.GateWatch;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The service: everything that a pass needs, with routes loaded once Camel is up. */
@SpringBootApplication(scanBasePackages = "io.hourbook")
class Application {

    /** The database's: all who share it agree on what is due and which day it is. */
    @Bean
    Clock clock(DataSource dataSource) {
        DatabaseClock clock = new DatabaseClock(dataSource);
        clock.refresh();
        return clock;
    }

    /**
     * Starts the service on an open database, which it closes when it stops.
     *
     * @param schedules whether it works by itself, or only when asked
     * @param listening where its console listens
     * @throws Problem CLI-102 where the console's port is taken
     */
    static ConfigurableApplicationContext start(Home home, Database database, String token, Listening listening, boolean schedules) {
        return start(home, database, token, listening, schedules, Gate::start);
    }

    /** @param begin what of routes and mappings it begins with */
    static ConfigurableApplicationContext start(
            Home home, Database database, String token, Listening listening, boolean schedules, Consumer<Gate> begin) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("hourbook.schedules", schedules);
        settings.put("hourbook.home", home.root().toString());
        settings.putAll(listening.settings());
        if (!schedules) {
            settings.put("server.port", 0);
        }
        // the service closes the database after everything that uses it; a hook of its own would race with that
        database.leaveClosingToCaller();
        try {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                    .initializers(unready -> {
                        // ahead of application.properties, which would win over the builder's own properties
                        unready.getEnvironment().getPropertySources().addFirst(new MapPropertySource("command", settings));
                        GenericApplicationContext beans = (GenericApplicationContext) unready;
                        beans.registerBean(Home.class, () -> home);
                        beans.registerBean("database", Database.class, () -> database, definition -> definition.setDestroyMethodName("close"));
                        beans.registerBean("dataSource", DataSource.class, database::dataSource, definition -> {
                            definition.setDestroyMethodName("");
                            definition.setDependsOn("database");
                        });
                        beans.registerBean(LocalToken.class, () -> new LocalToken(token));
                        beans.registerBean(Listening.class, () -> listening);
                    })
                    .run();
            begin.accept(context.getBean(Gate.class));
            Editions.look(home, LocalDate.ofInstant(context.getBean(Clock.class).instant(), ZoneOffset.UTC)).notes()
                    .forEach(note -> LoggerFactory.getLogger(Application.class).warn("{}", note.text()));
            if (schedules) {
                context.getBean(GateWatch.class).start();
            }
            return context;
        } catch (ApplicationContextException failed) {
            throw portTaken(failed);
        }
    }

    static RuntimeException portTaken(ApplicationContextException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException taken) {
                return new Problem(
                        new Finding(
                                "CLI-102", "console", "port " + taken.getPort() + " is taken by another program",
                                String.valueOf(taken.getPort()), "a free port for the console",
                                "end that program, or name another port: HOURBOOK_PORT=8081"),
                        failed);
            }
        }
        return failed;
    }
}
