package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.reload.CaseRunner;
import io.hourbook.reload.RouteBeanCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases beside routes/process: every example that people wrote of what a route does. */
class RouteCasesTest {

    private static final CaseRunner RUNNER =
            RouteCases.runner(Path.of("routes"), new CaseFacts(() -> null), RouteBeanCatalog.scan("io.hourbook"), settings()::getProperty);

    @AfterAll
    static void stop() {
        RUNNER.close();
    }

    @TestFactory
    Stream<DynamicTest> casesComeOutAsWritten() {
        return RUNNER.cases().stream().map(one -> DynamicTest.dynamicTest(
                one.toString(),
                () -> assertThat(RUNNER.run(one).stream().map(finding -> finding.text()).collect(Collectors.joining("\n"))).isEmpty()));
    }

    @Test
    void filesOfCasesAreSound() {
        assertThat(RUNNER.unreadable()).isEmpty();
    }

    private static Properties settings() {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            settings.load(in);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
