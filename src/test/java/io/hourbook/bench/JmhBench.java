package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the rules cost by themselves, each in a process of its own: {@code mvn -q -Pbench verify -Dbench.jmh=true}, and with
 * {@code -Dit.test=JmhBench} nothing else. The benchmark's report takes the figures up.
 */
@EnabledIfSystemProperty(named = "bench.jmh", matches = "true")
class JmhBench {

    static final Path FIGURES = Path.of("target/bench/jmh.json").toAbsolutePath();
    private static final int LEAST = 8;

    @Test
    void theRulesAreMeasuredByThemselves() throws IOException, InterruptedException {
        Files.createDirectories(FIGURES.getParent());
        Files.deleteIfExists(FIGURES);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "org.openjdk.jmh.Main",
                "-f", "1", "-wi", "3", "-w", "1", "-i", "5", "-r", "1", "-prof", "gc", "-rf", "json", "-rff", FIGURES.toString(), ".*Jmh.*"));
        builder.environment().put("CLASSPATH", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        Path log = FIGURES.resolveSibling("jmh.log");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor()).as("see " + log).isZero();

        JsonNode measured = new ObjectMapper().readTree(FIGURES.toFile());
        assertThat(measured.size()).as("benchmarks in " + FIGURES).isGreaterThanOrEqualTo(LEAST);
        for (JsonNode one : measured) {
            String name = one.path("benchmark").asText().replaceFirst(".*\\.", "");
            System.out.printf("%-24s %,9.1f ns  %,8.0f bytes%n", name, one.path("primaryMetric").path("score").asDouble(),
                    one.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score").asDouble());
        }
    }
}
