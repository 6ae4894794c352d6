package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.xero.PublishedApi;
import io.hourbook.xero.XeroServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sample company's documents, in Xero but for the payroll, over calls of which some fail. */
class XeroCompanyIT {

    private static final Pattern REFERENCE = Pattern.compile("HB-(\\w{3})-(.+)-(\\w{3})-(\\d{4}-\\d{2})-\\d+.*");

    @Test
    void theSampleCompanyStandsThereOnceToTheCentAndEachBodyIsAsPublished() throws IOException {
        try (XeroServer xero = new XeroServer(Clock.systemUTC()); Company company = Company.withExports()) {
            Figures wanted = Figures.wanted(Figures.expected());
            xero.keeps(accounts(), List.of("EUR", "GBP", "JPY", "AED"), parties(wanted));
            xero.fail(call -> call % 11 == 0 ? XeroServer.Fault.CUT_AFTER_WORK : call % 7 == 0 ? XeroServer.Fault.UNAVAILABLE : XeroServer.Fault.NONE);
            Files.writeString(company.home().resolve("mappings/targets.yaml"), """
                    default: books
                    documents:
                      payroll-batch: payroll
                    targets:
                      books:
                        kind: xero
                        url: %s
                        settings:
                          tenant: %s
                      payroll:
                        kind: http
                    """.formatted(xero.url(), XeroServer.tenant()));

            Company.Ended ended = company.start(Map.of(), "sync", "--json").await();
            assertThat(ended.exit()).as(ended.err()).isZero();
            JsonNode documents = ended.json().path("documents");
            assertThat(documents.path("failed").asInt()).as(ended.out()).isZero();
            assertThat(documents.path("pending").asInt()).as(ended.out()).isZero();

            assertThat(figures(xero, "INV", true)).containsExactlyInAnyOrderEntriesOf(wanted.invoices());
            assertThat(figures(xero, "BIL", true)).containsExactlyInAnyOrderEntriesOf(withoutHours(wanted.bills()));
            Map<String, String> drawn = figures(xero, "RET", false);
            wanted.drawdowns().forEach((group, total) -> assertThat(drawn).containsKey(retainer(group)));
            assertThat(drawn.get("RET-EMBER USD 2025-03")).isEqualTo(wanted.drawdowns().get("CUST-1005 USD 2025-03"));
            assertThat(xero.standing().stream().map(XeroCompanyIT::number).toList()).doesNotHaveDuplicates();
            asPublished(xero);
        }
    }

    private static void asPublished(XeroServer xero) {
        String fixtures = System.getenv("HOURBOOK_FIXTURES");
        if (fixtures != null && !fixtures.isBlank()) {
            PublishedApi api = new PublishedApi(Path.of(fixtures, "xero"));
            assertThat(xero.written()).isNotEmpty().allSatisfy(call ->
                    assertThat(api.wrongWithOurs(call.path().replaceFirst("/.*", ""), call.body())).as(call.path()).isEmpty());
        }
    }

    /** In the words of the expected figures: by counterparty, currency and month, how many lines and how much. */
    private static Map<String, String> figures(XeroServer xero, String kind, boolean lines) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode one : xero.standing()) {
            Matcher reference = REFERENCE.matcher(number(one));
            if (reference.matches() && reference.group(1).equals(kind)) {
                String group = reference.group(2) + " " + reference.group(3) + " " + reference.group(4);
                BigDecimal total = BigDecimal.ZERO;
                for (JsonNode line : one.path(one.has("JournalLines") ? "JournalLines" : "LineItems")) {
                    total = total.add(line.path("LineAmount").decimalValue().max(BigDecimal.ZERO));
                }
                totals.merge(group, total, BigDecimal::add);
                counts.merge(group, one.path("LineItems").size(), Integer::sum);
            }
        }
        Map<String, String> said = new TreeMap<>();
        totals.forEach((group, total) -> said.put(group, lines ? counts.get(group) + " lines, " + total.toPlainString() : total.toPlainString()));
        return said;
    }

    private static String number(JsonNode one) {
        return one.path(one.has("Narration") ? "Narration" : one.has("InvoiceNumber") ? "InvoiceNumber" : "CreditNoteNumber").asText();
    }

    private static Map<String, String> withoutHours(Map<String, String> bills) {
        Map<String, String> said = new TreeMap<>();
        bills.forEach((group, words) -> said.put(group, words.replaceFirst(", [\\d.]+ h", "")));
        return said;
    }

    private static String retainer(String group) {
        return group.replace("CUST-1005", "RET-EMBER").replace("CUST-1006", "RET-FJORD");
    }

    private static List<String> parties(Figures wanted) {
        return java.util.stream.Stream.concat(wanted.invoices().keySet().stream(), wanted.bills().keySet().stream())
                .map(group -> group.replaceFirst(" .*", "")).distinct().toList();
    }

    private static List<String> accounts() throws IOException {
        return Files.readAllLines(Path.of("mappings/accounts.csv")).stream().filter(line -> !line.startsWith("#")).map(line -> line.replaceFirst(",.*", "")).toList();
    }
}
