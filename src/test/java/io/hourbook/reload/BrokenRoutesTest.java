package io.hourbook.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every folder {@code broken/routes-*} shows one fault; its {@code expected.txt} says what is to be found, and nothing else. */
class BrokenRoutesTest {

    private static final Pattern CODE = Pattern.compile("ROU-1\\d\\d");
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

    @Test
    void everyFaultOfARouteFileHasAFolderThatShowsIt() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (Path folder : folders()) {
            CODE.matcher(Files.readString(folder.resolve("expected.txt"))).results().forEach(code -> shown.add(code.group()));
        }
        Set<String> explained = new TreeSet<>();
        CODE.matcher(Files.readString(Path.of("docs/errors.md"))).results().forEach(code -> explained.add(code.group()));
        // of whole folders, and of a file that is read as no route
        explained.removeAll(Set.of("ROU-119", "ROU-172", "ROU-173"));

        assertThat(shown).isEqualTo(explained);
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
