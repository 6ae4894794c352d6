package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hourbook.database.Database;
import io.hourbook.delivery.DeliveryProfile;
import io.hourbook.home.Home;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.problem.Problem;
import io.hourbook.rehearsal.Preview;
import io.hourbook.rehearsal.Rehearsals;
import io.hourbook.reload.RouteBeanCatalog;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "preview",
        description = {
            "What changed mappings would make of recorded history: entries that move, money per document.",
            "Nothing is sent, and neither the books nor the home is written to."
        },
        mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {

    /** So many entries are told one by one to programs, and so many documents. */
    static final int MOST = 10_000;

    @Mixin
    private HomeOption homeOption;

    @Option(names = "--mappings", paramLabel = "DIR", required = true, description = "A whole folder of mappings, as a home has it. Routes are those in force.")
    private Path mappings;

    @Option(names = "--since", paramLabel = "DATE", description = "Replay only entries of this work date and later: 2025-03-01.")
    private LocalDate since;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws JsonProcessingException {
        Home home = homeOption.laidOut();
        try (Database database = Database.open(home, "preview")) {
            Preview preview = rehearsals(home, database).preview(mappings, since, MOST, output::meanwhile);
            output.say(preview, out -> out.println(PreviewText.of(preview)));
            return preview.conserved() ? 0 : HourbookCommand.FAILED;
        } catch (Problem found) {
            return output.failed(found);
        }
    }

    /** Of a home that delivers to the sandbox only, no secret of production's is looked up, and the other way round. */
    static Rehearsals rehearsals(Home home, Database database) {
        DeliveryProfile.expect(database.dataSource(), TargetProfile.of(System::getenv));
        return new Rehearsals(home, database, Settings::value, () -> RouteBeanCatalog.scan("io.hourbook"));
    }
}
