package io.hourbook.run;

import io.hourbook.allocation.PassContext;
import io.hourbook.entry.IntakeCounts;
import io.hourbook.mapping.MappingBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The laws of conservation looked at from outside of a pass, over all documents and not only those that a run touched. */
public final class Audit {

    private Audit() {}

    /** Whether a pass has still something to do: until then the laws need not hold, and the pass looks at them itself. */
    public static boolean workIsLeft(DataSource tables) {
        return Boolean.TRUE.equals(new JdbcTemplate(tables).queryForObject(
                "select exists (select 1 from work) or exists (select 1 from mark where kind <> 'future-day')", Boolean.class));
    }

    /** @return one sentence for each law that does not hold in these tables */
    public static List<String> broken(DataSource tables, MappingBook book) {
        JdbcTemplate jdbc = new JdbcTemplate(tables);
        Conservation conservation = new Conservation(jdbc);
        List<String> broken = new ArrayList<>();
        for (int run : jdbc.queryForList("select distinct changed_run_id from document order by 1", Integer.class)) {
            conservation.documents(broken, run);
        }
        broken.addAll(conservation.check(new PassContext(0, book, 0, LocalDate.EPOCH), IntakeCounts.NONE).broken());
        return List.copyOf(broken);
    }
}
