package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.proof.Company;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sample company's documents in two plain-text ledgers: bills for beancount, all else for hledger. */
class LedgerFileIT {

    private static final Path EXPORTS = Path.of("src/main/resources/sample/entries");
    private static final String LATER = "harvest-time-report.csv";

    @Test
    void whatIsAppendedBalancesAndComesToTheBooksAndIsNeverChanged() throws Exception {
        LedgerTool hledger = LedgerTool.installed("hledger");
        LedgerTool beancheck = LedgerTool.installed("bean-check");
        try (Company company = Company.withExports()) {
            Files.delete(company.home().resolve("inbox/harvest").resolve(LATER));
            Files.writeString(company.home().resolve("mappings/targets.yaml"), """
                    default: ledger
                    documents:
                      vendor-bill: bills
                    targets:
                      ledger:
                        kind: ledger-file
                        settings: { file: out/books.journal, format: hledger }
                      bills:
                        kind: ledger-file
                        settings: { file: out/bills.beancount, format: beancount }
                    """);
            Path books = company.home().resolve("out/books.journal");
            Path bills = company.home().resolve("out/bills.beancount");

            JsonNode first = sync(company);
            assertThat(first.path("documents").path("created").asInt()).isPositive();
            assertSound(hledger.run("-f", books.toString(), "check", "--strict"));
            assertSound(beancheck.run(bills.toString()));
            assertThat(balances(books, bills)).isEqualTo(exported(hledger, company));

            byte[] before = Files.readAllBytes(books);
            JsonNode again = sync(company);
            assertThat(again.path("documents").toString()).isEqualTo("{\"created\":0,\"updated\":0,\"delivered\":0,\"pending\":0,\"failed\":0}");
            assertThat(Files.readAllBytes(books)).isEqualTo(before);

            // what comes later changes documents that stand there: they are final, and corrected behind
            company.drop("harvest", LATER, Files.readString(EXPORTS.resolve(LATER)));
            sync(company);
            assertSound(hledger.run("-f", books.toString(), "check", "--strict"));
            assertThat(Arrays.copyOf(Files.readAllBytes(books), before.length)).as("what stood there").isEqualTo(before);
            assertSound(beancheck.run(bills.toString()));
            assertThat(balances(books, bills)).isEqualTo(exported(hledger, company));
        }
    }

    private static JsonNode sync(Company company) {
        Company.Ended ended = company.start(Map.of(), "sync", "--json").await();
        assertThat(ended.exit()).as(ended.err()).isZero();
        JsonNode summary = ended.json();
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        assertThat(summary.path("documents").path("pending").asInt() + summary.path("documents").path("failed").asInt()).as(ended.err()).isZero();
        return summary;
    }

    private static void assertSound(LedgerTool.Answer answer) {
        assertThat(answer.code()).as(answer.text()).isZero();
    }

    /** What the two files come to by account, parties and retainers together. */
    private static Map<String, BigDecimal> balances(Path books, Path bills) throws IOException {
        Map<String, BigDecimal> balances = postings(Files.readString(books));
        postings(Files.readString(bills)).forEach((account, amount) -> balances.merge(account, amount, BigDecimal::add));
        balances.values().removeIf(amount -> amount.signum() == 0);
        return balances;
    }

    /** The same of the exported books, without what was prepaid to retainers, which no target is told. */
    private static Map<String, BigDecimal> exported(LedgerTool hledger, Company company) throws Exception {
        Path file = company.home().resolve("out/exported.journal");
        Company.Ended export = company.start(Map.of(), "export", "ledger", "--format", "hledger").await();
        assertThat(export.exit()).as(export.err()).isZero();
        Files.writeString(file, export.out());
        assertSound(hledger.run("-f", file.toString(), "check", "--strict"));
        Map<String, BigDecimal> balances = new TreeMap<>();
        for (String transaction : export.out().split("\n\n")) {
            if (!transaction.contains("(HB-OPEN-") && !transaction.contains(" = ")) {
                postings(transaction).forEach((account, amount) -> balances.merge(account, amount, BigDecimal::add));
            }
        }
        balances.values().removeIf(amount -> amount.signum() == 0);
        return balances;
    }

    /** By the two upper levels of the account, and currency. */
    private static Map<String, BigDecimal> postings(String text) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        text.lines().filter(line -> line.matches(" +(Assets|Liabilities|Income|Expenses|Equity):.*")).forEach(line -> {
            String[] parts = line.strip().split("  +");
            String[] levels = parts[0].split(":");
            String[] amount = parts[1].split(" ");
            sums.merge(levels[0] + ":" + levels[1] + " " + amount[1], new BigDecimal(amount[0]), BigDecimal::add);
        });
        return sums;
    }
}
