package io.hourbook.console;

import static org.mockito.Mockito.mock;

import io.hourbook.credential.Authorization;
import io.hourbook.delivery.TargetPauses;
import io.hourbook.database.RepeatedTransaction;
import io.hourbook.database.TestDatabase;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterReplay;
import io.hourbook.home.Home;
import io.hourbook.intake.Inbox;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.mapping.Mappings;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.rehearsal.PreviewDesk;
import io.hourbook.run.Passes;
import io.hourbook.readback.WhatWasRead;
import io.hourbook.sandbox.SandboxServer;
import io.hourbook.schedule.Slots;
import io.hourbook.version.ChangeLog;
import io.hourbook.version.Gate;
import io.hourbook.version.Proposals;
import io.hourbook.version.Versions;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/** The console on a Tomcat of its own, over a fresh database, with nothing else of the service behind it. */
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocConfiguration.class,
    SpringDocWebMvcConfiguration.class
})
@ComponentScan("io.hourbook.console")
@Import({DeadLetterDesk.class, DeadLetterReplay.class, TargetPauses.class, WhatWasRead.class})
class ConsoleWorld implements AutoCloseable {

    static final Instant NOW = Instant.parse("2025-05-02T16:00:00Z");

    private ServletWebServerApplicationContext context;
    private Path folder;

    static ConsoleWorld start(int port, String... more) {
        try {
            Path folder = Files.createTempDirectory("hourbook-console-");
            Path home = Files.createDirectories(folder.resolve("harbour-lane-studio"));
            copy(Path.of("mappings"), home.resolve("mappings"));
            ConsoleWorld world = new ConsoleWorld();
            world.folder = folder;
            world.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Stream.concat(Stream.of(ConsoleWorld.class, documents()), SandboxServer.beans().stream()).toArray(Class<?>[]::new))
                    .web(WebApplicationType.SERVLET)
                    // as arguments: they win over the shipped application.properties
                    .run(Stream.concat(
                                    Stream.of("server.port=" + port, "logging.level.root=warn", "spring.main.lazy-initialization=true", "test.home=" + home), Stream.of(more))
                            .map(setting -> "--" + setting)
                            .toArray(String[]::new));
            return world;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The beans of documents, of which the console asks for releases; the others are not made. */
    private static Class<?> documents() {
        try {
            return Class.forName("io.hourbook.document.DocumentBeans");
        } catch (ClassNotFoundException moved) {
            throw new IllegalStateException(moved);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    int port() {
        return context.getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JdbcTemplate jdbc() {
        return bean(JdbcTemplate.class);
    }

    /** From now on the database does not answer. */
    void away() {
        bean(AtomicBoolean.class).set(true);
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @Bean
    AtomicBoolean gone() {
        return new AtomicBoolean();
    }

    @Bean
    DataSource dataSource(AtomicBoolean gone) {
        DataSource database = TestDatabase.fresh();
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                if (gone.get()) {
                    throw new SQLTransientConnectionException("away");
                }
                return super.getConnection();
            }
        };
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    Home home(org.springframework.core.env.Environment environment) {
        return new Home(Path.of(environment.getRequiredProperty("test.home")));
    }

    @Bean
    Mappings mappings(Home home, JdbcTemplate jdbc, Clock clock) {
        return new Mappings(home, jdbc, new MappingLoader(), clock);
    }

    @Bean
    TargetProfile targetProfile() {
        return TargetProfile.PRODUCTION;
    }

    @Bean
    Passes passes() {
        return mock(Passes.class);
    }

    @Bean
    Gate gate() {
        return mock(Gate.class);
    }

    @Bean
    Versions versions(DataSource dataSource) {
        return new Versions(dataSource);
    }

    @Bean
    Authorization authorization() {
        return mock(Authorization.class);
    }

    @Bean
    PreviewDesk previewDesk() {
        return mock(PreviewDesk.class);
    }

    @Bean
    Proposals proposals(DataSource dataSource) {
        return new Proposals(dataSource);
    }

    @Bean
    ChangeLog changeLog(DataSource dataSource) {
        return new ChangeLog(dataSource);
    }

    @Bean
    Slots slots() {
        return mock(Slots.class);
    }

    @Bean
    Inbox inbox(Home home, Clock clock) {
        return new Inbox(home, clock);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new DataSourceTransactionManager(dataSource);
    }

    @Bean
    RepeatedTransaction transactionTemplate(PlatformTransactionManager transactions) {
        return new RepeatedTransaction(transactions);
    }

    /** Somebody who has logged in: the name that a test shows in a header. */
    @Bean
    Filter login() {
        return (request, response, chain) -> {
            String name = ((HttpServletRequest) request).getHeader("X-Test-User");
            chain.doFilter(name == null ? request : new HttpServletRequestWrapper((HttpServletRequest) request) {
                @Override
                public Principal getUserPrincipal() {
                    return () -> name;
                }
            }, response);
        };
    }
}
