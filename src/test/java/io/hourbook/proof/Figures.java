package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What documents come to, in the terms of {@code sample/expected.json}: every map from words that name a figure to the figure.
 * Read from documents and from that file by two ways that share nothing but those words.
 */
record Figures(Map<String, String> invoices, Map<String, String> bills, Map<String, String> drawdowns, Map<String, Long> payroll) {

    private static final Path EXPECTED = Path.of("src/test/resources/sample/expected.json");
    private static final String DEPOSITS = "2400";

    static JsonNode expected() {
        try {
            return new ObjectMapper().readTree(EXPECTED.toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Figures wanted(JsonNode expected) {
        Figures wanted = new Figures(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        expected.path("invoices").forEach(one -> wanted.invoices.put(
                group(one, "customer"), one.path("lines").asInt() + " lines, " + one.path("total").asText()));
        expected.path("vendor_bills").forEach(one -> wanted.bills.put(
                group(one, "vendor"), one.path("lines").asInt() + " lines, " + one.path("hours").asText() + " h, " + one.path("total").asText()));
        Map<String, String> customers = Map.of("RET-EMBER", "CUST-1005", "RET-FJORD", "CUST-1006");
        expected.path("retainers").forEach(one -> one.path("drawdown").fields().forEachRemaining(month -> wanted.drawdowns.put(
                customers.get(one.path("retainer").asText()) + " " + one.path("currency").asText() + " " + month.getKey(),
                month.getValue().asText())));
        expected.path("payroll_seconds").fields().forEachRemaining(worker -> worker.getValue().fields().forEachRemaining(week ->
                week.getValue().fields().forEachRemaining(code -> {
                    if (code.getValue().asLong() != 0) {
                        wanted.payroll.put(worker.getKey() + " " + week.getKey() + " " + code.getKey(), code.getValue().asLong());
                    }
                })));
        return wanted;
    }

    static Figures of(List<JsonNode> documents) {
        Map<String, Sum> invoices = new TreeMap<>();
        Map<String, Sum> bills = new TreeMap<>();
        Map<String, BigDecimal> drawdowns = new TreeMap<>();
        Map<String, Long> payroll = new TreeMap<>();
        for (JsonNode document : documents) {
            String group = group(document, "counterparty");
            switch (document.path("type").asText()) {
                case "sales-invoice" -> invoices.merge(group, Sum.of(document, 1), Sum::plus);
                case "credit-note" -> invoices.merge(group, Sum.of(document, -1), Sum::plus);
                case "vendor-bill" -> bills.merge(group, Sum.of(document, 1), Sum::plus);
                case "vendor-credit" -> bills.merge(group, Sum.of(document, -1), Sum::plus);
                case "journal-entry" -> document.path("lines").forEach(line -> {
                    if (line.path("account").asText().equals(DEPOSITS)) {
                        drawdowns.merge(group, Wire.movement(line), BigDecimal::add);
                    }
                });
                case "payroll-batch" -> document.path("lines").forEach(line -> payroll.merge(
                        line.path("worker").asText() + " " + line.path("week").asText() + " " + line.path("code").asText(),
                        line.path("seconds").asLong(), Long::sum));
                default -> throw new AssertionError("a type that nobody knows: " + document);
            }
        }
        payroll.values().removeIf(seconds -> seconds == 0);
        return new Figures(
                words(invoices, sum -> sum.lines + " lines, " + sum.total.toPlainString()),
                words(bills, sum -> sum.lines + " lines, " + sum.hours() + " h, " + sum.total.toPlainString()),
                words(drawdowns, BigDecimal::toPlainString),
                payroll);
    }

    /** Each kind by itself, so that a failure names the figure. */
    void assertAre(Figures wanted) {
        assertThat(invoices).as("invoices").containsExactlyInAnyOrderEntriesOf(wanted.invoices);
        assertThat(bills).as("vendor bills").containsExactlyInAnyOrderEntriesOf(wanted.bills);
        assertThat(drawdowns).as("drawdowns of retainers").containsExactlyInAnyOrderEntriesOf(wanted.drawdowns);
        assertThat(payroll).as("payroll seconds").containsExactlyInAnyOrderEntriesOf(wanted.payroll);
    }

    /** All that must be true of the sample company's documents, however they came to be there. */
    static void assertSampleCompany(AccountingEndpoint target) {
        assertThat(target.twice()).as("references that were made twice").isEmpty();
        assertThat(target.complaints()).as("breaches of the target's contract").isEmpty();
        of(target.documents()).assertAre(wanted(expected()));
        Wire.assertSound(target.documents());
    }

    private static String group(JsonNode one, String party) {
        return one.path(party).asText() + " " + one.path("currency").asText() + " " + one.path("period").asText();
    }

    private static <T> Map<String, String> words(Map<String, T> figures, java.util.function.Function<T, String> words) {
        Map<String, String> said = new TreeMap<>();
        figures.forEach((group, figure) -> said.put(group, words.apply(figure)));
        return said;
    }

    private record Sum(int lines, long seconds, BigDecimal total) {

        static Sum of(JsonNode document, int sign) {
            long seconds = 0;
            for (JsonNode line : document.path("lines")) {
                seconds += line.path("seconds").asLong();
            }
            BigDecimal total = new BigDecimal(document.path("total").asText());
            return new Sum(sign * document.path("lines").size(), sign * seconds, sign < 0 ? total.negate() : total);
        }

        Sum plus(Sum other) {
            return new Sum(lines + other.lines, seconds + other.seconds, total.add(other.total));
        }

        String hours() {
            return BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(3_600), 4, RoundingMode.HALF_EVEN).toPlainString();
        }
    }
}
