package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hourbook.database.Database;
import io.hourbook.home.Home;
import io.hourbook.report.Explainer;
import io.hourbook.report.Explanation;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "One entry from its raw row to the books.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The inbox folder it came through.")
    private String source;

    @Parameters(index = "1", paramLabel = "ID", description = "The source's own id, or the short key that stands wherever the entry is.")
    private String id;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws JsonProcessingException {
        Home home = homeOption.laidOut();
        try (Database database = Database.open(home, "explain")) {
            Explanation explanation =
                    new Explainer(new JdbcTemplate(database.dataSource()), InForce.book(home, database)).explain(source, id);
            return output.say(explanation, out -> out.println(explanation.text()));
        }
    }
}
