package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.delivery.TargetPauses;
import io.hourbook.home.Home;
import io.hourbook.rehearsal.PreviewDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class PagesTest {

    private static ConsoleWorld studio;
    private static ConsoleWorld empty;
    private static Browser browser;

    @BeforeAll
    static void start() {
        studio = ConsoleWorld.start(0);
        StudioBooks.plant(new Planted(studio.jdbc()));
        browser = new Browser(studio);
        empty = ConsoleWorld.start(0);
    }

    @AfterAll
    static void stop() {
        studio.close();
        empty.close();
    }

    @Test
    void a_document_that_people_changed_says_that_an_update_waits_only_where_one_does() {
        String path = "/documents/HB-INV-CUST-1004-JPY-2025-04-1";
        int document = studio.jdbc().queryForObject("select id from document where reference = 'HB-INV-CUST-1004-JPY-2025-04-1'", Integer.class);
        studio.jdbc().update("""
                insert into document_there (document_id, state, edited_at, edited_what, first_seen_at, seen_at)
                values (?, 'draft', '2025-05-02 14:00:00', 'due', '2025-05-02 14:00:00', '2025-05-02 14:00:00')""", document);
        int letter = studio.jdbc().queryForObject("select min(id) from dead_letter", Integer.class);
        String code = studio.jdbc().queryForObject("select code from dead_letter where id = ?", String.class, letter);
        try {
            studio.jdbc().update("update dead_letter set document_id = ? where id = ?", document, letter);
            assertThat(words(browser.page(path))).as("another trouble of it is no update that an edit keeps back")
                    .contains("People changed it there", "Nothing of ours waits for it.").doesNotContain("until somebody decides");
            studio.jdbc().update("update dead_letter set code = 'DEL-702' where id = ?", letter);
            assertThat(browser.page(path)).contains("href=\"/dead-letters/" + letter + "\"").contains("until somebody decides")
                    .doesNotContain("Nothing of ours waits");
            studio.jdbc().update("update dead_letter set state = 'resolved' where id = ?", letter);
            assertThat(words(browser.page(path))).contains("Nothing of ours waits for it.").doesNotContain("until somebody decides");
        } finally {
            studio.jdbc().update("update dead_letter set document_id = null, state = 'open', code = ? where id = ?", code, letter);
            studio.jdbc().update("delete from document_there where document_id = ?", document);
        }
    }

    /** The words of a page in their order, as a reader hears them. */
    private static String words(String html) {
        return html.replaceAll("(?s)<(head|title).*?</\\1>", " ").replaceAll("<[^>]*>", " ").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&").replaceAll("\\s+", " ").replaceAll(" ([,.])(?= )", "$1");
    }

    @Test
    void the_overview_says_what_needs_a_person_and_where() {
        String page = browser.page("/");
        assertThat(words(page))
                .contains("harbour-lane-studio · mapping version")
                .contains("Overview Runs Documents Holds Dead letters Versions How things stand")
                .contains("Done Run 2, started 2025-05-02 08:00 on request, took 4.3 s : 1,135 rows received, 1,110 new, 22 documents delivered")
                .contains("Everything is accounted for.")
                .contains("2 problems behind 3 dead letters")
                .contains("1 document is refused by the books")
                .contains("3 entries on hold: Not approved Approve the time in the tracker and drop a fresh export.")
                .contains("1 entry on hold: Unknown worker");
        assertThat(page).contains("href=\"/holds?reason=unapproved\"").contains("href=\"/documents?state=refused\"").contains("href=\"/runs/2\"");
    }

    @Test
    void a_preview_says_what_would_move_and_until_then_comes_back_by_itself() throws Exception {
        studio.jdbc().update("""
                insert ignore into version (number, hash, author, accepted_at, case_count, notes, program, check_millis)
                values (1, repeat('0', 64), 'ann', now(), 1, '[]', 'test', 1)""");
        PreviewDesk.Asking done = ApiDocumentTest.previewed();
        assertThat(words(browser.page("/versions/1/preview"))).contains("Going back to version 1: what it would move").contains("Only work since Work it out On a copy");

        Mockito.when(studio.bean(PreviewDesk.class).find("version 1")).thenReturn(Optional.of(new PreviewDesk.Asking(
                done.of(), done.since(), done.by(), done.askedAt(), PreviewDesk.State.RUNNING, "copying the books", null, null)));
        HttpResponse<String> running = browser.get("/versions/1/preview");
        assertThat(words(running.body())).contains("It is being worked out on a copy of the books: copying the books. This page comes back by itself.")
                .doesNotContain("Work it out");
        assertThat(running.headers().firstValue("Refresh")).contains("2");

        Mockito.when(studio.bean(PreviewDesk.class).find("version 1")).thenReturn(Optional.of(done));
        HttpResponse<String> page = browser.get("/versions/1/preview");
        assertThat(page.headers().firstValue("Refresh")).isEmpty();
        assertThat(words(page.body()))
                .contains("Entries replayed 2 Sides of entries that move 2 Of these with the next run 1 Moved, USD 1.00")
                .contains("recorded since 2025-03-01 would come to.")
                .contains("credit-note USD 0.00 1.00 1.00")
                .contains("HB-CRN-1 – 1.00 USD, 1 line a correction of something final : HB-INV-1 Yes")
                .contains("HB-INV-9 1.00 EUR, 1 line; base total 7,249.20 USD 1.00 EUR, 1 line; base total 7,249.19 USD changed before anybody has it No")
                .contains("1 going on from a hold 1 with another price")
                .contains("harvest:a1 2025-03-04 Billing held: unmapped-project allocated, 1:00 h, 10.00 USD Yes");
    }

    @Test
    void a_target_that_is_left_alone_is_shown_with_the_reason_and_called_again_when_a_person_says_so() throws Exception {
        studio.jdbc().update("insert into target_pause (target, until_at, since_at, why, said_by)"
                + " values ('sandbox', '2025-05-02 18:00:00', '2025-05-02 15:00:00', '429 too many calls (day)', 'the target')");

        assertThat(words(browser.page("/documents"))).contains("sandbox is left alone until 2025-05-02 ", ": 429 too many calls (day) (says the target ) Call it again now");
        assertThat(browser.page("/api/targets")).contains("\"pausedUntil\":\"2025-05-02T18:00:00Z\"", "\"saidBy\":\"the target\"");

        assertThat(studio.bean(TargetPauses.class).end("sandbox")).isTrue();
        assertThat(words(browser.page("/documents"))).doesNotContain("is left alone");
    }

    @Test
    void a_folder_that_no_source_has_is_shown() throws IOException {
        try (ConsoleWorld world = ConsoleWorld.start(0)) {
            Path stray = Files.createDirectories(world.bean(Home.class).inbox().resolve("togl-berlin"));
            Files.writeString(stray.resolve("may.csv"), "x");
            assertThat(words(new Browser(world).page("/"))).contains("inbox/togl-berlin lies in the inbox and belongs to no source FMT-208");
        }
    }

    @Test
    void laws_that_are_broken_are_told_one_by_one() {
        try (ConsoleWorld broken = ConsoleWorld.start(0)) {
            Planted planted = new Planted(broken.jdbc());
            planted.run("failed", Planted.SUMMARY.formatted(1, false, "\"3 entries are not wholly allocated\",\"HB-INV-1: total 2.00 is not 1.00\""),
                    "not conserved: 3 entries are not wholly allocated; HB-INV-1: total 2.00 is not 1.00");
            assertThat(words(new Browser(broken).page("/")))
                    .contains("Failed Run 1")
                    .contains("Not everything is accounted for. Do not rely on the figures until this is resolved: "
                            + "3 entries are not wholly allocated HB-INV-1: total 2.00 is not 1.00");
        }
    }

    @Test
    void runs_are_listed_and_one_is_told_whole() {
        assertThat(words(browser.page("/runs")))
                .contains("Broken off – – – – – – – – mappings/rates.csv:6: MAP-101 no service named \"Archery\"")
                .contains("2 2025-05-02 08:00 Done 1,135 1,110 22 1 0 2 22 4.3 s Everything is accounted for");
        assertThat(words(browser.page("/runs?state=failed"))).contains("MAP-101").doesNotContain("1,135");
        assertThat(words(browser.page("/runs/2")))
                .contains("Received 1,135 New 1,110 Duplicates 22 Amended 1 Skipped 0 Malformed 2")
                .contains("In documents, or drawn from a retainer 3,997.2222 2,500.00")
                .contains("april.csv clockify-los-angeles Taken 7 1 KB");
        assertThat(words(browser.page("/runs/1"))).contains("HB-BIL-V-SATO-JPY-2025-04-1 made, now in revision 1");
    }

    @Test
    void a_run_that_never_began_is_told_from_one_that_was_broken_off() {
        try (ConsoleWorld world = ConsoleWorld.start(0)) {
            new Planted(world.jdbc()).run("failed", null, "mappings/rates.csv:6: MAP-101 no service");
            assertThat(words(new Browser(world).page("/"))).contains("Broken off Run 1").contains("What it had done up to there stays");
            world.jdbc().update("update run set mapping_version_id = null");
            assertThat(words(new Browser(world).page("/"))).contains("Not begun Run 1").contains("nothing was taken and nothing was changed");
        }
    }

    @Test
    void documents_are_listed_with_what_became_of_each() {
        assertThat(words(browser.page("/documents")))
                .contains("HB-INV-CUST-1001-USD-2025-04-1 1,233,162.50 USD Delivered Sales invoice Acme Rockets CUST-1001 2025-04 2025-04-28 2 Draft")
                .contains("1,848,000 JPY To be tried again at 2025-05-02 09:05 The books said: 503 the books are being backed up Sales invoice Daiko CUST-1004 2025-04 2025-04-28 0 Draft")
                .contains("945,000 JPY Refused The books said: 422 unknown vendor <V-SATO> Vendor bill Hana Sato V-SATO 2025-04 2025-04-28 0 Draft")
                .contains("HB-PAY-2025-04-28-1 45.00 h Waiting until 2025-05-05 Payroll batch – 2025-04-28 2025-05-04 2 Draft")
                .contains("HB-LAB-USD-2025-04-1 48,211.88 USD Delivered Labour journal – 2025-04 2025-04-28")
                .contains("Type Documents Total Labour journal 1 48,211.88 USD Retainer journal 1 5,120.00 USD Payroll batch 1 45.00 h "
                        + "Sales invoice 1 1,848,000 JPY Sales invoice 1 1,233,162.50 USD Vendor bill 1 945,000 JPY");
    }

    @Test
    void documents_of_one_type_are_listed_and_summed_alone() {
        assertThat(words(browser.page("/documents?type=vendor-bill&status=&state=&period=&counterparty=")))
                .contains("HB-BIL-V-SATO-JPY-2025-04-1")
                .doesNotContain("HB-INV-CUST-1001-USD")
                .contains("Type Documents Total Vendor bill 1 945,000 JPY");
        assertThat(words(browser.page("/documents?period=1999-01"))).contains("There are no such documents");
        HttpResponse<String> wrong = browser.get("/documents?type=%3Cscript%3E");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(words(wrong.body())).contains("This value cannot be asked for. where parameter type saw <script> want one of sales-invoice");
    }

    @Test
    void an_invoice_shows_its_lines_by_name_and_links_each_entry() {
        String page = browser.page("/documents/HB-INV-CUST-1001-USD-2025-04-1");
        assertThat(words(page))
                .contains("2025-04-15 Ben Cole Acme App Development Checkout flow, error states 4020 7.50 155.00 USD 1,162.50 7f3k9q2m4x8d "
                        + "from clockify-los-angeles")
                .contains("Total 1,233,162.50");
        assertThat(page).contains("href=\"/entries/clockify-los-angeles/7f3k9q2m4x8d\"");
    }

    @Test
    void journals_show_debit_and_credit_and_payroll_shows_hours() {
        assertThat(words(browser.page("/documents/HB-LAB-USD-2025-04-1")))
                .contains("Account Description Hours Debit USD Credit USD 5020 Labour: development for 2025-04 777.7778 48,211.88")
                .contains("2100 Labour for 2025-04 owed to employees 48,211.88 Total 48,211.88 48,211.88");
        assertThat(words(browser.page("/documents/HB-PAY-2025-04-28-1")))
                .contains("Ana Ruiz (W01) 2025-04-28 Regular (REG) 40.00 Ana Ruiz (W01) 2025-04-28 Overtime ×1.5 (OT15) 5.00 Hours in all 45.00");
    }

    @Test
    void holds_are_grouped_under_their_first_reason_with_what_to_do() {
        assertThat(words(browser.page("/holds")))
                .contains("3 · Not approved (unapproved) Approve the time in the tracker and drop a fresh export.")
                .contains("1u4h7tr0c3z1 harvest Jo Park Blau ERP 2025-04-11 2.50 pay and billing the source does not say approved")
                .contains("w2e5d8g1k4n7 toggl-berlin Eva Brandt " + StudioBooks.HOSTILE + " 2025-04-09 7.2528 billing no project named");
        assertThat(words(browser.page("/holds?reason=unmapped-worker"))).contains("Max Nobody").doesNotContain("Not approved");
        assertThat(words(browser.page("/holds?worker=nobody"))).contains("No such entry is on hold.");
    }

    @Test
    void dead_letters_of_one_cause_are_one() {
        String page = browser.page("/dead-letters");
        assertThat(words(page))
                .contains("Open (3) Tried again (0) Put away (0) Went through (0)")
                .contains("2 · the books refuse this document")
                .contains("saw 422 unknown vendor " + StudioBooks.HOSTILE + " want an answer of 200 or 201 "
                        + "at routes/deliver/deliver-document.camel.yaml:31 to-target do add the vendor in the books, then replay the letter "
                        + "holds 2 rows where HB-BIL-V-SATO-JPY-2025-03-1 (the newest of them)")
                .contains("Show the 2 letters")
                .contains("Put all 2 away")
                .contains("1 · this is no length of time");
        assertThat(page).contains("href=\"/errors/DEL-201\"");
        assertThat(words(browser.page("/dead-letters/1"))).contains("this is no length of time").contains("Open Dead letter 1, FMT-201").contains("1 attempt in all");
        String cause = "0".repeat(31) + "2";
        assertThat(words(browser.page("/dead-letters?fingerprint=" + cause))).contains("HB-BIL-V-SATO-JPY-2025-04-1 422 unknown vendor").contains("All causes");
    }

    @Test
    void retainers_show_what_is_left() {
        assertThat(words(browser.page("/")))
                .contains("RET-EMBER Ember Labs 16,000.00 USD 15,120.00 USD 880.00 USD is invoiced")
                .contains("RET-FJORD Fjord Energi 14,000.00 EUR 0.00 EUR 14,000.00 EUR is invoiced");
    }

    @Test
    void working_time_is_shown_for_a_person_to_look_at_the_newest_week_first() {
        assertThat(words(browser.page("/")))
                .contains("Working time to look at Rests, breaks and hours beyond what the worker's law allows. Nothing about pay depends on it. "
                        + "Worker Date What Detail W99 2025-04-15 Short rest 9:00 h of rest before this day's work, under 11 h ("
                        + StudioBooks.HOSTILE + ") Gwen Hall 2025-04-14 Long week 48:15 h worked in one week, over an average of 48 h (<law>) "
                        + "Eva Brandt 2025-04-09 Long day 10:30 h worked on one day, over 10 h (Arbeitszeitgesetz §§3 to 5)");
    }

    @Test
    void names_that_are_markup_stay_text_on_every_page() {
        for (String path : new String[] {"/", "/documents/HB-INV-CUST-1001-USD-2025-04-1", "/documents/%3Cscript%3Ex", "/entries/%3Cb%3E/%3Ci%3E",
            "/holds", "/dead-letters", "/dead-letters/2", "/documents", "/runs", "/holds?worker=%3Cscript%3E&project=%22%3E%3Cb%3E",
            "/entries/clockify-los-angeles/7f3k9q2m4x8d", "/dead-letters?code=%3Cb%3E"}) {
            assertThat(browser.get(path).body()).doesNotContain("<script").doesNotContain("<img").doesNotContain("<b>").doesNotContain("<i>");
        }
    }

    @Test
    void an_entry_is_told_in_its_own_time_with_utc_beside() {
        studio.jdbc().update("update entry set zone = 'America/Los_Angeles', start_at = '2025-04-15 16:00:00' where source_key = '7f3k9q2m4x8d'");
        assertThat(words(browser.page("/entries/clockify-los-angeles/7f3k9q2m4x8d")))
                .contains("when 2025-04-15 09:00 America/Los_Angeles (2025-04-15 16:00 UTC) length 7.50 h, on 2025-04-15");
    }

    @Test
    void an_entry_whose_key_no_path_can_hold_is_linked_and_found() {
        String page = browser.page("/documents/HB-INV-CUST-1001-USD-2025-04-1");
        Matcher link = Pattern.compile("href=\"(/entries\\?[^\"]*)\"").matcher(page);
        assertThat(link.find()).isTrue();
        assertThat(words(browser.page(link.group(1).replace("&amp;", "&")))).contains("Entry clockify-los-angeles:" + StudioBooks.ODD_KEY);
    }

    @Test
    void what_is_not_there_is_said_in_words() {
        assertThat(browser.get("/documents/HB-NO-1").statusCode()).isEqualTo(404);
        assertThat(words(browser.get("/documents/HB-NO-1").body())).contains("There is no such document. where document HB-NO-1");
        assertThat(words(browser.get("/entries/harvest/none").body())).contains("Source harvest has no entry \"none\"").contains("code RPT-102");
        assertThat(words(browser.get("/runs/4711").body())).contains("There is no such run.");
        assertThat(words(browser.get("/dead-letters/4711").body())).contains("There is no such letter.");
        assertThat(browser.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(words(browser.get("/nowhere").body())).contains("There is no such page.");
    }

    @Test
    void an_empty_home_says_what_to_do() {
        assertThat(words(new Browser(empty).page("/")))
                .contains("Drop an export of your time tracker in inbox/<source>/ : the next run takes it.")
                .contains("inbox/clockify-los-angeles/")
                .contains("Nothing: everything that came in has gone where it belongs.")
                .contains("Nothing to look at: no rest, break, day or week");
        assertThat(words(new Browser(empty).page("/documents"))).contains("No documents yet.");
        assertThat(words(new Browser(empty).page("/holds"))).contains("Nothing is on hold.");
        assertThat(words(new Browser(empty).page("/dead-letters"))).contains("No dead letters");
        assertThat(words(new Browser(empty).page("/runs"))).contains("There are no such runs.");
    }

    @Test
    void mappings_that_cannot_be_read_are_told_and_the_rest_is_shown() {
        try (ConsoleWorld world = ConsoleWorld.start(0)) {
            Path clients = world.bean(Home.class).mappings().resolve("clients.csv");
            Files.writeString(clients, "client,nam\nX,Y\n");
            assertThat(words(new Browser(world).page("/"))).contains("The mappings cannot be read.").contains("clients.csv:1").contains("Nothing: everything that came in");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void a_long_table_is_cut_and_says_so() {
        try (ConsoleWorld world = ConsoleWorld.start(0)) {
            Planted planted = new Planted(world.jdbc());
            for (int i = 1; i <= 501; i++) {
                long entry = planted.entry("harvest", "e" + i, "Jo Park", "Blau ERP", "2025-04-11", 3600);
                planted.bill(entry, "held", "no-rate", "no rate", 3600);
            }
            int document = planted.document("HB-INV-1", "sales-invoice", "SALES_INVOICE", "CUST-1001", "USD", "2025-04", "501.00");
            for (int i = 1; i <= 501; i++) {
                planted.line(document, null, 3600L, "{\"description\":\"line " + i + "\",\"amount\":\"1.00\"}");
            }
            Browser other = new Browser(world);
            assertThat(words(other.page("/holds"))).contains("501 · No rate").contains("The first 20 of 501 are shown.");
            String last = other.page("/holds?reason=no-rate&page=6");
            assertThat(words(last)).contains("Shown: 501 to 501 of 501 entries.");
            assertThat(last).contains("href=\"/holds?reason=no-rate&amp;page=5\"");
            String lines = other.page("/documents/HB-INV-1");
            assertThat(words(lines)).contains("Shown: 1 to 500 of 501 lines.").contains("line 500").doesNotContain("line 501");
            assertThat(lines).contains("href=\"/documents/HB-INV-1?target=sandbox&amp;page=2#lines-title\"");
            assertThat(words(other.page("/documents/HB-INV-1?page=2"))).contains("Shown: 501 to 501 of 501 lines.").contains("line 501");
        }
    }

    @Test
    void every_page_has_landmarks_a_language_and_headed_tables() {
        for (String path : new String[] {
            "/", "/runs", "/runs/2", "/documents", "/documents/HB-INV-CUST-1001-USD-2025-04-1", "/holds", "/dead-letters", "/dead-letters/1",
            "/entries/clockify-los-angeles/7f3k9q2m4x8d", "/errors/FMT-201"
        }) {
            String page = browser.page(path);
            assertThat(page).contains("<html lang=\"en\"").contains("<main id=\"content\"").contains("<header>").contains("<footer>").contains("<nav ");
            assertThat(page).containsOnlyOnce("<h1");
            assertThat(page.split("<table", -1).length).isEqualTo(page.split("<thead", -1).length);
            assertThat(page).doesNotContain("style=").doesNotContain("<script").doesNotContain("th:");
        }
    }
}
