package io.hourbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every code of docs/errors.md can be made to happen: by something broken under src/test/resources/broken whose name has the
 * code, or by a test that expects it in so many letters.
 */
class ErrorCodesTest {

    private static final Path BROKEN = Path.of("src/test/resources/broken");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern HEADING = Pattern.compile("^## ([A-Z]{2,3}-\\d{3}) ", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("(?:^|-)([A-Z]{2,3}-\\d{3})(?:\\.|-|$)");
    /** Routes are named without their prefix: {@code routes-101-not-yaml} shows ROU-101. */
    private static final Pattern ROUTES = Pattern.compile("^routes-(\\d{3})-");
    private static final Pattern TEXT = Pattern.compile("\"{3}[\\s\\S]*?\"{3}|\"(?:[^\"\\\\\\n]|\\\\.)*+\"");
    private static final Pattern CODE = Pattern.compile("(?<![\\w-])[A-Z]{2,3}-\\d{3}(?!\\d)");

    @Test
    void everyCodeCanBeMadeToHappen() {
        Set<String> missing = explained();
        missing.removeAll(brokenThings());
        missing.removeAll(expected());

        assertThat(missing).as("codes without a reproducer: break something under %s, or expect the code in a test", BROKEN).isEmpty();
    }

    @Test
    void everythingBrokenIsNamedByACodeThatIsExplained() {
        assertThat(explained()).containsAll(brokenThings());
        assertThat(names()).as("each has its code in its name").allMatch(name -> !codes(name).isEmpty());
    }

    private static Set<String> explained() {
        return found(HEADING, read(Path.of("docs/errors.md")), heading -> heading.group(1));
    }

    private static Set<String> brokenThings() {
        return names().stream().flatMap(name -> codes(name).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> codes(String name) {
        Set<String> codes = found(NAME, name, match -> match.group(1));
        codes.addAll(found(ROUTES, name, match -> "ROU-" + match.group(1)));
        return codes;
    }

    private static List<String> names() {
        try (Stream<Path> things = Files.list(BROKEN)) {
            return things.map(thing -> thing.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in a text of a test class; its helpers plant codes of their own and prove nothing. */
    private static Set<String> expected() {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.getFileName().toString().matches("\\w+(Test|IT)\\.java"))
                    .filter(file -> !file.endsWith(ErrorCodesTest.class.getSimpleName() + ".java"))
                    .flatMap(file -> found(TEXT, read(file), MatchResult::group).stream())
                    .flatMap(text -> found(CODE, text, MatchResult::group).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text, Function<MatchResult, String> what) {
        return pattern.matcher(text).results().map(what).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
