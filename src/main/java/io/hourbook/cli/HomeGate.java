package io.hourbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.database.Database;
import io.hourbook.database.Occupant;
import io.hourbook.database.ServeLock;
import io.hourbook.home.Home;
import io.hourbook.security.Listening;
import io.hourbook.version.Gate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;

/** The gate of a home, for a command: that of the service that runs there, or one of its own where none does. */
final class HomeGate {

    private final Home home;
    private final String command;
    private final Optional<Occupant> service;

    /** @param command that asks, for whoever wants to know what holds the database */
    HomeGate(Home home, String command) {
        this.home = home;
        this.command = command;
        this.service = ServeLock.running(home);
    }

    /** Whether a service runs there: it is asked, and decides who may. */
    boolean served() {
        return service.isPresent();
    }

    /**
     * Asks the service.
     *
     * @param note          why, or null
     * @param authorization the header that says who it is; null for whoever can write to this home
     * @throws io.hourbook.problem.Problem the service's own words where it refuses, or CLI-103 where it could not be asked
     */
    JsonNode ask(String path, String note, String authorization) {
        return RunningService.post(home, service.orElseThrow(), path, note == null ? Map.of() : Map.of("note", note), authorization);
    }

    /** Looks something up at the service. */
    JsonNode look(String path) {
        return RunningService.get(home, service.orElseThrow(), path);
    }

    /** Does it here, on what is in force. */
    JsonNode here(Function<Gate, Object> work) {
        try (ConfigurableApplicationContext application =
                Application.start(home, Database.open(home, command), "", Listening.local(), false, Gate::startInForce)) {
            return Json.tree(work.apply(application.getBean(Gate.class)));
        }
    }
}
