package io.hourbook.expense;

import io.hourbook.allocation.PassContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Exchange rates that were published after an expense was exchanged: it takes the day's rate as soon as that is known. */
final class LaterRates {

    private final JdbcTemplate jdbc;

    LaterRates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void request(PassContext pass) {
        int maxAge = pass.book().policies().exchangeMaxAgeDays();
        List<Object[]> later = new ArrayList<>();
        jdbc.query(
                """
                select distinct cost_currency, currency, spent_on, fx_lock, json_value(exchange, '$.date')
                from expense_allocation where state = 'allocated' and exchange is not null""",
                row -> {
                    LocalDate spentOn = row.getObject(3, LocalDate.class);
                    String lock = row.getString(4);
                    String ratedOn = row.getString(5);
                    LocalDate day = "document".equals(lock) ? pass.rateDay(YearMonth.from(spentOn).atEndOfMonth()) : spentOn;
                    boolean same = pass.book().exchangeRates()
                            .cross(row.getString(1), row.getString(2), day, maxAge)
                            .map(cross -> cross.date().toString().equals(ratedOn))
                            .orElse(true);
                    if (!same) {
                        later.add(new Object[] {row.getString(1), row.getString(2), spentOn, lock});
                    }
                });
        later.forEach(one -> jdbc.update(
                """
                insert ignore into expense_work (expense_id) select expense_id from expense_allocation
                where state = 'allocated' and cost_currency = ? and currency = ? and spent_on = ? and fx_lock <=> ?""",
                one));
    }
}
