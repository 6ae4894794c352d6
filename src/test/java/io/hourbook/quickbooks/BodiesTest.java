package io.hourbook.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private static final List<List<String>> NAMES = List.of(List.of("counterparty", "C", "1"), List.of("item", "I", "5"),
            List.of("account", "A", "69"), List.of("project", "P", "900"));

    private static Company company(Map<String, String> settings, List<List<String>> names) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("realm", "1");
        return new Company(new Target("books", TargetKind.QUICKBOOKS, "http://x", null, 500, 0, 1, 0, 5, null, all, TargetNames.of(names)));
    }

    private static ObjectNode body(Entity entity, Map<String, String> settings, List<List<String>> names, String json) {
        Company company = company(settings, names);
        return new Bodies(company, new Ids(company, new Directory()), entity, Wire.read(json)).body(new Mark("HB-INV-C-USD-2025-03-1"));
    }

    private static String sold(String currency, String rate, String hours, String amount, String base) {
        return """
                {"counterparty":"C","date":"2025-03-31","due":"2025-04-30","currency":"%s","total":"%s","baseCurrency":"USD","baseTotal":"%s",
                "lines":[{"description":"a","item":"I","account":"A","project":"P","hours":"%s","rate":"%s","amount":"%s",
                "original":{"currency":"%s","amount":"%s"}}]}""".formatted(currency, amount, base, hours, rate, amount, currency, amount);
    }

    @Property(tries = 400)
    void quantity_by_price_is_always_our_amount(@ForAll @IntRange(min = 1, max = 2_000_000) int seconds, @ForAll @IntRange(min = 1, max = 99_999) int cents) {
        BigDecimal rate = BigDecimal.valueOf(cents, 2);
        BigDecimal amount = rate.multiply(BigDecimal.valueOf(seconds)).divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_EVEN);
        String hours = BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(3_600), 4, RoundingMode.HALF_UP).toPlainString();
        ObjectNode body = body(Entity.INVOICE, Map.of(), NAMES, sold("USD", rate.toPlainString(), hours, amount.toPlainString(), amount.toPlainString()));
        JsonNode line = FakeQuickBooks.JSON.convertValue(body, JsonNode.class).path("Line").get(0);
        JsonNode detail = line.path("SalesItemLineDetail");

        assertThat(detail.path("Qty").decimalValue().multiply(detail.path("UnitPrice").decimalValue())).isEqualByComparingTo(amount);
        assertThat(line.path("Amount").decimalValue()).isEqualByComparingTo(amount);
        assertThat(Wire.text(body)).doesNotContain("E-", "E+");
    }

    @Property(tries = 400)
    void the_exchange_rate_makes_our_cent_of_the_whole_document(
            @ForAll @IntRange(min = 1, max = 2_000_000_000) int cents, @ForAll @IntRange(min = 1, max = 2_000_000_000) int baseCents) {
        BigDecimal total = BigDecimal.valueOf(cents, 2);
        BigDecimal base = BigDecimal.valueOf(baseCents, 2);
        ObjectNode body = body(Entity.INVOICE, Map.of(), NAMES, sold("EUR", "1", "1", total.toPlainString(), base.toPlainString()));

        assertThat(total.multiply(body.path("ExchangeRate").decimalValue()).setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo(base);
    }

    @Test
    void a_document_in_the_books_own_currency_names_no_exchange_rate() {
        ObjectNode body = body(Entity.INVOICE, Map.of(), NAMES, sold("USD", "100.00", "1.0000", "100.00", "100.00"));
        assertThat(body.has("ExchangeRate")).isFalse();
        assertThat(body.path("CurrencyRef").path("value").asText()).isEqualTo("USD");
    }

    @Test
    void tracking_and_tax_go_where_rows_and_settings_say() {
        List<List<String>> names = new ArrayList<>(NAMES);
        names.add(List.of("tax", "C", "7"));
        ObjectNode body = body(Entity.INVOICE, Map.of("class_of", "project", "department", "3"), names, sold("USD", "1", "1", "1.00", "1.00"));
        JsonNode detail = body.path("Line").get(0).path("SalesItemLineDetail");

        assertThat(detail.path("ClassRef").path("value").asText()).isEqualTo("900");
        assertThat(detail.path("TaxCodeRef").path("value").asText()).isEqualTo("7");
        assertThat(body.path("DepartmentRef").path("value").asText()).isEqualTo("3");
        assertThat(body.path("GlobalTaxCalculation").asText()).isEqualTo("TaxExcluded");
        assertThat(body(Entity.INVOICE, Map.of(), NAMES, sold("USD", "1", "1", "1.00", "1.00")).has("GlobalTaxCalculation")).isFalse();
    }

    @Test
    void digits_without_a_row_are_a_name_and_not_an_id() {
        Company company = company(Map.of(), List.of());
        Ids ids = new Ids(company, new Directory());
        ids.of(Wanted.Kind.ACCOUNT, "5500");
        assertThat(ids.unknown()).extracting(Wanted::name).containsExactly("5500");
    }

    @Test
    void a_number_is_short_says_kind_and_month_and_differs_by_reference() {
        Set<String> numbers = new HashSet<>();
        for (int customer = 0; customer < 20_000; customer++) {
            String number = new Mark("HB-INV-CUST-" + customer + "-USD-2025-03-1").number();
            assertThat(number).startsWith("HB-INV-2503-").hasSize(21);
            numbers.add(number);
        }
        assertThat(numbers).hasSize(20_000);
        assertThat(new Mark("HB-LAB-USD-2025-03-1").number()).as("short enough as it is").isEqualTo("HB-LAB-USD-2025-03-1");
        assertThat(new Mark("something-else-that-is-much-too-long").number()).hasSize(21);
    }

    @Test
    void a_memo_names_a_document_and_no_other() {
        Mark mark = new Mark("HB-INV-C-USD-2025-03-1");
        assertThat(mark.ours("Hourbook HB-INV-C-USD-2025-03-1 [0123456789abcdef] paid by Ann")).isTrue();
        assertThat(mark.ours("Hourbook HB-INV-C-USD-2025-03-11 [0123456789abcdef]")).isFalse();
        assertThat(mark.ours("XHB-INV-C-USD-2025-03-1")).isFalse();
        assertThat(mark.note("Voided - Hourbook HB-INV-C-USD-2025-03-1 [0123456789abcdef] by Ann [overwrite]", "aaaaaaaaaaaaaaaa"))
                .isEqualTo("Voided - Hourbook HB-INV-C-USD-2025-03-1 [aaaaaaaaaaaaaaaa] by Ann");
        assertThat(mark.note("by Ann", "aaaaaaaaaaaaaaaa")).isEqualTo("Hourbook HB-INV-C-USD-2025-03-1 [aaaaaaaaaaaaaaaa] by Ann");
    }

    @Test
    void a_fingerprint_sees_what_is_ours_and_nothing_that_quickbooks_adds() {
        ObjectNode body = body(Entity.INVOICE, Map.of(), NAMES, sold("USD", "1", "1", "1.00", "1.00"));
        String before = Fingerprint.of(Entity.INVOICE, body);
        ObjectNode there = body.deepCopy();
        there.put("TotalAmt", BigDecimal.ONE);
        there.withArray("Line").addObject().put("DetailType", "SubTotalLineDetail");
        ((ObjectNode) there.path("CustomerRef")).put("name", "Amy");
        assertThat(Fingerprint.of(Entity.INVOICE, there)).isEqualTo(before);
        ((ObjectNode) there.path("Line").get(0)).put("Amount", new BigDecimal("1.01"));
        assertThat(Fingerprint.of(Entity.INVOICE, there)).isNotEqualTo(before);
    }

    @Test
    void a_changed_line_keeps_its_id_and_what_people_set_on_it() {
        ObjectNode before = body(Entity.INVOICE, Map.of(), NAMES, sold("USD", "1", "1", "1.00", "1.00"));
        ObjectNode there = before.deepCopy();
        there.put("Id", "9").put("SyncToken", "4").put("TotalAmt", BigDecimal.ONE);
        ObjectNode line = (ObjectNode) there.path("Line").get(0);
        line.put("Id", "1").put("LineNum", 1);
        ((ObjectNode) line.path("SalesItemLineDetail")).putObject("TaxCodeRef").put("value", "TAX");
        ObjectNode whole = new Standing(Entity.INVOICE, there).with(
                new Mark("HB-INV-C-USD-2025-03-1"), body(Entity.INVOICE, Map.of(), NAMES, sold("USD", "2", "1", "2.00", "2.00")));

        JsonNode changed = whole.path("Line").get(0);
        assertThat(changed.path("Id").asText()).isEqualTo("1");
        assertThat(changed.path("Amount").decimalValue()).isEqualByComparingTo("2.00");
        assertThat(changed.path("SalesItemLineDetail").path("TaxCodeRef").path("value").asText()).isEqualTo("TAX");
        assertThat(whole.path("SyncToken").asText()).isEqualTo("4");
        assertThat(whole.has("TotalAmt")).isFalse();
    }
}
