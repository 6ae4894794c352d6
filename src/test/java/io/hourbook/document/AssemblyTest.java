package io.hourbook.document;

import static io.hourbook.document.Shelf.booking;
import static io.hourbook.document.Shelf.entry;
import static io.hourbook.document.Shelf.paid;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What documents become when what they should say changes. */
class AssemblyTest {

    private static final String INVOICE = "HB-INV-CUST-1001-USD-2025-03-";
    private static final String CREDIT = "HB-CRN-CUST-1001-USD-2025-03-";
    private static final String JOURNAL = "HB-RET-RET-EMBER-USD-2025-03-";
    private static final String BATCH = "HB-PAY-2025-03-02-";

    @Nested
    class WhileEverythingIsADraft {

        private final Shelf shelf = Shelf.invoices(3);

        @Test
        void linesMakeADocumentInTheirOrder() {
            assertThat(shelf.want(entry(2, "20.00"), entry(1, "10.00"))).containsExactly(INVOICE + 1);
            assertThat(shelf.lines(INVOICE + 1)).containsExactly("entry 2 20.00", "entry 1 10.00");
        }

        @Test
        void theSameAgainChangesNothing() {
            shelf.want(entry(1, "10.00"), entry(2, "20.00"));

            assertThat(shelf.want(entry(1, "10.00"), entry(2, "20.00"))).isEmpty();
            assertThat(shelf.want(entry(2, "20.00"), entry(1, "10.00"))).as("in another order").isEmpty();
        }

        @Test
        void aChangedLineStaysInItsPlace() {
            shelf.want(entry(1, "10.00"), entry(2, "20.00"), entry(3, "30.00"), entry(4, "40.00"));

            assertThat(shelf.want(entry(1, "10.00"), entry(2, "21.00"), entry(3, "30.00"), entry(4, "40.00"))).containsExactly(INVOICE + 1);
            assertThat(shelf.lines(INVOICE + 1)).containsExactly("entry 1 10.00", "entry 2 21.00", "entry 3 30.00");
            assertThat(shelf.revisions(INVOICE + 1)).isEqualTo(2);
            assertThat(shelf.revisions(INVOICE + 2)).isEqualTo(1);
        }

        @Test
        void beyondTheLimitOfLinesTheNextPartBegins() {
            shelf.want(entry(1, "1.00"), entry(2, "2.00"), entry(3, "3.00"), entry(4, "4.00"));

            assertThat(shelf.references()).containsExactly(INVOICE + 1, INVOICE + 2);
            assertThat(shelf.lines(INVOICE + 2)).containsExactly("entry 4 4.00");
        }

        @Test
        void newLinesFillTheLastPartBeforeAnotherBegins() {
            shelf.want(entry(1, "1.00"), entry(2, "2.00"), entry(3, "3.00"), entry(4, "4.00"));
            shelf.want(IntStream.rangeClosed(0, 7).mapToObj(i -> entry(i, i + ".00")).toList());

            assertThat(shelf.lines(INVOICE + 1)).containsExactly("entry 1 1.00", "entry 2 2.00", "entry 3 3.00");
            assertThat(shelf.lines(INVOICE + 2)).containsExactly("entry 4 4.00", "entry 0 0.00", "entry 5 5.00");
            assertThat(shelf.lines(INVOICE + 3)).containsExactly("entry 6 6.00", "entry 7 7.00");
        }

        @Test
        void whatIsGoneLeavesItsPartAndNoOtherLineMoves() {
            shelf.want(entry(1, "1.00"), entry(2, "2.00"), entry(3, "3.00"), entry(4, "4.00"));

            assertThat(shelf.want(entry(2, "2.00"), entry(3, "3.00"), entry(4, "4.00"))).containsExactly(INVOICE + 1);
            assertThat(shelf.lines(INVOICE + 1)).containsExactly("entry 2 2.00", "entry 3 3.00");
            assertThat(shelf.lines(INVOICE + 2)).containsExactly("entry 4 4.00");
        }

        @Test
        void aDraftThatLosesItsLastLineIsVoidAndItsNumberIsNotUsedAgain() {
            shelf.want(entry(1, "10.00"));
            shelf.want();
            assertThat(shelf.status(INVOICE + 1)).isEqualTo("void");

            shelf.want(entry(1, "10.00"));
            assertThat(shelf.lines(INVOICE + 1)).isEmpty();
            assertThat(shelf.lines(INVOICE + 2)).containsExactly("entry 1 10.00");
        }

        @Test
        void twelveHundredLinesAreThreeDocumentsOfFiveHundredAtMost() {
            Shelf large = Shelf.invoices(500);
            List<Line> lines = IntStream.rangeClosed(1, 1_200).mapToObj(i -> entry(i, "1.00")).toList();

            assertThat(large.want(lines)).containsExactly(INVOICE + 1, INVOICE + 2, INVOICE + 3);
            assertThat(large.lines(INVOICE + 3)).hasSize(200).startsWith("entry 1001 1.00");
            assertThat(large.want(lines)).isEmpty();
        }
    }

    @Nested
    class OnceAnInvoiceIsFinal {

        private final Shelf shelf = Shelf.invoices(3);

        OnceAnInvoiceIsFinal() {
            shelf.want(entry(1, "10.00"), entry(2, "20.00"));
            shelf.finalise(INVOICE + 1);
        }

        @Test
        void aChangedLineIsTakenBackByACreditNoteAndSaidAnew() {
            assertThat(shelf.want(entry(1, "10.00"), entry(2, "25.00"))).containsExactlyInAnyOrder(INVOICE + 2, CREDIT + 1);
            assertThat(shelf.lines(CREDIT + 1)).containsExactly("-entry 2 20.00");
            assertThat(shelf.lines(INVOICE + 2)).containsExactly("entry 2 25.00");
            assertThat(shelf.lines(INVOICE + 1)).as("what is final").containsExactly("entry 1 10.00", "entry 2 20.00");
        }

        @Test
        void aLineThatIsGoneIsTakenBack() {
            assertThat(shelf.want(entry(1, "10.00"))).containsExactly(CREDIT + 1);
            assertThat(shelf.amount()).isEqualByComparingTo("10.00");
        }

        @Test
        void aNewLineStandsOnANewPart() {
            assertThat(shelf.want(entry(1, "10.00"), entry(2, "20.00"), entry(3, "30.00"))).containsExactly(INVOICE + 2);
            assertThat(shelf.lines(INVOICE + 2)).containsExactly("entry 3 30.00");
        }

        @Test
        void theSameAgainChangesNothing() {
            assertThat(shelf.want(entry(1, "10.00"), entry(2, "20.00"))).isEmpty();
            shelf.want(entry(1, "10.00"), entry(2, "25.00"));
            assertThat(shelf.want(entry(1, "10.00"), entry(2, "25.00"))).isEmpty();
        }

        @Test
        void anEditTakenBackWhileTheCorrectionIsADraftLeavesNothingOfIt() {
            shelf.want(entry(1, "10.00"), entry(2, "25.00"));
            shelf.want(entry(1, "10.00"), entry(2, "20.00"));

            assertThat(shelf.references("void")).containsExactlyInAnyOrder(INVOICE + 2, CREDIT + 1);
            assertThat(shelf.amount()).isEqualByComparingTo("30.00");
        }

        @Test
        void anEditTakenBackOnceTheCorrectionIsFinalIsAnotherCorrection() {
            shelf.want(entry(1, "10.00"), entry(2, "25.00"));
            shelf.finalise(CREDIT + 1);
            shelf.finalise(INVOICE + 2);
            shelf.want(entry(1, "10.00"), entry(2, "20.00"));

            assertThat(shelf.lines(CREDIT + 2)).containsExactly("-entry 2 25.00");
            assertThat(shelf.lines(INVOICE + 3)).containsExactly("entry 2 20.00");
            assertThat(shelf.amount()).isEqualByComparingTo("30.00");
        }

        @Test
        void theNewLineMayBecomeFinalBeforeItsCreditNote() {
            shelf.want(entry(1, "10.00"), entry(2, "25.00"));
            shelf.finalise(INVOICE + 2);

            assertThat(shelf.want(entry(1, "10.00"), entry(2, "25.00"))).as("the credit note stays as it is").isEmpty();
            assertThat(shelf.amount()).isEqualByComparingTo("35.00");
        }

        @Test
        void theCreditNoteMayBecomeFinalBeforeTheNewLine() {
            shelf.want(entry(1, "10.00"), entry(2, "25.00"));
            shelf.finalise(CREDIT + 1);

            assertThat(shelf.want(entry(1, "10.00"), entry(2, "25.00"))).isEmpty();
            shelf.want(entry(1, "10.00"), entry(2, "20.00"));
            assertThat(shelf.lines(INVOICE + 2)).containsExactly("entry 2 20.00");
            assertThat(shelf.amount()).isEqualByComparingTo("30.00");
        }

        @Test
        void whatThePartSaidWhenItBecameFinalIsWhatCounts() {
            Shelf other = Shelf.invoices(3);
            other.want(entry(1, "10.00"));
            other.want(entry(1, "11.00"));
            other.finalise(INVOICE + 1, 1);
            other.want(entry(1, "11.00"));

            assertThat(other.lines(CREDIT + 1)).containsExactly("-entry 1 10.00");
            assertThat(other.lines(INVOICE + 2)).containsExactly("entry 1 11.00");
        }

        @Test
        void aCreditNoteThatWasVoidHereAndIsFinalThereAfterAllIsMadeUpFor() {
            shelf.want(entry(1, "10.00"));
            shelf.want(entry(1, "10.00"), entry(2, "20.00"));
            shelf.want(entry(1, "10.00"));
            shelf.finalise(CREDIT + 2);
            shelf.finalise(CREDIT + 1, 1);
            shelf.want(entry(1, "10.00"));

            assertThat(shelf.amount()).isEqualByComparingTo("10.00");
        }
    }

    @Nested
    class Journals {

        private final Shelf shelf = Shelf.journals();

        @Test
        void aJournalIsNeverSplit() {
            shelf.want(booking("2400", "60.00"), booking("4010", "-10.00"), booking("4020", "-20.00"), booking("4030", "-30.00"));

            assertThat(shelf.references()).containsExactly(JOURNAL + 1);
        }

        @Test
        void aCorrectionIsAJournalThatBalancesInItself() {
            shelf.want(booking("2400", "30.00"), booking("4010", "-10.00"), booking("4020", "-20.00"));
            shelf.finalise(JOURNAL + 1);
            shelf.want(booking("2400", "35.00"), booking("4010", "-10.00"), booking("4020", "-25.00"));

            assertThat(shelf.references()).containsExactly(JOURNAL + 1, JOURNAL + 2);
            assertThat(shelf.lines(JOURNAL + 2)).containsExactlyInAnyOrder(
                    "account 2400 35.00", "account 4020 -25.00", "-account 2400 -30.00", "-account 4020 20.00");
            assertThat(shelf.unbalanced()).isEmpty();
            assertThat(shelf.accounts()).containsExactlyInAnyOrderEntriesOf(Map.of(
                    "2400", new BigDecimal("35.00"), "4010", new BigDecimal("-10.00"), "4020", new BigDecimal("-25.00")));
        }

        @Test
        void aDraftCorrectionIsBroughtUpToDateInPlace() {
            shelf.want(booking("2400", "30.00"), booking("4010", "-30.00"));
            shelf.finalise(JOURNAL + 1);
            shelf.want(booking("2400", "35.00"), booking("4010", "-35.00"));
            shelf.want(booking("2400", "40.00"), booking("4010", "-40.00"));

            assertThat(shelf.references()).containsExactly(JOURNAL + 1, JOURNAL + 2);
            assertThat(shelf.lines(JOURNAL + 2)).containsExactly(
                    "account 2400 40.00", "account 4010 -40.00", "-account 2400 -30.00", "-account 4010 30.00");
        }
    }

    @Nested
    class Payroll {

        private final Shelf shelf = Shelf.payroll(2);

        @Test
        void whatFinalBatchesSaidIsNotSaidAgain() {
            shelf.want(paid("W01", "REG", 144_000), paid("W01", "OT15", 3_600));
            shelf.finalise(BATCH + 1);

            assertThat(shelf.want(paid("W01", "REG", 144_000), paid("W01", "OT15", 3_600))).isEmpty();
        }

        @Test
        void theDifferenceGoesOutSigned() {
            shelf.want(paid("W01", "REG", 144_000), paid("W01", "OT15", 3_600));
            shelf.finalise(BATCH + 1);
            shelf.want(paid("W01", "REG", 140_400), paid("W01", "OT15", 7_200), paid("W02", "REG", 100));

            assertThat(shelf.lines(BATCH + 2)).containsExactly("W01|2025-03-02|REG -3600", "W01|2025-03-02|OT15 3600");
            assertThat(shelf.lines(BATCH + 3)).containsExactly("W02|2025-03-02|REG 100");
        }

        @Test
        void whatWasPaidForNothingIsTakenOff() {
            shelf.want(paid("W01", "REG", 144_000));
            shelf.finalise(BATCH + 1);
            shelf.want();

            assertThat(shelf.lines(BATCH + 2)).containsExactly("W01|2025-03-02|REG -144000");
            shelf.finalise(BATCH + 2);
            shelf.want(paid("W01", "REG", 3_600));
            assertThat(shelf.lines(BATCH + 3)).containsExactly("W01|2025-03-02|REG 3600");
        }
    }

    @Test
    void aTotalIsTheSumOfTheLinesAndOfAJournalThatOfItsDebits() {
        Group invoice = new Group(1, io.hourbook.allocation.GroupKey.invoice("books", "C", "USD", java.time.LocalDate.of(2025, 3, 4), "C"));
        Group journal = new Group(2, io.hourbook.allocation.GroupKey.drawdown("books", "R", "C", "USD", "2025-03"));

        assertThat(Assembly.total(invoice, List.of(entry(1, "10.01"), entry(2, "20.02")))).isEqualByComparingTo("30.03");
        assertThat(Assembly.total(journal, List.of(booking("2400", "30.00"), booking("4010", "-30.00")))).isEqualByComparingTo("30.00");
        assertThat(Assembly.baseTotal(journal, List.of(booking("2400", "30.00"), booking("4010", "-30.00")))).isEqualByComparingTo("30.00");
        assertThat(Assembly.total(invoice, List.of(paid("W01", "REG", 1)))).isEqualByComparingTo("0");
    }
}
