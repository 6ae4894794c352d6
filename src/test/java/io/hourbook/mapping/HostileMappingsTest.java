package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in the files, a person reads findings, not a stack trace. */
class HostileMappingsTest {

    private static final List<String> TABLES = Stream.concat(Arrays.stream(Sheet.values()).map(Sheet::file),
            Arrays.stream(Policy.values()).map(Policy::file)).filter(file -> Files.exists(Path.of("mappings", file))).collect(Collectors.toList());
    private static Path home;

    @BeforeContainer
    static void makeAHome() throws IOException {
        home = Files.createTempDirectory("hostile");
    }

    @AfterContainer
    static void removeIt() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void cutAndSwappedFilesLoadOrAreRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes)
            throws IOException {
        Path mappings = Books.copy(home);
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            Path file = mappings.resolve(TABLES.get(random.nextInt(TABLES.size())));
            Files.write(file, spoilt(Files.readAllBytes(file), random));
        }
        try {
            assertThat(Books.load(mappings).version()).hasSize(12);
        } catch (Problem refused) {
            assertThat(refused.findings()).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.where()).startsWith("mappings");
                assertThat(finding.text()).doesNotContain("Exception").doesNotContain("java.");
            });
        }
    }

    private static byte[] spoilt(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return bytes;
        }
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(bytes.length - from);
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(to, from + 40));
        byte[] strange = List.of("\0", "\"", ",", "\n", "\r", ";", "é", "\u2028", "{", "&a [*a]", "- ", "!!x ", "%", "#", "😀", "\uFFFF")
                .get(random.nextInt(16)).getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, from);
            case 1 -> join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
            case 2 -> join(bytes, piece);
            case 3 -> join(Arrays.copyOf(bytes, from), strange, Arrays.copyOfRange(bytes, from, bytes.length));
            default -> {
                byte[] swapped = bytes.clone();
                swapped[from] = bytes[to];
                swapped[to] = bytes[from];
                yield swapped;
            }
        };
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Test
    void aFileTooLargeToBeATableIsTold(@TempDir Path dir) throws IOException {
        Path mappings = Books.copy(dir);
        Files.write(mappings.resolve("rates.csv"), new byte[(8 << 20) + 1]);
        assertThat(check(mappings)).containsExactly("mappings/rates.csv: MAP-002 is larger than 8 MB");
    }

    @Test
    void aFileInUtf16IsTold(@TempDir Path dir) throws IOException {
        Path mappings = Books.copy(dir);
        Files.write(mappings.resolve("rates.csv"), "rate,currency,from\n".getBytes(StandardCharsets.UTF_16));
        assertThat(check(mappings)).containsExactly("mappings/rates.csv:1: MAP-002 is not written in UTF-8");
    }

    @Test
    void aFolderThatIsNotThereOrEmptyIsTold(@TempDir Path dir) throws IOException {
        assertThat(check(dir.resolve("mappings"))).containsExactly("mappings: MAP-001 there is no such folder");
        Files.createDirectory(dir.resolve("mappings"));
        assertThat(check(dir.resolve("mappings"))).containsExactly("mappings/: MAP-001 is empty");
    }

    @Test
    void deepAndRecursiveYamlIsTold(@TempDir Path dir) throws IOException {
        Path mappings = Books.copy(dir);
        Files.writeString(mappings.resolve("holds.yaml"), "[".repeat(10_000));
        assertThat(check(mappings)).singleElement().asString().startsWith("mappings/holds.yaml").contains("MAP-201 is not YAML");
        Files.writeString(mappings.resolve("holds.yaml"), "&a suspicious_over_hours: &b {x: *b}\n");
        assertThat(check(mappings)).singleElement().asString().contains("MAP-203 suspicious_over_hours wants one value");
    }

    @Test
    void aTableOfAHundredThousandRowsIsReadInASecondOrSo(@TempDir Path dir) throws IOException {
        Path mappings = Books.copy(dir);
        Books.edit(mappings.resolve("names.csv"), text -> text + Stream.iterate(0, i -> i < 100_000, i -> i + 1)
                .map(i -> "harvest,worker,Person " + i + ",W01\n").collect(Collectors.joining()));
        assertThat(check(mappings)).isEmpty();
    }

    @Test
    void aHundredThousandWrongRowsAreToldInTwoHundredFindings(@TempDir Path dir) throws IOException {
        Path mappings = Books.copy(dir);
        Books.edit(mappings.resolve("workers.csv"), text -> text + Stream.iterate(0, i -> i < 100_000, i -> i + 1)
                .map(i -> "P" + i + ",Person " + i + ",,worker,,Europe/Londen,XX,someday,1,US$,,,,\n").collect(Collectors.joining()));
        assertThat(check(mappings)).hasSize(201).last().asString().contains("MAP-010").contains("more findings are not shown");
    }

    private static List<String> check(Path mappings) {
        return new MappingCheck(new MappingLoader(Map.<String, String>of()::get)).check(mappings).stream()
                .map(finding -> finding.text().lines().findFirst().orElseThrow()).toList();
    }
}
