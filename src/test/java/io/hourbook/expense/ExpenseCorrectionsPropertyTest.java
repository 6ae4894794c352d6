package io.hourbook.expense;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes in in whatever order, and whatever turned out to be final in between: what all documents come to is what a fresh
 * company with only the last rows would have been sent.
 */
class ExpenseCorrectionsPropertyTest {

    private static final int EVENTS = 20;
    private static final Company COMPANY = new Company();

    /** Each time the same; more of them with {@code -Dexpenses.seeds=100}. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("expenses.seeds", 3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theNetOfDocumentsIsThatOfAFreshCompany(long seed) {
        Random random = new Random(seed);
        Map<String, Spent> last = new LinkedHashMap<>();
        COMPANY.empty();
        for (int event = 0; event < EVENTS; event++) {
            if (random.nextInt(4) > 0) {
                Spent row = row(random);
                last.put(row.received(1).sourceId(), row);
                COMPANY.take(row);
            } else {
                finalise(random);
            }
            assertThat(COMPANY.laws().wrong()).isEmpty();
            assertThat(COMPANY.laws().waiting()).isZero();
        }
        Map<String, BigDecimal> net = COMPANY.net();
        ExpenseLaws.Figures figures = COMPANY.laws().figures();

        COMPANY.empty();
        COMPANY.take(last.values().toArray(Spent[]::new));

        assertThat(net).isEqualTo(COMPANY.net());
        assertThat(figures).isEqualTo(COMPANY.laws().figures());
    }

    /** An expense that is new, or was there before and says something else now. */
    private static Spent row(Random random) {
        Spent row = Spent.row("x-" + random.nextInt(5)).by(one(random, "W01", "W05", "W08", "W09", "Nobody"))
                .on(one(random, "ACME-WEB", "BLAU-ERP", "CROWN-BRAND", "EMBER-CARE", "INTERNAL", "NOPE", null), one(random, null, null, null, "Archery"))
                .category(one(random, "Travel", "Meals", "CARD", "Mileage", "Archery"))
                .date(one(random, "2025-03-04", "2025-03-31", "2025-04-01"))
                .billable(one(random, true, true, false, null)).reimbursable(one(random, true, null, false))
                .notes(one(random, "", "again"));
        if (random.nextInt(3) == 0) {
            row.units(random.nextInt(300) + "." + random.nextInt(10));
        } else {
            String currency = one(random, "USD", "EUR", "GBP", "JPY");
            row.amount(random.nextInt(500) + (currency.equals("JPY") ? "" : "." + (10 + random.nextInt(90))), currency);
        }
        if (random.nextInt(8) == 0) {
            row.unapproved();
        }
        return random.nextInt(8) == 0 ? row.deleted() : row;
    }

    @SafeVarargs
    private static <T> T one(Random random, T... of) {
        return of[random.nextInt(of.length)];
    }

    /** The target says that one of the documents that it has is final. */
    private static void finalise(Random random) {
        List<String> drafts = new ArrayList<>(COMPANY.jdbc().queryForList(
                "select reference from document where status = 'draft' order by reference", String.class));
        if (!drafts.isEmpty()) {
            String reference = drafts.get(random.nextInt(drafts.size()));
            COMPANY.books.deliver(reference);
            COMPANY.books.finalise(reference);
        }
    }
}
