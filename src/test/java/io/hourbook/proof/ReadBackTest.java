package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.readback.Standing;
import io.hourbook.readback.WhatWasRead;
import io.hourbook.run.ReadBackNow;
import io.hourbook.sandbox.SandboxFaults;
import io.hourbook.sandbox.SandboxFaults.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
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

    @Test
    void aVoidThatIsTakenBackIsToldUntilItIsVoidAgain() {
        String invoice = draft("sales-invoice");
        String id = books.id(invoice);
        assertThat(books.people("void", id, "{}")).isTrue();
        books.read();
        Map<String, BigDecimal> right = books.money();

        assertThat(books.people("reinstate", id, "{}")).isTrue();
        books.read();

        assertThat(books.letters("DEL-703")).hasSize(1);
        assertThat(books.people("void", id, "{}")).isTrue();
        assertThat(books.read().pass()).isNull();
        assertThat(books.letters("DEL-703")).isEmpty();
        assertThat(books.money()).isEqualTo(right);
    }

    @Test
    void paymentsAndCreditsOfPeopleAreKeptAndTakenBack() {
        String bill = documentOf(3, "vendor-bill");
        String id = books.id(bill);
        assertThat(books.people("pay", id, "{\"amount\":\"30.00\",\"date\":\"2025-05-02\",\"baseAmount\":\"31.50\"}")).isTrue();
        assertThat(books.people("credit", id, "{\"amount\":\"5.00\",\"date\":\"2025-05-03\"}")).isTrue();

        books.read();

        WhatWasRead read = books.bean(WhatWasRead.class);
        int number = books.jdbc().queryForObject("select id from document where reference = ?", Integer.class, bill);
        Standing standing = read.standing(number).orElseThrow();
        assertThat(standing.state()).isEqualTo("final");
        assertThat(books.status(bill)).as("what is paid there is final here").isEqualTo("final");
        assertThat(standing.paid()).isEqualByComparingTo("30");
        assertThat(standing.credited()).isEqualByComparingTo("5");
        assertThat(standing.open()).isEqualByComparingTo(standing.total().subtract(new BigDecimal("35")));
        WhatWasRead.Wanted wanted = new WhatWasRead.Wanted(bill, null, null, LocalDate.of(2025, 5, 1), LocalDate.of(2025, 5, 31));
        assertThat(read.payments(wanted, 10, 0)).singleElement().satisfies(payment -> {
            assertThat(payment.paidOn()).isEqualTo("2025-05-02");
            assertThat(payment.amount()).isEqualByComparingTo("30");
            assertThat(payment.reversed()).isFalse();
        });
        assertThat(read.vendors(2025)).anySatisfy(vendor -> assertThat(vendor.paid()).isEqualByComparingTo("30"));

        assertThat(books.people("unpay", id, "{}")).isTrue();
        books.read();
        assertThat(read.standing(number).orElseThrow().paid()).isEqualByComparingTo("0");
        assertThat(read.payments(wanted, 10, 0)).singleElement().satisfies(payment -> assertThat(payment.reversed()).isTrue());
    }

    @Test
    void aReadingThatFailsIsToldAndTheNextGoesOnWhereItStopped() {
        Settings down = new Settings(1, 0, 0, null, 0);
        books.bean(SandboxFaults.class).set(down);
        ReadBackNow.Came came = books.bean(ReadBackNow.class).read();
        books.bean(SandboxFaults.class).set(new Settings(0, 0, 0, null, 0));

        assertThat(came.targets()).singleElement().satisfies(target -> assertThat(target.failure()).startsWith("503"));
        assertThat(came.pass()).isNull();
        books.read();
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
