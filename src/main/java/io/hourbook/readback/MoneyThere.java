package io.hourbook.readback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables {@code payment} and {@code credit_there}. Written again, a payment or credit is the same row. */
final class MoneyThere {

    private final JdbcTemplate jdbc;

    MoneyThere(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void payment(String target, int documentId, SeenPayment seen, Instant now) {
        jdbc.update(
                """
                insert into payment (document_id, target, external_id, paid_on, amount, base_amount, reversed, reversed_at, first_seen_at, seen_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update paid_on = values(paid_on), amount = values(amount),
                  base_amount = coalesce(values(base_amount), base_amount),
                  reversed_at = if(values(reversed), coalesce(reversed_at, values(reversed_at)), null), reversed = values(reversed),
                  seen_at = values(seen_at)
                """,
                documentId, target, seen.id(), seen.date(), seen.amount(), seen.baseAmount(), seen.reversed(),
                seen.reversed() ? ThereStore.utc(now) : null, ThereStore.utc(now), ThereStore.utc(now));
    }

    /** A payment was taken back, or settles others now, which are written next. */
    void takenBack(String target, String payment, Instant now) {
        jdbc.update(
                "update payment set reversed = true, reversed_at = ?, seen_at = ? where not reversed and target = ? and external_id = ?",
                ThereStore.utc(now), ThereStore.utc(now), target, payment);
    }

    /** All payments of a document are known: those that are none of these were taken back. */
    void noOtherPayments(int documentId, List<SeenPayment> all, Instant now) {
        gone("update payment set reversed = true, reversed_at = ?, seen_at = ? where not reversed and document_id = ?", documentId,
                all.stream().map(SeenPayment::id).toList(), ThereStore.utc(now), ThereStore.utc(now));
    }

    void credit(String target, int documentId, SeenCredit seen, Set<String> own, Instant now) {
        boolean ours = own.contains(seen.id()) || own.contains(seen.reference());
        jdbc.update(
                """
                insert into credit_there (document_id, target, external_id, reference, own, credited_on, amount, reversed, first_seen_at, seen_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update reference = values(reference), own = values(own), credited_on = values(credited_on),
                  amount = values(amount), reversed = values(reversed), seen_at = values(seen_at)
                """,
                documentId, target, seen.id(), seen.reference(), ours, seen.date(), seen.amount(), seen.reversed(), ThereStore.utc(now),
                ThereStore.utc(now));
    }

    /** All credits of a document are known. */
    void noOtherCredits(int documentId, List<SeenCredit> all, Instant now) {
        gone("update credit_there set reversed = true, seen_at = ? where not reversed and document_id = ?", documentId,
                all.stream().map(SeenCredit::id).toList(), ThereStore.utc(now));
    }

    private void gone(String statement, int documentId, List<String> but, Object... times) {
        List<Object> arguments = new ArrayList<>(List.of(times));
        arguments.add(documentId);
        arguments.addAll(but);
        jdbc.update(statement + (but.isEmpty() ? "" : " and external_id not in (" + "?,".repeat(but.size() - 1) + "?)"), arguments.toArray());
    }
}
