package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What stands in a database of Tryton, held to the ledger that Hourbook exports. */
final class TrytonBooks {

    private final TrytonPeer tryton;
    private final List<NamedCsvRecord> ledger;

    /** @param exported {@code export ledger --format csv} */
    TrytonBooks(TrytonPeer tryton, String exported) {
        this.tryton = tryton;
        ledger = CsvReader.builder().ofNamedCsvRecord(exported).stream()
                .filter(row -> !row.getField("type").equals("opening-balance")).toList();
        assertThat(ledger).hasSizeGreaterThan(900).extracting(row -> row.getField("at target")).containsOnly("yes");
    }

    /** Each invoice, bill and credit of either, posted and numbered, with its total. */
    void agreeOnEveryInvoice() {
        Map<String, String> here = new TreeMap<>();
        totals("1200", BigDecimal.ONE).forEach((reference, total) -> here.put(reference, "out posted " + total));
        totals("2000", BigDecimal.ONE.negate()).forEach((reference, total) -> here.put(reference, "in posted " + total));

        List<String> there = new ArrayList<>();
        tryton.all("account.invoice", "[]", "", "reference", "type", "state", "total_amount", "number").forEach(invoice -> {
            assertThat(invoice.path("number").asText()).isNotEmpty();
            there.add(invoice.path("reference").asText() + "=" + invoice.path("type").asText() + " " + invoice.path("state").asText() + " "
                    + plain(decimal(invoice, "total_amount")));
        });

        assertThat(there).hasSizeGreaterThan(15).containsExactlyInAnyOrderElementsOf(
                here.entrySet().stream().map(Object::toString).toList());
    }

    void agreeOnEveryJournal() {
        List<String> here = ledger.stream().filter(row -> row.getField("type").equals("journal-entry"))
                .map(row -> row.getField("reference")).distinct().toList();
        List<String> there = new ArrayList<>();
        tryton.all("account.move", "[[\"origin\",\"=\",null]]", "", "description", "state").forEach(move -> {
            assertThat(move.path("state").asText()).as(move.toString()).isEqualTo("posted");
            there.add(move.path("description").asText());
        });

        assertThat(there).hasSizeGreaterThan(8).containsExactlyInAnyOrderElementsOf(here);
    }

    /** To the cent, with nothing left as a draft. */
    void agreeOnTheTrialBalance() {
        Map<String, String> here = new TreeMap<>();
        sums(row -> row.getField("account"), "base amount").forEach((account, balance) -> here.put(account, plain(balance)));

        Map<String, String> there = new TreeMap<>();
        tryton.all("account.account", "[[\"code\",\"!=\",null]]", ",\"posted\":true", "code", "balance").forEach(account ->
                there.put(account.path("code").asText(), plain(decimal(account, "balance"))));
        there.values().removeIf("0"::equals);
        here.values().removeIf("0"::equals);

        assertThat(there).hasSizeGreaterThan(12).containsExactlyInAnyOrderEntriesOf(here);
        assertThat(tryton.all("account.move", "[[\"state\",\"!=\",\"posted\"]]", "", "description")).as("moves left as drafts").isEmpty();
    }

    void agreeOnWhatIsOwedInOtherCurrencies() {
        Map<String, BigDecimal> here = new TreeMap<>();
        ledger.stream().filter(row -> !row.getField("currency").equals("USD")).forEach(row ->
                here.merge(row.getField("account") + " " + row.getField("currency"), signed(row), BigDecimal::add));

        Map<String, BigDecimal> there = new TreeMap<>();
        tryton.all("account.move.line", "[[\"second_currency\",\"!=\",null]]", "", "account.code", "second_currency.code",
                "amount_second_currency").forEach(line -> there.merge(
                        line.path("account.").path("code").asText() + " " + line.path("second_currency.").path("code").asText(),
                        decimal(line, "amount_second_currency"), BigDecimal::add));

        assertThat(plain(there)).hasSizeGreaterThan(10).containsExactlyInAnyOrderEntriesOf(plain(here));
    }

    /** The references of one kind of document in the ledger. */
    List<String> references(String type) {
        return ledger.stream().filter(row -> row.getField("type").equals(type)).map(row -> row.getField("reference")).distinct().toList();
    }

    /** By reference, of documents that have a posting to an account. */
    private Map<String, String> totals(String account, BigDecimal sign) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        ledger.stream().filter(row -> row.getField("account").equals(account) && !row.getField("type").equals("journal-entry"))
                .forEach(row -> totals.merge(row.getField("reference"), signed(row).multiply(sign), BigDecimal::add));
        return plain(totals);
    }

    private Map<String, BigDecimal> sums(Function<NamedCsvRecord, String> by, String field) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        ledger.forEach(row -> sums.merge(by.apply(row), new BigDecimal(row.getField(field)), BigDecimal::add));
        return sums;
    }

    private static BigDecimal signed(NamedCsvRecord row) {
        String debit = row.getField("debit");
        return debit.isEmpty() ? new BigDecimal(row.getField("credit")).negate() : new BigDecimal(debit);
    }

    static BigDecimal decimal(JsonNode record, String field) {
        JsonNode decimal = record.path(field).path("decimal");
        assertThat(decimal.isTextual()).as(field + " of " + record).isTrue();
        return new BigDecimal(decimal.asText());
    }

    private static Map<String, String> plain(Map<String, BigDecimal> amounts) {
        Map<String, String> plain = new TreeMap<>();
        amounts.forEach((name, amount) -> plain.put(name, plain(amount)));
        return plain;
    }

    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
