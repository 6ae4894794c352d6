package io.hourbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.mapping.MappingBook;
import io.hourbook.money.Hours;
import io.hourbook.money.Money;
import io.hourbook.report.MonthSummary.Documents;
import io.hourbook.report.MonthSummary.Held;
import io.hourbook.report.MonthSummary.Letters;
import io.hourbook.report.MonthSummary.RetainerMonth;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a month came to and what is left of it, from the database. Sums are made by the server: memory does not grow with the month. */
final class MonthFigures {

    private final JdbcTemplate jdbc;
    private final MappingBook book;
    private final YearMonth month;

    MonthFigures(JdbcTemplate jdbc, MappingBook book, YearMonth month) {
        this.jdbc = jdbc;
        this.book = book;
        this.month = month;
    }

    /** The last run that was carried through. */
    private record Run(int id, boolean conserved) {}

    /** @param files that were written before this one */
    MonthSummary summary(Instant now, List<String> files) {
        List<Held> holds = holds();
        List<Letters> letters = jdbc.query(
                "select code, count(*) from dead_letter where state = 'open' group by code order by code",
                (row, n) -> new Letters(row.getString(1), row.getLong(2)));
        List<Documents> documents = documents();
        List<RetainerMonth> retainers = retainers();
        Run run = run();
        List<String> open = new ArrayList<>();
        if (!holds.isEmpty()) {
            open.add(count(holds.stream().mapToLong(Held::entries).sum(), "entry is", "entries are") + " on hold, see holds.csv");
        }
        if (!letters.isEmpty()) {
            open.add(count(letters.stream().mapToLong(Letters::letters).sum(), "dead letter is", "dead letters are")
                    + " open, see the console");
        }
        long undelivered = documents.stream().mapToLong(group -> group.documents() - group.delivered()).sum();
        if (undelivered > 0) {
            open.add(count(undelivered, "document is", "documents are") + " not at the target as it should be, see documents.csv");
        }
        if (run == null || !run.conserved) {
            open.add(run == null ? "no run has been carried through yet"
                    : "run " + run.id + " found that not everything is accounted for: do not rely on these figures");
        }
        long due = jdbc.queryForObject(
                "select (select count(*) from work) + (select count(*) from mark where kind <> 'future-day')", Long.class);
        if (due > 0) {
            open.add("the last run left work undone, see its failure in the console");
        }
        retainers.stream().filter(retainer -> !retainer.agrees()).forEach(retainer -> open.add("customer deposits has "
                + retainer.booked().toPlainString() + " " + retainer.currency() + " for retainer " + retainer.retainer() + ", and "
                + retainer.closing().add(retainer.correctedLater()).toPlainString() + " should be left of it"));
        return new MonthSummary(
                month.toString(), open.isEmpty(), open, now.truncatedTo(ChronoUnit.SECONDS).toString(), book.version(),
                run == null ? null : run.id, run != null && run.conserved, holds, earlier(), letters, documents, retainers, files);
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private List<Held> holds() {
        return jdbc.query(
                HeldFirst.WITH + """

                select f.reason, count(*) as entries, sum(e.seconds) as seconds from first f straight_join entry e on e.id = f.entry_id
                where f.place = 1 and e.work_date between ? and ? group by f.reason order by field(f.reason, %s)"""
                        .formatted(HeldFirst.REASONS),
                (row, n) -> new Held(row.getString("reason"), row.getLong("entries"), Hours.shown(row.getLong("seconds"))),
                month.atDay(1), month.atEndOfMonth());
    }

    private long earlier() {
        return jdbc.queryForObject(
                HeldFirst.WITH + "\nselect count(*) from first f straight_join entry e on e.id = f.entry_id where f.place = 1 and e.work_date < ?",
                Long.class, month.atDay(1));
    }

    private List<Documents> documents() {
        return jdbc.query(
                "select d.type, g.currency, count(*) as documents, sum(d.delivered_revision = d.revision or d.status = 'final') as delivered,"
                        + " sum(if(d.status = 'void', 0, d.total)) as total " + MonthLists.of(MonthLists.DOCUMENTS_OF, month)
                        + " group by d.type, g.currency order by d.type, g.currency",
                (row, n) -> {
                    String currency = row.getString("currency");
                    BigDecimal total = row.getBigDecimal("total");
                    return new Documents(
                            row.getString("type"), currency, row.getLong("documents"), row.getLong("delivered"),
                            currency == null ? null : Money.exact(total, currency));
                });
    }

    List<RetainerMonth> retainers() {
        RetainerLedger ledger = new RetainerLedger(jdbc, book.retainers());
        String account = book.posting().customerDeposits();
        Map<RetainerLedger.Key, BigDecimal> later = ledger.correctedLater(month, account);
        Map<RetainerLedger.Key, BigDecimal> debited = new HashMap<>();
        jdbc.query(
                """
                select g.subject, g.currency, sum(l.amount) as debited from document d join document_group g on g.id = d.group_id
                    join document_line l on l.document_id = d.id and l.until_revision is null
                where g.type = 'RETAINER_JOURNAL' and d.status <> 'void' and l.account = ? and d.date <= ?
                group by g.subject, g.currency""",
                row -> {
                    debited.put(new RetainerLedger.Key(row.getString(1), row.getString(2)), row.getBigDecimal("debited"));
                },
                account, month.atEndOfMonth());
        return ledger.balances(month).stream()
                .map(balance -> retainer(balance, later.getOrDefault(balance.key(), BigDecimal.ZERO),
                        debited.getOrDefault(balance.key(), BigDecimal.ZERO)))
                .toList();
    }

    private RetainerMonth retainer(RetainerLedger.Balance balance, BigDecimal later, BigDecimal debited) {
        String currency = balance.currency();
        BigDecimal zero = Money.exact(BigDecimal.ZERO, currency);
        BigDecimal drawn = balance.drawdown().getOrDefault(month.toString(), zero);
        boolean began = balance.from() != null && balance.from().isBefore(month.atDay(1));
        BigDecimal prepaid = began ? zero : balance.prepaid();
        return new RetainerMonth(
                balance.retainer(), balance.client(), currency, balance.balance().add(drawn).subtract(prepaid), prepaid, drawn,
                balance.balance(), Money.exact(later, currency), Money.exact(balance.prepaid().subtract(debited), currency));
    }

    /** The state of the books is what the last run that ended left; one that broke off says nothing of it. */
    private Run run() {
        return jdbc.query(
                        "select id, summary from run where summary is not null order by id desc limit 1",
                        (row, n) -> new Run(row.getInt(1), conserved(row.getString(2))))
                .stream().findFirst().orElse(null);
    }

    private static boolean conserved(String summary) {
        try {
            return new ObjectMapper().readTree(summary).path("conserved").asBoolean(false);
        } catch (JsonProcessingException unreadable) {
            return false;
        }
    }
}
