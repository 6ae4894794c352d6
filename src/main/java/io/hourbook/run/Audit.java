package io.hourbook.run;

import io.hourbook.entry.IntakeCounts;
import io.hourbook.mapping.MappingBook;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The laws of conservation looked at from outside of a pass, over everything. */
public final class Audit {

    private Audit() {}

    /** Whether a pass has still something to do: until then the laws need not hold, and the pass looks at them itself. */
    public static boolean workIsLeft(DataSource tables) {
        return Boolean.TRUE.equals(new JdbcTemplate(tables).queryForObject(
                "select exists (select 1 from work) or exists (select 1 from expense_work) or exists (select 1 from mark where kind <> 'future-day')", Boolean.class));
    }

    /** @return one sentence for each law that does not hold in these tables */
    public static List<String> broken(DataSource tables, MappingBook book) {
        Conservation.Found found = new Conservation(new JdbcTemplate(tables), Runnable::run).look(Extent.WHOLE, 0, book);
        return Conservation.state(found.sums().sums(), found.wrong(), IntakeCounts.NONE, found.expenses()).broken();
    }
}
