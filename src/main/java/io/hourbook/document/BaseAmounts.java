package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import io.hourbook.exchange.Cross;
import io.hourbook.mapping.Policies;
import io.hourbook.money.Price;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** Amounts in the currency of the books, at the published rate of a day. */
final class BaseAmounts {

    private final PassContext pass;

    BaseAmounts(PassContext pass) {
        this.pass = pass;
    }

    /** @return null where no rate holds on that day: the target converts by its own then */
    BigDecimal of(BigDecimal amount, String currency, LocalDate day) {
        Policies policies = pass.book().policies();
        String base = policies.baseCurrency();
        if (currency.equals(base)) {
            return amount;
        }
        Optional<Cross> cross =
                pass.book().exchangeRates().cross(currency, base, pass.rateDay(day), policies.exchangeMaxAgeDays());
        return cross.map(rate -> Price.convert(
                amount, rate.numerator(), rate.denominator(), base, policies.companyMoneyRounding())).orElse(null);
    }
}
