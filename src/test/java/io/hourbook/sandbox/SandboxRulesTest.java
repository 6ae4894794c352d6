package io.hourbook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sandbox refuses, and in which words. */
class SandboxRulesTest {

    static final String INVOICE =
            """
            {"reference":"HB-INV-CUST-1001-USD-2025-03-1","type":"sales-invoice","status":"draft","counterparty":"CUST-1001",
             "date":"2025-03-31","due":"2025-04-30","period":"2025-03","currency":"USD","total":"1162.50",
             "baseCurrency":"USD","baseTotal":"1162.50",
             "lines":[{"line":"1","account":"4020","seconds":27000,"amount":"1000.00","baseAmount":"1000.00"},
                      {"line":"2","account":"4020","seconds":3600,"amount":"162.50","baseAmount":"162.50"}]}""";
    private static final String JOURNAL =
            """
            {"reference":"HB-LAB-USD-2025-03-1","type":"journal-entry","status":"draft","date":"2025-03-31","period":"2025-03",
             "currency":"USD","total":"10.00","lines":[{"account":"5000","debit":"6.00"},{"account":"5010","debit":"4.00"},
             {"account":"2100","credit":"10.00"}]}""";
    private static final String PAYROLL =
            """
            {"reference":"HB-PAY-2025-03-02-1","type":"payroll-batch","status":"draft","date":"2025-03-08",
             "period":"2025-03-02","lines":[{"worker":"W01","week":"2025-03-02","code":"OT15","seconds":-6310}]}""";

    private static List<String> complaints(String document) {
        return SandboxJson.object(document.getBytes(StandardCharsets.UTF_8))
                .map(SandboxRules::complaints)
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {INVOICE, JOURNAL, PAYROLL})
    void sound_documents_are_taken(String document) {
        assertThat(complaints(document)).isEmpty();
    }

    @Test
    void a_void_document_has_no_lines_and_no_total() {
        String voided = INVOICE.replace("draft", "void").replace("1162.50", "0").replaceAll("(?s)\"lines\":.*", "\"lines\":[]}");
        assertThat(complaints(voided)).isEmpty();
        assertThat(complaints(voided.replace("void", "draft"))).containsExactly("a document without lines has to be void");
        assertThat(complaints(INVOICE.replace("draft", "void"))).containsExactly("a void document has no lines");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"sales-invoice\"|\"shopping-list\"|unknown type \"shopping-list\"",
        "\"total\":\"1162.50\"|\"total\":\"1162.51\"|total 1162.51 is not the sum of the lines 1162.50",
        "\"amount\":\"162.50\"|\"amount\":\"-162.50\"|line 2: amount is no amount",
        "\"amount\":\"162.50\"|\"amount\":162.50|line 2: amount is no amount",
        "\"amount\":\"162.50\"|\"amount\":\"1e999999999\"|line 2: amount is no amount",
        "\"date\":\"2025-03-31\"|\"date\":\"2025-02-31\"|date is no date",
        "\"currency\":\"USD\"|\"currency\":\"usd\"|currency is missing or wrong",
        "\"counterparty\":\"CUST-1001\"|\"counterparty\":\" \"|counterparty is missing",
        "\"status\":\"draft\"|\"status\":\"sent\"|status is none of",
        "\"reference\":\"HB|\"reference\":\"H B|reference is missing or wrong",
        "\"baseTotal\":\"1162.50\"|\"baseTotal\":\"1.00\"|baseTotal 1.00 is not",
    })
    void what_is_wrong_is_said_in_words(String right, String wrong, String words) {
        assertThat(complaints(INVOICE.replace(right, wrong))).anyMatch(complaint -> complaint.startsWith(words));
    }

    @Test
    void a_journal_balances() {
        assertThat(complaints(JOURNAL.replace("\"6.00\"", "\"6.01\""))).containsExactly("the debits 10.01 is not the credits 10.00");
        assertThat(complaints(JOURNAL.replace("\"debit\":\"6.00\"", "\"note\":\"\"")))
                .contains("line 1: a line has either a debit or a credit");
    }

    @Test
    void payroll_has_whole_seconds_and_known_codes() {
        assertThat(complaints(PAYROLL.replace("-6310", "\"1\""))).containsExactly("a line of payroll has whole seconds");
        assertThat(complaints(PAYROLL.replace("OT15", "OT30"))).hasSize(1);
    }
}
