package io.hourbook.console;

import io.hourbook.mapping.Mappings;
import io.hourbook.problem.Problem;
import io.hourbook.report.Explainer;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The explanation that {@code explain} prints. */
@Component
class ReportedEntry implements EntryExplainer {

    private final JdbcTemplate jdbc;
    private final Mappings mappings;

    ReportedEntry(JdbcTemplate jdbc, Mappings mappings) {
        this.jdbc = jdbc;
        this.mappings = mappings;
    }

    @Override
    public Optional<String> explain(String source, String key) {
        try {
            return Optional.of(new Explainer(jdbc, mappings.current().book()).explain(source, key).text());
        } catch (Problem unknown) {
            return Optional.empty();
        }
    }
}
