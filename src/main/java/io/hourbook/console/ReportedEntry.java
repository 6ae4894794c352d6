package io.hourbook.console;

import io.hourbook.mapping.Mappings;
import io.hourbook.report.Explainer;
import io.hourbook.report.Explanation;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The explanation that {@code explain} prints. */
@Component
class ReportedEntry {

    private final JdbcTemplate jdbc;
    private final Mappings mappings;

    ReportedEntry(JdbcTemplate jdbc, Mappings mappings) {
        this.jdbc = jdbc;
        this.mappings = mappings;
    }

    /** @throws io.hourbook.problem.Problem RPT-101 for a source, RPT-102 for a key that nobody has, with the nearest */
    Explanation explain(String source, String key) {
        return new Explainer(jdbc, mappings.current().book()).explain(source, key);
    }
}
