package io.hourbook.allocation;

import io.hourbook.exchange.Cross;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Retainer;
import io.hourbook.money.Price;
import io.hourbook.rate.Rate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * The step {@code exchange.convert}: the amount in the currency of the invoice or the retainer, from exact seconds, rate and
 * exchange rate, divided last and rounded once.
 */
public final class ExchangeStep {

    public Outcome convert(Outcome outcome) {
        if (!outcome.bill().verdict().open()) {
            return outcome;
        }
        BillSide bill = outcome.bill();
        Rate rate = bill.rate();
        String currency = currency(outcome);
        if (rate.currency().equals(currency)) {
            return outcome.bill(bill.priced(
                    currency, null, Price.of(bill.seconds(), rate.rate(), currency, outcome.client().moneyRounding())));
        }
        LocalDate day = rateDay(outcome.pass(), outcome.client(), outcome.entry().workDate());
        MappingBook book = outcome.pass().book();
        Optional<Cross> cross =
                book.exchangeRates().cross(rate.currency(), currency, day, book.policies().exchangeMaxAgeDays());
        if (cross.isEmpty()) {
            return outcome.bill(bill.because(
                    Reason.NO_EXCHANGE_RATE, "no rate from " + rate.currency() + " to " + currency + " for " + day));
        }
        return outcome.bill(bill.priced(
                currency,
                cross.get(),
                Price.of(
                        bill.seconds(), rate.rate(), cross.get().numerator(), cross.get().denominator(), currency,
                        outcome.client().moneyRounding())));
    }

    /** The day whose rates hold (domain rule on currency): the work date, or the document's date for a client locked to documents. */
    public static LocalDate rateDay(PassContext pass, Client client, LocalDate workDate) {
        return client.fxLock() == Client.FxLock.DOCUMENT
                ? pass.rateDay(YearMonth.from(workDate).atEndOfMonth())
                : workDate;
    }

    private static String currency(Outcome outcome) {
        Retainer retainer = outcome.project().retainer() == null
                ? null
                : outcome.pass().book().retainers().get(outcome.project().retainer());
        return retainer == null ? outcome.client().currency() : retainer.currency();
    }
}
