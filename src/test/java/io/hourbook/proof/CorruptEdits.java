package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A person with shaking hands edits routes and mappings of a running service while entries flow; always the same for the same seed. */
final class CorruptEdits {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int LONGEST_PAUSE_MILLIS = 600;
    /** So many files are broken at a time before the oldest is mended. */
    private static final int AT_ONCE = 3;

    private final Random random;
    private final Company company;
    private final Company.Running service;
    private final Map<Path, String> originals = new TreeMap<>();
    private final List<Path> broken = new ArrayList<>();

    private CorruptEdits(long seed, Company company, Company.Running service) {
        this.random = new Random(seed);
        this.company = company;
        this.service = service;
        for (String folder : List.of("routes", "mappings")) {
            try (Stream<Path> files = Files.walk(company.home().resolve(folder))) {
                files.filter(Files::isRegularFile).filter(file -> !file.toString().contains(".cases.")).forEach(file -> originals.put(file, Company.read(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Corrupts so often while the sample company's exports come in, mends everything, and looks whether the books are exact. */
    static void survive(long seed, int corruptions) {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.ofRepository()) {
            Company.Running service = company.start(
                    Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(ServeIT.freePort())), "serve");
            await().atMost(PATIENCE).until(() -> alive(service).contains("Hourbook is up"));
            CorruptEdits edits = new CorruptEdits(seed, company, service);
            edits.go(corruptions);
            edits.mended(target);
        }
    }

    private static String alive(Company.Running service) {
        assertThat(service.process().isAlive()).as(service.words()).isTrue();
        return service.words();
    }

    private void go(int corruptions) {
        List<String> exports = new ArrayList<>(Company.EXPORTS.keySet());
        int every = Math.max(1, corruptions / exports.size());
        for (int i = 0; i < corruptions; i++) {
            if (i % every == 0 && !exports.isEmpty()) {
                drop(exports.remove(0));
            }
            corrupt();
            Duration pause = Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
            await().pollDelay(pause).timeout(pause.plusSeconds(30)).until(() -> true);
            while (broken.size() > random.nextInt(AT_ONCE)) {
                mend(broken.remove(0));
            }
        }
        exports.forEach(this::drop);
    }

    private void drop(String export) {
        company.drop(Company.EXPORTS.get(export), export, Company.export(export));
    }

    private void corrupt() {
        List<Path> files = List.copyOf(originals.keySet());
        Path file = files.get(random.nextInt(files.size()));
        byte[] text = originals.get(file).getBytes(StandardCharsets.UTF_8);
        broken.remove(file);
        broken.add(file);
        write(file, switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(text, random.nextInt(text.length));
            case 1 -> cut(text);
            case 2 -> swapped(text);
            case 3 -> misspelt(text);
            case 4 -> new String(text, StandardCharsets.UTF_8).replaceFirst("\\d+", "many").getBytes(StandardCharsets.UTF_8);
            case 5 -> new byte[0];
            default -> noise(text);
        });
    }

    private byte[] cut(byte[] text) {
        int from = random.nextInt(text.length);
        int to = Math.min(text.length, from + 1 + random.nextInt(40));
        byte[] rest = Arrays.copyOf(text, text.length - (to - from));
        System.arraycopy(text, to, rest, from, text.length - to);
        return rest;
    }

    private byte[] swapped(byte[] text) {
        List<String> lines = new ArrayList<>(new String(text, StandardCharsets.UTF_8).lines().toList());
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] misspelt(byte[] text) {
        byte[] other = text.clone();
        int at = random.nextInt(other.length - 1);
        byte first = other[at];
        other[at] = other[at + 1];
        other[at + 1] = first;
        return other;
    }

    private byte[] noise(byte[] text) {
        byte[] other = text.clone();
        other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        return other;
    }

    private void mend(Path file) {
        write(file, originals.get(file).getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mended(AccountingEndpoint target) {
        originals.keySet().forEach(this::mend);
        assertThat(company.sync(target).path("conserved").asBoolean()).isTrue();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> company.taken().size() == Company.EXPORTS.size());
        JsonNode last = company.sync(target);
        assertThat(last.path("conserved").asBoolean()).isTrue();
        String said = alive(service);
        assertThat(said).as("broken edits were refused").contains("are refused; version ").doesNotContain("VER-111");
        assertThat(said.lines().filter(line -> line.matches("(routes|mappings)/\\S+: [A-Z]{3}-\\d{3} .*")))
                .as("each with its place").isNotEmpty().allMatch(line -> line.matches("(routes|mappings)\\S*?(:\\d+)?: [A-Z]{3}-\\d{3} .*"));
        assertThat(said).as("no run broke off").doesNotContain("RUN-900").doesNotContain("not conserved");
        originals.forEach((file, text) -> assertThat(Company.read(file)).isEqualTo(text));
        assertInStep(target);
        Figures.assertSampleCompany(target);
    }

    /** What runs is what stands in the folder. */
    private void assertInStep(AccountingEndpoint target) {
        Company.Ended versions = company.run(target, "versions", "--json");
        try {
            String newest = new ObjectMapper().readTree(versions.out()).path(0).path("hash").asText();
            assertThat(Company.read(company.home().resolve("data/in-step-with")).strip()).as(versions.err()).isEqualTo(newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
