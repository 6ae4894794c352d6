package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.entry.EntryKeys;
import io.hourbook.problem.Problem;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final String SOURCE = "clockify-los-angeles";
    private static final LocalDate DAY = LocalDate.of(2025, 3, 4);

    private PlantedBooks planted;
    private long entry;

    @BeforeEach
    void plant() {
        planted = new PlantedBooks();
        entry = planted.entry("e-1", "\"Acme App\",\"Homepage, again\",7:15:10", DAY, 26110);
        planted.jdbc.update("update entry set revision = 2 where id = ?", entry);
        planted.jdbc.update(
                "insert into entry_revision values (?, 1, ?, 27000, 1, 9, '\"Acme App\",Homepage,7:30:00', 1)", entry, PlantedBooks.hash(5));
    }

    private void pay(String state, String reason, String detail, String flow, String account, String rate, String amount) {
        planted.jdbc.update(
                """
                insert into pay_allocation (entry_id, state, reason, detail, flow, worker, project, service, account, raw_seconds, cost_rate,
                    currency, amount, start_at, work_date, mapping_version_id)
                values (?,?,?,?,?,'W01','ACME-APP','DEV',?,26110,?,?,?,'2025-03-04 17:00:00','2025-03-04',1)""",
                entry, state, reason, detail, flow, account, rate, rate == null ? null : "USD", amount);
    }

    private void bill(String state, String reason, String detail, String flow, String amount, String retainer) {
        planted.jdbc.update(
                """
                insert into bill_allocation (entry_id, state, reason, detail, flow, section, worker, client, project, service, account,
                    raw_seconds, seconds, time_rule, rate, rate_currency, rate_at, money_rounding, fx_lock, currency, amount, start_at,
                    work_date, retainer, mapping_version_id)
                values (?,?,?,?,?,'time','W01','ACME','ACME-APP','DEV','4020',26110,27000,'15 min up',155,'USD','mappings/rates.csv:5','half-up',
                    'transaction','USD',?,'2025-03-04 17:00:00','2025-03-04',?,1)""",
                entry, state, reason, detail, flow, amount, retainer);
    }

    private int invoice() {
        int group = planted.group("HB-INV-CUST-1001-USD-2025-03", "SALES_INVOICE", "CUST-1001", "USD", "2025-03", "ACME");
        int document = planted.document(group, "HB-INV-CUST-1001-USD-2025-03-1", "sales-invoice", "draft", "2025-03-31");
        planted.line(document, "entry " + entry, "4020", "1162.50", "1162.50", entry, null, Map.of("rate", "155.00", "exchange", Map.of()));
        planted.line(document, "4010", "35.00", "35.00", "another entry's");
        return document;
    }

    private void delivered(int document, String state, int status, String answer) {
        planted.jdbc.update(
                """
                insert into delivery (idempotency_key, document_id, target, revision, state, due_on, attempts, next_attempt_at, answer_status,
                    answer, created_at, answered_at)
                values ('HB-INV-CUST-1001-USD-2025-03-1/1/ab', ?, 'sandbox', 1, ?, '2025-05-01', 2, '2025-05-01 07:00:00', ?, ?,
                    '2025-05-01 07:00:00', '2025-05-01 07:00:02.250')""",
                document, state, status, answer);
    }

    private Explanation explain(String key) {
        return new Explainer(planted.jdbc, PlantedBooks.book()).explain(SOURCE, key);
    }

    private void payroll() {
        pay("allocated", null, null, "payroll", "5020", "62", null);
        planted.jdbc.update(
                "insert into pay_part values ('2025-03-02','W01',?,'2025-03-04','REG',25000,'DEV','5020',62,'USD'),"
                        + " ('2025-03-02','W01',?,'2025-03-04','OT15',1110,'DEV','5020',62,'USD')",
                entry, entry);
        int batch = planted.document(
                planted.group("HB-PAY-2025-03-02", "PAYROLL_BATCH", null, null, "2025-03-02", null), "HB-PAY-2025-03-02-1", "payroll-batch",
                "draft", "2025-03-08");
        planted.jdbc.update(
                """
                insert into document_line (document_id, position, from_revision, line_key, content_hash, seconds, mapping_version_id, wire)
                values (?, 1, 1, 'W01|2025-03-02|REG', ?, 90000, 1, '{"line":"HB-PAY-2025-03-02-1/1","worker":"W01","code":"REG"}')""",
                batch, PlantedBooks.hash(9));
        int journal = planted.document(
                planted.group("HB-LAB-USD-2025-03", "LABOUR_JOURNAL", null, "USD", "2025-03", null), "HB-LAB-USD-2025-03-1", "journal-entry",
                "draft", "2025-03-31");
        planted.line(journal, "debit 5020", "5020", "1550.00", "1550.00", null, null, Map.of("debit", "1550.00"));
    }

    @Test
    void a_billed_entry_is_told_from_its_row_to_the_answer_of_the_target() {
        payroll();
        bill("allocated", null, null, "billable", "1162.50", null);
        int document = invoice();
        planted.jdbc.update("update document set delivered_revision = 1, external_id = 'inv-77' where id = ?", document);
        delivered(document, "delivered", 201, "{\"id\":\"inv-77\"}");
        assertThat(explain("e-1").text()).isEqualTo(
                """
                clockify-los-angeles:e-1, revision 2
                    earlier   revision 1, week-10.csv:9, taken 2025-05-01T07:00:00Z in run 1, replaced in run 1
                                "Acme App",Homepage,7:30:00
                                seconds: "27000" became "26110"
                                column 2: "Homepage" became "Homepage, again"
                                column 3: "7:30:00" became "7:15:10"
                    received  week-10.csv:%d, taken 2025-05-01T07:00:00Z in run 1
                                "Acme App","Homepage, again",7:15:10
                    worker    "Ana Ruiz <ana.ruiz@harbourlane.example>" is W01, Ana Ruiz (mappings/workers.csv:3)
                    client    "Acme Rockets" is ACME, Acme Rockets (mappings/clients.csv:3)
                    project   "Acme App" is ACME-APP, Acme App (mappings/projects.csv:4)
                    service   "Development" is DEV, Development (mappings/services.csv:4)
                    time      26110 s (7:15:10 h) on 2025-03-04, from 2025-03-04 09:00 America/Los_Angeles (2025-03-04T17:00:00Z)
                    marked    billable, approval unsaid
                    notes     Homepage
                  pay side: allocated, payroll (mappings 3f9a1c0d2e4b)
                    cost rate 62.00 USD an hour
                    OT15      1110 s (0:18:30 h) on 2025-03-04, week of 2025-03-02: 1110 s × 62.00 × 1.5 ÷ 3600 s = 28.6750 USD to 5020 Development labour, rounded in the journal only
                    REG       25000 s (6:56:40 h) on 2025-03-04, week of 2025-03-02: 25000 s × 62.00 × 1 ÷ 3600 s = 430.5556 USD to 5020 Development labour, rounded in the journal only
                    on        HB-PAY-2025-03-02-1, payroll-batch, draft, of 2025-03-08
                                line HB-PAY-2025-03-02-1/1, 90000 s (25:00 h), with other entries, mappings 3f9a1c0d2e4b
                                not yet at sandbox
                    on        HB-LAB-USD-2025-03-1, journal-entry, draft, of 2025-03-31, total 1550.00 USD
                                line HB-LAB-USD-2025-03-1/1: debit 1550.00 USD to 5020 Development labour, with other entries, mappings 3f9a1c0d2e4b
                                not yet at sandbox
                  bill side: allocated, billable (mappings 3f9a1c0d2e4b)
                    rounded   26110 s (7:15:10 h) to 27000 s (7:30 h), by "15 min up"
                    rate      155.00 USD an hour (mappings/rates.csv:5)
                    amount    27000 s × 155.00 USD ÷ 3600 s = 1162.50 USD, rounded once, half-up
                    on        HB-INV-CUST-1001-USD-2025-03-1, sales-invoice, draft, of 2025-03-31, total 1197.50 USD
                                line HB-INV-CUST-1001-USD-2025-03-1/1: 1162.50 USD to 4020 Development income, mappings 3f9a1c0d2e4b
                                at sandbox as inv-77, revision 1, since 2025-05-01T07:00:02.250Z
                                revision 1 delivered after 2 attempts, answer 201 {"id":"inv-77"}
                """.formatted(entry + 1));
    }

    @Test
    void what_is_flagged_on_the_entrys_day_is_told_under_its_pay_side() {
        payroll();
        bill("excluded", "non-billable", "the entry is marked not billable", null, null, null);
        planted.jdbc.update(
                "insert into pay_flag values ('2025-03-02','W01','2025-03-04','daily-hours','10:30 h worked on one day, over 10 h (law)'),"
                        + " ('2025-03-02','W01','2025-03-05','break','another day''s'), ('2025-03-02','W02','2025-03-04','break','another worker''s')");
        assertThat(explain("e-1").text())
                .contains("rounded in the journal only\n    flag      2025-03-04 daily-hours: 10:30 h worked on one day, over 10 h (law)\n    on        HB-PAY")
                .containsOnlyOnce("    flag ");
    }

    @Test
    void the_json_has_the_same_with_money_as_text() {
        payroll();
        bill("allocated", null, null, "billable", "1162.50", null);
        invoice();
        JsonNode json = new ObjectMapper().valueToTree(explain("e-1")).path("entries").path(0);
        assertThat(json.path("bill").path("amount").asText()).isEqualTo("1162.50");
        assertThat(json.path("bill").path("amount").isTextual()).isTrue();
        assertThat(json.path("bill").path("rate").path("at").asText()).isEqualTo("mappings/rates.csv:5");
        assertThat(json.path("bill").path("documents").path(0).path("lines").path(0).path("sent").path("rate").asText()).isEqualTo("155.00");
        assertThat(json.path("earlier").path(0).path("row").path("raw").asText()).isEqualTo("\"Acme App\",Homepage,7:30:00");
        assertThat(json.path("pay").path("parts")).hasSize(2);
    }

    @Test
    void every_field_of_the_json_is_documented() throws Exception {
        String page = Files.readString(Path.of("docs/explain.md"));
        assertThat(Stream.concat(Stream.of(Explanation.class), Stream.of(Explanation.class.getDeclaredClasses()))
                        .flatMap(record -> Stream.of(record.getRecordComponents()))
                        .map(RecordComponent::getName)
                        .filter(name -> !page.contains("`" + name + "`")))
                .isEmpty();
    }

    @Test
    void a_held_entry_says_why_and_what_to_do() {
        pay("allocated", null, null, "contractor", "5500", "85", "616.49");
        bill("held", "no-rate", "no rate for DEV on 2025-03-04", null, null, null);
        assertThat(explain("e-1").text())
                .contains("bill side: held, no-rate: no rate for DEV on 2025-03-04 (mappings 3f9a1c0d2e4b)")
                .contains("do        add a rate that is in force on 2025-03-04 to mappings/rates.csv")
                .contains("amount    26110 s × 85.00 USD ÷ 3600 s = 616.49 USD, rounded once, by a rule that is not known any more");
    }

    @Test
    void a_sum_from_before_there_were_versions_is_told_by_the_files_that_were_kept_with_it() throws Exception {
        pay("allocated", null, null, "contractor", "5500", "85", "616.49");
        Map<String, String> files = new TreeMap<>(PlantedBooks.book().content());
        files.computeIfPresent("rounding.yaml", (path, text) -> text.replace("money: half-up", "money: half-even"));
        files.computeIfPresent("accounts.csv", (path, text) -> text.replace("5500,Subcontractors", "5500,Freelancers"));
        planted.jdbc.update("update mapping_version set content = ?", new ObjectMapper().writeValueAsString(files));
        assertThat(explain("e-1").text()).contains("616.49 USD, rounded once, half-even");
        Explanation.Pay pay = explain("e-1").entries().get(0).pay();
        assertThat(pay.account().name()).isEqualTo("Freelancers");
        assertThat(pay.moneyRounding()).isEqualTo("half-even");

        // with fetched rates beside them
        planted.jdbc.update("insert into mapping_version (id, version, content, created_at) values (2, 'aaaabbbbcccc', '{\"mappings\":\"3f9a1c0d2e4b\",\"rates\":\"x\"}', '2025-03-01')");
        planted.jdbc.update("update pay_allocation set mapping_version_id = 2");
        assertThat(explain("e-1").text()).contains("616.49 USD, rounded once, half-even");
    }

    @Test
    void what_a_name_does_not_mean_is_said_with_the_nearest() {
        planted.jdbc.update("update entry set service_name = 'Archery', project_name = 'Nope' where id = ?", entry);
        pay("held", "unapproved", "the source does not say approved", null, null, null, null);
        bill("held", "unmapped-service", "no service named", null, null, null);
        assertThat(explain("e-1").text())
                .contains("service   \"Archery\": no service named \"Archery\"; the nearest name is")
                .contains("project   \"Nope\": no project named \"Nope\"")
                .contains("do        add the row and save, or say in mappings/names.csv what the source calls it");
    }

    @Test
    void a_retainer_that_runs_dry_shows_both_parts() {
        pay("excluded", "zero", "nothing was recorded", null, null, null, null);
        bill("allocated", null, null, "retainer", "1162.50", "RET-EMBER");
        int group = planted.group("HB-RET-RET-EMBER-USD-2025-03", "RETAINER_JOURNAL", "CUST-1005", "USD", "2025-03", "RET-EMBER");
        int journal = planted.document(group, "HB-RET-RET-EMBER-USD-2025-03-1", "journal-entry", "draft", "2025-03-31");
        planted.line(journal, "credit 4020 DEV", "4020", "-1000.00", "-1000.00", null, null, Map.of("service", "DEV"));
        planted.jdbc.update(
                "insert into drawing values ('RET-EMBER', ?, '2025-03', 'DEV', '4020', 'USD', 1000.00, 23226, 22460, 162.50, 3774, 3650, true, ?, null)",
                entry, group);
        assertThat(explain("e-1").text())
                .contains("bill side: allocated, retainer, retainer-exhausted: the retainer paid a part; the rest waits")
                .contains("retainer  RET-EMBER paid 1000.00 (23226 s (6:27:06 h)) in 2025-03, left 162.50 (3774 s (1:02:54 h)), which waits for a top-up")
                .contains("line HB-RET-RET-EMBER-USD-2025-03-1/1: credit 1000.00 USD to 4020 Development income, with other entries");
    }

    @Test
    void a_line_that_was_taken_back_and_a_refusal_of_the_target_are_told() {
        pay("excluded", "zero", "nothing was recorded", null, null, null, null);
        bill("excluded", "non-billable", "the entry is marked not billable", null, null, null);
        int document = invoice();
        delivered(document, "failed", 422, "{\"errors\":[{\"message\":\"no such customer\"}]}");
        long line = planted.jdbc.queryForObject("select id from document_line where entry_id = ?", Long.class, entry);
        int group = planted.jdbc.queryForObject("select group_id from document where id = ?", Integer.class, document);
        int credit = planted.document(group, "HB-CRN-CUST-1001-USD-2025-03-1", "credit-note", "draft", "2025-05-02");
        planted.line(credit, "entry " + entry, "4020", "1162.50", "1162.50", entry, line, Map.of());
        planted.jdbc.update(
                """
                insert into dead_letter (subject, fingerprint, state, code, where_at, what, fix, kind, document_id, first_seen_at, last_seen_at)
                values (?, ?, 'open', 'DEL-201', 'HB-INV-CUST-1001-USD-2025-03-1', 'the target refused it', 'add the customer', 'document', ?,
                    '2025-05-01', '2025-05-01')""",
                PlantedBooks.hash(1), PlantedBooks.hash(2), document);
        assertThat(explain("e-1").text())
                .contains("bill side: excluded, non-billable: the entry is marked not billable (mappings 3f9a1c0d2e4b)\n    rounded")
                .contains("line HB-CRN-CUST-1001-USD-2025-03-1/1: 1162.50 USD to 4020 Development income, takes back HB-INV-CUST-1001-USD-2025-03-1/1")
                .contains("revision 1 failed after 2 attempts, answer 422 {\"errors\":[{\"message\":\"no such customer\"}]}")
                .containsOnlyOnce("DEL-201 the target refused it; add the customer");
    }

    @Test
    void what_a_document_waits_for_and_who_released_it_is_told() {
        pay("excluded", "zero", "nothing was recorded", null, null, null, null);
        bill("allocated", null, null, "billable", "1162.50", null);
        int document = invoice();
        planted.jdbc.update(
                """
                insert into delivery (idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at)
                values ('k1', ?, 'sandbox', 1, 'waiting', '2025-05-05', '2025-05-01 07:00:00', '2025-05-01 07:00:00')""",
                document);
        assertThat(explain("e-1").text()).contains("not yet at sandbox: may go out from 2025-05-05 on");
        planted.jdbc.update("update delivery set due_on = null where document_id = ?", document);
        assertThat(explain("e-1").text()).contains("not yet at sandbox: waits for its release");

        planted.jdbc.update(
                """
                insert into document_release (document_id, revision, target, reference, content_hash, even_unfinished, released_by, note,
                    released_at, released_on)
                values (?, 1, 'sandbox', 'HB-INV-CUST-1001-USD-2025-03-1', ?, true, 'ada', 'the client leaves', '2025-05-02 09:00:00', '2025-05-02')""",
                document, PlantedBooks.hash(3));
        planted.jdbc.update("update document set revision = 2, delivered_revision = 1 where id = ?", document);
        planted.jdbc.update("update delivery set revision = 2 where document_id = ?", document);
        assertThat(explain("e-1").text())
                .contains("at sandbox in revision 1; revision 2 has changed since revision 1 was released, and waits for its release")
                .contains("revision 1 released by ada at 2025-05-02T09:00:00Z, although its period had not ended: the client leaves");
    }

    @Test
    void the_entries_that_it_overlaps_are_named() {
        planted.jdbc.update("update entry set suspicion = 16 where id = ?", entry);
        long other = planted.entry("e-9", "row", DAY, 3600);
        planted.jdbc.update("update entry set start_at = start_at + interval 2 hour, wall_start = wall_start + interval 2 hour where id = ?", other);
        long after = planted.entry("e-10", "row", DAY, 3600);
        planted.jdbc.update("update entry set start_at = start_at + interval 26110 second where id = ?", after);
        assertThat(explain("e-1").text()).contains("    suspicion overlaps another timed entry of the same worker\n")
                .contains("    overlaps  clockify-los-angeles:e-9, 2025-03-04 11:00, 1:00 h, week-10.csv:" + (other + 1) + "\n")
                .doesNotContain("e-10");
    }

    @Test
    void a_line_that_was_priced_at_the_documents_date_shows_that_rate() {
        pay("excluded", "zero", "nothing was recorded", null, null, null, null);
        bill("allocated", null, null, "billable", "1162.50", null);
        int group = planted.group("HB-INV-CUST-1003-GBP-2025-03", "SALES_INVOICE", "CUST-1003", "GBP", "2025-03", "CROWN");
        int document = planted.document(group, "HB-INV-CUST-1003-GBP-2025-03-1", "sales-invoice", "draft", "2025-03-31");
        planted.line(document, "entry " + entry, "4020", "898.25", "1162.50", entry, null, Map.of(
                "original", Map.of("currency", "USD", "amount", "1162.50"),
                "exchange", Map.of("from", "USD", "to", "GBP", "rate", "0.7726888", "date", "2025-03-31", "source", "ECB", "id", "rates.csv:7")));
        assertThat(explain("e-1").text())
                .contains("898.25 GBP to 4020 Development income")
                .contains("from 1162.50 USD at 1 USD = 0.7726888 GBP, ECB of 2025-03-31 (rates.csv:7)");
    }

    @Test
    void what_came_from_outside_cannot_command_a_terminal() {
        planted.jdbc.update("update entry set source_key = 'e\u001b[31m', notes = 'a\u001b]0;x\u0007b', raw = '\u001b[2J\u202E' where id = ?", entry);
        assertThat(explain("e\u001b[31m").text()).contains("clockify-los-angeles:e\uFFFD[31m").doesNotContainPattern("[\\x00-\\x09\\x0B-\\x1F\u202E]");
    }

    @Test
    void an_entry_that_no_pass_has_allocated_waits() {
        planted.jdbc.update("insert into work values (?)", entry);
        assertThat(explain("e-1").text()).contains("pay side: waiting: no pass has allocated it yet").contains("do        run sync");
    }

    @Test
    void the_short_key_is_found_however_a_person_types_it() {
        planted.jdbc.update("update entry set source_key = null where id = ?", entry);
        String key = EntryKeys.key(null, PlantedBooks.hash(entry));
        for (String typed : List.of(key, key.toUpperCase(), SOURCE + ":" + key, " " + key + " ", key.replace('0', 'O').replace('1', 'l'))) {
            assertThat(explain(typed).entries()).extracting(Explanation.Entry::entry).containsExactly(SOURCE + ":" + key);
        }
        String near = key.substring(0, 11) + (key.endsWith("x") ? "y" : "x");
        assertThatThrownBy(() -> explain(near)).hasMessageContaining("RPT-102").hasMessageContaining("the nearest is \"" + key + "\"");
    }

    @Test
    void an_unknown_source_or_key_is_answered_with_the_nearest() {
        Explainer explainer = new Explainer(planted.jdbc, PlantedBooks.book());
        assertThatThrownBy(() -> explainer.explain("clockify-los-angelos", "e-1"))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("explain: RPT-101 no source named ")
                .hasMessageEndingWith("\n  do    name the inbox folder that the entry came in")
                .hasMessageContaining("the nearest is \"clockify-los-angeles\"")
                .hasMessageContaining("harvest, kimai-tokyo");
        assertThatThrownBy(() -> explainer.explain(SOURCE, "e-2"))
                .hasMessageStartingWith("explain: RPT-102 source " + SOURCE + " has no entry \"e-2\"; the nearest is \"e-1\"\n")
                .hasMessageEndingWith(
                        "\n  do    take the key from a document's line or a hold; a row that could not be read is among the dead letters");
        assertThatThrownBy(() -> explainer.explain("harvest", "e-1")).hasMessageContaining("there is one in clockify-los-angeles");
    }
}
