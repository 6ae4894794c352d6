package io.hourbook.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is wanted and whatever becomes final in between: the documents together say what is wanted last, and nothing else. */
class AssemblyPropertyTest {

    @Property(tries = 400)
    void invoicesAndCreditNotesTogetherSayWhatIsWanted(@ForAll Random chance, @ForAll @IntRange(min = 1, max = 4) int lineLimit) {
        Shelf shelf = Shelf.invoices(lineLimit);
        for (int step = 0; step < 12; step++) {
            List<Line> wanted = entries(chance);
            Map<String, String> before = shelf.places();
            shelf.want(wanted);

            assertThat(shelf.net()).isEqualTo(net(wanted));
            assertThat(shelf.amount()).isEqualByComparingTo(amount(wanted));
            assertThat(shelf.want(wanted)).as("changed although nothing did").isEmpty();
            assertThat(shelf.references()).doesNotHaveDuplicates();
            assertThat(shelf.longest()).isLessThanOrEqualTo(lineLimit);
            noLineHasMoved(before, shelf.places());
            finaliseSome(shelf, chance);
            voidSome(shelf, chance);
        }
    }

    @Property(tries = 200)
    void journalsTogetherSayWhatIsWantedAndEachBalances(@ForAll Random chance) {
        Shelf shelf = Shelf.journals();
        for (int step = 0; step < 12; step++) {
            List<Line> wanted = bookings(chance);
            shelf.want(wanted);

            Map<String, BigDecimal> accounts = new HashMap<>();
            wanted.forEach(line -> accounts.put(line.account(), line.amount()));
            assertThat(shelf.accounts()).usingComparatorForType(BigDecimal::compareTo, BigDecimal.class).isEqualTo(accounts);
            assertThat(shelf.unbalanced()).isEmpty();
            assertThat(shelf.want(wanted)).isEmpty();
            assertThat(shelf.references("draft").size()).as("open journals").isLessThanOrEqualTo(1);
            finaliseSome(shelf, chance);
            voidSome(shelf, chance);
        }
    }

    @Property(tries = 200)
    void payrollBatchesTogetherSayWhatIsWanted(@ForAll Random chance, @ForAll @IntRange(min = 1, max = 4) int lineLimit) {
        Shelf shelf = Shelf.payroll(lineLimit);
        for (int step = 0; step < 12; step++) {
            List<Line> wanted = paid(chance);
            Map<String, String> before = shelf.places();
            shelf.want(wanted);

            Map<String, Long> seconds = new HashMap<>();
            wanted.forEach(line -> seconds.put(line.key(), line.seconds()));
            assertThat(shelf.seconds()).isEqualTo(seconds);
            assertThat(shelf.want(wanted)).isEmpty();
            noLineHasMoved(before, shelf.places());
            finaliseSome(shelf, chance);
            voidSome(shelf, chance);
        }
    }

    private static void noLineHasMoved(Map<String, String> before, Map<String, String> after) {
        after.forEach((line, reference) -> {
            if (before.containsKey(line)) {
                assertThat(reference).as(line).isEqualTo(before.get(line));
            }
        });
    }

    /** Some documents turn out to be final at the target: as they stand, or as an earlier revision of them had reached it. */
    private static void finaliseSome(Shelf shelf, Random chance) {
        for (String reference : shelf.references("draft")) {
            if (chance.nextInt(3) == 0) {
                shelf.finalise(reference, 1 + chance.nextInt(shelf.revisions(reference)));
            }
        }
        for (String reference : shelf.references("void")) {
            if (chance.nextInt(4) == 0) {
                shelf.finalise(reference, 1 + chance.nextInt(shelf.revisions(reference) - 1));
            }
        }
    }

    /** People void some at the target, drafts and final ones, invoices, credit notes, and credits of credits alike. */
    private static void voidSome(Shelf shelf, Random chance) {
        for (String status : List.of("draft", "final")) {
            for (String reference : shelf.references(status)) {
                if (chance.nextInt(6) == 0) {
                    shelf.voidThere(reference);
                }
            }
        }
    }

    private static List<Line> entries(Random chance) {
        List<Line> wanted = new ArrayList<>();
        for (int entry = 1; entry <= 7; entry++) {
            if (chance.nextInt(3) > 0) {
                wanted.add(Shelf.entry(entry, entry + "." + (10 + chance.nextInt(3))));
            }
        }
        return wanted;
    }

    private static List<Line> bookings(Random chance) {
        List<Line> wanted = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (String account : List.of("4010", "4020", "4030")) {
            if (chance.nextInt(3) > 0) {
                BigDecimal amount = new BigDecimal(1 + chance.nextInt(3) + ".50");
                total = total.add(amount);
                wanted.add(Shelf.booking(account, amount.negate().toPlainString()));
            }
        }
        if (total.signum() > 0) {
            wanted.add(0, Shelf.booking("2400", total.toPlainString()));
        }
        return wanted;
    }

    private static List<Line> paid(Random chance) {
        List<Line> wanted = new ArrayList<>();
        for (String worker : List.of("W01", "W02", "W03")) {
            for (String code : List.of("REG", "OT15")) {
                if (chance.nextInt(3) > 0) {
                    wanted.add(Shelf.paid(worker, code, 1L + chance.nextInt(3)));
                }
            }
        }
        return wanted;
    }

    private static Map<String, Integer> net(List<Line> wanted) {
        Map<String, Integer> net = new HashMap<>();
        wanted.forEach(line -> net.put(line.key() + " " + line.hash().hashCode(), 1));
        return net;
    }

    private static BigDecimal amount(List<Line> wanted) {
        return wanted.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
