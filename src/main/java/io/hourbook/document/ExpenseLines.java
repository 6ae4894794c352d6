package io.hourbook.document;

import io.hourbook.allocation.ExchangeJson;
import io.hourbook.allocation.PassContext;
import io.hourbook.entry.EntryKeys;
import io.hourbook.mapping.ExpenseCategory;
import io.hourbook.mapping.Project;
import io.hourbook.money.MoneyRounding;
import io.hourbook.money.Price;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What invoices and vendor bills should say of expenses: a line for each, in the section {@code expense}, after those of time. A
 * company without expenses is asked for them once in a pass.
 */
final class ExpenseLines implements WantedLines {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final JdbcTemplate jdbc;
    private volatile boolean any;
    private volatile PassContext asked;

    ExpenseLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void load(PassContext pass, Map<Integer, Group> groups, Collector lines) {
        if (!there(pass)) {
            return;
        }
        jdbc.query(
                """
                select a.group_id, a.expense_id, s.name, e.source_key, e.identity, e.notes, e.vendor, e.receipt, a.side, a.worker, a.project,
                    a.category, a.account, a.cost, a.cost_currency, a.units, a.unit_rate, a.markup_percent, a.money_rounding, a.fx_lock,
                    a.currency, a.amount, a.exchange, a.spent_on, a.mapping_version_id
                from expense_allocation a force index (expense_allocation_group)
                    straight_join expense e on e.id = a.expense_id straight_join source s on s.id = e.source_id
                where a.state = 'allocated' and a.group_id in (%s)
                order by a.group_id, a.spent_on, a.worker, e.file_id, e.line, e.id""".formatted("?,".repeat(groups.size() - 1) + "?"),
                row -> {
                    Group group = groups.get(row.getInt("group_id"));
                    lines.add(group, line(pass, group, row));
                },
                groups.keySet().toArray());
    }

    /** Expenses of a pass come in before its documents are made. */
    private boolean there(PassContext pass) {
        if (!any && asked != pass) {
            any = Boolean.TRUE.equals(jdbc.queryForObject("select exists (select 1 from expense_allocation)", Boolean.class));
            asked = pass;
        }
        return any;
    }

    private static Line line(PassContext pass, Group group, ResultSet row) throws SQLException {
        String currency = group.key().currency();
        LocalDate spentOn = row.getObject("spent_on", LocalDate.class);
        boolean locked = "document".equals(row.getString("fx_lock"));
        LocalDate rateDay = locked ? pass.rateDay(group.to()) : spentOn;
        Priced priced = locked ? anew(pass, row, currency, rateDay) : new Priced(row.getBigDecimal("amount"), row.getString("exchange"));
        BigDecimal base = new BaseAmounts(pass).of(priced.amount, currency, rateDay);
        byte[] identity = row.getBytes("identity");
        String key = row.getString("source_key");
        String projectId = row.getString("project");
        Project project = projectId == null ? null : pass.book().projects().get(projectId);
        ExpenseCategory category = pass.book().expenses().categories().get(row.getString("category"));
        String content = new LineJson()
                .entry(row.getString("name") + ":" + EntryKeys.key(key, key == null ? identity : null))
                .text("description", description(row, category))
                .text("worker", row.getString("worker"))
                .text("project", projectId)
                .text("job", project == null ? null : project.job())
                .text("service", null)
                .text("item", null)
                .text("account", row.getString("account"))
                .text("workDate", spentOn.toString())
                .text("quantity", "1")
                .money("amount", priced.amount, currency)
                .money("baseAmount", base, pass.book().policies().baseCurrency())
                .original(row.getString("cost_currency"), row.getBigDecimal("cost"))
                .raw("exchange", priced.exchange)
                .text("taxForm", null)
                .text("section", "expense")
                .text("category", row.getString("category"))
                .text("vendor", row.getString("vendor"))
                .text("markupPercent", plain(row.getBigDecimal("markup_percent")))
                .text("taxCode", category == null ? null : category.taxCode())
                .text("receipt", row.getString("receipt"))
                .done();
        return Line.wanted(
                "expense " + row.getLong("expense_id"), null, row.getString("account"), priced.amount, base, null,
                row.getInt("mapping_version_id"), content);
    }

    private record Priced(BigDecimal amount, String exchange) {}

    /** A client locked to the document's date: the latest rate until that date, then its own. */
    private static Priced anew(PassContext pass, ResultSet row, String currency, LocalDate rateDay) throws SQLException {
        String from = row.getString("cost_currency");
        Priced asAllocated = new Priced(row.getBigDecimal("amount"), row.getString("exchange"));
        if (from.equals(currency)) {
            return asAllocated;
        }
        BigDecimal charged = row.getBigDecimal("cost").multiply(HUNDRED.add(row.getBigDecimal("markup_percent")));
        MoneyRounding rounding = MoneyRounding.valueOf(row.getString("money_rounding").toUpperCase(Locale.ROOT).replace('-', '_'));
        return pass.book().exchangeRates()
                .cross(from, currency, rateDay, pass.book().policies().exchangeMaxAgeDays())
                .map(cross -> new Priced(
                        Price.convert(charged, cross.numerator(), cross.denominator().multiply(HUNDRED), currency, rounding), ExchangeJson.of(cross)))
                .orElse(asAllocated);
    }

    private static String plain(BigDecimal percent) {
        return percent.signum() == 0 ? null : percent.stripTrailingZeros().toPlainString();
    }

    /** {@code Taxi, City Cabs: to the airport}, and of what a rate pays how much of it. */
    private static String description(ResultSet row, ExpenseCategory category) throws SQLException {
        String what = category == null ? row.getString("category") : category.name();
        String vendor = row.getString("vendor");
        BigDecimal rate = row.getBigDecimal("unit_rate");
        String units = rate == null ? "" : " (" + row.getBigDecimal("units").stripTrailingZeros().toPlainString() + " at "
                + LineJson.rate(rate, row.getString("cost_currency")) + " " + row.getString("cost_currency") + ")";
        String notes = row.getString("notes");
        return EntryText.cut(what + (vendor == null ? "" : ", " + vendor) + units + (notes.isBlank() ? "" : ": " + notes));
    }
}
