package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.proof.EditTally.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A person with shaking hands edits routes and mappings of a running service while entries flow; always the same for the same seed.
 * Beside it, the same files are taken by a company that nobody edits: what comes of both is compared.
 */
final class CorruptEdits {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration GLANCE = Duration.ofMillis(40);
    private static final int RAPID_IN_A_ROW = 8;
    private static final int LONGEST_PAUSE_MILLIS = 150;
    private static final List<String> STATE = List.of("held", "excluded", "seconds", "conserved");

    private final Random random;
    private final Company company;
    private final Company.Running service;
    private final AccountingEndpoint target;
    private final EditsSeen seen;
    private final EditTally tally = new EditTally();
    private final Map<Path, String> originals = new TreeMap<>();
    private final ExportFlow flow;
    private final EditsSeen.InForce first;
    /** How many of the files that came in are in the books of both. */
    private int compared;

    private CorruptEdits(long seed, Company company, Company.Running service, int port, AccountingEndpoint target, int corruptions) {
        this.random = new Random(seed);
        this.company = company;
        this.service = service;
        this.target = target;
        this.seen = new EditsSeen(company, port);
        this.first = seen.newest();
        this.flow = new ExportFlow(Math.min(corruptions, 250));
        for (String folder : List.of("routes", "mappings")) {
            try (Stream<Path> files = Files.walk(company.home().resolve(folder))) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> originals.put(file, Company.read(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Corrupts so often while the sample company's exports come in, and looks each time at what runs.
     *
     * @param every after so many corruptions, and at the end, the books are held against those of the company without edits
     */
    static void survive(long seed, int corruptions, int every) {
        Instant start = Instant.now();
        try (AccountingEndpoint target = new AccountingEndpoint(); AccountingEndpoint calm = new AccountingEndpoint();
                Company company = Company.ofRepository(); Company unedited = Company.ofRepository()) {
            int port = ServeIT.freePort();
            Company.Running service = company.start(Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(port)), "serve");
            Awaitility.await().atMost(PATIENCE).until(() -> alive(service).contains("Hourbook is up"));
            CorruptEdits edits = new CorruptEdits(seed, company, service, port, target, corruptions);
            int books = edits.go(corruptions, every, unedited, calm);
            edits.assertLogTellsPlaces();
            Figures.assertSampleCompany(target);
            edits.tally.write(seed, Duration.between(start, Instant.now()), List.of(
                    edits.flow.dropped().size() + " files with entries came in meanwhile. The books were held against those of the company without edits "
                            + books + " times. " + edits.seen.newest().number() + " versions."));
            assertThat(edits.tally.of(Outcome.REFUSED)).as("broken edits were refused").isPositive();
        }
    }

    private static String alive(Company.Running service) {
        assertThat(service.process().isAlive()).as(service.words()).isTrue();
        return service.words();
    }

    private int go(int corruptions, int every, Company unedited, AccountingEndpoint calm) {
        int books = 0;
        int looked = 0;
        int done = 0;
        while (done < corruptions) {
            flow.drop(company, (int) ((long) (flow.dropped().size() + flow.left()) * (done + 1) / corruptions) - flow.dropped().size());
            int row = Math.min(corruptions - done, random.nextInt(4) == 0 ? 2 + random.nextInt(RAPID_IN_A_ROW * 2) : 1);
            round(row);
            done += row;
            if (done - looked >= every && done < corruptions) {
                compareBooks(unedited, calm);
                looked = done;
                books++;
            }
        }
        flow.drop(company, flow.left());
        compareBooks(unedited, calm);
        return books + 1;
    }

    /** From a folder in step to a folder in step: one broken save, or many in a row. */
    private void round(int saves) {
        EditsSeen.InForce before = seen.newest();
        List<Integer> running = seen.running();
        for (int i = 1; i < saves; i++) {
            tally.count("rapid saves: " + corrupt().kind(), Outcome.OVERWRITTEN);
            pause(random.nextInt(LONGEST_PAUSE_MILLIS));
            if (random.nextBoolean()) {
                mend();
            }
        }
        Broken broken = corrupt();
        Corruption last = broken.kind();
        await(last + " has come to something").until(() -> seen.refused() != null || !seen.newest().equals(before));
        EditsSeen.Refused refused = seen.refused();
        if (refused != null) {
            tally.refused(refused.findings());
            assertThat(refused.files()).as("what was edited").isNotEmpty();
            assertThat(refused.findings()).isNotEmpty().allSatisfy(finding -> assertThat(finding).matches(EditsSeen.PLACED));
        }
        if (refused != null && saves == 1) {
            // of many saves in a row, one that was refused may be followed by one that is not
            assertRunsOn(before, running);
        }
        Outcome outcome = refused != null ? Outcome.REFUSED : Outcome.ACCEPTED;
        tally.count(saves > 1 ? "rapid saves, the last" : last, outcome);
        if (outcome == Outcome.ACCEPTED) {
            tally.accepted(broken.words());
        }
        mend();
        await("the folder is in step again").until(() -> seen.newest().hash().equals(first.hash()) && seen.refused() == null && inStep());
        if (saves == 1 && outcome == Outcome.REFUSED) {
            assertThat(seen.newest()).as("nothing ever went in force").isEqualTo(before);
        }
        assertThat(seen.running().get(1)).as("all routes run").isEqualTo(running.get(1));
    }

    private void assertRunsOn(EditsSeen.InForce before, List<Integer> running) {
        JsonNode health = seen.health();
        assertThat(health.path("components").path("edits").path("status").asText()).as("%s", health).isEqualTo("DEGRADED");
        assertThat(health.path("components").path("routes").path("status").asText()).as("%s", health).isEqualTo("UP");
        assertThat(seen.running()).as("the last good version, and all of its routes").isEqualTo(running);
        assertThat(running.get(0)).isEqualTo(before.number());
        assertThat(seen.newest()).isEqualTo(before);
    }

    /** @param words which file, and its first line that is another */
    private record Broken(Corruption kind, String words) {}

    private Broken corrupt() {
        List<Path> files = List.copyOf(originals.keySet());
        Path file = files.get(random.nextInt(files.size()));
        Corruption kind = Corruption.values()[random.nextInt(Corruption.values().length)];
        byte[] now = kind.corrupt(originals.get(file), random);
        write(file, now);
        return new Broken(kind, kind + ", " + company.home().relativize(file) + difference(originals.get(file), now));
    }

    private static String difference(String before, byte[] after) {
        List<String> old = before.lines().toList();
        List<String> now = after == null ? List.of() : new String(after, StandardCharsets.UTF_8).lines().toList();
        int line = 0;
        while (line < Math.min(old.size(), now.size()) && old.get(line).equals(now.get(line))) {
            line++;
        }
        return ":" + (line + 1) + " of " + old.size() + ", now " + now.size() + ": " + (line < old.size() ? old.get(line) : "") + " → "
                + (line < now.size() ? now.get(line) : "(end)");
    }

    private void mend() {
        originals.forEach((file, text) -> {
            if (!Arrays.equals(bytes(text), read(file))) {
                write(file, bytes(text));
            }
        });
    }

    private static byte[] read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            if (bytes == null) {
                Files.deleteIfExists(file);
            } else {
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).timeout(Duration.ofSeconds(30)).until(() -> true);
    }

    private ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollInterval(GLANCE).pollDelay(Duration.ZERO)
                .conditionEvaluationListener(look -> assertThat(service.process().isAlive()).isTrue());
    }

    /** What runs is what stands in the folder. */
    private boolean inStep() {
        return Company.read(company.home().resolve("data/in-step-with")).strip().equals(first.hash());
    }

    /** Every file that came in so far is in the books of both, and the books are the same to the second and the cent. */
    private void compareBooks(Company unedited, AccountingEndpoint calm) {
        takeAll();
        JsonNode edited = company.sync(target);
        List<ExportFlow.Piece> dropped = flow.dropped();
        dropped.subList(compared, dropped.size()).forEach(piece -> unedited.drop(piece.source(), piece.file(), piece.text()));
        compared = dropped.size();
        JsonNode wanted = unedited.sync(calm);
        STATE.forEach(part -> assertThat(edited.path(part)).as(part).isEqualTo(wanted.path(part)));
        assertThat(edited.path("documents").path("failed").asInt() + edited.path("documents").path("pending").asInt()).isZero();
        assertThat(Wire.net(target.documents())).containsExactlyInAnyOrderEntriesOf(Wire.net(calm.documents()));
        assertThat(target.twice()).as("references that were made twice").isEmpty();
        assertThat(target.complaints()).as("breaches of the target's contract").isEmpty();
        Wire.assertSound(target.documents());
    }

    private void takeAll() {
        List<String> sources = Company.EXPORTS.values().stream().distinct().toList();
        await("all files are taken").until(() -> sources.stream().allMatch(source -> company.waiting(source).isEmpty()));
        assertThat(sources.stream().flatMap(source -> company.refused(source).stream()).toList()).as("refused files").isEmpty();
    }

    /** What the log says of a refusal has a place, too, and no run broke off. */
    private void assertLogTellsPlaces() {
        String said = alive(service);
        assertThat(said).contains("are refused; version ").doesNotContain("VER-111").doesNotContain("RUN-900").doesNotContain("not conserved");
        assertThat(said.lines().filter(line -> line.matches("\\S+: [A-Z]{3}-\\d{3} .*"))).isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(EditsSeen.PLACED));
        originals.forEach((file, text) -> assertThat(Company.read(file)).isEqualTo(text));
    }
}
