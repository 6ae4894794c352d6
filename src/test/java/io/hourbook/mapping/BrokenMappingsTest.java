package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every code has a folder of files that are laid over the shipped mappings (removed.txt names one to take out), and
 * expected.txt with every word that a person then reads.
 */
class BrokenMappingsTest {

    private static final Path BROKEN = Path.of("src/test/resources/broken");
    private static final Pattern CODE = Pattern.compile("MAP-\\d{3}");

    @TempDir
    Path home;

    static List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(BROKEN)) {
            return all.filter(path -> path.getFileName().toString().startsWith("mappings-MAP-")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isRefusedInTheseWords(Path broken) throws IOException {
        Path mappings = Books.overlay(broken, Books.copy(home));
        Path removed = mappings.resolve("removed.txt");
        if (Files.exists(removed)) {
            Files.delete(mappings.resolve(Files.readString(removed).strip()));
        }
        Problem problem = catchThrowableOfType(Problem.class, () -> Books.load(mappings));
        String code = broken.getFileName().toString().substring("mappings-".length());
        Path actual = Files.createDirectories(Path.of("target/broken-mappings")).resolve(code + ".txt");
        Files.writeString(actual, problem.getMessage() + "\n");
        assertThat(problem.findings()).extracting(Finding::code).contains(code);
        assertThat(problem.getMessage()).isEqualToNormalizingNewlines(Files.readString(broken.resolve("expected.txt")).strip());
    }

    @Test
    void everyCodeOfTheMappingBookHasASectionAndAReproducer() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/hourbook/mapping"))) {
            for (Path source : sources.toList()) {
                Matcher code = CODE.matcher(Files.readString(source));
                while (code.find()) {
                    used.add(code.group());
                }
            }
        }
        String sections = Files.readString(Path.of("docs/errors.md"));
        assertThat(used).allSatisfy(code -> assertThat(sections).contains("## " + code + " "));
        assertThat(folders()).extracting(path -> path.getFileName().toString().substring("mappings-".length()))
                // a name that means nothing is a fault of no file: NameIndexTest has these four
                // and notes refuse nothing: MappingNotesTest has them
                .containsAll(used.stream().filter(code -> !code.startsWith("MAP-10") && !code.startsWith("MAP-5")).toList());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isQuotedInItsSectionAsItIsTold(Path broken) throws IOException {
        String code = broken.getFileName().toString().substring("mappings-".length());
        String sections = Files.readString(Path.of("docs/errors.md"));
        String section = sections.substring(sections.indexOf("## " + code + " "));
        String example = section.split("```")[1].strip();
        assertThat(Files.readString(broken.resolve("expected.txt"))).contains(example);
    }
}
