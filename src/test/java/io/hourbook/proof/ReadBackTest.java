package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.run.ReadBackNow;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do in the accounting system comes back, over the routes as they are shipped. */
class ReadBackTest {

    @TempDir
    private static Path root;

    private static ReadBooks books;

    @BeforeAll
    static void theBooksAreMade() {
        books = new ReadBooks(root.resolve("home"), 120, Set.of("clockify-los-angeles", "clockify-new-york"));
        books.export();
        books.pass();
        books.read();
    }

    @AfterAll
    static void close() {
        books.close();
    }

    private static String draft(String type) {
        return books.references(type).get(0);
    }

    /** A credit note that does not free the hours is what people of other systems complain about; a void is worse. */
    @Test
    void aVoidFreesTheHoursForBillingAgain() {
        String invoice = draft("sales-invoice");
        Map<String, BigDecimal> before = books.money();
        int lines = books.there(invoice).path("lines").size();

        assertThat(books.people("void", books.id(invoice), "{}")).isTrue();
        ReadBackNow.Came came = books.read();

        assertThat(came.pass()).as("what was voided there is settled at once").isNotNull();
        assertThat(books.status(invoice)).isEqualTo("void");
        String again = invoice.replaceFirst("-1$", "-2");
        assertThat(books.there(again).path("lines")).hasSize(lines);
        assertThat(books.money()).isEqualTo(before);
        assertThat(books.jdbc().queryForMap("select * from document_there t join document d on d.id = t.document_id where d.reference = ?", invoice))
                .containsEntry("state", "void").containsEntry("freed_lines", (long) lines).containsEntry("waits", null);
        assertThat(books.read().pass()).as("read again, nothing is done again").isNull();
        assertThat(books.money()).isEqualTo(before);
    }

    @Test
    void aPayrollBatchAndAJournalThatWereVoidedAreMadeAgain() {
        for (String type : new String[] {"payroll-batch", "journal-entry"}) {
            Map<String, Long> payroll = books.payroll();
            Map<String, BigDecimal> journals = books.journals();
            String reference = draft(type);

            assertThat(books.people("void", books.id(reference), "{}")).as(reference).isTrue();
            books.read();

            assertThat(books.status(reference)).isEqualTo("void");
            assertThat(books.payroll()).isEqualTo(payroll);
            assertThat(books.journals()).isEqualTo(journals);
        }
    }

    @Test
    void whatPeopleWroteIsNotOverwrittenBeforeSomebodySaysSo() {
        String bill = documentOf(0, "vendor-bill");
        String due = books.there(bill).path("due").asText();
        assertThat(books.people("edit", books.id(bill), "{\"due\":\"2025-12-24\"}")).isTrue();

        assertThat(books.read().pass()).as("an edit is told, and nothing follows").isNull();
        assertThat(books.letters("DEL-702")).isEmpty();

        JsonNode work = books.there(bill).path("lines");
        books.correct(0, 777);
        books.export();
        books.pass();

        assertThat(books.letters("DEL-702")).hasSize(1);
        assertThat(books.there(bill).path("due").asText()).isEqualTo("2025-12-24");
        assertThat(books.there(bill).path("lines")).isEqualTo(work);
        books.pass();
        assertThat(books.letters("DEL-702")).hasSize(1);

        books.replay(books.letters("DEL-702").get(0));
        books.pass();

        assertThat(books.there(bill).path("due").asText()).isEqualTo(due);
        assertThat(books.letters("DEL-702")).isEmpty();
        books.read();
        assertThat(books.jdbc().queryForObject(
                "select count(*) from document_there t join document d on d.id = t.document_id where d.reference = ? and edited_at is not null",
                Integer.class, bill)).isZero();
    }

    /** The document of a kind that the work of a row stands on. */
    private static String documentOf(int row, String type) {
        String[] columns = books.asRecorded().get(row).split("\"");
        BigDecimal seconds = new BigDecimal(columns[1].replace(',', '.')).multiply(new BigDecimal(3_600));
        String date = columns[0].substring(0, 10);
        for (JsonNode document : books.there().values()) {
            for (JsonNode line : document.path("lines")) {
                boolean same = line.path("workDate").asText().equals(date) && seconds.compareTo(new BigDecimal(line.path("rawSeconds").asText("0"))) == 0;
                if (same && document.path("type").asText().equals(type) && document.path("status").asText().equals("draft")) {
                    return document.path("reference").asText();
                }
            }
        }
        throw new IllegalStateException("no " + type + " has row " + row);
    }
}
