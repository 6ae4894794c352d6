package io.hourbook.readback;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.exchange.ExchangeRates;
import io.hourbook.money.MoneyRounding;
import io.hourbook.readback.ExchangeDifference.Booked;
import io.hourbook.readback.ExchangeDifference.Paid;
import io.hourbook.readback.ExchangeDifference.Rates;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What came of a rate that moved between a document and its payment. */
class ExchangeDifferenceTest {

    private static final LocalDate PAID_ON = LocalDate.of(2025, 5, 9);
    private static final ExchangeRates PUBLISHED =
            ExchangeRates.readCsv("rates.csv", new StringReader("Date,USD\n2025-05-09,1.1252\n2025-05-02,1.1297\n")).rates();
    private static final Rates RATES = (amount, currency, day) ->
            PUBLISHED.cross(currency, "EUR", day, 7).map(cross -> cross.convert(amount, MoneyRounding.HALF_UP));

    private static Booked invoice(String type, String total, String base) {
        return new Booked("HB-INV-CUST-1-USD-2025-04-1", "books", type, "CUST-1", "USD", new BigDecimal(total), new BigDecimal(base));
    }

    private static Paid paid(String id, String amount, String base) {
        return new Paid(id, PAID_ON, new BigDecimal(amount), base == null ? null : new BigDecimal(base));
    }

    @Test
    void aThousandDollarsInvoicedAt11297AndPaidAt11252AreAGainOfThreeEuroFiftyFour() {
        String booked = RATES.base(new BigDecimal("1000"), "USD", LocalDate.of(2025, 5, 2)).orElseThrow().toPlainString();
        assertThat(booked).isEqualTo("885.19");

        List<ExchangeDifference> differences =
                ExchangeDifference.of(invoice("sales-invoice", "1000.00", booked), List.of(paid("P-1", "1000.00", null)), "EUR", RATES);

        assertThat(differences).singleElement().satisfies(one -> {
            assertThat(one.bookedBase()).isEqualByComparingTo("885.19");
            assertThat(one.settledBase()).isEqualByComparingTo("888.73");
            assertThat(one.gain()).isEqualByComparingTo("3.54");
            assertThat(one.settledBy()).isEqualTo("rates");
        });
    }

    @Test
    void whatWasPaidForABillIsALossWhereACustomerWouldHaveBroughtAGain() {
        assertThat(ExchangeDifference.of(invoice("vendor-bill", "1000.00", "885.19"), List.of(paid("P-1", "1000.00", "888.73")), "EUR", RATES))
                .singleElement().satisfies(one -> {
                    assertThat(one.gain()).isEqualByComparingTo("-3.54");
                    assertThat(one.settledBy()).isEqualTo("target");
                });
    }

    @Test
    void aPaymentThatNoRateHoldsForIsLeftOut() {
        Rates none = (amount, currency, day) -> java.util.Optional.empty();
        assertThat(ExchangeDifference.of(invoice("sales-invoice", "10.00", "9.00"), List.of(paid("P-1", "10.00", null)), "EUR", none)).isEmpty();
    }

    /** In however many parts it is paid, what they settle comes to what was booked. */
    @Property(tries = 200)
    void partsSettleTheWhole(@ForAll Random chance) {
        long cents = 100 + chance.nextInt(1_000_000);
        BigDecimal booked = BigDecimal.valueOf(1 + chance.nextInt(1_000_000), 2);
        List<Paid> parts = new ArrayList<>();
        long left = cents;
        while (left > 0) {
            long part = parts.size() == 11 ? left : 1 + chance.nextLong(left);
            parts.add(new Paid("P-" + parts.size(), PAID_ON, BigDecimal.valueOf(part, 2), BigDecimal.ZERO));
            left -= part;
        }

        List<ExchangeDifference> differences = ExchangeDifference.of(
                new Booked("R", "books", "sales-invoice", "C", "USD", BigDecimal.valueOf(cents, 2), booked), parts, "EUR", RATES);

        assertThat(differences.stream().map(ExchangeDifference::bookedBase).reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(booked);
    }

    @Test
    void theThresholdOfAYearIsThatOfThePaymentsDay() {
        assertThat(VendorYear.of("V-PARK", 2025, "USD", new BigDecimal("600.00"), 2, "NEC-1").reaches()).isTrue();
        assertThat(VendorYear.of("V-PARK", 2026, "USD", new BigDecimal("600.00"), 2, "NEC-1").reaches()).isFalse();
        assertThat(VendorYear.of("V-PARK", 2027, "USD", new BigDecimal("600.00"), 2, "NEC-1").reaches()).isNull();
        assertThat(VendorYear.of("V-LUND", 2025, "EUR", new BigDecimal("900.00"), 2, null).reaches()).isNull();
    }
}
