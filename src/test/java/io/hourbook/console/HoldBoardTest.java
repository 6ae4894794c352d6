package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.TestDatabase;
import io.hourbook.report.HeldFirst;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class HoldBoardTest {

    /** The rule as the run's summary and out/holds.csv have it, which sorts every side that is held. */
    private static final String RULE = HeldFirst.WITH + " select concat(e.source_key, ' ', f.reason, ' ', f.pay, f.bill, ' ', f.detail) from first f "
            + "join entry e on e.id = f.entry_id where f.place = 1";

    @Test
    void each_entry_is_under_its_first_reason_whatever_waits_on_either_side() {
        JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.fresh());
        Planted planted = new Planted(jdbc);
        planted.done();
        Random random = new Random(7);
        List<String> reasons = HeldFirst.WORDS;
        for (int i = 0; i < 300; i++) {
            long entry = planted.entry("s" + i % 3, "k" + i, "w" + i % 5, "p", "2025-04-0" + (1 + i % 9), 60);
            String pay = random.nextBoolean() ? reasons.get(random.nextInt(reasons.size())) : null;
            String bill = random.nextBoolean() ? reasons.get(random.nextInt(reasons.size())) : null;
            planted.pay(entry, pay == null ? "allocated" : "held", pay, pay == null ? null : "pay " + pay, 60);
            planted.bill(entry, bill == null ? "allocated" : "held", bill, bill == null ? null : "bill " + bill, 60);
            if (bill == null && random.nextBoolean()) {
                jdbc.update("update bill_allocation set retainer = 'R' where entry_id = ?", entry);
                planted.drawn("R", entry, "USD", "1", random.nextBoolean());
            }
        }
        HoldBoard board = new HoldBoard(jdbc);

        List<String> shown = new ArrayList<>();
        for (int page = 1; page <= 30; page++) {
            for (HoldBoard.Group group : board.groups(HoldBoard.Wanted.ALL, new Slice(page, 10))) {
                for (HoldBoard.Held held : group.entries()) {
                    String side = held.side().equals("pay and billing") ? "11" : held.side().equals("pay") ? "10" : "01";
                    shown.add(held.key() + " " + group.reason() + " " + side + " " + held.detail());
                }
            }
        }

        List<String> wanted = jdbc.queryForList(RULE, String.class);
        assertThat(wanted).hasSizeGreaterThan(150);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(board.counts(HoldBoard.Wanted.ALL).stream().mapToLong(HoldBoard.Group::count).sum()).isEqualTo(wanted.size());
        long some = board.counts(new HoldBoard.Wanted(null, "s1", "w2", null)).stream().mapToLong(HoldBoard.Group::count).sum();
        assertThat(some).isEqualTo(jdbc.queryForObject(HeldFirst.WITH + " select count(*) from first f join entry e on e.id = f.entry_id "
                + "join source s on s.id = e.source_id where f.place = 1 and s.name = 's1' and e.worker_name = 'w2'", Long.class));
        assertThat(board.groups(HoldBoard.Wanted.ALL, Slice.first(500))).extracting(HoldBoard.Group::reason)
                .isSubsetOf(reasons).isSortedAccordingTo((one, other) -> reasons.indexOf(one) - reasons.indexOf(other));
    }
}
