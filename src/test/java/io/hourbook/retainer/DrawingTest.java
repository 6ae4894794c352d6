package io.hourbook.retainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.retainer.Drawing.Drawn;
import io.hourbook.retainer.Drawing.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DrawingTest {

    @Test
    void work_is_drawn_while_the_balance_lasts() {
        Drawing.Result result = draw("1000.00", item(1, "260.00", 7200), item(2, "130.00", 3600));

        assertThat(result.drawn()).extracting(Drawn::amount).containsExactly(money("260.00"), money("130.00"));
        assertThat(result.drawn()).noneMatch(Drawn::hasRest);
        assertThat(result.balance()).isEqualTo(money("610.00"));
        assertThat(result.shortfall()).isEqualTo(money("0.00"));
    }

    @Test
    void the_entry_that_crosses_zero_is_split_to_the_cent_and_its_seconds_in_proportion() {
        Drawing.Result result = Drawing.draw(
                money("100.00"), "USD", List.of(), List.of(new Item(1, money("130.00"), 3600, 3417), item(2, "65.00", 1800)));

        assertThat(result.drawn())
                .containsExactly(
                        new Drawn(1, money("100.00"), 2769, 2628, money("30.00"), 831, 789),
                        new Drawn(2, money("0.00"), 0, 0, money("65.00"), 1800, 1800));
        assertThat(result.drawn().get(0).isSplit()).isTrue();
        assertThat(result.drawn().get(1).isSplit()).isFalse();
        assertThat(result.drawn().get(1).hasRest()).isTrue();
        assertThat(result.balance()).isEqualTo(money("0.00"));
    }

    @Test
    void an_entry_that_takes_the_last_cent_has_no_rest() {
        Drawing.Result result = draw("130.00", item(1, "130.00", 3600), item(2, "0.01", 1));

        assertThat(result.drawn().get(0)).isEqualTo(new Drawn(1, money("130.00"), 3600, 3600, money("0.00"), 0, 0));
        assertThat(result.drawn().get(1).restAmount()).isEqualTo(money("0.01"));
    }

    @Test
    void an_entry_worth_nothing_is_drawn_wholly_even_from_an_empty_retainer() {
        Drawing.Result result = draw("0", item(1, "0.00", 900));

        assertThat(result.drawn()).containsExactly(new Drawn(1, money("0.00"), 900, 900, money("0.00"), 0, 0));
    }

    @Test
    void what_final_documents_drew_is_gone_and_what_they_drew_too_much_is_told() {
        Drawing.Result after = Drawing.draw(
                money("500.00"), "USD", List.of(money("400.00")), List.of(item(9, "130.00", 3600)));
        assertThat(after.drawn().get(0).amount()).isEqualTo(money("100.00"));

        Drawing.Result lowered = Drawing.draw(
                money("300.00"), "USD", List.of(money("400.00")), List.of(item(9, "130.00", 3600)));
        assertThat(lowered.drawn().get(0).restAmount()).isEqualTo(money("130.00"));
        assertThat(lowered.balance()).isEqualTo(money("0.00"));
        assertThat(lowered.shortfall()).isEqualTo(money("100.00"));
    }

    @Test
    void currencies_without_cents_are_split_to_their_own_unit() {
        Drawing.Result result = Drawing.draw(
                money("10000"), "JPY", List.of(), List.of(new Item(1, money("16500"), 3600, 3600)));

        assertThat(result.drawn()).containsExactly(new Drawn(1, money("10000"), 2182, 2182, money("6500"), 1418, 1418));
    }

    @Test
    void negative_and_unrounded_numbers_never_come_this_far() {
        assertThatThrownBy(() -> draw("-1.00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draw("1.00", item(1, "-1.00", 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draw("1.00", item(1, "1.00", -1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draw("1.00", item(1, "1.005", 1))).isInstanceOf(ArithmeticException.class);
    }

    @Property
    void money_and_seconds_are_conserved_and_the_balance_never_goes_below_zero(
            @ForAll @LongRange(min = 0, max = 2_000_000) long opening,
            @ForAll @Size(max = 40) List<@LongRange(min = 0, max = 200_000) Long> cents,
            @ForAll @Size(value = 40) List<@LongRange(min = 0, max = 60_000) Long> seconds) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < cents.size(); i++) {
            items.add(new Item(i, BigDecimal.valueOf(cents.get(i), 2), seconds.get(i), seconds.get(i) / 2));
        }
        Drawing.Result result = Drawing.draw(BigDecimal.valueOf(opening, 2), "USD", List.of(), items);

        BigDecimal drawn = BigDecimal.ZERO;
        boolean dry = false;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Drawn part = result.drawn().get(i);
            assertThat(part.entryId()).isEqualTo(item.entryId());
            assertThat(part.amount().add(part.restAmount())).isEqualByComparingTo(item.amount());
            assertThat(part.seconds() + part.restSeconds()).isEqualTo(item.seconds());
            assertThat(part.rawSeconds() + part.restRawSeconds()).isEqualTo(item.rawSeconds());
            assertThat(part.amount().signum() >= 0 && part.restAmount().signum() >= 0).isTrue();
            assertThat(part.seconds() >= 0 && part.restSeconds() >= 0).isTrue();
            assertThat(part.rawSeconds() >= 0 && part.restRawSeconds() >= 0).isTrue();
            if (dry) {
                assertThat(part.amount().signum()).isZero();
            }
            dry = dry || part.hasRest();
            drawn = drawn.add(part.amount());
        }
        assertThat(result.balance()).isEqualByComparingTo(BigDecimal.valueOf(opening, 2).subtract(drawn));
        assertThat(result.balance().signum()).isNotNegative();
        if (dry) {
            assertThat(result.balance().signum()).isZero();
        }
    }

    private static Drawing.Result draw(String opening, Item... items) {
        return Drawing.draw(money(opening), "USD", List.of(), List.of(items));
    }

    private static Item item(long id, String amount, long seconds) {
        return new Item(id, money(amount), seconds, seconds);
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }
}
