package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.reload.CaseRunner;
import io.hourbook.reload.RouteBeanCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

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

    /** A home keeps its routes when the program is renewed: these are the ones of 0.2.0 that are done in lanes now. */
    @TestFactory
    Stream<DynamicTest> casesOfHomesWithoutLanesComeOutAsWritten(@TempDir Path home) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("routes"), home);
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/routes-of-0.2.0"), home);
        CaseRunner runner = RouteCases.runner(home, new CaseFacts(() -> null), RouteBeanCatalog.scan("io.hourbook"), settings()::getProperty);
        List<String> inTurn = List.of("allocate-entries", "assemble-documents", "draw-retainers", "recompute-pay-weeks");
        return runner.cases().stream().filter(one -> inTurn.stream().anyMatch(one.toString()::contains)).map(one -> DynamicTest.dynamicTest(
                one.toString(),
                () -> assertThat(runner.run(one).stream().map(finding -> finding.text()).collect(Collectors.joining("\n"))).isEmpty()))
                .onClose(runner::close);
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
