package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourbook.document.Books;
import io.hourbook.document.Releases;
import io.hourbook.document.Releases.Filter;
import io.hourbook.document.Releases.Result;
import io.hourbook.document.Releases.Seen;
import io.hourbook.document.Releases.Unreleased;
import io.hourbook.entry.Row;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What may go out, from rows that come in to what a pass takes from the outbox. */
class UnreleasedTest {

    private static final Books BOOKS = new Books(JdbcOutbox::new);
    private static final String INVOICE = "HB-INV-CUST-1001-USD-2025-03-1";
    private static final String PAYROLL = "HB-PAY-2025-03-02-1";
    private static final String LABOUR = "HB-LAB-USD-2025-03-1";
    private static final int HOUR = 3_600;

    private final Releases releases = BOOKS.releases();
    private final DeliveryStore store =
            new DeliveryStore(BOOKS.bench.entries.jdbc, new DataSourceTransactionManager(BOOKS.bench.entries.jdbc.getDataSource()));

    @BeforeEach
    void empty() {
        BOOKS.empty();
    }

    private static void policy(String kind, String when) {
        BOOKS.bench.edit("release.yaml", text -> text.replaceAll("(?m)^" + kind + ": .*$", kind + ": " + when));
    }

    /** The references that a pass of this day would send. */
    private List<String> goesOut(String day) {
        BOOKS.bench.today(day);
        BOOKS.bench.entries.clock.set(day + "T18:00:00Z");
        releases.holdBack(BOOKS.bench.pass());
        return BOOKS.bench.entries.jdbc.queryForList(
                """
                select d.reference from document d join delivery y on y.document_id = d.id
                where y.state in ('waiting', 'in-doubt') and y.due_on <= ? order by d.reference""",
                String.class, LocalDate.parse(day));
    }

    private List<String> goesOut() {
        return goesOut("2025-05-31");
    }

    /** A pass sends what may go, and the target takes it. */
    private void pass(String day) {
        goesOut(day).forEach(reference -> {
            BOOKS.deliver(reference);
            BOOKS.bench.entries.jdbc.update(
                    "update delivery set state = 'delivered', attempts = 1 where document_id = ? and state = 'waiting'", BOOKS.id(reference));
        });
    }

    private Unreleased waiting(String reference) {
        return releases.waiting(Filter.ALL, 100, 0).stream().filter(one -> one.reference().equals(reference)).findFirst().orElse(null);
    }

    private Result release(String reference, int revision) {
        return releases.release(List.of(new Seen(null, reference, revision)), false, "ada", "looked at it");
    }

    private List<Finding> refused(boolean evenUnfinished, Seen... seen) {
        return catchThrowableOfType(Problem.class, () -> releases.release(List.of(seen), evenUnfinished, "ada", null)).findings();
    }

    private static Row hour(String id, String time) {
        return Row.timed("W01", "2025-03-04T" + time, HOUR).id(id);
    }

    @Test
    void asShippedInvoicesGoAtOnceAndPayrollAndLabourWhenTheirPeriodIsOver() {
        BOOKS.bench.today("2025-03-05");
        BOOKS.take(hour("1", "09:00"));

        assertThat(goesOut("2025-03-08")).containsExactly(INVOICE);
        assertThat(goesOut("2025-03-09")).containsExactly(INVOICE, PAYROLL);
        assertThat(goesOut("2025-04-01")).containsExactly(INVOICE, LABOUR, PAYROLL);
        assertThat(store.pending(LocalDate.parse("2025-03-08"))).isEqualTo(1);
    }

    @Test
    void aPeriodMayHaveDaysOfGrace() {
        policy("payroll-batch", "period-end + 3 days");
        BOOKS.bench.today("2025-03-05");
        BOOKS.take(hour("1", "09:00"));

        assertThat(goesOut("2025-03-11")).doesNotContain(PAYROLL);
        assertThat(goesOut("2025-03-12")).contains(PAYROLL);
        BOOKS.bench.entries.clock.set("2025-03-10T12:00:00Z");
        assertThat(waiting(PAYROLL).dueOn()).hasToString("2025-03-12");
        assertThat(waiting(PAYROLL).waitsForRelease()).isFalse();
        assertThat(waiting(PAYROLL).finished()).isTrue();
    }

    @Test
    void nothingOfAKindGoesOutUntilAPersonReleasesIt() {
        policy("sales-invoice", "when-released");
        BOOKS.take(hour("1", "09:00"));

        assertThat(goesOut()).doesNotContain(INVOICE).contains(PAYROLL);
        assertThat(goesOut("2027-01-01")).doesNotContain(INVOICE);
        assertThat(store.pending(LocalDate.parse("2027-01-01"))).isEqualTo(2);
        Unreleased waits = waiting(INVOICE);
        assertThat(waits.waitsForRelease()).isTrue();
        assertThat(waits.kind()).isEqualTo(DocumentKind.SALES_INVOICE);
        assertThat(waits.total()).isEqualByComparingTo("140.00");
        assertThat(waits.changedSinceReleased()).isFalse();

        goesOut();
        Result result = release(INVOICE, 1);

        assertThat(result.released()).extracting(Releases.Released::reference).containsExactly(INVOICE);
        assertThat(goesOut()).contains(INVOICE);
        assertThat(waiting(INVOICE)).isNull();
        assertThat(releases.history("sandbox", INVOICE)).singleElement().satisfies(one -> {
            assertThat(one.by()).isEqualTo("ada");
            assertThat(one.note()).isEqualTo("looked at it");
            assertThat(one.revision()).isEqualTo(1);
            assertThat(one.evenUnfinished()).isFalse();
        });
    }

    @Test
    void aChangeBeforeItWentWaitsForAnotherRelease() {
        policy("sales-invoice", "when-released");
        BOOKS.take(hour("1", "09:00"));
        release(INVOICE, 1);
        BOOKS.take(hour("2", "11:00"));

        assertThat(goesOut()).as("what was seen is gone, and what stands was not seen").doesNotContain(INVOICE);
        assertThat(waiting(INVOICE).changedSinceReleased()).isTrue();
        assertThat(refused(false, new Seen(null, INVOICE, 1))).extracting(Finding::code).containsExactly("DEL-202");
        release(INVOICE, 2);
        assertThat(goesOut()).contains(INVOICE);
    }

    @Test
    void aChangeOfWhatTheTargetHasWaitsAndIsShownAsChanged() {
        policy("sales-invoice", "when-released");
        BOOKS.take(hour("1", "09:00"));
        release(INVOICE, 1);
        pass("2025-05-31");
        BOOKS.take(hour("2", "11:00"));

        assertThat(goesOut()).doesNotContain(INVOICE);
        assertThat(waiting(INVOICE)).satisfies(one -> {
            assertThat(one.deliveredRevision()).isEqualTo(1);
            assertThat(one.releasedRevision()).isEqualTo(1);
            assertThat(one.revision()).isEqualTo(2);
            assertThat(one.changedSinceReleased()).isTrue();
        });
        release(INVOICE, 2);
        assertThat(goesOut()).contains(INVOICE);
        assertThat(releases.history("sandbox", INVOICE)).extracting(Releases.Released::revision).containsExactly(2, 1);
    }

    @Test
    void whatLosesItsLinesBeforeAnybodyReleasedItIsNeverSentAndADecisionAboutItIsKept() {
        policy("sales-invoice", "when-released");
        BOOKS.take(hour("1", "09:00"));
        release(INVOICE, 1);
        BOOKS.take(hour("1", "09:00").notBillable());

        assertThat(BOOKS.references()).doesNotContain(INVOICE);
        assertThat(goesOut()).doesNotContain(INVOICE);
        assertThat(releases.history("sandbox", INVOICE)).hasSize(1);
        assertThat(refused(false, new Seen(null, INVOICE, 1))).extracting(Finding::code).containsExactly("DEL-204");

        BOOKS.take(hour("1", "09:00").notes("again"));
        assertThat(goesOut()).as("a document of its name that is made again was never seen").doesNotContain(INVOICE);
        assertThat(waiting(INVOICE).changedSinceReleased()).isFalse();
    }

    @Test
    void aDraftThatTheTargetHasIsEmptiedOnlyWhenThatIsReleased() {
        policy("sales-invoice", "when-released");
        BOOKS.take(hour("1", "09:00"));
        release(INVOICE, 1);
        pass("2025-05-31");
        BOOKS.take(hour("1", "09:00").notBillable());

        assertThat(goesOut()).doesNotContain(INVOICE);
        assertThat(waiting(INVOICE).lines()).isZero();
        release(INVOICE, 2);
        assertThat(goesOut()).contains(INVOICE);
    }

    @Test
    void aCorrectionFollowsItsOwnKindsRule() {
        policy("credit-note", "when-released");
        BOOKS.take(hour("1", "09:00"), hour("2", "11:00"));
        pass("2025-05-31");
        BOOKS.finalise(INVOICE);
        BOOKS.take(hour("1", "09:00").notBillable());

        assertThat(goesOut()).noneMatch(reference -> reference.startsWith("HB-CRN"));
        assertThat(releases.waiting(new Filter(null, DocumentKind.CREDIT_NOTE, null, true), 10, 0)).extracting(Unreleased::reference)
                .containsExactly("HB-CRN-CUST-1001-USD-2025-03-1");
        assertThat(releases.count(new Filter("sandbox", DocumentKind.CREDIT_NOTE, "2025-03", null))).isEqualTo(1);
        assertThat(releases.count(new Filter("elsewhere", null, null, null))).isZero();
        assertThat(releases.count(new Filter(null, null, null, false))).isZero();
    }

    @Test
    void thisWeeksPayrollIsRefusedUnlessItIsMeant() {
        policy("payroll-batch", "when-released");
        BOOKS.bench.today("2025-03-05");
        BOOKS.bench.entries.clock.set("2025-03-05T18:00:00Z");
        BOOKS.take(hour("1", "09:00"));

        List<Finding> findings = refused(false, new Seen(null, PAYROLL, 1));
        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.text()).isEqualTo(
                """
                HB-PAY-2025-03-02-1: DEL-201 its period has not ended
                  saw   it lasts until 2025-03-08
                  want  a day after it
                  do    release it when the period is over; or say that it goes unfinished (evenUnfinished): what is added later waits for \
                another release"""));
        assertThat(goesOut("2025-03-05")).doesNotContain(PAYROLL);

        releases.release(List.of(new Seen("sandbox", PAYROLL, 1)), true, "ada", "  ");
        assertThat(goesOut("2025-03-05")).contains(PAYROLL);
        assertThat(releases.history("sandbox", PAYROLL)).singleElement().satisfies(one -> {
            assertThat(one.evenUnfinished()).isTrue();
            assertThat(one.note()).isNull();
        });
    }

    @Test
    void theLastMomentOfAPeriodIsTheCompanysNotUtcs() {
        policy("payroll-batch", "when-released");
        BOOKS.take(hour("1", "09:00"));
        // 9 March 06:00 UTC is still the evening of the 8th in Los Angeles
        BOOKS.bench.entries.clock.set("2025-03-09T06:00:00Z");
        assertThat(refused(false, new Seen(null, PAYROLL, 1))).extracting(Finding::code).containsExactly("DEL-201");
        BOOKS.bench.entries.clock.set("2025-03-09T08:00:00Z");
        assertThat(release(PAYROLL, 1).released()).hasSize(1);
    }

    @Test
    void whatWaitsForItsDayCanBeReleasedBeforeIt() {
        policy("labour-journal", "period-end + 30 days");
        BOOKS.bench.today("2025-04-02");
        BOOKS.bench.entries.clock.set("2025-04-02T18:00:00Z");
        BOOKS.take(hour("1", "09:00"));
        assertThat(goesOut("2025-04-02")).doesNotContain(LABOUR);

        release(LABOUR, 1);
        assertThat(goesOut("2025-04-02")).contains(LABOUR);
    }

    @Test
    void allOfThemGoOrNone() {
        BOOKS.bench.edit("release.yaml", text -> text.replaceAll("(?m)^(sales-invoice|payroll-batch): .*$", "$1: when-released"));
        BOOKS.take(hour("1", "09:00"));

        assertThat(refused(false, new Seen(null, INVOICE, 1), new Seen(null, PAYROLL, 7), new Seen(null, "HB-INV-NOBODY", 1)))
                .extracting(Finding::code).containsExactlyInAnyOrder("DEL-202", "DEL-204");
        assertThat(goesOut()).doesNotContain(INVOICE);
        assertThat(releases.newest()).isZero();
    }

    @Test
    void aSecondReleaseOfTheSameContentIsTheFirst() {
        policy("sales-invoice", "when-released");
        BOOKS.take(hour("1", "09:00"));
        release(INVOICE, 1);

        Result again = releases.release(List.of(new Seen(null, INVOICE, 1), new Seen("sandbox", INVOICE, 1)), false, "ben", null);
        assertThat(again.released()).isEmpty();
        assertThat(again.already()).extracting(Releases.Released::by).containsOnly("ada");
        pass("2025-05-31");
        assertThat(release(INVOICE, 1).already()).hasSize(1);
    }

    @Test
    void whatGoesByItselfNeedsNoRelease() {
        BOOKS.take(hour("1", "09:00"));
        assertThat(refused(false, new Seen(null, INVOICE, 1))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("DEL-203");
            assertThat(finding.saw()).isEqualTo("it goes out by itself with the next run");
        });
        pass("2025-05-31");
        assertThat(refused(false, new Seen(null, INVOICE, 1))).extracting(Finding::saw).containsExactly("the target has this content");
    }

    @Test
    void anEditHoldsForWhatHasNotBeenSent() {
        BOOKS.take(hour("1", "09:00"));
        assertThat(goesOut()).contains(INVOICE);
        policy("sales-invoice", "when-released");
        assertThat(goesOut()).doesNotContain(INVOICE);
        policy("sales-invoice", "period-end + 366 days");
        assertThat(goesOut()).doesNotContain(INVOICE);
        policy("sales-invoice", "continuously");
        assertThat(goesOut()).contains(INVOICE);

        pass("2025-05-31");
        policy("sales-invoice", "when-released");
        assertThat(goesOut()).isEmpty();
        assertThat(waiting(INVOICE)).as("what was sent stays sent").isNull();
    }

    @Test
    void aReleaseStandsWhateverThePolicyBecomes() {
        policy("sales-invoice", "when-released");
        BOOKS.take(hour("1", "09:00"));
        release(INVOICE, 1);
        policy("sales-invoice", "period-end + 366 days");

        assertThat(goesOut()).contains(INVOICE);
    }

    @Test
    void whatTheTargetMayHaveIsBroughtToItsEnd() {
        BOOKS.take(hour("1", "09:00"));
        BOOKS.bench.entries.jdbc.update(
                "update delivery set state = 'in-doubt', doubted = true, attempts = 1 where document_id = ?", BOOKS.id(INVOICE));
        policy("sales-invoice", "when-released");

        assertThat(goesOut()).contains(INVOICE);
    }

    @Test
    void whatIsReplayedWaitsForItsReleaseAllTheSame() {
        BOOKS.take(hour("1", "09:00"));
        BOOKS.bench.entries.jdbc.update("update delivery set state = 'failed', attempts = 1 where document_id = ?", BOOKS.id(INVOICE));
        policy("sales-invoice", "when-released");
        store.tryAgain(BOOKS.id(INVOICE), BOOKS.bench.entries.clock.instant());

        assertThat(goesOut()).doesNotContain(INVOICE);
    }

    @Test
    void aTargetMayHaveARuleOfItsOwn() {
        BOOKS.bench.edit("release.yaml", text -> text.replaceAll("(?m)^targets:$", "targets:\n  sandbox:\n    sales-invoice: When-Released"));
        BOOKS.take(hour("1", "09:00"));

        assertThat(goesOut()).containsExactly(LABOUR, PAYROLL);
    }
}
