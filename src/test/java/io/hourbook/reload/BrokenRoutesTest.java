package io.hourbook.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every folder {@code broken/routes-*} shows one fault; its {@code expected.txt} says what is to be found, and nothing else. */
class BrokenRoutesTest {

    private static final Path BROKEN = Path.of("src/test/resources/broken");

    /** A bean that routes of these folders may name. */
    public static final class Rounding {
        public Object round(Object body) {
            return body;
        }
    }

    @TestFactory
    Stream<DynamicTest> eachFaultIsFoundInItsLineAndNothingElseIs() throws IOException {
        return folders().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
            List<String> expected = Files.readAllLines(folder.resolve("expected.txt"));
            assertThat(firstLines(folder)).containsExactlyElementsOf(expected);
        }));
    }

    @TestFactory
    Stream<DynamicTest> eachFindingSaysWhatToDo() throws IOException {
        return folders().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () ->
                assertThat(review(folder)).allSatisfy(finding -> {
                    assertThat(finding.fix()).isNotBlank();
                    assertThat(finding.text()).doesNotContainPattern("\\b(java|org|io)\\.[a-z]+\\.");
                })));
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> list = Files.list(BROKEN)) {
            return list.filter(path -> path.getFileName().toString().startsWith("routes-")).sorted().toList();
        }
    }

    private static List<String> firstLines(Path folder) {
        int prefix = folder.getFileName().toString().length() + 1;
        return review(folder).stream().map(finding -> finding.text().lines().findFirst().orElseThrow().substring(prefix)).toList();
    }

    private static List<Finding> review(Path folder) {
        RouteReview review = RouteReview.of(RouteFolder.read(folder), new KnownBeans(Map.of("rounding", Rounding.class)), key -> null);
        List<Finding> findings = new ArrayList<>(review.faults());
        findings.addAll(review.leftOut());
        return findings;
    }
}
