package io.hourbook.readback;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;

/**
 * What a vendor was paid in a year, counted by the day of payment, as tax forms count it.
 *
 * @param form      the form and box of mappings/workers.csv, or null
 * @param threshold from which the form is due, in US dollars, or null where none is known for the year or there is no form
 * @param reaches   whether the payments come to the threshold; null where there is none
 */
public record VendorYear(
        String vendor, int year, String currency, @JsonFormat(shape = Shape.STRING) BigDecimal paid, int payments, String form,
        @JsonFormat(shape = Shape.STRING) BigDecimal threshold, Boolean reaches) {

    private static final BigDecimal TO_2025 = new BigDecimal("600.00");
    private static final BigDecimal OF_2026 = new BigDecimal("2000.00");

    /** Of Form 1099-NEC: 600 for payments to the end of 2025, 2,000 for those of 2026 (26 USC 6041(a)); later ones are not published. */
    static BigDecimal threshold(int year) {
        return year <= 2025 ? TO_2025 : year == 2026 ? OF_2026 : null;
    }

    static VendorYear of(String vendor, int year, String currency, BigDecimal paid, int payments, String form) {
        BigDecimal threshold = form == null || !currency.equals("USD") ? null : threshold(year);
        return new VendorYear(vendor, year, currency, paid, payments, form, threshold, threshold == null ? null : paid.compareTo(threshold) >= 0);
    }
}
