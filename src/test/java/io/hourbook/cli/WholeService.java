package io.hourbook.cli;

import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.security.Listening;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** The whole service as `serve` starts it, in this process, over a fresh database: for what only all of it together can show. */
public final class WholeService implements AutoCloseable {

    public static final String TOKEN = "the-local-token-of-this-home";

    private final ServletWebServerApplicationContext context;

    private WholeService(ConfigurableApplicationContext context) {
        this.context = (ServletWebServerApplicationContext) context;
    }

    /**
     * On a home with the sample company's routes and mappings, at any free port. It does nothing by itself.
     *
     * @param settings go before all others
     * @param beans    more of them
     */
    public static WholeService start(Path home, Listening listening, Map<String, Object> settings, Consumer<GenericApplicationContext> beans) {
        HomeLayout.layOut(new Home(home), true);
        return new WholeService(SpringApplication.withHook(application -> new SpringApplicationRunListener() {
            @Override
            public void contextPrepared(ConfigurableApplicationContext unready) {
                unready.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
                ((GenericApplicationContext) unready).registerBean("withoutTests", TypeExcludeFilter.class, WithoutTests::new);
                beans.accept((GenericApplicationContext) unready);
            }
        }, () -> Application.start(new Home(home), TestDatabase.open(), TOKEN, listening, false)));
    }

    /** The tests bring small services of their own, which are no part of this one. */
    private static final class WithoutTests extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader read, MetadataReaderFactory factory) throws IOException {
            return read.getResource().getURL().getPath().contains("/test-classes/");
        }
    }

    public int port() {
        return context.getWebServer().getPort();
    }

    public ServletWebServerApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }
}
