package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A service and its inbox, as people use it: whatever is dropped is taken, refused, or said. And what it may not send yet stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WatchedFoldersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String KEPT = "\\d{4}-\\d{2}-\\d{2}\\.run-\\d+\\.";
    private static final String HEADER = "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,Employee?\n";

    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.ofRepository();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    private Company.Running service;

    @BeforeAll
    void start() throws IOException {
        release("when-released");
        Files.createDirectories(inbox("harvest"));
        service = company.start(
                Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(ServeIT.freePort()), "HOURBOOK_INBOX_MEGABYTES", "1"),
                "serve");
        awaited(() -> service.words().contains("Hourbook is up"));
    }

    @AfterAll
    void leaveNothing() {
        writer.shutdownNow();
        company.close();
        target.close();
    }

    private void release(String invoices) {
        Path policy = company.home().resolve("mappings/release.yaml");
        write(policy, Company.read(policy).replaceFirst("(?m)^sales-invoice: .*$", "sales-invoice: " + invoices));
    }

    private Path inbox(String source) {
        return company.home().resolve("inbox").resolve(source);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaited(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(service.process().isAlive()).as(service.words()).isTrue();
            return condition.call();
        });
    }

    private boolean done(String name) {
        return company.taken("harvest").stream().anyMatch(kept -> kept.matches(KEPT + name));
    }

    private boolean refused(String name, String code) throws IOException {
        List<String> names = company.refused("harvest");
        String kept = names.stream().filter(one -> one.matches(KEPT + name)).findFirst().orElse(null);
        return kept != null && names.contains(kept + ".why.txt")
                && Files.readString(inbox("harvest").resolve("refused").resolve(kept + ".why.txt")).contains(code + " ");
    }

    private static String row(int day, String hours) {
        return "2025-04-%02d,Acme Rockets,Acme website,,Development,Day %d,%s,Yes,No,Yes,Ivan,Petrov,,No%n".formatted(day, day, hours);
    }

    @Test
    @Order(1)
    void whatIsWholeIsTakenAndKeptWithDayAndRun() {
        company.drop("harvest", "first.csv", HEADER + row(1, "1.50"));

        awaited(() -> done("first\\.csv"));
    }

    @Test
    @Order(2)
    void whatIsNoExportIsRefusedWithANoteBesideIt() {
        company.drop("harvest", "empty.csv", "");
        company.drop("harvest", "book.xlsx", "PK\u0003\u0004 a workbook\n");
        company.drop("harvest", "other.csv", "a,b\n1,2\n");
        company.drop("harvest", "huge.csv", HEADER + row(2, "2.00").repeat(20_000));

        awaited(() -> refused("empty\\.csv", "FMT-201") && refused("book\\.xlsx", "FMT-203") && refused("other\\.csv", "FMT-204")
                && refused("huge\\.csv", "FMT-213"));
    }

    @Test
    @Order(3)
    void aFileIsTakenWholeHoweverSlowlyItIsWritten() throws IOException {
        StringBuilder whole = new StringBuilder(HEADER);
        for (int day = 3; day < 15; day++) {
            whole.append(row(day, "3.00"));
        }
        String text = whole.toString();
        Path file = inbox("harvest").resolve("slow.csv");
        int piece = text.length() / 9;
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 9; i++) {
                String part = text.substring(i * piece, i == 8 ? text.length() : (i + 1) * piece);
                writer.schedule(() -> open.write(java.nio.ByteBuffer.wrap(part.getBytes())), i * 250L, TimeUnit.MILLISECONDS);
            }
            awaited(() -> open.position() == text.length());
        }

        awaited(() -> done("slow\\.csv"));
        Path kept = inbox("harvest").resolve("done")
                .resolve(company.taken("harvest").stream().filter(name -> name.endsWith("slow.csv")).findFirst().orElseThrow());
        assertThat(kept).content().isEqualTo(text);
    }

    @Test
    @Order(4)
    void aTransferUnderAnotherNameAndALockedFileAreWaitedFor() throws IOException {
        Path part = inbox("harvest").resolve("upload.csv.part");
        Path locked = inbox("harvest").resolve("locked.csv");
        write(part, HEADER + row(15, "1.00"));
        try (FileChannel open = FileChannel.open(locked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE); FileLock lock = open.lock()) {
            open.write(java.nio.ByteBuffer.wrap((HEADER + row(16, "1.00")).getBytes()));
            company.drop("harvest", "meanwhile.csv", HEADER + row(17, "1.00"));
            awaited(() -> done("meanwhile\\.csv") && service.words().contains("inbox/harvest/locked.csv: is locked by another program"));
            assertThat(lock.isValid()).isTrue();
            assertThat(company.waiting("harvest")).containsExactly("locked.csv", "upload.csv.part");
        }
        Files.move(part, inbox("harvest").resolve("upload.csv"));

        awaited(() -> done("locked\\.csv") && done("upload\\.csv"));
    }

    @Test
    @Order(5)
    void whatIsInTheWayIsSaidAndStopsNothing() throws Exception {
        Path folder = inbox("harvest");
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.csv").toString()).start().waitFor()).isZero();
        Files.createDirectories(folder.resolve("april"));
        company.drop("harvst", "lost.csv", HEADER);
        write(Files.createDirectories(inbox("toggl-berlin")).resolve("refused"), "where the folder should be");
        company.drop("toggl-berlin", "no-toggl.csv", "a,b\n1,2\n");
        company.drop("harvest", "line\nend.csv", HEADER + row(18, "1.00"));

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> assertThat(service.words()).contains("inbox/harvest/pipe.csv: FMT-209", "inbox/harvest/april: FMT-209", "inbox/harvst: FMT-208",
                "inbox/toggl-berlin/no-toggl.csv: FMT-210"));
        awaited(() -> done("line_end\\.csv"));
        Files.delete(folder.resolve("pipe.csv"));
    }

    @Test
    @Order(6)
    void theSameBytesAgainAreKeptAgainAndMeanNothing() throws IOException {
        company.drop("harvest", "first-again.csv", HEADER + row(1, "1.50"));
        company.drop("harvest", "first.csv", HEADER + row(1, "2.50"));
        awaited(() -> done("first-again\\.csv") && company.taken("harvest").stream().filter(name -> name.endsWith(".first.csv")).count() == 2);
        Files.deleteIfExists(inbox("toggl-berlin").resolve("refused"));
    }

    @Test
    @Order(7)
    void aFolderThatIsMadeAnewIsReadAgain() throws IOException {
        Path folder = inbox("kimai-tokyo");
        Files.createDirectories(folder);
        Files.delete(folder);
        company.drop("kimai-tokyo", "kimai-export.csv", Company.export("kimai-export.csv"));

        awaited(() -> company.taken("kimai-tokyo").size() == 1);
    }

    @Test
    @Order(8)
    void whatNobodyReleasedStaysUntilThePolicyIsAnother() {
        JsonNode summary = company.sync(target);
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        assertThat(summary.path("documents").path("pending").asInt()).as("what waits for its release is not pending").isZero();
        assertThat(types()).contains("vendor-bill").doesNotContain("sales-invoice");
        assertThat(company.run(target, "export", "ledger", "--format", "csv").out()).as("the books know it").contains("HB-INV-CUST-1001-USD-2025-04-1");

        release("continuously");
        awaited(() -> types().contains("sales-invoice"));
        assertThat(company.sync(target).path("documents").path("pending").asInt()).isZero();
    }

    private List<String> types() {
        return target.documents().stream().map(document -> document.path("type").asText()).toList();
    }
}
