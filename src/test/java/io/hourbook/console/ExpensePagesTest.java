package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Expenses in the console: on hold beside entries, with a cure of their own, and behind the lines of documents. */
class ExpensePagesTest {

    private static ConsoleWorld world;
    private static Browser browser;

    @BeforeAll
    static void start() {
        world = ConsoleWorld.start(0);
        Planted planted = new Planted(world.jdbc());
        planted.done();
        long entry = planted.entry("harvest", "e1", "Jo Park", "Blau ERP", "2025-04-11", 3600);
        planted.bill(entry, "held", "no-rate", "no rate", 3600);
        expense(1, "X-1", "Ben Cole", "Blau ERP", "84.50", "EUR");
        expense(2, "X-2", "Ben Cole", null, null, null);
        expense(3, "X-3", "Jo Park", "Blau ERP", "12.00", "USD");
        held(1, "pay", "missing-document", "no receipt");
        held(1, "bill", "missing-document", "no receipt");
        held(2, "pay", "no-rate", "no rate for a mile");
        held(3, "bill", "unmapped-project", "no such project");
        held(3, "pay", "missing-document", "no receipt");
        int document = planted.document("HB-BIL-W01", "vendor-bill", "VENDOR_BILL", "W01", "USD", "2025-04", "84.50");
        planted.line(document, null, null, "{\"description\":\"Taxi\",\"amount\":\"84.50\"}");
        planted.line(document, null, null, "{\"description\":\"by nobody\",\"amount\":\"0.00\"}");
        world.jdbc().update("update document_line set line_key = 'expense 1' where wire like '%Taxi%'");
        browser = new Browser(world);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static void expense(int id, String key, String worker, String project, String amount, String currency) {
        JdbcTemplate jdbc = world.jdbc();
        jdbc.update("insert ignore into source (name) values ('spend')");
        jdbc.update(
                """
                insert into expense (id, source_id, identity, fingerprint, source_key, deleted, worker_name, project_name, spent_on, units, amount,
                    currency, invoiced, approval, notes, file_id, line, raw)
                values (?, (select id from source where name = 'spend'), unhex(lpad(hex(?), 32, '0')), unhex('00'), ?, false, ?, ?, '2025-04-15',
                    ?, ?, ?, false, 0, '', 1, 2, 'raw')""",
                id, id, key, worker, project, amount == null ? "12" : null, amount, currency);
    }

    private static void held(int id, String side, String reason, String detail) {
        world.jdbc().update(
                """
                insert into expense_allocation (expense_id, side, state, reason, detail, spent_on, mapping_version_id)
                values (?, ?, 'held', ?, ?, '2025-04-15', 1)""",
                id, side, reason, detail);
    }

    private static String words(String html) {
        return html.replaceAll("(?s)<(head|title).*?</\\1>", " ").replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").replaceAll(" ([,.])(?= )", "$1");
    }

    @Test
    void what_waits_needs_a_person() {
        assertThat(words(browser.page("/")))
                .contains("1 entry on hold: No rate Add a rate that is in force on the work date to mappings/rates.csv.")
                .contains("1 expense on hold: No rate Add a rate that is in force on its day to mappings/expense-rates.csv")
                .contains("1 expense on hold: Unknown project")
                .contains("1 expense on hold: Receipt missing Name the file in receipt and drop the row again.")
                .doesNotContain("Nothing: everything");
    }

    @Test
    void holds_show_expenses_after_entries_each_under_its_first_reason() {
        String page = browser.page("/holds");

        assertThat(words(page)).contains("1 · No rate (no-rate)", "1 · Expenses: No rate (no-rate)", "1 · Expenses: Unknown project (unmapped-project)")
                .contains("X-3 spend Jo Park Blau ERP 2025-04-15 12.00 USD pay and billing no such project")
                .contains("1 · Expenses: Receipt missing (missing-document) Name the file in receipt and drop the row again.")
                .contains("X-1 spend Ben Cole Blau ERP 2025-04-15 84.50 EUR pay and billing no receipt")
                .contains("X-2 spend Ben Cole – 2025-04-15 – pay no rate for a mile");
        assertThat(page).contains("href=\"/entries/spend/X-1\"");
        assertThat(words(browser.page("/holds?reason=missing-document"))).contains("X-1").doesNotContain("X-3", "No rate");
        assertThat(words(browser.page("/holds?source=spend&worker=Jo+Park"))).contains("X-3").doesNotContain("X-1", "e1 ");
        assertThat(words(browser.page("/holds?reason=no-rate"))).contains("e1", "X-2");
    }

    @Test
    void the_api_tells_expenses_apart_and_entries_as_ever() throws IOException {
        JsonNode groups = new ObjectMapper().readTree(browser.get("/api/holds").body());

        assertThat(groups).extracting(group -> group.path("reason").asText() + " " + group.path("of").asText() + " " + group.path("count").asInt())
                .containsExactly("no-rate  1", "unmapped-project expenses 1", "no-rate expenses 1", "missing-document expenses 1");
        assertThat(groups.get(0).fieldNames()).toIterable().containsExactly("reason", "means", "todo", "count", "entries");
        assertThat(groups.get(0).path("entries").get(0).fieldNames()).toIterable()
                .containsExactly("source", "key", "worker", "project", "workDate", "seconds", "side", "detail");
        JsonNode spent = groups.get(3).path("entries").get(0);
        assertThat(spent.path("key").asText() + spent.path("amount").asText() + spent.path("currency").asText()).isEqualTo("X-184.50EUR");
        assertThat(browser.get("/api/holds?reason=no-rate&size=1").headers().firstValue("X-Total-Count")).hasValue("1");
        assertThat(browser.get("/api/holds?reason=budget").headers().firstValue("X-Total-Count")).hasValue("0");
    }

    @Test
    void a_line_leads_to_its_expense_and_a_bill_to_an_employee_has_a_name() {
        String page = browser.page("/documents/HB-BIL-W01");

        assertThat(page).contains("href=\"/entries/spend/X-1\"").containsOnlyOnce("from spend");
        assertThat(words(page)).contains("Customer or vendor Ana Ruiz W01");
    }
}
