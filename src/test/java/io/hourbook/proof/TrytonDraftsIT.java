package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The packaged program and a real Tryton whose people post themselves: invoices and journals are drafts there and follow the
 * entries, bills are posted. Acme's invoices and Jo Park's bills are taxed there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrytonDraftsIT {

    private static final String ACME = "HB-INV-CUST-1001-USD-2025-03-1";
    private static final String CROWN = "HB-INV-CUST-1003-GBP-2025-03-1";
    private static final String LABOUR = "HB-LAB-GBP-2025-03-1";
    private static final String PARK = "HB-BIL-V-PARK-USD-2025-03-1";
    private static final String PARK_AGAIN = "HB-BIL-V-PARK-USD-2025-03-2";
    private static final String CREDIT = "HB-VCR-V-PARK-USD-2025-03-1";
    private static final BigDecimal VAT = new BigDecimal("0.20");

    private TrytonPeer tryton;
    private Company company;
    private Map<String, JsonNode> before;

    @BeforeAll
    void theFirstExportsAreDelivered() throws IOException {
        tryton = TrytonPeer.started();
        company = Company.ofRepository();
        Files.writeString(company.home().resolve("mappings/targets.yaml"), """
                default: desk
                documents:
                  vendor-bill: books
                  payroll-batch: payroll
                targets:
                  desk:
                    kind: tryton
                    url: %1$s
                    token: ${env:BOOKS_PASSWORD}
                    settings: { user: %2$s }
                  books:
                    kind: tryton
                    url: %1$s
                    token: ${env:BOOKS_PASSWORD}
                    settings: { user: %2$s, post: posted }
                  payroll:
                    url:
                """.formatted(tryton.drafts(), TrytonPeer.USER));
        Files.writeString(company.home().resolve("mappings/target-names.csv"), """
                target,kind,ours,theirs
                desk,tax,CUST-1001,VAT
                books,tax,V-PARK,VAT
                """);
        acme("02:00:00", "10:00:00 AM");
        crown("00:49:21", "09:10:38", "Crown Brand,Consulting", "Crown & Co");
        park("2,81");
        sync();
        before = invoices();
    }

    @AfterAll
    void leaveNothing() {
        if (company != null) {
            company.close();
        }
    }

    private void acme(String length, String end) {
        company.drop("clockify-new-york", "export.csv", """
                "Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)"
                "Acme Website","Acme Rockets","Home page","Development","Dan Ode","","dan.ode@harbourlane.example","","Yes","03/03/2025","08:00:00 AM","03/03/2025","%s","%s",""
                "Acme Website","Acme Rockets","Menu","Design","Dan Ode","","dan.ode@harbourlane.example","","Yes","03/04/2025","08:00:00 AM","03/04/2025","08:30:00 AM","00:30:00",""
                """.formatted(end, length));
    }

    private void crown(String length, String end, String project, String client) {
        company.drop("toggl-london", "export.csv", """
                User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags
                Gwen Hall,gwen.hall@harbourlane.example,%s,%s,Logo,Yes,2025-03-03,08:21:17,2025-03-03,%s,%s,
                """.formatted(client, project, end, length));
    }

    private void park(String hours) {
        company.drop("harvest", "export.csv", """
                Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,Employee?
                2025-03-01,Acme Rockets,Acme Website,,Consulting,Audit,"%s",Yes,No,Yes,Jo,Park,,No
                """.formatted(hours));
    }

    private Company.Ended run(String... command) {
        Company.Ended ended = company.start(Map.of("BOOKS_PASSWORD", tryton.password()), command).await();
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    private void sync() {
        JsonNode documents = run("sync", "--json").json().path("documents");
        assertThat(documents.path("pending").asInt() + documents.path("failed").asInt()).as(documents + run("dead-letters").out()).isZero();
    }

    private Map<String, JsonNode> invoices() {
        Map<String, JsonNode> invoices = new TreeMap<>();
        tryton.allOf(tryton.drafts(), "account.invoice", "[]", "", "reference", "type", "state", "description", "untaxed_amount", "tax_amount",
                "total_amount", "lines.description", "lines.amount", "lines.quantity").forEach(invoice ->
                        assertThat(invoices.put(invoice.path("reference").asText(), invoice)).as("stands once").isNull());
        return invoices;
    }

    private static BigDecimal amount(JsonNode invoice, String field) {
        return TrytonBooks.decimal(invoice, field);
    }

    private static List<String> lines(JsonNode invoice) {
        return invoice.findValuesAsText("description").stream().sorted().toList();
    }

    private JsonNode labour() {
        JsonNode moves = tryton.allOf(tryton.drafts(), "account.move", "[[\"description\",\"=\",\"" + LABOUR + "\"]]", "", "state", "lines.debit",
                "lines.credit");
        assertThat(moves).hasSize(1);
        return moves.path(0);
    }

    @Test
    @Order(1)
    void drafts_are_drafts_and_what_is_taxed_is_taxed_there_on_top_of_our_amount() {
        assertThat(before.keySet()).containsExactlyInAnyOrder(ACME, CROWN, PARK);
        assertThat(before.get(ACME).path("state").asText()).isEqualTo("draft");
        // 2 h at 140.00, 0.5 h at 125.00, and 3 h of Jo Park's, begun quarters of an hour, at 140.00
        assertThat(amount(before.get(ACME), "untaxed_amount")).isEqualByComparingTo("762.50");
        taxed(before.get(ACME));
        assertThat(before.get(CROWN).path("state").asText()).isEqualTo("draft");
        assertThat(amount(before.get(CROWN), "tax_amount")).isZero();
        assertThat(amount(before.get(CROWN), "total_amount")).isEqualByComparingTo(amount(before.get(CROWN), "untaxed_amount"));
        assertThat(labour().path("state").asText()).isEqualTo("draft");
        assertThat(before.get(PARK).path("state").asText()).isEqualTo("posted");
        assertThat(amount(before.get(PARK), "untaxed_amount")).isEqualByComparingTo("259.93");
        taxed(before.get(PARK));
    }

    private static void taxed(JsonNode invoice) {
        BigDecimal tax = amount(invoice, "untaxed_amount").multiply(VAT).setScale(2, java.math.RoundingMode.HALF_EVEN);
        assertThat(amount(invoice, "tax_amount")).as("tax of %s", invoice).isEqualByComparingTo(tax);
        assertThat(amount(invoice, "total_amount")).isEqualByComparingTo(amount(invoice, "untaxed_amount").add(tax));
    }

    @Test
    @Order(2)
    void an_amended_entry_changes_the_draft_in_place_and_credits_what_is_posted() {
        int move = labour().path("id").asInt();
        acme("03:00:00", "11:00:00 AM");
        crown("00:19:21", "08:40:38", "Crown Brand,Consulting", "Crown & Co");
        park("1,81");

        sync();

        Map<String, JsonNode> now = invoices();
        Set<String> more = new TreeSet<>(now.keySet());
        more.removeAll(before.keySet());
        assertThat(more).containsExactlyInAnyOrder(CREDIT, PARK_AGAIN);
        for (String draft : List.of(ACME, CROWN)) {
            assertThat(now.get(draft).path("id")).as(draft).isEqualTo(before.get(draft).path("id"));
            assertThat(now.get(draft).path("state").asText()).isEqualTo("draft");
        }
        assertThat(amount(now.get(ACME), "untaxed_amount")).isEqualByComparingTo("762.50");
        taxed(now.get(ACME));
        assertThat(labour().path("id").asInt()).isEqualTo(move);
        assertThat(now.get(PARK)).isEqualTo(before.get(PARK));
        for (String posted : List.of(CREDIT, PARK_AGAIN)) {
            assertThat(now.get(posted).path("state").asText()).isEqualTo("posted");
            taxed(now.get(posted));
        }
        assertThat(amount(now.get(CREDIT), "total_amount")).isEqualByComparingTo(amount(now.get(PARK), "total_amount").negate());
        assertThat(amount(now.get(PARK_AGAIN), "untaxed_amount")).isEqualByComparingTo("167.43");
    }

    @Test
    @Order(3)
    void a_draft_that_lost_its_last_line_stays_empty_and_what_comes_later_is_another() {
        int id = before.get(CROWN).path("id").asInt();
        crown("00:19:21", "08:40:38", "Internal,Admin", "Harbour Lane Studio");
        sync();

        JsonNode empty = invoices().get(CROWN);
        assertThat(empty.path("id").asInt()).isEqualTo(id);
        assertThat(empty.path("state").asText()).isEqualTo("draft");
        assertThat(empty.path("description").asText()).isEqualTo("void");
        assertThat(empty.path("lines.")).isEmpty();
        assertThat(amount(empty, "total_amount")).isZero();

        // not the very file of before, which was taken once
        crown("00:20:21", "08:41:38", "Crown Brand,Consulting", "Crown & Co");
        sync();

        assertThat(invoices().get(CROWN)).as("what was void stays so").isEqualTo(empty);
        JsonNode next = invoices().get("HB-INV-CUST-1003-GBP-2025-03-2");
        assertThat(next.path("description").asText()).isEqualTo("2025-03");
        assertThat(next.path("lines.")).hasSize(1);
    }

    @Test
    @Order(4)
    void what_people_changed_is_never_overwritten_unless_they_hand_it_back() {
        edit(TrytonPeer.USER, "\"quantity\":9");
        JsonNode edited = draft(ACME);

        acme("01:00:00", "09:00:00 AM");
        String letter = refused();

        assertThat(letter).contains("DEL-611", ACME, "by Hourbook", "quantity 9", "[overwrite]");
        assertThat(draft(ACME)).isEqualTo(edited);
        run("sync", "--json");
        assertThat(draft(ACME)).as("nobody has decided").isEqualTo(edited);

        tryton.call(tryton.drafts(), TrytonPeer.PERSON, "account.invoice.write",
                "[[" + edited.path("id").asInt() + "],{\"comment\":\"[overwrite] by all means\"},{\"company\":1}]");
        run("dead-letters", "replay", "--all", "--note", "the tracker is right");
        sync();

        JsonNode ours = draft(ACME);
        assertThat(amount(ours, "untaxed_amount")).isEqualByComparingTo("482.50");
        assertThat(ours.path("comment").asText()).isEqualTo("by all means");
        assertThat(run("dead-letters").out()).contains("No dead letter is open");
    }

    @Test
    @Order(5)
    void what_a_person_made_of_it_stays_where_the_letter_is_discarded() {
        edit(TrytonPeer.PERSON, "\"description\":\"As agreed with Acme\"");
        JsonNode edited = draft(ACME);
        acme("04:00:00", "12:00:00 PM");

        String letter = refused();
        assertThat(letter).contains("DEL-611", "by Ann Lee", "As agreed with Acme");
        String number = letter.replaceAll("(?s).*dead-letters replay (\\d+).*", "$1");
        run("dead-letters", "discard", number, "--reason", "agreed with the customer");
        sync();

        assertThat(draft(ACME)).isEqualTo(edited);
    }

    /** Of the first line of Acme's draft. */
    private void edit(String user, String value) {
        JsonNode draft = draft(ACME);
        tryton.call(tryton.drafts(), user, "account.invoice.write", "[[" + draft.path("id").asInt() + "],{\"lines\":[[\"write\",["
                + draft.path("lines.").path(0).path("id").asInt() + "],{" + value + "}]]},{\"company\":1}]");
    }

    private JsonNode draft(String reference) {
        JsonNode found = tryton.allOf(tryton.drafts(), "account.invoice", "[[\"reference\",\"=\",\"" + reference + "\"]]", "", "state", "untaxed_amount",
                "comment", "write_date", "lines.description", "lines.quantity", "lines.amount");
        assertThat(found).hasSize(1);
        return found.path(0);
    }

    /** A pass that is refused one document. @return its letter */
    private String refused() {
        assertThat(run("sync", "--json").json().path("documents").path("failed").asInt()).isOne();
        return run("dead-letters").out();
    }
}
