package io.hourbook.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import io.hourbook.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Xero's own words, as people have met them, and what is made of them; and what is not even sent. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "DEL-401 | An unknown fault of some kind",
        "DEL-402 | The document date cannot be before the end of year lock date, currently set at 31-Jul-2013",
        "DEL-403 | Invoice # must be unique.",
        "DEL-404 | The Contact Acme has been archived",
        "DEL-406 | Account code '300' is not a valid code for this document.",
        "DEL-406 | Account code '429' has been archived, or has been deleted. Each line item must reference a valid account.",
        "DEL-407 | The TaxType code 'OUTPUT9' does not exist or cannot be used with this type of transaction",
        "DEL-408 | Organisation is not subscribed to currency EUR",
        "DEL-409 | The tracking category option ACME-APP could not be found",
        "DEL-415 | Invoice not of valid status for modification"
    })
    void each_is_told_under_its_code_in_the_words_of_xero(String code, String words) {
        assertThat(Refusal.of(List.of(words)).finding("HB-1", List.of(words), null).text()).startsWith("HB-1: " + code + " ").contains(words, "\n  do ");
    }

    private static Problem unfit(Map<String, String> settings, String type, String json) {
        Target target = new Target("books", TargetKind.XERO, "https://xero.example", null, 500, 0, 4, 0, 30, null, settings, TargetNames.NONE);
        return catchThrowableOfType(Problem.class, () -> Papers.of(new Outgoing(1, "HB-1", type, 1, null, 0, json), target));
    }

    private static String invoice(String currency, String amount) {
        return """
                {"type":"sales-invoice","status":"draft","counterparty":"C","date":"2025-03-31","currency":"%s","total":"%s","lines":[{"line":"l1",\
                "description":"Call","project":"P","service":"S","worker":"W","account":"4020","amount":"%s"}]}""".formatted(currency, amount, amount);
    }

    @Test
    void what_xero_has_no_room_for_is_told_before_anything_is_sent() {
        assertThat(unfit(Map.of(), "sales-invoice", invoice("KWD", "1.234")).getMessage()).contains("DEL-412", "two decimals", "1.234");
        assertThat(unfit(Map.of(), "sales-invoice", invoice("KWD", "1.230"))).isNull();
        assertThat(unfit(Map.of(), "payroll-batch", "{\"lines\":[]}").getMessage()).contains("DEL-412", "payroll-batch");
        String journal = "{\"status\":\"draft\",\"date\":\"2025-03-31\",\"currency\":\"EUR\",%s\"lines\":[{\"line\":\"1\",\"account\":\"1\",\"debit\":\"2.00\"%s}]}";
        assertThat(unfit(Map.of(), "journal-entry", journal.formatted("", "")).getMessage()).contains("DEL-412", "organisation's currency");
        assertThat(unfit(Map.of(), "journal-entry", journal.formatted("\"baseCurrency\":\"USD\",", "")).getMessage()).contains("DEL-412", "no amount");
        assertThat(unfit(Map.of(), "journal-entry", journal.formatted("\"baseCurrency\":\"USD\",", ",\"baseAmount\":\"2.10\"")).getMessage())
                .contains("DEL-412", "a difference of 2.10 over 1 lines");
        assertThat(unfit(Map.of("project_category", "A", "service_category", "B", "worker_category", "C"), "sales-invoice", invoice("USD", "1.00")).getMessage())
                .contains("DEL-409", "two at most");
    }
}
