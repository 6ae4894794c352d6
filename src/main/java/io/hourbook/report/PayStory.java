package io.hourbook.report;

import io.hourbook.allocation.GroupKey;
import io.hourbook.entry.TimeEntry;
import io.hourbook.ledger.LedgerText;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.money.MoneyRounding;
import io.hourbook.overtime.PayCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is owed to the worker, and where that stands: a vendor bill, or payroll batch and labour journal. */
final class PayStory {

    private static final BigDecimal PER_HOUR_AND_HUNDREDTH = BigDecimal.valueOf(360_000);

    private final JdbcTemplate jdbc;
    private final PastBooks books;
    private final DocumentTrail trail;

    /** One row of pay_part with what is needed to find its documents. */
    private record Labour(Explanation.Part part, String worker, String account, String currency) {}

    PayStory(JdbcTemplate jdbc, PastBooks books, DocumentTrail trail) {
        this.jdbc = jdbc;
        this.books = books;
        this.trail = trail;
    }

    Explanation.Pay of(TimeEntry entry) {
        List<Explanation.Pay> stored = jdbc.query(
                "select a.*, v.version from pay_allocation a left join mapping_version v on v.id = a.mapping_version_id where a.entry_id = ?",
                (row, n) -> pay(entry, row), entry.id());
        return stored.isEmpty()
                ? new Explanation.Pay(
                        new Explanation.Standing("waiting", null, "no pass has allocated it yet", "run sync", null), null, null,
                        entry.seconds(), null, null, null, null, null, List.of(), List.of(), trail.ofEntry(entry.id(), "VENDOR_BILL"))
                : stored.get(0);
    }

    private Explanation.Pay pay(TimeEntry entry, ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        BigDecimal rate = row.getBigDecimal("cost_rate");
        BigDecimal amount = row.getBigDecimal("amount");
        long seconds = row.getLong("raw_seconds");
        String shownRate = rate == null ? null : LedgerText.amount(rate.stripTrailingZeros(), currency);
        String shown = amount == null ? null : LedgerText.amount(amount, currency);
        int madeBy = row.getInt("mapping_version_id");
        List<Labour> labour = labour(entry, madeBy);
        String rounding = amount == null ? null
                : books.of(madeBy).map(book -> book.policies().companyMoneyRounding()).map(MoneyRounding::word).orElse(null);
        String calculation = amount != null
                ? seconds + " s × " + shownRate + " " + currency + " ÷ 3600 s = " + shown + " " + currency + ", rounded once, "
                        + (rounding == null ? "by a rule that is not known any more" : rounding)
                : null;
        return new Explanation.Pay(
                Explainer.standing(
                        books.now(), entry, row.getString("state"), row.getString("reason"), row.getString("detail"), row.getString("version")),
                row.getString("flow"), books.account(madeBy, row.getString("account")), seconds, shownRate, currency, shown, rounding, calculation,
                labour.stream().map(Labour::part).toList(), flags(entry), documents(entry.id(), labour));
    }

    /** The weeks that an entry can reach into are told by its date: no other are looked through. */
    private List<Labour> labour(TimeEntry entry, int madeBy) {
        return jdbc.query(
                """
                select * from pay_part where entry_id = ? and week_from between ? and ? order by week_from, work_date, code""",
                (row, n) -> labour(row, madeBy), entry.id(), entry.workDate().minusDays(7), entry.workDate().plusDays(40));
    }

    private Labour labour(ResultSet row, int madeBy) throws SQLException {
        int hundredths = PayCode.valueOf(row.getString("code")).multiplierHundredths();
        BigDecimal exact = row.getBigDecimal("cost_rate")
                .multiply(BigDecimal.valueOf(row.getLong("seconds")))
                .multiply(BigDecimal.valueOf(hundredths));
        return new Labour(
                new Explanation.Part(
                        row.getString("week_from"), row.getString("work_date"), row.getString("code"),
                        BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString(), row.getLong("seconds"),
                        books.account(madeBy, row.getString("account")),
                        exact.divide(PER_HOUR_AND_HUNDREDTH, 4, RoundingMode.HALF_UP).toPlainString()),
                row.getString("worker"), row.getString("account"), row.getString("currency"));
    }

    private List<String> flags(TimeEntry entry) {
        return jdbc.queryForList(
                """
                select distinct concat(f.work_date, ' ', f.flag, ': ', f.detail) from pay_flag f join pay_part p
                    on p.week_from = f.week_from and p.worker = f.worker and p.work_date = f.work_date
                where p.entry_id = ? and p.week_from between ? and ? order by 1""",
                String.class, entry.id(), entry.workDate().minusDays(7), entry.workDate().plusDays(40));
    }

    private List<Explanation.Document> documents(long entryId, List<Labour> labour) {
        Map<String, Explanation.Document> documents = new LinkedHashMap<>();
        add(documents, trail.ofEntry(entryId, "VENDOR_BILL"));
        for (Labour part : labour) {
            LocalDate week = LocalDate.parse(part.part.week());
            add(documents, trail.ofStem(
                    GroupKey.payroll(books.now().targetOf(DocumentKind.PAYROLL_BATCH), week).stem(), part.worker + "|" + week + "|" + part.part.code()));
        }
        for (Labour part : labour) {
            YearMonth month = YearMonth.from(LocalDate.parse(part.part.workDate()));
            add(documents, trail.ofStem(GroupKey.labour(books.now().targetOf(DocumentKind.LABOUR_JOURNAL), part.currency, month).stem(), "debit " + part.account));
        }
        return List.copyOf(documents.values());
    }

    /** A document that carries the entry on several lines stands there once, with all of them. */
    private static void add(Map<String, Explanation.Document> documents, List<Explanation.Document> more) {
        for (Explanation.Document document : more) {
            documents.merge(document.target() + " " + document.reference(), document, PayStory::together);
        }
    }

    private static Explanation.Document together(Explanation.Document one, Explanation.Document other) {
        List<Explanation.Line> lines = new ArrayList<>(one.lines());
        other.lines().stream().filter(line -> !lines.contains(line)).forEach(lines::add);
        return new Explanation.Document(
                one.reference(), one.type(), one.status(), one.counterparty(), one.period(), one.date(), one.due(), one.currency(),
                one.total(), one.target(), one.targetId(), one.revision(), one.deliveredRevision(), one.delivered(), one.deliveredAt(),
                List.copyOf(lines), one.deliveries(), one.releases(), one.people());
    }
}
