package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.hourbook.database.Database;
import io.hourbook.database.Occupant;
import io.hourbook.database.ServeLock;
import io.hourbook.home.Home;
import io.hourbook.readback.TargetRead;
import io.hourbook.run.ReadBackNow;
import io.hourbook.run.ReadBackNow.Came;
import io.hourbook.security.Listening;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "read-back",
        description = {
            "Reads back what people did in the accounting systems: voids, payments, credits, edits; then settles it.",
            "Where a service runs on this home, it is asked for it."
        },
        mixinStandardHelpOptions = true)
final class ReadBackCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @Mixin
    private HomeOption homeOption;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws JsonProcessingException {
        Home home = homeOption.laidOut();
        Optional<Occupant> service = ServeLock.running(home);
        Came came = service.isPresent() ? asked(home, service.get()) : here(home);
        output.say(came, out -> told(came, out));
        boolean failed = came.targets().stream().anyMatch(target -> target.failure() != null);
        return failed || came.pass() != null && !came.pass().conserved() ? HourbookCommand.FAILED : 0;
    }

    private static Came asked(Home home, Occupant service) throws JsonProcessingException {
        JsonNode answer = RunningService.post(home, service, "/api/read-back", null);
        return JSON.treeToValue(answer, Came.class);
    }

    private static Came here(Home home) {
        try (ConfigurableApplicationContext application = Application.start(home, Database.open(home, "read-back"), "", Listening.local(), false)) {
            return application.getBean(ReadBackNow.class).read();
        }
    }

    private static void told(Came came, PrintWriter out) {
        for (TargetRead target : came.targets()) {
            out.println(target.target() + ": " + (target.failure() == null
                    ? target.documents() + " documents of ours were told of" : "not read, " + target.failure().lines().findFirst().orElse("")));
        }
        out.println(came.targets().isEmpty() ? "No target can be read back."
                : came.pass() == null ? "Nothing was to be settled." : SummaryText.of(came.pass()));
    }
}
