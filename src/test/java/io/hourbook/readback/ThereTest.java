package io.hourbook.readback;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.readback.OurDocument.Version;
import io.hourbook.readback.SeenDocument.Says;
import io.hourbook.readback.SeenDocument.State;
import io.hourbook.readback.There.Waits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from what was read of one document. */
class ThereTest {

    private static final Instant NOW = Instant.parse("2025-05-02T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final LocalDate DATE = LocalDate.of(2025, 3, 31);
    private static final LocalDate DUE = LocalDate.of(2025, 4, 30);

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    private static OurDocument ours(String status, int delivered, boolean doubted, Version... versions) {
        return new OurDocument(7, "HB-INV-1", "D-1", "sales-invoice", status, delivered, doubted, DATE, DUE, List.of(versions));
    }

    private static OurDocument sent() {
        return ours("draft", 2, false, new Version(2, money("30.0000"), List.of(money("10.0000"), money("20.0000"))));
    }

    private static SeenDocument seen(State state) {
        return SeenDocument.of("D-1", "HB-INV-1", state);
    }

    private static SeenDocument saying(String total, LocalDate due, String... amounts) {
        return seen(State.DRAFT).saying(money(total), DATE, due, java.util.Arrays.stream(amounts).map(ThereTest::money).toList());
    }

    @Test
    void whatWeWroteIsOursHoweverItsLinesAreOrderedAndItsAmountsWritten() {
        There there = There.of(null, sent(), saying("30", DUE, "20.00", "10"), NOW);

        assertThat(there.editedAt()).isNull();
        assertThat(there.waits()).isNull();
    }

    @Test
    void anotherTotalDueDayOrLineIsAnEditAndSaysWhatStandsThere() {
        assertThat(There.of(null, sent(), saying("30", DUE.plusDays(1), "20.00", "10"), NOW).editedWhat()).isEqualTo("due 2025-05-01 instead of 2025-04-30");
        assertThat(There.of(null, sent(), saying("29.99", DUE, "20.00", "9.99"), NOW).editedWhat())
                .isEqualTo("total 29.99 instead of 30; lines 20 + 9.99 instead of 10 + 20");
    }

    @Test
    void anEditThatIsReadAgainIsTheSameAndAnotherOneIsNew() {
        There first = There.of(null, sent(), saying("29.99", DUE, "29.99"), NOW);
        There again = There.of(first, sent(), saying("29.99", DUE, "29.99"), LATER);
        There other = There.of(again, sent(), saying("29.98", DUE, "29.98"), LATER);

        assertThat(again.editedAt()).isEqualTo(NOW);
        assertThat(other.editedAt()).isEqualTo(LATER);
        assertThat(There.of(other, sent(), saying("30", DUE, "10", "20"), LATER).editedAt()).isNull();
    }

    @Test
    void whatOfOursIsInDoubtIsNobodyElses() {
        OurDocument doubted = ours("draft", 2, true, new Version(3, money("31"), List.of(money("31"))), new Version(2, money("30"), List.of(money("30"))));

        assertThat(There.of(null, doubted, saying("31.00", DUE, "31.00"), NOW).editedAt()).isNull();
        assertThat(There.of(null, doubted, saying("30.00", DUE, "30.00"), NOW).editedAt()).isNull();
        assertThat(There.of(null, doubted, saying("32.00", DUE, "32.00"), NOW).editedAt()).isEqualTo(NOW);
    }

    @Test
    void theTargetsOwnWordCountsMoreThanWhatCanBeCompared() {
        assertThat(There.of(null, sent(), saying("1", DUE, "1").written(Says.OURS, null, null), NOW).editedAt()).isNull();
        There changed = There.of(null, sent(), saying("30", DUE, "10", "20").written(Says.OTHERS, "v7", "Ann"), NOW);
        assertThat(changed.editedWhat()).isEqualTo("its words, names or accounts were changed (Ann)");
        assertThat(There.of(changed, sent(), saying("30", DUE, "10", "20").written(Says.OTHERS, "v7", "Ann"), LATER).editedAt()).isEqualTo(NOW);
        assertThat(There.of(changed, sent(), saying("30", DUE, "10", "20").written(Says.OTHERS, "v8", "Ann"), LATER).editedAt()).isEqualTo(LATER);
    }

    @Test
    void aVoidWaitsForAPassAndOneOfOurOwnDoesNot() {
        assertThat(There.of(null, sent(), seen(State.VOID), NOW).waits()).isEqualTo(Waits.VOID);
        assertThat(There.of(null, sent(), seen(State.GONE), NOW).waits()).isEqualTo(Waits.VOID);
        assertThat(There.of(null, ours("void", 3, false), seen(State.VOID), NOW).waits()).isNull();
    }

    @Test
    void aVoidThatPeopleTakeBackBeforeItIsSettledIsForgotten() {
        There voided = There.of(null, sent(), seen(State.VOID), NOW);

        There back = There.of(voided, sent(), saying("30", DUE, "10", "20"), LATER);

        assertThat(back.waits()).isNull();
        assertThat(back.againAt()).isNull();
    }

    @Test
    void aVoidThatPeopleTakeBackAfterItWasSettledIsToldOnce() {
        There settled = new There(7, seen(State.VOID), null, null, null, null, NOW, 12, null);
        OurDocument here = ours("void", 3, false, new Version(3, BigDecimal.ZERO, List.of()));

        There again = There.of(settled, here, saying("30", DUE, "10", "20"), LATER);

        assertThat(again.newlyAgain(settled)).isTrue();
        assertThat(again.editedAt()).as("what stands there again is no edit of what is void here").isNull();
        assertThat(There.of(again, here, saying("30", DUE, "10", "20"), LATER.plusSeconds(1)).newlyAgain(again)).isFalse();
        assertThat(There.of(again, here, seen(State.VOID), LATER).againAt()).isNull();
    }

    @Test
    void whatIsFinalThereWaitsForAPassUnlessACallAboutItIsInDoubt() {
        assertThat(There.of(null, sent(), seen(State.FINAL), NOW).waits()).isEqualTo(Waits.FINAL);
        assertThat(There.of(null, ours("final", 2, false), seen(State.FINAL), NOW).waits()).isNull();
        assertThat(There.of(null, ours("draft", 2, true), seen(State.FINAL), NOW).waits()).isNull();
        assertThat(There.of(null, ours("draft", 0, false), seen(State.FINAL), NOW).waits()).isNull();
    }
}
