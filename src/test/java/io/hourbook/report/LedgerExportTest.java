package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.hourbook.mapping.MappingBook;
import io.hourbook.problem.Problem;
import io.hourbook.report.LedgerExport.Format;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerExportTest {

    private static final String HOSTILE = "=cmd|' /C calc'!A0; date:2020-13-45 [2020-01-01] \"quoted\" \\ line:FAKE\nsecond\tline \u202Eback";

    @TempDir
    Path folder;

    private PlantedBooks planted;
    private MappingBook book = PlantedBooks.book();
    private long invoiceLine;
    private int acmeGroup;

    @BeforeEach
    void plant() {
        planted = new PlantedBooks();
        acmeGroup = planted.group("HB-INV-CUST-1001-USD-2025-03", "SALES_INVOICE", "CUST-1001", "USD", "2025-03", "ACME");
        int acme = planted.document(acmeGroup, "HB-INV-CUST-1001-USD-2025-03-1", "sales-invoice", "final", "2025-03-31");
        invoiceLine = planted.line(acme, "4020", "1162.50", "1162.50", "Homepage");
        planted.line(acme, "4010", "83.33", "83.33", HOSTILE);
        planted.jdbc.update("update document set delivered_revision = 1, external_id = 'inv-77' where id = ?", acme);
        credit();
        int daiko = planted.document(
                planted.group("HB-INV-CUST-1004-JPY-2025-03", "SALES_INVOICE", "CUST-1004", "JPY", "2025-03", "DAIKO"),
                "HB-INV-CUST-1004-JPY-2025-03-1", "sales-invoice", "draft", "2025-03-31");
        planted.line(daiko, "4020", "376669", "2518.77", "Shop");
        int dinars = planted.document(
                planted.group("HB-BIL-V-KWD-KWD-2025-04", "VENDOR_BILL", "V-KWD", "KWD", "2025-04", "W08"),
                "HB-BIL-V-KWD-KWD-2025-04-1", "vendor-bill", "draft", "2025-04-30");
        planted.line(dinars, "5500", "1.250", "4.06", "Dinars have three decimals");
        planted.line(dinars, "5500", "12.345", null, "");
        bills();
        retainer();
        labour();
        leftOut();
    }

    private void credit() {
        int credit = planted.document(acmeGroup, "HB-CRN-CUST-1001-USD-2025-03-1", "credit-note", "draft", "2025-05-02");
        planted.line(credit, "entry 1", "4020", "1162.50", "1162.50", null, invoiceLine, Map.of(
                "entries", List.of("clockify-los-angeles:a,b c"), "description", "Takes back HB-INV-CUST-1001-USD-2025-03-1"));
    }

    private void bills() {
        int group = planted.group("HB-BIL-V-LUND-EUR-2025-03", "VENDOR_BILL", "V-LUND", "EUR", "2025-03", "W11");
        int bill = planted.document(group, "HB-BIL-V-LUND-EUR-2025-03-1", "vendor-bill", "final", "2025-03-31");
        planted.line(bill, "5500", "7207.98", "7796.15", "Contractor");
        int credit = planted.document(group, "HB-VCR-V-LUND-EUR-2025-03-1", "vendor-credit", "draft", "2025-05-02");
        planted.line(credit, "5500", "78.00", "84.37", "Takes back an hour");
    }

    private void retainer() {
        int group = planted.group("HB-RET-RET-EMBER-USD-2025-03", "RETAINER_JOURNAL", "CUST-1005", "USD", "2025-03", "RET-EMBER");
        long entry = planted.entry("ember-1", "row", LocalDate.of(2025, 3, 4), 3600);
        planted.jdbc.update(
                "insert into drawing values ('RET-EMBER', ?, '2025-03', 'SUPPORT', '4040', 'USD', 13065.00, 3600, 3600, 0, 0, 0, false, ?, null)",
                entry, group);
        int journal = planted.document(group, "HB-RET-RET-EMBER-USD-2025-03-1", "journal-entry", "final", "2025-03-31");
        long debit = planted.line(journal, "debit 2400", "2400", "13000.00", "13000.00", null, null, Map.of("debit", "13000.00"));
        long income = planted.line(journal, "credit 4040 SUPPORT", "4040", "-13000.00", "-13000.00", null, null, Map.of("service", "SUPPORT"));
        int again = planted.document(group, "HB-RET-RET-EMBER-USD-2025-03-2", "journal-entry", "draft", "2025-05-02");
        planted.line(again, "debit 2400", "2400", "-13000.00", "-13000.00", null, debit, Map.of("credit", "13000.00"));
        planted.line(again, "credit 4040 SUPPORT", "4040", "13000.00", "13000.00", null, income, Map.of("service", "SUPPORT"));
        planted.line(again, "debit 2400", "2400", "13065.00", "13065.00", null, null, Map.of("debit", "13065.00"));
        planted.line(again, "credit 4040 SUPPORT", "4040", "-13065.00", "-13065.00", null, null, Map.of("service", "SUPPORT"));
    }

    private void labour() {
        int group = planted.group("HB-LAB-USD-2025-03", "LABOUR_JOURNAL", null, "USD", "2025-03", null);
        int journal = planted.document(group, "HB-LAB-USD-2025-03-1", "journal-entry", "draft", "2025-03-31");
        for (int i = 1; i <= 25; i++) {
            long entry = planted.entry("lab-" + i, "row", LocalDate.of(2025, 3, 5), 3600);
            planted.jdbc.update(
                    "insert into pay_part values ('2025-03-02', 'W01', ?, '2025-03-05', 'REG', 3600, 'DEV', '5020', 62, 'USD')", entry);
        }
        planted.line(journal, "debit 5020", "5020", "1550.00", "1550.00", null, null, Map.of("debit", "1550.00"));
        planted.line(journal, "credit 2100", "2100", "-1550.00", "-1550.00", null, null, Map.of("credit", "1550.00"));
    }

    private void leftOut() {
        int empty = planted.document(acmeGroup, "HB-INV-CUST-1001-USD-2025-03-9", "sales-invoice", "void", "2025-03-31");
        planted.line(empty, "4020", "999.99", "999.99", "VOID");
        int hours = planted.group("HB-PAY-2025-03-02", "PAYROLL_BATCH", null, null, "2025-03-02", null);
        planted.document(hours, "HB-PAY-2025-03-02-1", "payroll-batch", "draft", "2025-03-08");
    }

    private String export(Format format) {
        StringWriter text = new StringWriter();
        new LedgerExport(planted.source, book).write(format, text);
        return text.toString();
    }

    private Path file(Format format, String name) throws IOException {
        return Files.writeString(folder.resolve(name), export(format));
    }

    private void bothAccept() throws Exception {
        LedgerTool hledger = LedgerTool.installed("hledger");
        LedgerTool beancount = LedgerTool.installed("bean-check");
        String journal = file(Format.HLEDGER, "books.journal").toString();
        assertThat(hledger.run("-f", journal, "check", "--strict")).isEqualTo(new LedgerTool.Answer(0, ""));
        assertThat(hledger.run("-f", journal, "check", "ordereddates", "commodities", "accounts", "payees", "assertions"))
                .isEqualTo(new LedgerTool.Answer(0, ""));
        assertThat(beancount.run(file(Format.BEANCOUNT, "books.beancount").toString())).isEqualTo(new LedgerTool.Answer(0, ""));
    }

    private void bothRefuse() throws Exception {
        LedgerTool hledger = LedgerTool.installed("hledger");
        LedgerTool beancount = LedgerTool.installed("bean-check");
        assertThat(hledger.run("-f", file(Format.HLEDGER, "bad.journal").toString(), "check", "--strict").code()).isEqualTo(1);
        assertThat(beancount.run(file(Format.BEANCOUNT, "bad.beancount").toString()).code()).isEqualTo(1);
    }

    @Test
    void hledger_and_beancount_accept_the_books() throws Exception {
        bothAccept();
    }

    @Test
    void hledger_and_beancount_accept_books_without_any_document() throws Exception {
        planted = new PlantedBooks();
        bothAccept();
    }

    @Test
    void parties_and_accounts_with_hostile_names_are_accepted() throws Exception {
        Path mappings = copyOfMappings();
        edit(mappings.resolve("clients.csv"), "Acme Rockets", "\"; \"\"Evil\"\" | Rockets  : date:2020-99-99\"");
        edit(mappings.resolve("accounts.csv"), "Development income", "\"  éntwicklung; (all) \"\"of\"\" it: 収入\"");
        edit(mappings.resolve("accounts.csv"), "Design income", "\"; | \"");
        book = PlantedBooks.book(mappings);
        int odd = planted.document(
                planted.group("HB-INV-c1 ;x", "SALES_INVOICE", "c1 ;|x):  y", "USD", "2025-04", "ODD"), "HB-INV-c1 ;x) y-1", "sales-invoice",
                "draft", "2025-04-30");
        planted.line(odd, "4020", "1.00", "1.00", HOSTILE);
        bothAccept();
    }

    @Test
    void an_account_that_the_mappings_no_longer_have_is_named_as_such() throws Exception {
        int old = planted.document(acmeGroup, "HB-INV-CUST-1001-USD-2025-03-2", "sales-invoice", "final", "2025-03-31");
        planted.line(old, "4999", "5.00", "5.00", "Old");
        bothAccept();
        assertThat(export(Format.HLEDGER)).contains("account Income:4999-not-in-accounts-csv\n");
    }

    @Test
    void a_line_that_is_a_cent_off_is_refused_by_both() throws Exception {
        planted.jdbc.update("update document_line set amount = amount + 0.01 where id = ?", invoiceLine);
        bothRefuse();
    }

    @Test
    void a_line_that_is_off_by_less_than_a_cent_is_refused_by_both() throws Exception {
        planted.jdbc.update("update document_line set amount = amount + 0.004 where id = ?", invoiceLine);
        bothRefuse();
    }

    @Test
    void a_journal_that_is_a_cent_off_is_refused_by_both() throws Exception {
        planted.jdbc.update("update document_line set amount = 13065.01 where amount = 13065.00");
        bothRefuse();
    }

    @Test
    void customer_deposits_that_are_not_what_the_retainers_have_left_are_refused_by_both() throws Exception {
        planted.jdbc.update("update drawing set drawn_amount = drawn_amount - 0.01");
        bothRefuse();
    }

    @Test
    void balances_are_those_of_the_documents() throws Exception {
        LedgerTool hledger = LedgerTool.installed("hledger");
        String journal = file(Format.HLEDGER, "books.journal").toString();
        assertThat(hledger.run("-f", journal, "bal", "-N", "--flat", "-O", "csv").text())
                .contains("\"Assets:1200-Accounts-receivable:CUST-1001\",\"83.330000 USD\"")
                .contains("\"Assets:1200-Accounts-receivable:CUST-1004\",\"376669.000000 JPY\"")
                .contains("\"Income:4020-Development-income\",\"-376669.000000 JPY\"")
                .contains("\"Expenses:5500-Subcontractors\",\"7129.980000 EUR, 13.595000 KWD\"")
                .contains("\"Liabilities:2000-Accounts-payable:V-LUND\",\"-7129.980000 EUR\"")
                .contains("\"Liabilities:2000-Accounts-payable:V-KWD\",\"-13.595000 KWD\"")
                .contains("\"Liabilities:2400-Customer-deposits:RET-EMBER\",\"-2935.000000 USD\"")
                .contains("\"Liabilities:2400-Customer-deposits:RET-FJORD\",\"-14000.000000 EUR\"")
                .contains("\"Expenses:5020-Development-labour\",\"1550.000000 USD\"");
    }

    @Test
    void a_posting_is_traced_by_hledger_to_its_document_line_and_entry() throws Exception {
        LedgerTool hledger = LedgerTool.installed("hledger");
        String journal = file(Format.HLEDGER, "books.journal").toString();
        assertThat(hledger.run("-f", journal, "reg", "tag:entries=ember-1", "-O", "csv").text()).contains("\"-13065.000000 USD\"").hasLineCount(2);
        assertThat(hledger.run("-f", journal, "reg", "tag:entries=lab-25", "-O", "csv").text()).contains("\"1550.000000 USD\"").hasLineCount(2);
        assertThat(hledger.run("-f", journal, "reg", "tag:line=HB-INV-CUST-1001-USD-2025-03-1/1$", "-O", "csv").text())
                .contains("2025-03-31", "\"-1162.500000 USD\"");
        assertThat(hledger.run("-f", journal, "tags").text().lines())
                .containsExactlyInAnyOrder(
                        "base", "document", "entries", "line", "mapping", "project", "reverses", "revision", "service", "status", "target",
                        "targetid", "type", "worker");
    }

    @Test
    void the_same_books_give_the_same_text() {
        for (Format format : Format.values()) {
            assertThat(export(format)).isEqualTo(export(format)).doesNotContain("VOID", "HB-PAY");
        }
    }

    @Test
    void a_journal_line_names_its_entries_only_where_it_still_stands() {
        assertThat(export(Format.HLEDGER)).containsOnlyOnce("entries:clockify-los-angeles:ember-1\n")
                .contains("reverses:HB-RET-RET-EMBER-USD-2025-03-1/1").contains("entries:clockify-los-angeles:a%2Cb%20c\n");
    }

    @Test
    void every_row_of_the_table_is_a_posting_and_debits_are_credits_by_currency() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        List<NamedCsvRecord> rows = rows();
        for (NamedCsvRecord row : rows) {
            sums.merge(row.getField("currency"), number(row.getField("debit")).subtract(number(row.getField("credit"))), BigDecimal::add);
        }
        assertThat(sums).containsOnlyKeys("EUR", "JPY", "KWD", "USD").allSatisfy((currency, sum) -> assertThat(sum).isZero());
        assertThat(rows.get(rows.size() - 1).getField("line")).isNotEmpty();
        NamedCsvRecord row = rows.stream().filter(r -> r.getField("line").equals("HB-INV-CUST-1001-USD-2025-03-1/1")).findFirst().orElseThrow();
        assertThat(row.getFields()).containsExactly(
                "2025-03-31", "HB-INV-CUST-1001-USD-2025-03-1", "sales-invoice", "final", "4020", "Development income", "CUST-1001", "",
                "1162.50", "USD", "-1162.50", "USD", "Homepage", "W01", "ACME-WEB", "DEV", row.getField("entries"),
                "HB-INV-CUST-1001-USD-2025-03-1/1", "3f9a1c0d2e4b", "yes");
    }

    @Test
    void text_that_a_spreadsheet_would_take_for_a_formula_has_an_apostrophe_before_it() {
        assertThat(rows()).extracting(row -> row.getField("description")).contains("'" + HOSTILE);
        assertThat(rows()).extracting(row -> row.getField("base amount")).contains("-1162.50");
    }

    @Test
    void an_unknown_format_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> Format.of("gnucash")).isInstanceOf(Problem.class).hasMessage("""
                export ledger: RPT-201 no such format
                  saw   gnucash
                  want  hledger, beancount, csv
                  do    name one of them after --format""");
    }

    private List<NamedCsvRecord> rows() {
        return CsvReader.builder().ofNamedCsvRecord(export(Format.CSV)).stream().toList();
    }

    private static BigDecimal number(String text) {
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private Path copyOfMappings() throws IOException {
        Path to = folder.resolve("mappings");
        try (var files = Files.walk(Path.of("mappings"))) {
            for (Path file : files.toList()) {
                Path target = to.resolve(Path.of("mappings").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
