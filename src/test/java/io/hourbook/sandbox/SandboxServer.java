package io.hourbook.sandbox;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** The sandbox alone on a real web server, over a database of the test. */
public final class SandboxServer implements AutoCloseable {

    private static final ThreadLocal<DataSource> SOURCE = new ThreadLocal<>();
    private final ConfigurableApplicationContext context;

    public SandboxServer(DataSource source) {
        SOURCE.set(source);
        SpringApplication application = new SpringApplication(Wiring.class);
        application.setDefaultProperties(java.util.Map.of(
                "spring.main.banner-mode", "off", "logging.level.root", "WARN",
                "logging.level.org.apache.catalina.core.ContainerBase", "OFF"));
        // as an argument: application.properties, which names the console's port, goes before default properties
        context = application.run("--server.port=0");
    }

    /** What the sandbox is made of, without its calls. */
    public static List<Class<?>> beans() {
        return List.of(Sandbox.class, SandboxStore.class, SandboxFaults.class, SandboxRulebook.class, SandboxPeople.class, SandboxSwitchboard.class, SandboxSettlements.class);
    }

    public String url() {
        return context.getBean(SandboxAddress.class).get();
    }

    public Sandbox sandbox() {
        return context.getBean(Sandbox.class);
    }

    public SandboxFaults faults() {
        return context.getBean(SandboxFaults.class);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Sandbox.class, SandboxStore.class, SandboxFaults.class, SandboxLimits.class, SandboxRulebook.class, SandboxPeople.class,
        SandboxSwitchboard.class, SandboxSettlements.class, SandboxChanges.class, FaultyAnswers.class, SandboxController.class, SandboxAddress.class})
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    static class Wiring {
        @Bean
        JdbcTemplate jdbcTemplate() {
            return new JdbcTemplate(SOURCE.get());
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
