package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.readback.Page;
import io.hourbook.readback.SeenCredit;
import io.hourbook.readback.SeenDocument;
import io.hourbook.readback.SeenDocument.Says;
import io.hourbook.readback.SeenDocument.State;
import io.hourbook.readback.SeenPayment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader of a kind of its own can say, from outside. */
class PageOfAnotherKindTest {

    private static final LocalDate DAY = LocalDate.of(2025, 5, 9);

    @Test
    void paymentsAndCreditsAreToldAtTheirDocumentOrApartFromIt() {
        SeenPayment payment = new SeenPayment("P-1", "D-1", DAY, new BigDecimal("10.00"), "USD", null, false);
        SeenCredit credit = new SeenCredit("C-1", null, "D-1", DAY, new BigDecimal("2.00"), false);
        List<SeenPayment> payments = new ArrayList<>(List.of(payment));
        SeenDocument document = SeenDocument.of("D-1", "HB-1", State.FINAL)
                .saying(new BigDecimal("10.00"), DAY, null, List.of(new BigDecimal("10.00")))
                .owing(new BigDecimal("12.00"))
                .written(Says.OURS, "7", "Ann")
                .settledBy(payments, null);
        payments.clear();

        Page page = new Page(List.of(document), List.of(payment), List.of(credit), "c-1", true);

        assertThat(page.documents().get(0).payments()).containsExactly(payment);
        assertThat(page.documents().get(0).credits()).isNull();
        assertThat(page.documents().get(0).payable()).isEqualByComparingTo("12");
        assertThat(Page.of(List.of(document), "c-1", false).payments()).isEmpty();
    }

    @Test
    void aPageWithoutAPlaceToGoOnFromIsNone() {
        assertThatThrownBy(() -> Page.of(List.of(), null, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Page.of(List.of(), "c".repeat(Page.LONGEST_CURSOR + 1), false)).isInstanceOf(IllegalArgumentException.class);
    }
}
