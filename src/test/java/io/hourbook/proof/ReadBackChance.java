package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * People on both sides do what they like, in any order: rows are corrected, documents voided, paid, edited, credited, made final, voids and
 * payments taken back; passes and readings come in between. At the end stands what a company without any of it would have been sent.
 */
final class ReadBackChance {

    private static final Set<String> ALSO = Set.of("clockify-new-york");
    private static final int MOST_ROUNDS = 12;

    private final ReadBooks books;
    private final Random chance;
    private final int rows;
    private final List<String> told = new ArrayList<>();
    /** Due days that people wrote, by the target's id, until somebody decides. */
    private final Map<String, String> edited = new TreeMap<>();

    ReadBackChance(ReadBooks books, long seed, int rows) {
        this.books = books;
        this.chance = new Random(seed);
        this.rows = rows;
    }

    static ReadBooks company(Path home, int rows) {
        return new ReadBooks(home, rows, ALSO);
    }

    void happen(int steps) {
        for (int step = 0; step < steps; step++) {
            switch (chance.nextInt(10)) {
                case 0, 1 -> corrected();
                case 2, 3 -> people("void");
                case 4 -> people("pay");
                case 5 -> people("edit");
                case 6 -> people("finalise");
                case 7 -> people(chance.nextBoolean() ? "credit" : "unpay");
                case 8 -> people("reinstate");
                default -> books.pass();
            }
            if (chance.nextInt(3) == 0) {
                books.read();
                notOverwritten();
            }
        }
    }

    private void corrected() {
        // what nobody has read yet may be overwritten, as it could be without any reading
        books.read();
        for (int i = chance.nextInt(3); i >= 0; i--) {
            books.correct(chance.nextInt(rows), 1 + chance.nextInt(700));
        }
        books.export();
        books.pass();
        told.add("corrected");
        notOverwritten();
    }

    private void people(String deed) {
        List<JsonNode> there = new ArrayList<>(books.there().values());
        JsonNode document = there.get(chance.nextInt(there.size()));
        String id = document.path("id").asText();
        String due = "2026-01-" + (10 + chance.nextInt(20));
        BigDecimal half = new BigDecimal(document.path("total").asText("0")).movePointLeft(1).setScale(2, java.math.RoundingMode.DOWN);
        String body = switch (deed) {
            case "edit" -> "{\"due\":\"" + due + "\"}";
            case "pay", "credit" -> half.signum() > 0 ? "{\"amount\":\"" + half + "\",\"date\":\"2025-05-02\"}" : "{}";
            default -> "{}";
        };
        boolean did = books.people(deed, id, body);
        told.add(deed + " " + document.path("reference").asText() + (did ? "" : " (refused)"));
        if (did && deed.equals("edit")) {
            edited.put(id, due);
        } else if (did && deed.equals("void")) {
            edited.remove(id);
        }
    }

    /** Nothing that people wrote is gone, as long as nobody has said so. */
    private void notOverwritten() {
        Map<String, JsonNode> there = books.there();
        edited.forEach((id, due) -> assertThat(there.get(id).path("due").asText()).as("%s after %s", id, told).isEqualTo(due));
    }

    /** People decide about every letter, until none is left. */
    void decided() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            books.read();
            for (String id : books.jdbc().queryForList(
                    "select d.external_id from dead_letter l join document d on d.id = l.document_id where l.code = 'DEL-703' and l.state = 'open'",
                    String.class)) {
                books.people("unpay", id, "{}");
                assertThat(books.people("void", id, "{}")).as("%s after %s", id, told).isTrue();
            }
            books.letters("DEL-702").forEach(books::replay);
            edited.clear();
            books.read();
            books.pass();
            if (books.letters("DEL-702").isEmpty() && books.letters("DEL-703").isEmpty()) {
                return;
            }
        }
        throw new AssertionError("letters are left after " + told);
    }

    void standsAsIn(ReadBooks fresh) {
        assertThat(books.money()).as("money after %s", told).isEqualTo(fresh.money());
        assertThat(books.seconds()).as("seconds after %s", told).isEqualTo(fresh.seconds());
        assertThat(books.payroll()).as("payroll after %s", told).isEqualTo(fresh.payroll());
        assertThat(books.journals()).as("journals after %s", told).isEqualTo(fresh.journals());
        Map<String, BigDecimal> before = books.money();
        assertThat(books.pass().documents().delivered()).isZero();
        assertThat(books.read().pass()).isNull();
        assertThat(books.money()).isEqualTo(before);
    }
}
