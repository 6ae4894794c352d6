package io.hourbook.readback;

import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.delivery.Deliveries;
import io.hourbook.problem.Finding;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down a page: what was seen, and with it how far the target has been read. One transaction; read again, nothing changes. */
final class Keeping {

    /** Codes of the letters that this package writes. */
    static final String EDITED = "DEL-702";
    static final String STANDS_AGAIN = "DEL-703";

    private final TransactionTemplate transaction;
    private final OurDocuments documents;
    private final ThereStore there;
    private final MoneyThere money;
    private final ReadingStore readings;
    private final DeadLetters deadLetters;
    private final Deliveries deliveries;
    private final Clock clock;

    Keeping(JdbcTemplate jdbc, TransactionTemplate transaction, DeadLetters deadLetters, Deliveries deliveries, Clock clock) {
        this.transaction = transaction;
        this.documents = new OurDocuments(jdbc);
        this.there = new ThereStore(jdbc);
        this.money = new MoneyThere(jdbc);
        this.readings = new ReadingStore(jdbc);
        this.deadLetters = deadLetters;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** @return how many documents of ours it told of */
    int keep(String target, Page page) {
        return transaction.execute(status -> kept(target, page, clock.instant()));
    }

    private int kept(String target, Page page, Instant now) {
        Map<SeenDocument, OurDocument> ours = documents.of(target, page.documents());
        Map<Integer, There> before = there.of(ours.values().stream().map(OurDocument::id).collect(Collectors.toSet()));
        List<SeenPayment> payments = new ArrayList<>(page.payments());
        List<SeenCredit> credits = new ArrayList<>(page.credits());
        ours.forEach((seen, mine) -> {
            There row = There.of(before.get(mine.id()), mine, seen, now);
            there.keep(row, now);
            follow(before.put(mine.id(), row), row, mine, target);
            if (seen.payments() != null) {
                money.noOtherPayments(mine.id(), seen.payments(), now);
                seen.payments().forEach(payment -> money.payment(target, mine.id(), payment, now));
            }
            if (seen.credits() != null) {
                Set<String> own = documents.own(target, seen.credits());
                money.noOtherCredits(mine.id(), seen.credits(), now);
                seen.credits().forEach(credit -> money.credit(target, mine.id(), credit, own, now));
            }
        });
        apart(target, payments, credits, now);
        readings.kept(target, page.cursor(), ours.size(), now);
        return ours.size();
    }

    /** Payments and credits that are told apart from their documents; those of documents that are not ours are nobody's. */
    private void apart(String target, List<SeenPayment> payments, List<SeenCredit> credits, Instant now) {
        Set<String> ids = new HashSet<>();
        payments.stream().filter(payment -> payment.documentId() == null).forEach(payment -> money.takenBack(target, payment.id(), now));
        payments.stream().filter(payment -> payment.documentId() != null).forEach(payment -> ids.add(payment.documentId()));
        credits.forEach(credit -> ids.add(credit.documentId()));
        Map<String, Integer> numbers = documents.numbers(target, ids);
        Set<String> own = documents.own(target, credits);
        payments.stream().filter(payment -> payment.documentId() != null && numbers.containsKey(payment.documentId()))
                .forEach(payment -> money.payment(target, numbers.get(payment.documentId()), payment, now));
        credits.stream().filter(credit -> numbers.containsKey(credit.documentId()))
                .forEach(credit -> money.credit(target, numbers.get(credit.documentId()), credit, own, now));
    }

    /** Letters that what was seen now opens or closes. */
    private void follow(There before, There now, OurDocument ours, String target) {
        if (now.newlyAgain(before)) {
            Finding finding = new Finding(
                    STANDS_AGAIN, ours.reference(), "a void was taken back at target " + target, "it stands there again" + by(now.seen()),
                    "either this document, or the one that its lines went to after the void",
                    "void one of the two there; what is void is seen at the next reading, and this letter closes by itself");
            deadLetters.keep(0, List.of(new DeadLetter(
                    DeadLetter.Kind.DOCUMENT, finding, "document " + ours.reference() + " at " + target + " stands again since " + now.againAt(),
                    null, null, null, ours.id(), null, null, null, null)));
        } else if (before != null && before.againAt() != null && now.againAt() == null) {
            deadLetters.resolveDocument(ours.id(), List.of(STANDS_AGAIN), "void there again");
        }
        if (before != null && before.editedAt() != null && now.editedAt() == null && now.waits() == null && !ours.isVoid()) {
            // people took their edit back, or somebody decided to overwrite it: nothing would be lost by an update any more
            deadLetters.resolveDocument(ours.id(), List.of(EDITED), "it says what was sent, again");
            deliveries.letGo(ours.id());
        }
    }

    private static String by(SeenDocument seen) {
        return seen.by() == null ? "" : " (" + seen.by() + ")";
    }
}
