package io.hourbook.expense;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.entry.IntakeCounts;
import io.hourbook.report.Explainer;
import io.hourbook.report.Explanation;
import io.hourbook.report.HoldList;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Expenses over a real database: what comes in, what is owed and charged, and what becomes of it when the row says something else. */
class ExpensesTest {

    private static final Company COMPANY = new Company();
    private static final String BILL = "HB-BIL-W01-USD-2025-03-1";
    private static final String INVOICE = "HB-INV-CUST-1001-USD-2025-03-1";

    @BeforeEach
    void empty() {
        COMPANY.empty();
    }

    @Test
    void anExpenseStandsOnceOnTheBillAndOnceOnTheInvoice() {
        IntakeCounts counts = COMPANY.take(Spent.row("x-1").amount("42.50", "USD").notes("to the airport").receipt("taxi.pdf"));

        assertThat(counts.fresh()).isOne();
        assertThat(COMPANY.standing("x-1")).containsExactly("pay allocated", "bill allocated");
        JsonNode owed = COMPANY.books.document(BILL);
        assertThat(owed.path("counterparty").asText()).isEqualTo("W01");
        assertThat(owed.path("total").asText()).isEqualTo("42.50");
        assertThat(owed.path("lines").path(0).path("account").asText()).isEqualTo("5090");
        JsonNode charged = COMPANY.books.document(INVOICE).path("lines").path(0);
        assertThat(charged.path("section").asText()).isEqualTo("expense");
        assertThat(charged.path("entries").path(0).asText()).isEqualTo("by-hand:x-1");
        assertThat(charged.path("account").asText()).isEqualTo("4900");
        assertThat(charged.path("description").asText()).isEqualTo("Travel: to the airport");
        assertThat(charged.path("quantity").asText()).isEqualTo("1");
        assertThat(charged.path("amount").asText()).isEqualTo("42.50");
        assertThat(charged.path("receipt").asText()).isEqualTo("taxi.pdf");
        assertThat(charged.has("hours")).isFalse();
        assertThat(COMPANY.laws().wrong()).isEmpty();
    }

    /** OCA/hr-expense#302. */
    @Test
    void expensesDoubled() {
        Spent taxi = Spent.row("x-1").amount("42.50", "USD");
        COMPANY.take(taxi);
        IntakeCounts again = COMPANY.take(taxi);
        COMPANY.take(taxi, Spent.row("x-2").amount("10.00", "USD"));

        assertThat(again.duplicates()).isOne();
        assertThat(COMPANY.net()).isEqualTo(Map.of(
                "HB-BIL-W01-USD-2025-03", new BigDecimal("52.5000"), "HB-INV-CUST-1001-USD-2025-03", new BigDecimal("52.5000")));
        assertThat(COMPANY.books.document(INVOICE).path("lines")).hasSize(2);
    }

    @Test
    void twoRidesOfOneDayWithoutIdsAreTwoExpenses() {
        COMPANY.take(Spent.row(null).amount("9.00", "USD"), Spent.row(null).amount("9.00", "USD").ordinal(2));
        IntakeCounts again = COMPANY.take(Spent.row(null).amount("9.00", "USD"), Spent.row(null).amount("11.00", "USD").ordinal(2));

        assertThat(again).extracting(IntakeCounts::duplicates, IntakeCounts::amended).containsExactly(1L, 1L);
        assertThat(COMPANY.books.document(BILL).path("total").asText()).isEqualTo("20.00");
    }

    @Test
    void anAmendmentUpdatesADraftInPlace() {
        COMPANY.take(Spent.row("x-1").amount("42.50", "USD"));
        COMPANY.take(Spent.row("x-1").amount("24.50", "USD"));

        assertThat(COMPANY.books.references()).containsExactly(BILL, INVOICE);
        assertThat(COMPANY.books.document(INVOICE).path("total").asText()).isEqualTo("24.50");
        assertThat(COMPANY.books.revision(INVOICE)).isEqualTo(2);
        assertThat(COMPANY.books.bench.entries.count("expense_revision")).isOne();
    }

    @Test
    void anAmendmentOfWhatIsFinalIsACreditAndANewLine() {
        COMPANY.take(Spent.row("x-1").amount("42.50", "USD"));
        COMPANY.books.deliver(INVOICE);
        COMPANY.books.finalise(INVOICE);
        COMPANY.take(Spent.row("x-1").amount("24.50", "USD"));

        assertThat(COMPANY.books.document(INVOICE).path("total").asText()).isEqualTo("42.50");
        assertThat(COMPANY.books.document("HB-CRN-CUST-1001-USD-2025-03-1").path("total").asText()).isEqualTo("42.50");
        assertThat(COMPANY.books.document("HB-INV-CUST-1001-USD-2025-03-2").path("total").asText()).isEqualTo("24.50");
        assertThat(COMPANY.laws().wrong()).isEmpty();
    }

    @Test
    void anExpenseThatIsNoMoreIsTakenBack() {
        COMPANY.take(Spent.row("x-1"), Spent.row("x-2").amount("7.00", "USD"));
        COMPANY.books.deliver(BILL);
        COMPANY.books.finalise(BILL);
        COMPANY.take(Spent.row("x-1").deleted());

        assertThat(COMPANY.standing("x-1")).isEmpty();
        assertThat(COMPANY.books.document("HB-VCR-W01-USD-2025-03-1").path("total").asText()).isEqualTo("100.00");
        assertThat(COMPANY.books.document(INVOICE).path("total").asText()).isEqualTo("7.00");
        assertThat(COMPANY.laws().wrong()).isEmpty();
        assertThat(COMPANY.laws().figures().money().get("USD").received()).isEqualTo("7.00");
    }

    @Test
    void aMoveToAnotherClientCreditsOneAndChargesTheOther() {
        COMPANY.take(Spent.row("x-1"));
        COMPANY.books.deliver(INVOICE);
        COMPANY.books.finalise(INVOICE);
        COMPANY.take(Spent.row("x-1").on("BLAU-ERP", null));

        assertThat(COMPANY.net()).doesNotContainKey("HB-INV-CUST-1001-USD-2025-03").containsKey("HB-INV-CUST-1002-EUR-2025-03");
        assertThat(COMPANY.laws().wrong()).isEmpty();
    }

    @Test
    void theOriginalMoneyAndTheRateAreKept() {
        COMPANY.take(Spent.row("x-1").on("BLAU-ERP", null).amount("105.57", "USD"));

        JsonNode line = COMPANY.books.document("HB-INV-CUST-1002-EUR-2025-03-1").path("lines").path(0);
        assertThat(line.path("amount").asText()).isEqualTo("100.00");
        assertThat(line.path("original").path("amount").asText()).isEqualTo("105.57");
        assertThat(line.path("original").path("currency").asText()).isEqualTo("USD");
        assertThat(line.path("exchange").path("date").asText()).isEqualTo("2025-03-04");
        assertThat(line.path("exchange").path("rate").asText()).startsWith("0.947");
    }

    @Test
    void aMarkupIsChargedAndNotOwed() {
        COMPANY.take(Spent.row("x-1").category("Meals").amount("60.00", "USD"));

        assertThat(COMPANY.books.document(BILL).path("total").asText()).isEqualTo("60.00");
        assertThat(COMPANY.books.document(INVOICE).path("total").asText()).isEqualTo("66.00");
        assertThat(COMPANY.books.document(INVOICE).path("lines").path(0).path("markupPercent").asText()).isEqualTo("10");
        assertThat(COMPANY.books.document(INVOICE).path("lines").path(0).path("account").asText()).isEqualTo("5090");
    }

    @Test
    void whatNeedsAReceiptWaitsForIt() {
        COMPANY.take(Spent.row("x-1").category("Meals").amount("75.01", "USD"), Spent.row("x-2").category("Meals").amount("75.00", "USD"));

        assertThat(COMPANY.standing("x-1")).containsExactly("pay held missing-document", "bill held missing-document");
        assertThat(COMPANY.standing("x-2")).containsExactly("pay allocated", "bill allocated");
        assertThat(COMPANY.laws().figures().held()).isEqualTo(Map.of("missing-document", 1L));
        assertThat(COMPANY.laws().figures().money().get("USD").pay())
                .isEqualTo(new ExpenseLaws.Side("75.00", "75.01", "0.00"));
    }

    @Test
    void milesAreWorthWhatTheyWereOnTheirDayAndStayThat() {
        COMPANY.take(
                Spent.row("x-1").category("Mileage").units("100").date("2025-03-31"),
                Spent.row("x-2").category("Mileage").units("100").date("2025-04-01"));
        assertThat(COMPANY.books.document(BILL).path("total").asText()).isEqualTo("67.00");
        assertThat(COMPANY.books.document("HB-BIL-W01-USD-2025-04-1").path("total").asText()).isEqualTo("70.00");
        assertThat(COMPANY.books.document(BILL).path("lines").path(0).path("description").asText()).isEqualTo("Mileage (100 at 0.67 USD)");

        COMPANY.terms(Company.CATEGORIES, Company.RATES.replace("0.67", "0.99"));
        COMPANY.jdbc().update("insert into expense_work (expense_id) select id from expense");
        COMPANY.edited();

        assertThat(COMPANY.books.document(BILL).path("total").asText()).isEqualTo("67.00");
        COMPANY.take(Spent.row("x-1").category("Mileage").units("200").date("2025-03-31"));
        assertThat(COMPANY.books.document(BILL).path("total").asText()).isEqualTo("198.00");
    }

    @Test
    void whatTheCompanyPaidIsOwedToNobody() {
        COMPANY.take(Spent.row("x-1").category("CARD"));

        assertThat(COMPANY.standing("x-1")).containsExactly("pay excluded company-paid", "bill allocated");
        assertThat(COMPANY.books.references()).containsExactly(INVOICE);
        assertThat(COMPANY.laws().figures().excluded()).isEqualTo(Map.of("company-paid", 1L));
    }

    @Test
    void aHoldGoesOnByItselfWhenItsCategoryAppears() {
        COMPANY.take(Spent.row("x-1").category("Archery"));
        assertThat(COMPANY.standing("x-1")).containsExactly("pay held unmapped-category", "bill held unmapped-category");

        COMPANY.terms(Company.CATEGORIES + "ARCHERY,Archery,5090,,,yes,yes,,\n", Company.RATES);
        COMPANY.edited();

        assertThat(COMPANY.standing("x-1")).containsExactly("pay allocated", "bill allocated");
    }

    @Test
    void approvalThatIsWithdrawnIsACorrection() {
        COMPANY.take(Spent.row("x-1"));
        COMPANY.books.deliver(INVOICE);
        COMPANY.books.finalise(INVOICE);
        COMPANY.take(Spent.row("x-1").unapproved());

        assertThat(COMPANY.standing("x-1")).containsExactly("pay held unapproved", "bill held unapproved");
        assertThat(COMPANY.net()).isEmpty();
    }

    @Test
    void twoRevisionsWhoseOrderNobodyKnowsWaitUntilAnotherFileSettlesIt() {
        COMPANY.take(Spent.row("x-1").amount("1.00", "USD"), Spent.row("x-1").amount("2.00", "USD"));
        assertThat(COMPANY.standing("x-1")).containsExactly("pay held conflict", "bill held conflict");

        COMPANY.take(Spent.row("x-1").amount("2.00", "USD").notes(""));
        assertThat(COMPANY.standing("x-1")).containsExactly("pay allocated", "bill allocated");
        assertThat(COMPANY.net()).containsEntry("HB-BIL-W01-USD-2025-03", new BigDecimal("2.0000"));
    }

    @Test
    void anOlderStampNeverWins() {
        COMPANY.take(Spent.row("x-1").amount("2.00", "USD").modified("2025-03-05T10:00:00Z"));
        IntakeCounts older = COMPANY.take(Spent.row("x-1").amount("1.00", "USD").modified("2025-03-04T10:00:00Z"));

        assertThat(older.duplicates()).isOne();
        assertThat(COMPANY.net()).containsEntry("HB-BIL-W01-USD-2025-03", new BigDecimal("2.0000"));
    }

    @Test
    void aDateToComeWaitsForItsDay() {
        COMPANY.take(Spent.row("x-1").date("2025-06-02"));
        assertThat(COMPANY.standing("x-1")).containsExactly("pay held suspicious", "bill held suspicious");

        COMPANY.books.bench.today("2025-06-02");
        COMPANY.take();
        assertThat(COMPANY.standing("x-1")).containsExactly("pay allocated", "bill allocated");
    }

    @Test
    void aLostCentAndADoubledLineAreSeen() {
        COMPANY.take(Spent.row("x-1"));
        COMPANY.jdbc().update("update document_line set amount = amount - 0.01 limit 1");
        assertThat(COMPANY.laws().wrong()).containsExactly("1 expenses do not stand on exactly one live line at their amount");

        COMPANY.jdbc().update("update expense_allocation set cost = cost + 1 where side = 'bill'");
        assertThat(COMPANY.laws().wrong()).hasSize(3);
        COMPANY.jdbc().update("delete from expense_allocation where side = 'bill'");
        assertThat(COMPANY.laws().waiting()).isOne();
    }

    @Test
    void aCompanyWithoutExpensesIsAskedOnceInAPass() {
        assertThat(COMPANY.laws()).isEqualTo(ExpenseLaws.Found.NOTHING);
        assertThat(COMPANY.laws().figures()).isNull();
    }

    @Test
    void explainTellsBothSides() {
        COMPANY.take(Spent.row("x-1").on("BLAU-ERP", null).category("Meals").amount("60.00", "USD"));
        COMPANY.books.deliver("HB-INV-CUST-1002-EUR-2025-03-1");
        COMPANY.books.finalise("HB-INV-CUST-1002-EUR-2025-03-1");
        COMPANY.take(Spent.row("x-1").on("BLAU-ERP", null).category("Meals").amount("50.00", "USD"));

        Explanation explanation = new Explainer(COMPANY.jdbc(), COMPANY.books.bench.book()).explain("by-hand", "by-hand:x-1");

        assertThat(explanation.entries()).isEmpty();
        // the row names a project alone: its client is the books' word
        assertThat(explanation.text()).containsPattern("client +BLAU, ").doesNotContain("not named");
        assertThat(explanation.text()).contains(
                "by-hand:x-1, revision 2", "pay side: allocated", "50.00 USD = 50.00 USD, rounded once, half-up", BILL,
                "bill side: allocated", "50.00 USD + 10 % × 0.9472387989 EUR/USD", "= 52.10 EUR", "HB-CRN-CUST-1002-EUR-2025-03-1", "takes back HB-INV-CUST-1002-EUR-2025-03-1/1",
                "HB-INV-CUST-1002-EUR-2025-03-2");
    }

    @Test
    void whatIsOnHoldIsInTheListOfHolds() {
        COMPANY.take(Spent.row("x-1").category("Archery"), Spent.row("x-2").on("NOPE", null));

        HoldList list = new HoldList();
        Iterator<Map<String, String>> rows = list.rows(COMPANY.jdbc().queryForList(list.question()).iterator());

        assertThat(rows.next()).containsEntry("key", "x-2").containsEntry("reason", "unmapped-project").containsEntry("side", "billing");
        assertThat(rows.next()).containsEntry("key", "x-1").containsEntry("service", "Archery").containsEntry("reason", "unmapped-category")
                .containsEntry("side", "pay and billing").containsEntry("hours", null);
        assertThat(rows.hasNext()).isFalse();
    }
}
