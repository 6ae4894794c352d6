package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.cli.WholeService;
import io.hourbook.deadletter.DeadLetterReplay;
import io.hourbook.run.Passes;
import io.hourbook.run.ReadBackNow;
import io.hourbook.run.Summary;
import io.hourbook.sandbox.Sandbox;
import io.hourbook.sandbox.SandboxPeople;
import io.hourbook.sandbox.SandboxReply;
import io.hourbook.security.Listening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** A company of a few weeks, whole, with the built-in accounting endpoint and people who work there. */
final class ReadBooks implements AutoCloseable {

    private static final Path SAMPLE = Path.of("src/main/resources/sample/entries/harvest-time-report.csv");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final WholeService service;
    private final JdbcTemplate jdbc;
    private final List<String> rows;
    private final String header;
    private int files;

    /**
     * @param rows how many of the sample company's rows of one tracker it begins with; those may be corrected
     * @param also sources whose exports lie in the inbox besides
     */
    ReadBooks(Path home, int rows, Set<String> also) {
        try {
            this.home = home;
            List<String> lines = Files.readAllLines(SAMPLE);
            this.header = lines.get(0);
            this.rows = new ArrayList<>(lines.subList(1, rows + 1));
            service = WholeService.start(home, Listening.local(), Map.of(), beans -> {});
            jdbc = service.context().getBean(JdbcTemplate.class);
            try (Stream<Path> inbox = Files.walk(home.resolve("inbox"))) {
                for (Path file : (Iterable<Path>) inbox.filter(Files::isRegularFile)
                        .filter(file -> !also.contains(file.getParent().getFileName().toString()))::iterator) {
                    Files.delete(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    <T> T bean(Class<T> type) {
        return service.context().getBean(type);
    }

    int rows() {
        return rows.size();
    }

    List<String> asRecorded() {
        return List.copyOf(rows);
    }

    /** Somebody corrects the hours of a row in the tracker. @param hours in hundredths */
    void correct(int row, int hours) {
        rows.set(row, rows.get(row).replaceFirst("\"\\d+,\\d+\"", "\"" + hours / 100 + "," + (hours % 100 < 10 ? "0" : "") + hours % 100 + "\""));
    }

    /** The rows as they are now are exported and dropped into the inbox. */
    void export() {
        export(rows);
    }

    void export(List<String> these) {
        try {
            Path folder = Files.createDirectories(home.resolve("inbox/harvest"));
            Files.writeString(folder.resolve("export-" + ++files + ".csv"), header + "\n" + String.join("\n", these) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Summary pass() {
        Summary summary = bean(Passes.class).run("sync");
        assertThat(summary.conserved()).as(() -> summary.broken().toString()).isTrue();
        return summary;
    }

    ReadBackNow.Came read() {
        ReadBackNow.Came came = bean(ReadBackNow.class).read();
        assertThat(came.targets()).allSatisfy(target -> assertThat(target.failure()).isNull());
        if (came.pass() != null) {
            assertThat(came.pass().conserved()).isTrue();
        }
        return came;
    }

    /** What people do in the accounting system. @return whether it let them */
    boolean people(String deed, String id, String json) {
        try {
            SandboxReply reply = bean(SandboxPeople.class).does(deed, id, (ObjectNode) JSON.readTree(json));
            return reply.status() == 200;
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** The target's id of a document. */
    String id(String reference) {
        return jdbc.queryForObject("select external_id from document where reference = ?", String.class, reference);
    }

    /** What stands in the accounting system, whole, by id: also what is void there. */
    Map<String, JsonNode> there() {
        Map<String, JsonNode> there = new TreeMap<>();
        for (JsonNode each : bean(Sandbox.class).list(null).body().path("documents")) {
            bean(Sandbox.class).find(each.path("reference").asText()).body().path("documents")
                    .forEach(document -> there.put(document.path("id").asText(), document));
        }
        return there;
    }

    JsonNode there(String reference) {
        return bean(Sandbox.class).find(reference).body().path("documents").get(0);
    }

    List<String> references(String type) {
        return jdbc.queryForList(
                "select reference from document where type = ? and status = 'draft' and external_id is not null order by reference", String.class, type);
    }

    String status(String reference) {
        return jdbc.queryForObject("select status from document where reference = ?", String.class, reference);
    }

    /** What is charged and owed there for each piece of work, credits taken off; what comes to nothing is left out. */
    Map<String, BigDecimal> money() {
        return sums("sales-invoice", "credit-note", "vendor-bill", "vendor-credit", "amount");
    }

    /** The same in seconds. */
    Map<String, BigDecimal> seconds() {
        return sums("sales-invoice", "credit-note", "vendor-bill", "vendor-credit", "seconds");
    }

    private Map<String, BigDecimal> sums(String charged, String credited, String owed, String taken, String field) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        there().values().stream().filter(document -> !document.path("status").asText().equals("void")).forEach(document -> {
            String type = document.path("type").asText();
            boolean bill = type.equals(owed) || type.equals(taken);
            boolean against = type.equals(credited) || type.equals(taken);
            if (bill || type.equals(charged) || type.equals(credited)) {
                for (JsonNode line : document.path("lines")) {
                    String work = (bill ? "owed " : "charged ") + line.path("entries").path(0).asText();
                    BigDecimal amount = new BigDecimal(line.path(field).asText());
                    sums.merge(work, against ? amount.negate() : amount, BigDecimal::add);
                }
            }
        });
        sums.values().removeIf(sum -> sum.signum() == 0);
        sums.replaceAll((work, sum) -> sum.stripTrailingZeros());
        return sums;
    }

    /** Seconds of each worker, week and pay code in the payroll batches that count there. */
    Map<String, Long> payroll() {
        Map<String, Long> payroll = new TreeMap<>();
        there().values().stream()
                .filter(document -> document.path("type").asText().equals("payroll-batch") && !document.path("status").asText().equals("void"))
                .forEach(document -> document.path("lines").forEach(line -> payroll.merge(
                        line.path("worker").asText() + " " + line.path("week").asText() + " " + line.path("code").asText(),
                        line.path("seconds").asLong(), Long::sum)));
        payroll.values().removeIf(sum -> sum == 0);
        return payroll;
    }

    /** What every account has in the journals that count there. */
    Map<String, BigDecimal> journals() {
        Map<String, BigDecimal> accounts = new TreeMap<>();
        there().values().stream()
                .filter(document -> document.path("type").asText().equals("journal-entry") && !document.path("status").asText().equals("void"))
                .forEach(document -> document.path("lines").forEach(line -> accounts.merge(
                        document.path("currency").asText() + " " + line.path("account").asText(),
                        new BigDecimal(line.path("debit").asText("0")).subtract(new BigDecimal(line.path("credit").asText("0"))), BigDecimal::add)));
        accounts.values().removeIf(sum -> sum.signum() == 0);
        accounts.replaceAll((account, sum) -> sum.stripTrailingZeros());
        return accounts;
    }

    List<Long> letters(String code) {
        return jdbc.queryForList("select id from dead_letter where code = ? and state = 'open' order by id", Long.class, code);
    }

    void replay(long letter) {
        assertThat(bean(DeadLetterReplay.class).replay(letter, "ann", "ours is right").replayed()).isTrue();
    }

    @Override
    public void close() {
        service.close();
    }
}
