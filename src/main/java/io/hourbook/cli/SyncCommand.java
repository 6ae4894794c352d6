package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hourbook.database.Database;
import io.hourbook.database.Occupant;
import io.hourbook.database.ServeLock;
import io.hourbook.home.Home;
import io.hourbook.launch.EarlyClasses;
import io.hourbook.problem.Problem;
import io.hourbook.rehearsal.DryRun;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import io.hourbook.security.Listening;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "sync",
        description = {
            "One pass over all that is due: inbox, entries, documents, retries.",
            "Where a service runs on this home, it is asked for the pass."
        },
        mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Mixin
    private Output output;

    @Option(names = "--dry-run", description = "Do all but send and write: what a pass would come to now. The inbox stays as it is.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        Home home = homeOption.laidOut();
        if (dryRun) {
            return dryRun(home);
        }
        Optional<Occupant> service = ServeLock.running(home);
        Summary summary = service.isPresent() ? RunningService.pass(home, service.get()) : pass(home);
        output.say(summary, out -> out.println(SummaryText.of(summary)));
        service.ifPresent(asked -> FolderText.after(home, asked).forEach(spec.commandLine().getErr()::println));
        spec.commandLine().getErr().flush();
        return summary.conserved() ? 0 : HourbookCommand.FAILED;
    }

    /** Beside a running service as well: neither it nor its inbox notices. An edit is judged as the next pass would judge it. */
    private int dryRun(Home home) throws JsonProcessingException {
        try (Database database = Database.open(home, "sync")) {
            DryRun came = PreviewCommand.rehearsals(home, database).dryRun(ServeLock.running(home).isPresent(), output::meanwhile);
            Summary summary = came.summary();
            output.say(summary, out -> out.println(DryRunText.of(came)));
            return summary.conserved() ? 0 : HourbookCommand.FAILED;
        } catch (Problem found) {
            return output.failed(found);
        }
    }

    private static Summary pass(Home home) {
        EarlyClasses early = EarlyClasses.begin(home.data().resolve("sync.classes"));
        try (ConfigurableApplicationContext application = Application.start(home, Database.open(home, "sync"), "", Listening.local(), false)) {
            early.end();
            return application.getBean(Passes.class).run("sync");
        }
    }
}
