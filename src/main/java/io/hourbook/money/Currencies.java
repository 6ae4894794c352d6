package io.hourbook.money;

import java.util.Currency;

/** ISO 4217 currencies and their minor units. */
public final class Currencies {

    private Currencies() {}

    /** @return true for an ISO 4217 code in capitals that has minor units (not XXX, XAU …) */
    public static boolean known(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /**
     * Decimals of the currency's minor unit: JPY 0, USD 2, KWD 3.
     *
     * @throws IllegalArgumentException for a code that is not {@link #known}
     */
    public static int minorUnits(String code) {
        return Currency.getInstance(code).getDefaultFractionDigits();
    }
}
